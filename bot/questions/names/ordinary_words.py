"""Whether words spelt like a name are meant as one, judging by how ordinary they are."""

from collections.abc import Iterable, Sequence

from bot.questions.words.categories import Category
from bot.questions.words.frequencies import FREQUENT, USUAL, is_well_known, rank
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token

_COSTS = ((1.4, 0.1), (0.35, 0.1), (0.15, 0.0))
"""The costs of lower-case names of one, two and more words: frequent words, then usual ones."""
_ASKING = frozenset(
    {
        Category.ABOUT_WHAT,
        Category.ATTRIBUTE,
        Category.CO_ROLE,
        Category.LIKE,
        Category.COMPARATIVE,
        Category.RATED_COMPARATIVE,
        Category.RELEASED,
        Category.ROLE_NOUN,
        Category.ROLE_PASSIVE,
        Category.ROLE_VERB,
        Category.SHARE,
        Category.WHEN,
        Category.WHO,
    }
)
"""Words that ask about titles and people: next to them, any word may be a name."""
_SETS = frozenset({Category.LIKE})
"""Words next to which titles are named although other titles are asked for."""
_OF_ONE = frozenset({Category.ATTRIBUTE, Category.WHEN})
_PLAIN_PHRASE = 0.2


def ordinariness(run: Sequence[Token], lexicon: Lexicon) -> float:
    """Return the extra cost of reading lower-case words as a name."""
    telling = [token.word for token in run if not lexicon.is_filling(token.word)]
    if not telling or not all(map(str.isalpha, telling)):
        return 0.0  # all are in the lexicon, which has its own cost, or one is a number
    rarest = max(map(rank, telling))
    frequent, usual = _COSTS[min(len(telling), len(_COSTS)) - 1]
    return frequent if rarest < FREQUENT else usual if rarest < USUAL else 0.0


def is_asking(lexemes: Iterable[tuple[int, Lexeme]], lexicon: Lexicon) -> bool:
    """Return whether a sentence asks something about a title or a person."""
    return any(asks(lexeme, lexicon) for _, lexeme in lexemes)


def may_ask(lexemes: Iterable[tuple[int, Lexeme]]) -> bool:
    """Return whether a sentence may ask something about a title or a person: "is ...", "by"."""
    return any(
        lexeme.category in _ASKING or (lexeme.category is Category.POLAR and start == 0)
        for start, lexeme in lexemes
    )


def asks(lexeme: Lexeme, lexicon: Lexicon) -> bool:
    """Return whether a phrase asks something about a title or a person; "de" alone does not."""
    if lexeme.category in _OF_ONE and lexeme.cost <= _PLAIN_PHRASE:
        return True
    return lexeme.category in _ASKING - _SETS and not all(
        lexicon.is_filling(word) or lexicon.is_light(word) for word in lexeme.words
    )


def may_be_name(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether a span of a sentence that asks nothing may be a name.

    "I am" in "I am looking for something" is not, though there is a series of that name; on its
    own, or capitalized, it may be.
    """
    run = tokens[start:end]
    if any(token.capital for token in run[1 if start == 0 else 0 :]):
        return True
    if not all(lexicon.is_filling(token.word) for token in run):
        return True
    return not any(token.word.isalnum() for token in (*tokens[:start], *tokens[end:]))


def is_everyday(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether every word of a span is well known and none is capitalized like a name.

    Unless something is asked about a name, such words are neither a misspelling nor a part of one.
    """
    return not any(token.capital for token in run[1:]) and all(
        lexicon.knows(token.word) or is_well_known(token.word) for token in run
    )


def is_phrase(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether words are too ordinary to be known as part of a title: "or less"."""
    return all(
        not token.capital and (lexicon.knows(token.word) or rank(token.word) < FREQUENT)
        for token in run
    )

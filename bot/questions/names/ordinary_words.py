"""Whether words that are spelt like a name are meant as one, by how ordinary they are."""

from collections.abc import Iterable, Sequence

from bot.questions.words.categories import Category
from bot.questions.words.frequencies import FREQUENT, USUAL, is_well_known, rank
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token

_COSTS = ((1.4, 0.1), (0.35, 0.1), (0.15, 0.0))
"""What a name of one, two, and more frequent, or usual, words costs in small letters."""
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
"""What is asked of titles and people: beside it, any word may be a name."""
_SETS = frozenset({Category.LIKE})
"""Beside these titles are named, but other titles are asked for."""
_OF_ONE = frozenset({Category.ATTRIBUTE, Category.WHEN})
_PLAIN_PHRASE = 0.2


def ordinariness(run: Sequence[Token], lexicon: Lexicon) -> float:
    """Return what it costs to take a run of words in small letters for a name."""
    telling = [token.word for token in run if not lexicon.is_filling(token.word)]
    if not telling or not all(map(str.isalpha, telling)):
        return 0.0  # all are words of the lexicon, which has its own price; or a figure is one
    rarest = max(map(rank, telling))
    frequent, usual = _COSTS[min(len(telling), len(_COSTS)) - 1]
    return frequent if rarest < FREQUENT else usual if rarest < USUAL else 0.0


def is_asking(lexemes: Iterable[tuple[int, Lexeme]], lexicon: Lexicon) -> bool:
    """Return whether a sentence asks something of a title or of somebody."""
    return any(asks(lexeme, lexicon) for _, lexeme in lexemes)


def may_ask(lexemes: Iterable[tuple[int, Lexeme]]) -> bool:
    """Return whether a sentence may ask something of a title or of somebody: "is ...", "by"."""
    return any(
        lexeme.category in _ASKING or (lexeme.category is Category.POLAR and start == 0)
        for start, lexeme in lexemes
    )


def asks(lexeme: Lexeme, lexicon: Lexicon) -> bool:
    """Return whether a phrase asks something of a title or of somebody; "de" alone does not."""
    if lexeme.category in _OF_ONE and lexeme.cost <= _PLAIN_PHRASE:
        return True
    return lexeme.category in _ASKING - _SETS and not all(
        lexicon.is_filling(word) or lexicon.is_light(word) for word in lexeme.words
    )


def may_be_name(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether a run of words in a sentence that asks nothing may be a name.

    "I am" within "I am looking for something" is none, though a series is called so: by itself, or
    written as a name, it may be.
    """
    run = tokens[start:end]
    if any(token.capital for token in run[1 if start == 0 else 0 :]):
        return True
    if not all(lexicon.is_filling(token.word) for token in run):
        return True
    return not any(token.word.isalnum() for token in (*tokens[:start], *tokens[end:]))


def is_everyday(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether every word of a run is well known, and none is written as a name.

    Such words are no slip for a name, and no part of one, where nothing asks of a name.
    """
    return not any(token.capital for token in run[1:]) and all(
        lexicon.knows(token.word) or is_well_known(token.word) for token in run
    )

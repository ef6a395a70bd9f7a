"""Whether words one letter off a name are a misspelling of it."""

from collections.abc import Sequence

from bot.questions.names.entries import Entry
from bot.questions.names.name_index import MIN_GUESSED
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import is_known, is_well_known
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.numbers import ROMANS
from bot.questions.words.tokens import Token, words_of

_PAIR = 2
_ROMANS = frozenset(map(str.lower, ROMANS))


def is_plausible(
    run: Sequence[Token], entry: Entry, key: str, lexicon: Lexicon, *, asking: bool
) -> bool:
    """Return whether a span may be a misspelling of a name.

    Args:
        run: What was written.
        entry: The name.
        key: Its folded letters.
        lexicon: The language of the sentence.
        asking: Whether the sentence asks something about a title or a person.
    """
    if _is_another_part(run, key):
        return False
    if len(key) < MIN_GUESSED:
        return entry.category == Category.TITLE
    if len(run) == _PAIR and is_spelt_right(run, lexicon):
        return _is_half_right(run, entry, lexicon, asking=asking)
    return True


def _is_another_part(run: Sequence[Token], key: str) -> bool:
    """Return whether a span only has another Roman numeral than a name: "Jaws III" is not II."""
    *others, last = (token.word for token in run)
    base = "".join(others)
    own = key[len(base) :]
    return last in _ROMANS and own in _ROMANS and own != last and key.startswith(base)


def is_spelt_right(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether the words are well known: "the sky" is not a misspelling of "The Spy"."""
    return all(
        is_well_known(token.word) or (place == 0 and lexicon.is_determiner(token.word))
        for place, token in enumerate(run)
    )


def _is_half_right(run: Sequence[Token], entry: Entry, lexicon: Lexicon, *, asking: bool) -> bool:
    """Return whether one of two well-known words matches a name: "Olivia Wide", "Size Effects".

    For a person it must be the first name, as a different one means a different person ("Joan
    Cusack"); for a title that something is asked about, either word will do.
    """
    first, last = (token.word for token in run)
    match words_of(entry.name):
        case [own, _] if entry.category == Category.NAME:
            return own == first and (asking or not lexicon.knows(own))
        case [own, other] if entry.category == Category.TITLE and asking:
            telling = not (lexicon.is_filling(first) or lexicon.is_filling(last))
            return telling and (own == first or other == last)
        case _:
            return False


def is_unheard_of(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Return whether a span is a single word found in neither the lexicon nor any text."""
    return len(run) == 1 and not lexicon.knows(run[0].word) and not is_known(run[0].word)

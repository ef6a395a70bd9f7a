"""Plausibility: whether the typed text could mean a name found by its spelling alone.

Search ranks what there is, and something always comes first. Somebody who types a title that the
catalogue lacks must not be shown an unrelated one that shares some of its letters.
"""

import itertools
from collections.abc import Iterable
from functools import partial

from rapidfuzz.distance import OSA

from bot.search.spelling.fold import canonical, fold, initials, readings

ALIKE = 0.75
"""The minimum similarity. Of 510 misspelt titles that search got right, 495 reach it; of 549
answers to well-known titles that two catalogues lacked, 39 do."""

_SHORT = 4
"""Letters up to which a word counts as this long: one typo in two or three is as recognisable."""
_SEQUELS = frozenset(map(str, range(2, 10)))
_SHORT_FORM = 3
"""Letters from which on the beginning of a word stands for it: Leo for Leonardo."""


def is_plausible(typed: str, names: Iterable[str]) -> bool:
    """Return whether a text could be a misspelling, or part of one, of any of these names."""
    return any(similarity(typed, name) >= ALIKE for name in names)


def similarity(typed: str, name: str) -> float:
    """Return how similar the typed text is to a name, from 0 to 1, in the most lenient reading.

    That is the greater of two similarities by optimal string alignment: of all letters, and of the
    typed word least similar to any of the name's. A number that the name lacks makes it another
    title, and so does the number of a sequel that was not typed: part 2 is not part 1.
    """
    raw = fold(name)
    spellings = {canonical(raw), canonical(raw, strip_article=False)}
    return max(
        (
            max(_of_letters(words, known), _of_words(words, known))
            for reading in readings(typed)
            if (words := reading.forms.canonical.split())
            for known in map(str.split, spellings)
            if known and _same_part(words, known)
        ),
        default=0.0,
    )


def _of_letters(words: list[str], known: list[str]) -> float:
    return _similarity("".join(words), "".join(known))


def _of_words(words: list[str], known: list[str]) -> float:
    run_together = [one + other for one, other in itertools.pairwise(known)]
    letters = initials(" ".join(known))
    return min(
        1.0 if word in letters else max(map(partial(_of_word, word), (*known, *run_together)))
        for word in words
    )


def _of_word(word: str, known: str) -> float:
    is_short_form = len(word) >= _SHORT_FORM and known.startswith(word)
    return 1.0 if is_short_form else _similarity(word, known)


def _same_part(words: list[str], known: list[str]) -> bool:
    """Whether the numbers in two names are compatible with one title."""
    typed, told = _numbers(words), _numbers(known)
    return typed <= told and not (told - typed) & _SEQUELS


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _similarity(one: str, other: str) -> float:
    return 1 - OSA.distance(one, other) / max(len(one), len(other), _SHORT)

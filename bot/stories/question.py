"""Parses a description into weighted words and hints."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.stories.hints import Hints, hints
from bot.stories.text.hedges import EMPTY, FIRST_PERSON, HEDGES, SPANISH
from bot.stories.text.table import Table, Vectors, of_shape
from bot.stories.text.terms import runs, term
from bot.stories.text.words import MAX_CHARACTERS, words

MAX_WORDS = 400
"""Of a description; the longest that people write have about as many."""
_MAX_CORRECTED = 4
_MIN_CORRECTED_LETTERS = 5
_TWO_SLIPS = 9
"""Letters from which on a word may have two typos."""
_COUNTED_TWICE = 2
_NO_NAME = EMPTY | HEDGES | SPANISH
"""Words that a name in a description neither begins nor ends with."""
_SAY_NOTHING = EMPTY | HEDGES
_MAX_WEIGHT = 2.0
_SPANISH_ITSELF = 0.3
"""Weight of a Spanish word itself in English stories, where titles and names have some."""
_SPANISH_LETTERS = frozenset("ñáéíóúÑÁÉÍÓÚ¿¡")
_SPANISH_SHARE = 0.2
"""Share of Spanish stop words from which on a description may be Spanish."""


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed description.

    Attributes:
        words: Its words as typed, without accents.
        terms: The weight of each key of the word index.
        says: How much each of these says in a question, as the table has learned; 1 for most.
        vector: A unit vector; zero where no word is known.
        is_told: Whether any record has any of its words.
        hints: What it says besides the story.
        people: Names of the catalogue's people in it, each in words.
        is_spanish: Whether it is Spanish.
    """

    words: list[str]
    terms: Mapping[int, float]
    says: Mapping[int, float]
    vector: Vectors
    is_told: bool
    hints: Hints
    people: tuple[tuple[str, ...], ...]
    is_spanish: bool

    @property
    def rambling(self) -> float:
        """The share of words about how somebody remembers, not what."""
        hedges = sum(word in HEDGES or word in FIRST_PERSON for word in self.words)
        return hedges / max(1, len(self.words))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search by: no meaningful word, or no known one."""
        if self.people:
            return False
        return not self.terms or not (self.vector.any() or self.is_told)


class Reader:
    """Parses descriptions.

    Args:
        table: The word vectors.
        is_told: Whether any record has the word of a key.
        is_person: Whether any record has a person of a name, given in words.
    """

    def __init__(
        self,
        table: Table,
        is_told: Callable[[int], bool],
        is_person: Callable[[tuple[str, ...]], bool],
    ) -> None:
        self._table = table
        self._is_person = is_person
        self._is_told = is_told
        # The median; np.median would import numpy.ma, a megabyte of code.
        asked = np.sort(table.asked)
        self._usual = float(asked[[(len(asked) - 1) // 2, len(asked) // 2]].mean())

    def read(self, text: str) -> Question:
        """Parse a description; what follows its 4,000th character is ignored."""
        text = text[:MAX_CHARACTERS]
        asked = words(text)[:MAX_WORDS]
        is_spanish = _is_spanish(text, asked)
        people = self._people(asked)
        named = {word for name in people for word in name}
        mended = {word: word for word in asked}
        mended.update(self._mended(mended, is_spanish=is_spanish))
        terms: defaultdict[int, float] = defaultdict(float)
        says: dict[int, float] = {}
        for word, count in Counter(asked).items():
            if word in (SPANISH if is_spanish else HEDGES):
                continue
            for known, share in self._meanings(mended[word], is_spanish=is_spanish):
                if key := term(known):
                    terms[key] += share * min(count, _COUNTED_TWICE)
                    says.setdefault(key, self._says(known))
        told = [mended[word] for word in asked if word not in named]
        return Question(
            asked,
            terms,
            says,
            self._vector(told, is_spanish=is_spanish),
            any(map(self._is_told, terms)),
            hints(text, asked),
            people,
            is_spanish,
        )

    def says(self, word: str, *, is_spanish: bool) -> float | None:
        """Return how much a word says about a story; ``None`` for an unknown word."""
        if word in (SPANISH if is_spanish else _SAY_NOTHING):
            return 0.0
        if is_spanish and word in _SAY_NOTHING:
            return None  # an English word
        if is_spanish and (place := self._spanish(word, is_spanish=True)) is not None:
            rows = list(map(int, self._table.meanings[place]))
            return max(self._says(self._table.words[row]) for row in rows)
        is_english = not is_spanish and self._table.row(word) >= 0
        is_known = is_english or self._is_told(term(word))
        return self._says(word) if is_known else None

    def _says(self, word: str) -> float:
        row = self._table.row(word)
        return 1.0 if row < 0 else min(_MAX_WEIGHT, float(self._table.asked[row]) / self._usual)

    def _meanings(self, word: str, *, is_spanish: bool) -> Iterator[tuple[str, float]]:
        """Return the English words that a word stands for, and their weights."""
        table = self._table
        place = self._spanish(word, is_spanish=is_spanish)
        yield word, 1.0 if place is None else _SPANISH_ITSELF
        if place is not None:
            for row, share in zip(table.meanings[place], table.shares[place], strict=True):
                yield table.words[row], float(share)

    def _vector(self, asked: list[str], *, is_spanish: bool) -> Vectors:
        """Return the unit vector of some words."""
        table = self._table
        rows: list[int] = []
        weights: list[float] = []
        for word, count in Counter(asked).items():
            times = 1 + float(np.log(count))
            if is_spanish and word in SPANISH:
                continue
            if (place := self._spanish(word, is_spanish=is_spanish)) is not None:
                found = list(map(int, table.meanings[place]))
                shares: list[float] = (table.shares[place] * times).tolist()
            elif (row := table.row(word)) >= 0:
                found, shares = [row], [times]
            else:
                continue
            rows += found
            weights += shares
        if not rows:
            return np.zeros(table.dimensions, np.float32)
        at = np.array(rows, np.intp)
        scaled: NDArray[np.float32] = np.array(weights, np.float32) * table.asked[at]
        (vector,) = table.sums(at, scaled, np.zeros(len(rows), np.intp))
        return vector

    def _spanish(self, word: str, *, is_spanish: bool) -> int | None:
        """Return the row of a word if it is taken for Spanish."""
        if not is_spanish and word in self._table.rows:
            return None
        place = self._table.spanish.find(word)
        return None if place < 0 else place

    def _people(self, asked: list[str]) -> tuple[tuple[str, ...], ...]:
        found: list[tuple[str, ...]] = []
        for name in runs(asked, _NO_NAME):
            taken = (set(other).issuperset(name) for other in found)
            if self._is_person(name) and not any(taken):
                found.append(name)
        return tuple(found)

    def _mended(self, asked: Iterable[str], *, is_spanish: bool) -> dict[str, str]:
        """Return the probable corrections of unknown words."""
        plain = (word for word in asked if len(word) >= _MIN_CORRECTED_LETTERS and word.isascii())
        unknown = (word for word in plain if word.isalpha() and not self._is_known(word))
        mended: dict[str, str] = {}
        for word in islice(unknown, _MAX_CORRECTED):
            if found := self._nearest(word, is_spanish=is_spanish):
                mended[word] = found
        return mended

    def _nearest(self, word: str, *, is_spanish: bool) -> str | None:
        """Return the most frequent of the known words nearest to an unknown one."""
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        known = self._table.spanish_shapes if is_spanish else self._table.english_shapes
        lengths = range(len(word) - slips, len(word) + slips + 1)
        # The first letter is right, missing, or swapped with the second.
        letters = dict.fromkeys(word[:2])
        near = [
            other for letter in letters for at in lengths for other in of_shape(known, letter, at)
        ]
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found else None

    def _is_known(self, word: str) -> bool:
        return (
            word in EMPTY
            or word in HEDGES
            or self._table.row(word) >= 0
            or word in self._table.spanish
            or self._is_told(term(word))
        )


def _is_spanish(text: str, asked: list[str]) -> bool:
    spanish = sum(word in SPANISH for word in asked)
    english = sum(word in EMPTY or word in HEDGES for word in asked)
    if any(letter in _SPANISH_LETTERS for letter in text):
        return spanish >= english
    return spanish > english and spanish >= _SPANISH_SHARE * len(asked)

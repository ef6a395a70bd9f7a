"""What a name of the catalogue stands for, and all of these in arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.questions.words.categories import Category
from bot.relations import Relation, Rows
from bot.search.arrays.key_table import Lines
from bot.search.arrays.texts import Texts

CATEGORIES = (
    Category.TITLE,
    Category.NAME,
    Category.SIBLINGS,
    Category.FRANCHISE_NAME,
    Category.TAG,
    Category.GENRE,
    Category.LANGUAGE,
)
"""The kinds of names. Saved data refers to positions here, so append new ones."""
_NUMBER, _TEXT, _PEOPLE = range(3)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the catalogue.

    Attributes:
        category: Its category in the grammar: ``Title``, ``Name``, ``Tag``, ...
        value: Its number in the graph, the numbers of several people, or the name itself if it has
            no number.
        name: Its spelling in the catalogue.
        weight: How well known it is; breaks ties.
        cost: 0 for the name itself, more for its short forms.
        words: The number of words in the name or short form.
    """

    category: Category
    value: int | str | tuple[int, ...]
    name: str
    weight: float
    cost: float = 0.0
    words: int = 1

    def of_words(self, words: int) -> "Entry":
        """Return a copy with another number of words; ``replace`` is five times slower."""
        if words == self.words:
            return self
        return Entry(self.category, self.value, self.name, self.weight, self.cost, words)


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries in arrays.

    Attributes:
        categories: The index of each entry's category in :data:`CATEGORIES`.
        kinds: The type of its value: a number, a text, or several people.
        values: The number, or the index of the text or of the people.
        names: The index of its name in ``texts``.
        weights: How well known it is.
        costs: Its cost.
        words: Its number of words.
        texts: All distinct names and text values.
        people: The people that names of several people stand for.
    """

    categories: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    values: NDArray[np.int32]
    names: NDArray[np.uint32]
    weights: NDArray[np.float64]
    costs: NDArray[np.float64]
    words: NDArray[np.uint8]
    texts: Texts
    people: Relation

    @classmethod
    def build(cls, entries: Sequence[Entry]) -> Self:
        """Store entries in arrays."""
        places: dict[str, int] = {}
        people: list[tuple[int, ...]] = []
        kinds: list[int] = []
        values: list[int] = []
        for entry in entries:
            match entry.value:
                case int(number):
                    kind, value = _NUMBER, number
                case str(text):
                    kind, value = _TEXT, places.setdefault(text, len(places))
                case several:
                    kind, value = _PEOPLE, len(people)
                    people.append(several)
            kinds.append(kind)
            values.append(value)
        names = [places.setdefault(entry.name, len(places)) for entry in entries]
        return cls(
            np.array([CATEGORIES.index(entry.category) for entry in entries], np.uint8),
            np.array(kinds, np.uint8),
            np.array(values, np.int32),
            np.array(names, np.uint32),
            np.array([entry.weight for entry in entries], np.float64),
            np.array([entry.cost for entry in entries], np.float64),
            np.array([entry.words for entry in entries], np.uint8),
            Texts.build(list(places)),
            Relation.build(people),
        )


class EntryReader:
    """Creates entries on demand, by position."""

    def __init__(self, entries: Entries) -> None:
        self._categories, self._kinds = entries.categories.data, entries.kinds.data
        self._values, self._names = entries.values.data, entries.names.data
        self._weights, self._costs = entries.weights.data, entries.costs.data
        self._words = entries.words.data
        self._texts, self._people = Lines(entries.texts), Rows(entries.people)

    def __getitem__(self, place: int) -> Entry:
        value: int | str | tuple[int, ...] = self._values[place]
        if self._kinds[place] == _TEXT:
            value = self._texts[self._values[place]]
        elif self._kinds[place] == _PEOPLE:
            value = self._people[self._values[place]]
        return Entry(
            CATEGORIES[self._categories[place]],
            value,
            self._texts[self._names[place]],
            self._weights[place],
            self._costs[place],
            self._words[place],
        )

"""The attributes that titles have several values of: genres, languages, years and the like."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from bot.questions.evaluation.graph.arrays import Facet
from bot.questions.evaluation.graph.film_set import FilmSet
from bot.relations import Numbers, Rows
from bot.search.arrays.key_table import Lines

CACHED_VALUES = 64
"""How many genres, languages or tags have their titles cached."""
Value = TypeVar("Value")


class FacetReader:
    """Reads an attribute, one title or one value at a time."""

    def __init__(self, facet: Facet, films: int) -> None:
        self.held = facet.held
        self.names = Lines(facet.names)
        self._films = facet.films
        self._held = Rows(facet.held)
        self._count = films
        self.with_value = lru_cache(maxsize=CACHED_VALUES)(self._with_value)

    def of(self, film: int) -> Sequence[str]:
        """Return a title's values as strings."""
        return [self.names[number] for number in self._held[film]]

    def numbers(self, film: int) -> tuple[int, ...]:
        """Return the numbers of a title's values."""
        return self._held[film]

    @cached_property
    def films_with_any(self) -> FilmSet:
        """The titles that have a value."""
        return FilmSet.of_mask(self.held.sizes() > 0)

    def with_any_of(self, numbers: Numbers) -> FilmSet:
        """Return the titles with any of several values."""
        return FilmSet.of_array(self._films.gather(numbers)[1], self._count)

    def _with_value(self, number: int) -> FilmSet:
        """Return the titles with a value."""
        offsets = self._films.offsets
        found = self._films.members[offsets[number] : offsets[number + 1]]
        return FilmSet.of_array(found, self._count)


class TitlesByValue(Mapping[Value, FilmSet], Generic[Value]):
    """The titles of each value of an attribute, values in order of first occurrence.

    Args:
        reader: Reads the attribute.
        values: The values by number, as used in lookups.
    """

    def __init__(self, reader: FacetReader, values: Sequence[Value]) -> None:
        self._reader = reader
        self._numbers = {value: number for number, value in enumerate(values)}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._numbers)

    def __getitem__(self, value: Value) -> FilmSet:
        return self._reader.with_value(self._numbers[value])

    def __contains__(self, value: object) -> bool:
        return value in self._numbers

    def number(self, value: Value) -> int | None:
        """Return the number of a value, ``None`` if no title has it."""
        return self._numbers.get(value)

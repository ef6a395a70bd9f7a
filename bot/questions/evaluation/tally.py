"""Members of a set, counted by title, with the most titles first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Self, overload

import numpy as np
from numpy.typing import NDArray

from bot.relations import Numbers, first_places


class Counted(NamedTuple):
    """A member of a set with its number of titles."""

    value: int | str
    films: int


class Tally(Sequence[Counted]):
    """Members with their counts, in order; ties keep the order of first occurrence.

    Args:
        numbers: The members' numbers.
        films: The number of titles of each.
        name: Returns the member for a number.
    """

    def __init__(
        self,
        numbers: Sequence[int] | Numbers,
        films: Sequence[int] | Numbers,
        name: Callable[[int], int | str],
    ) -> None:
        self._numbers = np.asarray(numbers, np.int32)
        self._films = np.asarray(films, np.int32)
        self._name = name

    @classmethod
    def of(cls, members: Iterable[int], name: Callable[[int], int | str]) -> Self:
        """Count a few members, each listed once per title."""
        ranked = Counter(members).most_common()
        return cls([number for number, _ in ranked], [count for _, count in ranked], name)

    @classmethod
    def of_array(cls, members: Numbers, name: Callable[[int], int | str]) -> Self:
        """Count many members, using arrays."""
        numbers, firsts, counts = first_places(members)
        order = np.lexsort((firsts, -counts))
        return cls(numbers[order], counts[order], name)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Counted: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> Counted | Self:
        if isinstance(place, slice):
            return type(self)(self._numbers[place], self._films[place], self._name)
        return Counted(self._name(int(self._numbers[place])), int(self._films[place]))

    def __iter__(self) -> Iterator[Counted]:
        for number, films in zip(self._numbers.tolist(), self._films.tolist(), strict=True):
            yield Counted(self._name(number), films)

    @property
    def numbers(self) -> list[int]:
        """The members' numbers."""
        return self._numbers.tolist()

    @property
    def names(self) -> list[int | str]:
        """The members."""
        return [self._name(number) for number in self.numbers]

    def films_of(self, number: int) -> int:
        """Return a member's number of titles.

        Raises:
            KeyError: It is not a member.
        """
        found = np.flatnonzero(self._numbers == number)
        if not len(found):
            raise KeyError(number)
        return int(self._films[found[0]])

    def without(self, numbers: Sequence[int]) -> Self:
        """Return all members except some."""
        if not numbers:
            return self
        held = np.ones(len(self), bool)
        for number in numbers:
            held &= self._numbers != number
        return self._kept(held)

    def between(self, low: int, high: int | None) -> Self:
        """Return the members whose number of titles is within bounds."""
        held = self._films >= low
        return self._kept(held if high is None else held & (self._films <= high))

    def first(self, limit: int) -> Self:
        """Return the first members, including any tied with the last."""
        if len(self) <= limit:
            return self
        others = np.flatnonzero(self._films[limit:] != self._films[limit - 1])
        return self[: limit + int(others[0])] if len(others) else self

    def _kept(self, held: NDArray[np.bool_]) -> Self:
        return type(self)(self._numbers[held], self._films[held], self._name)

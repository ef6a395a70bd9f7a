"""Sets of titles: small ones as numbers, large ones as a mask over the catalogue.

A ``frozenset`` of 80,000 numbers takes 5 MB and milliseconds per operation; a mask takes a byte per
title and a hundredth of the time. For a handful of titles, the usual case, it is the other way
round.
"""

from collections.abc import Iterable, Iterator
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.relations import Numbers

MAX_LISTED = 512
"""Sets of up to this many titles are stored as numbers."""
_NOBODY = frozenset[int]()


class FilmSet:
    """An immutable set of titles of one catalogue, by number; iteration is ascending.

    Made by :meth:`of`, :meth:`of_array` and :meth:`of_mask`.
    """

    __slots__ = ("_few", "_length", "_mask")

    def __init__(self, few: frozenset[int], mask: NDArray[np.bool_] | None = None) -> None:
        self._few = few  # empty if there is a mask
        self._mask = mask
        self._length = len(few) if mask is None else int(np.count_nonzero(mask))

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Self:
        """Return a set of numbers, for small sets."""
        return cls(frozenset(numbers))

    @classmethod
    def of_array(cls, numbers: Numbers, count: int) -> Self:
        """Return the set for an array of numbers in a catalogue of ``count`` titles."""
        if len(numbers) <= MAX_LISTED:
            return cls.of(numbers.tolist())
        mask = np.zeros(count, bool)
        mask[numbers] = True
        return cls.of_mask(mask)

    @classmethod
    def of_mask(cls, mask: NDArray[np.bool_]) -> Self:
        """Return the set of titles marked in a mask, which must not change afterwards."""
        found = cls(_NOBODY, mask)
        return cls.of(np.flatnonzero(mask).tolist()) if len(found) <= MAX_LISTED else found

    @classmethod
    def union(cls, sets: Iterable[Self]) -> Self:
        """Return the union of several sets in a single pass."""
        parts = list(sets)
        few = _NOBODY.union(*(part.few for part in parts if part.few is not None))
        masks = [part.mask for part in parts if part.mask is not None]
        if not masks:
            return cls(few)
        mask: NDArray[np.bool_] = np.logical_or.reduce(masks)
        mask[list(few)] = True
        return cls.of_mask(mask)

    @property
    def few(self) -> frozenset[int] | None:
        """The numbers of a small set, else ``None``."""
        return self._few if self._mask is None else None

    @property
    def mask(self) -> NDArray[np.bool_] | None:
        """The mask of a large set over the catalogue, else ``None``."""
        return self._mask

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        return iter(self.ascending())

    def __contains__(self, number: object) -> bool:
        if self._mask is None:
            return number in self._few
        return isinstance(number, int) and number >= 0 and bool(self._mask[number])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FilmSet) or len(self) != len(other):
            return False
        return self.ascending() == other.ascending()

    def __hash__(self) -> int:
        return hash(self._length)

    def __and__(self, other: Self) -> Self:
        if self._mask is None:
            if other._mask is None:
                return type(self)(self._few & other._few)
            return self.of(_marked(self._few, other._mask, wanted=True))
        return other & self if other._mask is None else self.of_mask(self._mask & other._mask)

    def __or__(self, other: Self) -> Self:
        if self._mask is None:
            return type(self)(self._few | other._few) if other._mask is None else other | self
        if other._mask is None:
            return self.of_mask(_changed(self._mask, other._few, marked=True))
        return self.of_mask(self._mask | other._mask)

    def __sub__(self, other: Self) -> Self:
        if self._mask is None:
            if other._mask is None:
                return type(self)(self._few - other._few)
            return self.of(_marked(self._few, other._mask, wanted=False))
        if other._mask is None:
            return self.of_mask(_changed(self._mask, other._few, marked=False))
        return self.of_mask(self._mask & ~other._mask)

    def ascending(self) -> list[int]:
        """Return the numbers as a list, the best known title first."""
        return sorted(self._few) if self._mask is None else np.flatnonzero(self._mask).tolist()

    def array(self) -> Numbers:
        """Return the numbers as an array, ascending."""
        if self._mask is None:
            return np.array(sorted(self._few), np.int64)
        return np.flatnonzero(self._mask)

    def where(self, holds: NDArray[np.bool_]) -> Self:
        """Return the titles that are also marked in a mask."""
        if self._mask is None:
            return self.of(_marked(self._few, holds, wanted=True))
        return self.of_mask(self._mask & holds)


def _marked(few: frozenset[int], mask: NDArray[np.bool_], *, wanted: bool) -> Iterator[int]:
    marks = mask.data
    return (number for number in few if marks[number] == wanted)


def _changed(mask: NDArray[np.bool_], few: frozenset[int], *, marked: bool) -> NDArray[np.bool_]:
    changed = mask.copy()
    changed[list(few)] = marked
    return changed

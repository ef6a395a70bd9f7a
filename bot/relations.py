"""Which numbers belong to each of many things, end to end in one array that is mapped from disk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer]
_MEMBER_BITS = 32
_SORTED = 2_000
"""Fewer numbers are sorted: to count by number takes a table as long as the greatest one."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of numbers for each thing.

    Attributes:
        offsets: Where each row begins in ``members``, and the end.
        members: The rows, end to end.
    """

    offsets: NDArray[np.uint32]
    members: NDArray[np.int32]

    @classmethod
    def build(cls, rows: Iterable[Sequence[int]]) -> Self:
        """Lay rows end to end."""
        sizes, members = [0], list[int]()
        for row in rows:
            members += row
            sizes.append(len(row))
        return cls(np.cumsum(sizes).astype(np.uint32), np.array(members, np.int32))

    def inverted(self, count: int) -> Self:
        """Return which things have each of ``count`` numbers, ascending."""
        owners = np.repeat(np.arange(len(self.offsets) - 1), self.sizes())
        offsets = np.zeros(count + 1, np.uint32)
        np.cumsum(np.bincount(self.members, minlength=count), out=offsets[1:])
        order = np.argsort(self.members, kind="stable")
        return type(self)(offsets, owners[order].astype(np.int32))

    def sizes(self) -> Numbers:
        """Return how many numbers each thing has."""
        return np.diff(self.offsets.astype(np.int64))

    def gather(self, things: Numbers) -> tuple[Numbers, Numbers]:
        """Return the rows of some things end to end, with each number's place in ``things``."""
        starts = self.offsets[things].astype(np.int64)
        sizes = self.offsets[things + 1].astype(np.int64) - starts
        before = np.cumsum(sizes) - sizes
        places = np.repeat(np.arange(len(things)), sizes)
        return places, self.members[np.arange(len(places)) + np.repeat(starts - before, sizes)]


class Rows:
    """A relation asked for one thing at a time."""

    def __init__(self, relation: Relation) -> None:
        self._offsets, self._members = relation.offsets.data, relation.members.data

    def __getitem__(self, thing: int) -> tuple[int, ...]:
        offsets = self._offsets
        return tuple(self._members[offsets[thing] : offsets[thing + 1]])

    def size(self, thing: int) -> int:
        """Return how many numbers a thing has."""
        return self._offsets[thing + 1] - self._offsets[thing]


def first_places(members: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return each number once, ascending, with where it stands first and how often it is there.

    The numbers are those of titles, people or values: none is negative, and none is huge.
    """
    if len(members) < _SORTED:
        numbers, firsts, counts = np.unique(members, return_index=True, return_counts=True)
        return numbers, firsts, counts
    counts = np.bincount(members)
    firsts = np.zeros(len(counts), np.int64)
    firsts[members[::-1]] = np.arange(len(members))[::-1]  # of several, the last one written stays
    numbers = np.flatnonzero(counts)
    return numbers, firsts[numbers], counts[numbers]


def gather_any(relations: Sequence[Relation], things: Numbers) -> tuple[Numbers, Numbers]:
    """Return what any of several relations has of some things, each number once for a thing.

    Returns:
        Numbers in the order of ``things``, the first relation's before the next one's, with each
        one's place in ``things``.
    """
    if len(relations) == 1:
        return relations[0].gather(things)
    parts = [relation.gather(things) for relation in relations]
    places = np.concatenate([found for found, _ in parts])
    members = np.concatenate([found for _, found in parts])
    order = places.argsort(kind="stable")
    places, members = places[order], members[order]
    _, firsts = np.unique(pair_keys(places, members), return_index=True)
    firsts.sort()
    return places[firsts], members[firsts]


def gather_every(relations: Sequence[Relation], things: Numbers) -> tuple[Numbers, Numbers]:
    """Return what all of several relations have of some things, in the order of the first one."""
    places, members = relations[0].gather(things)
    keys = pair_keys(places, members)
    held = np.ones(len(keys), bool)
    for relation in relations[1:]:
        held &= are_among(keys, pair_keys(*relation.gather(things)))
    return places[held], members[held]


def are_among(numbers: Numbers, among: Sequence[int] | Numbers) -> NDArray[np.bool_]:
    """Return of each number whether it is among others (``np.isin`` may import ``numpy.ma``)."""
    if not len(among):
        return np.zeros(len(numbers), bool)
    ordered = np.sort(np.asarray(among))
    return ordered[np.minimum(ordered.searchsorted(numbers), len(ordered) - 1)] == numbers


def pair_keys(places: Numbers, members: Numbers) -> NDArray[np.int64]:
    """Return a number for each pair, which sorts by place and then by member."""
    return (places.astype(np.int64) << _MEMBER_BITS) | members


def sorted_pairs(first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    """Return pairs in the order of the first numbers, then of the second."""
    keys = pair_keys(first, second)
    keys.sort()  # ten times faster than to sort places by them
    return keys >> _MEMBER_BITS, keys & ((1 << _MEMBER_BITS) - 1)

"""Sets and ratings indexed by the numbers of IMDb's titles and people."""

from collections.abc import Iterable
from itertools import islice
from typing import Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

_CHUNK = 100_000


class NumberSet:
    """A set of non-negative integers, at one byte each up to the largest.

    Args:
        numbers: Its members.
    """

    def __init__(self, numbers: Iterable[int]) -> None:
        self._flags = np.zeros(1, np.bool_)
        source = iter(numbers)
        while (chunk := np.fromiter(islice(source, _CHUNK), np.int64)).size:
            self._make_room(int(chunk.max()))
            self._flags[chunk] = True

    def _make_room(self, number: int) -> None:
        if number >= self._flags.size:
            flags = np.zeros(number + 1 + number // 8, np.bool_)
            flags[: self._flags.size] = self._flags
            self._flags = flags

    def contains(self, numbers: Numbers) -> Mask:
        """Return for each number whether it is in the set."""
        known = numbers < self._flags.size
        return known & self._flags[np.where(known, numbers, 0)]

    def missing(self, other: Self) -> Numbers:
        """Return the numbers that another set lacks."""
        numbers = np.flatnonzero(self._flags)
        return numbers[~other.contains(numbers)]


class Ratings:
    """The ratings of titles.

    Args:
        rows: Number of the title, average and votes, by number.
    """

    def __init__(self, rows: Iterable[tuple[int, float, int]]) -> None:
        columns = np.dtype([("title", np.int64), ("rating", np.float64), ("votes", np.int64)])
        table = np.fromiter(rows, columns)
        self._titles = table["title"]
        self._ratings = np.append(table["rating"], 0.0)
        self._votes = np.append(table["votes"], 0)

    def of(self, titles: Numbers) -> tuple[NDArray[np.float64], Numbers]:
        """Return averages and votes of titles, both 0 where there are none."""
        places = np.searchsorted(self._titles, titles)
        last = self._titles.size
        rated = places < last
        rated[rated] = self._titles[places[rated]] == titles[rated]
        places = np.where(rated, places, last)
        return self._ratings[places], self._votes[places]

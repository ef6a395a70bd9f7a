"""Sets of IMDb's numbers, small enough to hold every title and person there is."""

from collections.abc import Iterable
from itertools import islice

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

_CHUNK = 100_000


class NumberSet:
    """A set of whole numbers from 0, at one byte each up to the highest.

    Args:
        numbers: What is in it.
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

    def __contains__(self, number: int) -> bool:
        return number < self._flags.size and bool(self._flags[number])

    def contains(self, numbers: Numbers) -> Mask:
        """Return for each number whether it is in the set."""
        known = numbers < self._flags.size
        return known & self._flags[np.where(known, numbers, 0)]

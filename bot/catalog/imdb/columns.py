"""A block of lines cut into columns all at once, for the file that has the most of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.catalog.imdb.faults import BrokenLineError
from bot.catalog.imdb.numbers import Mask, Numbers

MAX_DIGITS = 9
"""Of a number; IMDb's have eight."""

_TAB, _NEWLINE, _ZERO = b"\t\n0"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column of each line begins and ends.

    Attributes:
        names: What the columns are called.
        text: The lines.
        starts: For each line and column, where it begins.
        ends: And where it ends.
    """

    names: Sequence[str]
    text: NDArray[np.uint8]
    starts: Numbers
    ends: Numbers

    @classmethod
    def of(cls, text: bytes, names: Sequence[str]) -> Self:
        """Cut lines into columns.

        Args:
            text: The lines, each with its end.
            names: What columns each of them should have.

        Raises:
            BrokenLineError: One of them has more or fewer.
        """
        count = len(names)
        data = np.frombuffer(text, np.uint8)
        ends = np.flatnonzero((data == _TAB) | (data == _NEWLINE))
        if ends.size % count == 0:
            ends = ends.reshape(-1, count)
            # As many ends as there should be, and each line's last one is a line's end.
            if np.array_equal(np.flatnonzero(data == _NEWLINE), ends[:, -1]):
                starts = np.concatenate(([0], ends.ravel()[:-1] + 1)).reshape(-1, count)
                return cls(names, data, starts, ends)
        raise BrokenLineError.count(count)

    def only(self, lines: Mask) -> Self:
        """Return some of the lines."""
        return type(self)(self.names, self.text, self.starts[lines], self.ends[lines])

    def equal(self, column: str, word: bytes) -> Mask:
        """Return for each line whether a column is a word."""
        starts, ends = self._column(column)
        return (ends - starts == len(word)) & self._begin_with(starts, word)

    def _column(self, name: str) -> tuple[Numbers, Numbers]:
        place = self.names.index(name)
        return self.starts[:, place], self.ends[:, place]

    def _begin_with(self, starts: Numbers, word: bytes) -> Mask:
        last = self.text.size - 1
        found = np.ones(starts.size, np.bool_)
        for place, byte in enumerate(word):
            found &= self.text[np.minimum(starts + place, last)] == byte
        return found

    def numbers(self, column: str, prefix: bytes = b"") -> Numbers:
        """Return the number in a column of each line.

        Args:
            column: Which one.
            prefix: What stands before each number.

        Raises:
            BrokenLineError: One of them is none.
        """
        begin, ends = self._column(column)
        starts = begin + len(prefix)
        lengths = ends - starts
        good = (lengths > 0) & (lengths <= MAX_DIGITS) & self._begin_with(begin, prefix)
        values = np.zeros(starts.size, np.int64)
        for place in range(min(int(lengths.max(initial=0)), MAX_DIGITS)):
            inside = place < lengths
            digits = self.text[np.where(inside, starts + place, 0)] - _ZERO
            good &= ~inside | (digits < len("0123456789"))
            values = np.where(inside, values * 10 + digits, values)
        if not good.all():
            bad = int(np.argmin(good))
            value = self.text[begin[bad] : ends[bad]].tobytes()
            raise BrokenLineError.number(column, value, prefix)
        return values

"""Lines cut into columns all at once: a million lines are too many to look at one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.catalog.imdb.faults import BrokenLineError
from bot.catalog.imdb.numbers import Mask, Numbers

MAX_DIGITS = 9
"""Of a number; IMDb's have eight."""

NOTHING = rb"\N"
"""How IMDb writes that there is no value."""

_TAB, _NEWLINE, _COMMA, _ZERO = b"\t\n,0"


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
                starts = np.concatenate(([0], ends.ravel() + 1))[:-1].reshape(-1, count)
                return cls(names, data, starts, ends)
        raise BrokenLineError.count(count)

    def only(self, lines: Mask) -> Self:
        """Return some of the lines."""
        return type(self)(self.names, self.text, self.starts[lines], self.ends[lines])

    def cells(self, name: str) -> "Cells":
        """Return one column."""
        place = self.names.index(name)
        return Cells(name, self.text, self.starts[:, place], self.ends[:, place])


@dataclass(frozen=True, slots=True)
class Cells:
    """Values of one column.

    Attributes:
        name: What the column is called.
        text: Where they stand.
        starts: Where each of them begins.
        ends: And where it ends.
    """

    name: str
    text: NDArray[np.uint8]
    starts: Numbers
    ends: Numbers

    def equal(self, word: bytes) -> Mask:
        """Return for each value whether it is a word."""
        return (self.ends - self.starts == len(word)) & self._begin_with(word)

    def none(self) -> Mask:
        """Return no for each value."""
        return np.zeros(self.starts.size, np.bool_)

    def _begin_with(self, word: bytes) -> Mask:
        last = self.text.size - 1
        found = np.ones(self.starts.size, np.bool_)
        for place, byte in enumerate(word):
            found &= self.text[np.minimum(self.starts + place, last)] == byte
        return found

    def split(self) -> tuple[Numbers, Self]:
        """Take values apart at their commas; those that say nothing have no parts.

        Returns:
            For each part the number of the value that it is from, and the parts.
        """
        commas = np.flatnonzero(self.text == _COMMA)
        owner = np.searchsorted(self.starts, commas, side="right") - 1
        commas, owner = commas[owner >= 0], owner[owner >= 0]
        inside = commas < self.ends[owner]
        commas, owner = commas[inside], owner[inside]
        owners = np.concatenate((np.arange(self.starts.size), owner))
        starts = np.concatenate((self.starts, commas + 1))
        order = np.argsort(starts, kind="stable")
        ends = np.sort(np.concatenate((self.ends, commas)))
        parts = type(self)(self.name, self.text, starts[order], ends)
        told = ~parts.equal(NOTHING)
        return owners[order][told], type(self)(self.name, self.text, parts.starts[told], ends[told])

    def numbers(self, prefix: bytes = b"") -> Numbers:
        """Return each value as a number.

        Args:
            prefix: What stands before the digits.

        Raises:
            BrokenLineError: One of them is none.
        """
        starts = self.starts + len(prefix)
        lengths = self.ends - starts
        good = (lengths > 0) & (lengths <= MAX_DIGITS) & self._begin_with(prefix)
        values = np.zeros(starts.size, np.int64)
        for place in range(min(int(lengths.max(initial=0)), MAX_DIGITS)):
            inside = place < lengths
            digits = self.text[np.where(inside, starts + place, 0)] - _ZERO
            good &= ~inside | (digits < len("0123456789"))
            values = np.where(inside, values * 10 + digits, values)
        if not good.all():
            raise BrokenLineError.number(self.name, self._value(int(np.argmin(good))), prefix)
        return values

    def flags(self) -> Mask:
        """Return for each value whether it is 1.

        Raises:
            BrokenLineError: One of them is neither 1 nor 0.
        """
        flags = self.equal(b"1")
        good = flags | self.equal(b"0")
        if not good.all():
            raise BrokenLineError.of(self.name, self._value(int(np.argmin(good))), "not 0 or 1")
        return flags

    def _value(self, place: int) -> bytes:
        return self.text[self.starts[place] : self.ends[place]].tobytes()

    def values(self) -> list[bytes]:
        """Return each value as it stands."""
        text = self.text.tobytes()
        spans = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [text[start:end] for start, end in spans]

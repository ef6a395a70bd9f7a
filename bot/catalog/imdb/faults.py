"""What can be wrong with an import."""

from collections.abc import Sequence
from typing import Self

from bot.catalog.faults import Fault, quoted
from bot.errors import MarqueeError


class ImdbImportError(MarqueeError):
    """An import cannot go on; what was current before still is.

    Args:
        faults: Everything that is wrong, as far as it is known.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


class BrokenLineError(ValueError):
    """A line does not say what it should; the message says why."""

    @classmethod
    def of(cls, column: str, value: bytes, expected: str) -> Self:
        """Return the error for the value of a column, such as "startYear is 'x', no year"."""
        return cls(f"{column} is {quoted(value.decode(errors='replace'))}, {expected}")

    @classmethod
    def number(cls, column: str, value: bytes, prefix: bytes) -> Self:
        """Return the error for what is no number after its prefix."""
        example = f"{prefix.decode()}0000001" if prefix else "1"
        return cls.of(column, value, f"no number like {example}")

    @classmethod
    def count(cls, expected: int) -> Self:
        """Return the error for another number of columns."""
        return cls(f"there are more or fewer than {expected} columns")

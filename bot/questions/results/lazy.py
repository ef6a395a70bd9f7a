"""Lazy lists: a reply shows only the first ten of a long list."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, cast, overload

AT_ONCE = 100
"""Lists of up to this many items are created at once."""
Item = TypeVar("Item")


class Lazy(Sequence[Item], Generic[Item]):
    """Items created on demand from their numbers."""

    def __init__(self, numbers: Sequence[int], make: Callable[[int], Item]) -> None:
        self._numbers = numbers
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, self._numbers[place]))
        return self._make(self._numbers[place])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return list(self) == list(cast("Sequence[object]", other))

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def distinct(self) -> Sequence[Item]:
        """Return the items of the distinct numbers."""
        return Lazy(list(dict.fromkeys(self._numbers)), self._make)


def made(numbers: Sequence[int], make: Callable[[int], Item]) -> Sequence[Item]:
    """Return the item for each number: a tuple, or a lazy list if there are many."""
    return tuple(map(make, numbers)) if len(numbers) <= AT_ONCE else Lazy(numbers, make)


def distinct(items: Sequence[str]) -> Sequence[str]:
    """Return the distinct items."""
    return items.distinct() if isinstance(items, Lazy) else tuple(dict.fromkeys(items))

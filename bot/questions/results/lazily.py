"""Long lists of which a reply shows the first ten: what is not looked at is not made."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, cast, overload

AT_ONCE = 100
"""So many are made at once."""
Source = TypeVar("Source")
Item = TypeVar("Item")


class Lazy(Sequence[Item], Generic[Source, Item]):
    """Items made of others when they are asked for."""

    def __init__(self, sources: Sequence[Source], make: Callable[[Source], Item]) -> None:
        self._sources = sources
        self._make = make

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, self._sources[place]))
        return self._make(self._sources[place])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return list(self) == list(cast("Sequence[object]", other))

    __hash__ = None  # pyright: ignore[reportAssignmentType]


def made(sources: Sequence[Source], make: Callable[[Source], Item]) -> Sequence[Item]:
    """Return what is made of each source: a tuple, or where they are many, made as needed."""
    return tuple(map(make, sources)) if len(sources) <= AT_ONCE else Lazy(sources, make)

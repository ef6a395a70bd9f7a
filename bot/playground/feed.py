"""Tells whoever listens what happens, at once and in order."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Feed(Generic[T]):
    """Something that happens again and again; whoever listens must not raise."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def __bool__(self) -> bool:
        """Say whether anybody listens."""
        return bool(self._listeners)

    def listen(self, listener: Callable[[T], None]) -> None:
        """Call this whenever it happens."""
        self._listeners.append(listener)

    def leave(self, listener: Callable[[T], None]) -> None:
        """Call this no more."""
        self._listeners.remove(listener)

    def tell(self, what: T) -> None:
        """Say that it has happened."""
        for listener in tuple(self._listeners):
            listener(what)

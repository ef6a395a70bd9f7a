"""Notifies listeners of events, at once and in order."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Feed(Generic[T]):
    """A recurring event; listeners must not raise."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def __bool__(self) -> bool:
        """Return whether anybody is listening."""
        return bool(self._listeners)

    def listen(self, listener: Callable[[T], None]) -> None:
        """Add a listener."""
        self._listeners.append(listener)

    def leave(self, listener: Callable[[T], None]) -> None:
        """Remove a listener."""
        self._listeners.remove(listener)

    def tell(self, what: T) -> None:
        """Notify the listeners."""
        for listener in tuple(self._listeners):
            listener(what)

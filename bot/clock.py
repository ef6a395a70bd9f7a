"""The clock, injected: nothing else in the bot reads the system time."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the bot needs of a clock."""

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when that many seconds of this clock have passed."""
        ...


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return when that many seconds have passed."""
        await asyncio.sleep(seconds)


class ShiftedClock:
    """The real time, moved forward by hand: for the playground and for tests."""

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self._offset = offset_seconds
        self._moved = asyncio.Event()

    @property
    def offset_seconds(self) -> float:
        """How far this clock is ahead of the system's."""
        return self._offset

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake every sleeper whose time has come.

        Raises:
            ValueError: The clock would run backwards.
        """
        if seconds < 0:
            raise ValueError("a clock is only moved forward")
        self._offset += seconds
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    def now(self) -> datetime:
        """Return the current moment of this clock, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic() + self._offset

    async def sleep(self, seconds: float) -> None:
        """Return when that many seconds of this clock have passed."""
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0:
            moved = self._moved
            try:
                await asyncio.wait_for(moved.wait(), timeout=left)
            except TimeoutError:
                return

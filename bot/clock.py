"""The clock, injected: nothing else in the bot reads the system time."""

import asyncio
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, cast


class Clock(Protocol):
    """What the bot needs of a clock."""

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Return when an event is set, or when that many seconds of this clock have passed."""
        ...


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Return when an event is set, or when that many seconds have passed."""
        await _first_of(seconds, event)


class ShiftedClock:
    """The real time, moved forward by hand: for the playground and for tests.

    It knows which tasks wait by it, so that whoever moves it can wait until they have done what
    fell due. A task that was at work while it was moved may have looked at the time before: the
    move counts as a part of its next wait.
    """

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self._offset = offset_seconds
        self._moved = asyncio.Event()
        self._known: set[asyncio.Task[Any]] = set()
        self._until: dict[asyncio.Task[Any], float] = {}
        self._missed: dict[asyncio.Task[Any], float] = {}
        self._busy: set[asyncio.Task[Any]] = set()
        self._calm = asyncio.Event()

    @property
    def offset_seconds(self) -> float:
        """How far this clock is ahead of the system's."""
        return self._offset

    def advance(self, seconds: float) -> None:
        """Move the clock forward and wake everybody whose time has come.

        Raises:
            ValueError: The clock would run backwards.
        """
        if seconds < 0:
            raise ValueError("a clock is only moved forward")
        self._offset += seconds
        now = self.monotonic()
        for task in self._known - self._until.keys():
            self._missed[task] = self._missed.get(task, 0.0) + seconds
        self._busy = {task for task in self._known if self._until.get(task, now) <= now}
        self._calm = asyncio.Event()
        self._calm_down()
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def calm(self, patience: float) -> bool:
        """Wait until the tasks that wait by this clock have done what fell due by its last move.

        A task has when it waits again, or when it ends.

        Args:
            patience: How many real seconds to wait at most.

        Returns:
            Whether all of them have.
        """
        try:
            await asyncio.wait_for(self._calm.wait(), patience)
        except TimeoutError:
            return False
        return True

    def now(self) -> datetime:
        """Return the current moment of this clock, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic() + self._offset

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Return when an event is set, or when that many seconds of this clock have passed."""
        task = cast("asyncio.Task[Any]", asyncio.current_task())  # whoever awaits is in one
        until = self.monotonic() + seconds - self._missed.pop(task, 0.0)
        await asyncio.sleep(0)  # whoever has to do something at once, again and again, is not alone
        while not event.is_set() and (left := until - self.monotonic()) > 0:
            with self._waiting(task, until):
                await _first_of(left, event, self._moved)

    @contextmanager
    def _waiting(self, task: asyncio.Task[Any], until: float) -> Generator[None]:
        if task not in self._known:
            self._known.add(task)
            task.add_done_callback(self._forget)
        self._until[task] = until
        self._calm_down(task)
        try:
            yield
        finally:
            del self._until[task]

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._known.discard(task)
        self._missed.pop(task, None)
        self._calm_down(task)

    def _calm_down(self, *done: asyncio.Task[Any]) -> None:
        self._busy.difference_update(done)
        if not self._busy:
            self._calm.set()


async def _first_of(seconds: float, *events: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()

"""Throttles background work: short stretches, with rests while somebody waits for an answer.

Python runs one thread at a time, and a computing thread yields the GIL only every 5 ms. An answer
releases it a dozen times, at every read and write, and would wait each time.
"""

import asyncio
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import TypeVar

STRETCH = 16
"""Steps between two looks at who waits: a millisecond or two."""
REST_SECONDS = 0.005
MAX_RESTS = 20
"""Rests in a row at most: however many wait, some steps are done every tenth of a second."""
T = TypeVar("T")


class Throttle:
    """Paces background work; without ``busy`` it never rests.

    Args:
        busy: Whether somebody waits; called from the working thread.
    """

    def __init__(self, busy: Callable[[], bool] = lambda: False) -> None:
        self._busy = busy

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, resting in between, on a worker thread."""
        for number, item in enumerate(items):
            if number % STRETCH == 0:
                self.rest()
            yield item

    def rest(self) -> None:
        """Rest once, on a worker thread, if somebody waits."""
        for _ in self._rests():
            time.sleep(REST_SECONDS)

    async def through_async(self, items: AsyncIterable[T]) -> AsyncIterator[T]:
        """Yield the items, resting in between, on the event loop."""
        number = 0
        async for item in items:
            if number % STRETCH == 0:
                for _ in self._rests():
                    await asyncio.sleep(REST_SECONDS)
            number += 1
            yield item

    def _rests(self) -> Iterator[int]:
        for rest in range(MAX_RESTS):
            if not self._busy():
                return
            yield rest


AT_ONCE = Throttle()
"""Without any rest."""

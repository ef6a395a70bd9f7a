"""Much work beside answering: in short stretches, resting while somebody waits for an answer.

Python lets one thread run at a time, and one that computes gives way only every 5 ms. An answer
lets go of that right a dozen times, at every read and write, and would wait each time.
"""

import asyncio
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import TypeVar

STRETCH = 64
"""So many things are done at a stretch: some milliseconds."""
REST_SECONDS = 0.002
MOST_RESTS = 10
"""However many keep waiting, the work goes on: at a sixth of its speed."""
T = TypeVar("T")


class Pace:
    """How work goes on beside answering; without ``busy`` it never rests.

    Args:
        busy: Whether somebody waits; called from the working thread.
    """

    def __init__(self, busy: Callable[[], bool] = lambda: False) -> None:
        self._busy = busy

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """Give the items, resting in between, in a thread of one's own."""
        for number, item in enumerate(items):
            if number % STRETCH == 0:
                for _ in self._rests():
                    time.sleep(REST_SECONDS)
            yield item

    async def through_async(self, items: AsyncIterable[T]) -> AsyncIterator[T]:
        """Give the items, resting in between, on the loop that answers."""
        number = 0
        async for item in items:
            if number % STRETCH == 0:
                for _ in self._rests():
                    await asyncio.sleep(REST_SECONDS)
            number += 1
            yield item

    def _rests(self) -> Iterator[int]:
        for rest in range(MOST_RESTS):
            if not self._busy():
                return
            yield rest

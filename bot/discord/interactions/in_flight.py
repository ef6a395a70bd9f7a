"""Tracks answers in flight, so that the bot can shut down without dropping any."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any

from bot.errors import RestartingError


class InFlight:
    """Tracks answers in flight.

    Attributes:
        cut_short: Set when the bot can wait no longer: answers are then replaced by an apology.
    """

    def __init__(self) -> None:
        self._answering = 0
        self._none = asyncio.Event()
        self._none.set()
        self.cut_short = asyncio.Event()

    @contextmanager
    def answering(self) -> Generator[None]:
        """Count an answer until it is sent."""
        self._answering += 1
        self._none.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._none.set()

    async def made(self, making: "asyncio.Future[Any]", seconds: float | None = None) -> bool:
        """Wait until an answer is made, or for this time; return whether it is.

        Raises:
            RestartingError: The bot can wait for it no longer.
        """
        cut_short = asyncio.ensure_future(self.cut_short.wait())
        try:
            await asyncio.wait(
                {making, cut_short}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            cut_short.cancel()
        if not making.done() and self.cut_short.is_set():
            raise RestartingError
        return making.done()

    async def wait(self, seconds: float) -> int:
        """Wait until all answers are sent, or for this time; return how many are not."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._none.wait(), seconds)
        return self._answering

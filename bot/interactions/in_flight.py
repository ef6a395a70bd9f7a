"""The answers that are being given now, so that the bot can end without dropping any."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any

from bot.errors import RestartingError


class InFlight:
    """Knows who still waits for an answer.

    Attributes:
        cut_short: Set when the bot can wait no longer: who gives an answer says so in its place.
    """

    def __init__(self) -> None:
        self._answering = 0
        self._none = asyncio.Event()
        self._none.set()
        self.cut_short = asyncio.Event()

    @contextmanager
    def answering(self) -> Generator[None]:
        """Count an answer until it is out."""
        self._answering += 1
        self._none.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._none.set()

    async def made(self, making: "asyncio.Future[Any]", seconds: float | None = None) -> bool:
        """Wait until an answer is made, or for so long; return whether it is.

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
        """Wait until all answers are out, or for so long; return how many are not."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._none.wait(), seconds)
        return self._answering

"""The current catalogue and its indexes, swapped as a whole when a new one is complete."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.errors import Outage, UnavailableError
from bot.questions.service import Questions
from bot.search.catalog_indexes import CatalogIndexes
from bot.stories.stories import Stories

READER_SECONDS = 10.0
"""An answer that takes longer than this does not keep an old catalogue, or the bot, running."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A catalogue with everything derived from it, as a channel may see it.

    Attributes:
        catalog: The titles and people.
        indexes: Finds them by name.
        stories: Finds titles by what they are about.
        preparing: Builds the question service for them; with a million titles that takes minutes,
            and nothing else has to wait for it.
        asked: Set by the first question; preparing then starts at once.
        general: The same without adult titles, for channels that are not age-restricted; ``None``
            if this is that snapshot.
    """

    catalog: Catalog
    indexes: CatalogIndexes
    stories: Stories
    preparing: "asyncio.Task[Questions]"
    asked: asyncio.Event
    general: "Snapshot | None" = None

    def for_channel(self, *, adult: bool) -> "Snapshot":
        """Return what a channel may see.

        Args:
            adult: Whether the channel is age-restricted.
        """
        return self if adult or self.general is None else self.general

    async def questions(self) -> Questions:
        """Return the question service, as soon as it is ready.

        Raises:
            UnavailableError: The snapshot was closed before that.
        """
        self.asked.set()
        try:
            return await asyncio.shield(self.preparing)
        except asyncio.CancelledError:
            if self.preparing.cancelled():
                raise UnavailableError("the catalogue", Outage.CLOSED) from None
            raise

    @property
    def prepared(self) -> Questions | None:
        """The question service, if it is ready."""
        task = self.preparing
        made = task.done() and not task.cancelled() and task.exception() is None
        return task.result() if made else None

    async def close(self) -> None:
        """Stop preparing, and close the catalogue."""
        self.preparing.cancel()
        await asyncio.gather(self.preparing, return_exceptions=True)
        if self.general is not None:
            await self.general.catalog.close()
        await self.catalog.close()


class _Held:
    """A snapshot with the number of answers that are being made from it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.readers = 0
        self.unused = asyncio.Event()
        self.unused.set()


class Library:
    """Hands out the current snapshot; an old one is closed when its last reader has finished.

    Everything that is shown comes from here: stored films are named by
    :mod:`bot.library.saved_films` from the snapshot that is leased here.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._held = _Held(snapshot)
        self._answering = 0

    @property
    def is_busy(self) -> bool:
        """Whether an answer is in progress, from this snapshot or an old one."""
        return self._answering > 0

    @property
    def current(self) -> Snapshot:
        """The whole snapshot that a question asked now would be answered from."""
        return self._held.snapshot

    @asynccontextmanager
    async def lease(self, *, adult: bool) -> AsyncGenerator[Snapshot]:
        """Hold the current snapshot open for as long as an answer takes.

        Args:
            adult: Whether the answer goes to an age-restricted channel: a lease for any other has
                no adult titles, nor people known only from those.
        """
        held = self._held
        held.readers += 1
        self._answering += 1
        held.unused.clear()
        try:
            yield held.snapshot.for_channel(adult=adult)
        finally:
            held.readers -= 1
            self._answering -= 1
            if not held.readers:
                held.unused.set()

    async def replace(self, snapshot: Snapshot) -> None:
        """Switch to this snapshot; return when the old one is closed."""
        old, self._held = self._held, _Held(snapshot)
        await _close(old)

    async def close(self) -> None:
        """Close the current snapshot when its last reader has finished."""
        await _close(self._held)


async def _close(held: _Held) -> None:
    """Close a snapshot when its last reader has finished or run out of time."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(held.unused.wait(), READER_SECONDS)
    await held.snapshot.close()

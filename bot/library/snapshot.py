"""The catalogue and its indexes that answer right now, swapped whole when a new one is complete."""

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
"""An answer that takes longer than this does not keep an old catalogue, or the bot, alive."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A catalogue with what is derived from exactly that catalogue, as a channel may see it.

    Attributes:
        catalog: The titles and people.
        indexes: Finds them by name.
        stories: Finds titles by what they are about.
        preparing: Makes what answers questions on them; with a million titles that takes minutes,
            for which nothing else has to wait.
        asked: Set by the first question, which preparing need not wait for.
        general: The same without titles for adults, for channels that are not age-restricted;
            ``None`` where it is that itself.
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
            adult: Whether it is age-restricted.
        """
        return self if adult or self.general is None else self.general

    async def questions(self) -> Questions:
        """Return what answers questions, as soon as it is made.

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
        """What answers questions, if it is made already."""
        task = self.preparing
        made = task.done() and not task.cancelled() and task.exception() is None
        return task.result() if made else None

    async def close(self) -> None:
        """Stop preparing, and let go of the catalogue."""
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
    """Hands out the current snapshot; an old one is closed when its last reader is done.

    Nothing that is shown comes from anywhere else: films that the state store keeps are named by
    :mod:`bot.library.saved_films`, out of the snapshot that is leased here.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._held = _Held(snapshot)
        self._answering = 0

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being made, from this snapshot or from an old one."""
        return self._answering > 0

    @property
    def current(self) -> Snapshot:
        """The whole snapshot that a question asked now is answered from."""
        return self._held.snapshot

    @asynccontextmanager
    async def lease(self, *, adult: bool) -> AsyncGenerator[Snapshot]:
        """Hold the current snapshot open for as long as an answer takes.

        Args:
            adult: Whether the answer goes to an age-restricted channel: what is leased for any
                other has no titles for adults, nor people who are known from nothing else.
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
        """Answer from this snapshot from now on; return when the old one is closed."""
        old, self._held = self._held, _Held(snapshot)
        await _close(old)

    async def close(self) -> None:
        """Close the current snapshot when its last reader is done."""
        await _close(self._held)


async def _close(held: _Held) -> None:
    """Close a snapshot when its last reader is done, or has had time enough."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(held.unused.wait(), READER_SECONDS)
    await held.snapshot.close()

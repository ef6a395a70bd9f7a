"""Keeps the library up to date: opens it, watches the records, swaps in changes."""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

from bot.catalog.catalog import Catalog
from bot.catalog.files.store import CatalogStore, LoadReport
from bot.catalog.files.watch import watch
from bot.errors import CatalogError, Outage, UnavailableError
from bot.library.derived import Derived, build_apart
from bot.library.snapshot import Library, Snapshot
from bot.questions.catalog_questions import open_arrays
from bot.questions.service import Questions
from bot.questions.words.lexicon import load_lexicons
from bot.runtime.gc_tuning import collecting_later
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.storage import give_back, resident_bytes
from bot.search.catalog_indexes import CatalogIndexes, open_indexes
from bot.stories.catalog_stories import open_stories
from bot.stories.stories import Stories

WATCH_AGAIN_SECONDS = 60.0
GIVE_BACK_SECONDS = 30.0
LOOK_SECONDS = 1.0
MAX_MAPPED_BYTES = 64_000_000
"""Beyond that, mapped pages are given back at once. To see them all again takes a few milliseconds:
they are still the system's, and come in by sixteen."""
QUIET_SECONDS = 2.0
"""How long the question service waits after a new catalogue, unless a question is asked: starting
comes first."""
_FAULTS_SHOWN = 5
_log = structlog.get_logger(__name__)


class LibraryUpkeep:
    """Opens the library for some folders of records and follows their changes.

    Args:
        folders: The folders of records.
        catalog_dir: The folder for catalogues and indexes.

    Attributes:
        library: The library, available within ``async with``.
    """

    library: Library

    def __init__(self, folders: Sequence[Path], catalog_dir: Path) -> None:
        self._folders = tuple(folders)
        self._catalog_dir = catalog_dir
        self._store = CatalogStore(catalog_dir)

    async def __aenter__(self) -> Self:
        """Open the library, building its catalogue if needed.

        Raises:
            CatalogError: There is no catalogue and none can be built.
        """
        try:
            _log_report(await self._store.refresh(self._folders))
        except CatalogError as error:
            _log.warning("catalog_not_refreshed", reason=str(error))
            try:
                self.library = Library(await self._open())
            except CatalogError:
                raise error from None
        else:
            self.library = Library(await self._open())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the library."""
        await self.library.close()

    async def watch(self) -> None:
        """Follow changes of records until cancelled; meanwhile the old library keeps answering."""
        while True:
            try:
                await self._follow()
            except Exception:  # noqa: BLE001 - it is logged, and tried again
                _log.exception("watching_failed", again_in_seconds=WATCH_AGAIN_SECONDS)
                await asyncio.sleep(WATCH_AGAIN_SECONDS)

    async def give_back(self) -> None:
        """Give back the mapped pages now and then, or once they are many, until cancelled."""
        began, before = time.monotonic(), resident_bytes()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            many = resident_bytes() - before > MAX_MAPPED_BYTES
            if many or time.monotonic() - began > GIVE_BACK_SECONDS:
                await asyncio.to_thread(give_back)
                began, before = time.monotonic(), resident_bytes()

    async def _follow(self) -> None:
        async for report in watch(self._store, self._folders):
            _log_report(report)
            try:
                snapshot = await self._open(
                    self.library.current.stories, Throttle(lambda: self.library.is_busy)
                )
            except CatalogError as error:
                _log.warning("library_not_replaced", reason=str(error))
                continue
            await self.library.replace(snapshot)
            _log.info("library_replaced", movies=snapshot.catalog.stats.movies)

    async def _open(self, before: Stories | None = None, pace: Throttle = AT_ONCE) -> Snapshot:
        catalog = await self._store.open()
        try:
            await build_apart(catalog, self._catalog_dir, Derived.INDEX, Derived.STORIES)
            indexes = await open_indexes(catalog, self._catalog_dir)
            stories = await open_stories(catalog, self._catalog_dir, before, pace)
            general = await Catalog.open(catalog.path, adult=False)
            # Else the first option or suggestion that needs them loads them on the event loop.
            await asyncio.to_thread(load_lexicons)
        except BaseException:
            await catalog.close()
            raise
        asked = asyncio.Event()
        fewer = indexes.for_every_channel()
        told = stories.for_every_channel()
        preparing = asyncio.create_task(self._prepare(general, fewer, told, asked))
        return Snapshot(
            catalog,
            indexes,
            stories,
            preparing,
            asked,
            Snapshot(general, fewer, told, preparing, asked),
        )

    async def _prepare(
        self,
        catalog: Catalog,
        indexes: CatalogIndexes,
        stories: Stories,
        asked: asyncio.Event,
    ) -> Questions:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), QUIET_SECONDS)
        # Whoever asked is waiting for exactly this; otherwise it can wait.
        pace = Throttle(lambda: self.library.is_busy and not asked.is_set())
        with collecting_later():
            if not await build_apart(catalog, self._catalog_dir, Derived.QUESTIONS):
                # If it were tried here, running out of memory would end the bot as well.
                raise UnavailableError("the catalogue", Outage.OTHER)
            arrays = await open_arrays(catalog, self._catalog_dir, pace)
            return await asyncio.to_thread(Questions, arrays, indexes, stories=stories)


def _log_report(report: LoadReport) -> None:
    _log.info("catalog_current", movies=report.movies, read=report.read, changed=report.changed)
    faults = [fault for fault in report.faults if not fault.is_note]
    for fault in faults[:_FAULTS_SHOWN]:
        _log.warning("record_left_out", fault=str(fault))
    if len(faults) > _FAULTS_SHOWN:
        _log.warning(
            "more_records_left_out",
            count=len(faults) - _FAULTS_SHOWN,
            see="python -m bot check",
        )
    if notes := len(report.faults) - len(faults):
        _log.info("notes_on_records", count=notes, see="python -m bot check")

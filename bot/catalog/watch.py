"""Taking up edits while the bot is running."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from watchfiles import (
    DefaultFilter,
    awatch,  # pyright: ignore[reportUnknownVariableType]  (its signature names trio)
)

from bot.catalog.store import CatalogStore, LoadReport
from bot.errors import CatalogError

_LOG = logging.getLogger(__name__)

_LOOK_ANYWAY_MS = 60_000  # network folders do not tell of changes


async def watch(
    store: CatalogStore, folders: Sequence[Path], *, stop: asyncio.Event | None = None
) -> AsyncIterator[LoadReport]:
    """Refresh the catalogue whenever a record changes; give a report of each new catalogue.

    When a refresh fails, that is logged and the old catalogue stays the current one. Folders that
    tell of no changes are looked at once a minute, and so is whether another process, such as an
    import, has made a new catalogue.

    Args:
        store: Whose catalogue is to follow the records.
        folders: Where the records are.
        stop: Ends the watch when set.
    """
    existing = [folder for folder in folders if folder.is_dir()]
    changes = awatch(
        *existing,
        watch_filter=DefaultFilter(),
        stop_event=stop,
        rust_timeout=_LOOK_ANYWAY_MS,
        yield_on_timeout=True,
    )
    async for _ in changes:
        try:
            report = await store.refresh(folders)
        except CatalogError as error:
            _LOG.warning("the old catalogue stays, the new one failed: %s", error)
            continue
        if report.changed:
            yield report

"""Taking up edits while the bot is running."""

import asyncio
import logging
import math
import os
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

from watchfiles import (
    DefaultFilter,
    awatch,  # pyright: ignore[reportUnknownVariableType]  (its signature names trio)
)

from bot.catalog.store import CatalogStore, LoadReport
from bot.errors import CatalogError

_LOG = logging.getLogger(__name__)

_CHECK_MS = 2_000  # a folder that another took the place of tells of nothing any more
_LOOK_ANYWAY_S = 60.0  # network folders do not tell of changes


async def watch(
    store: CatalogStore, folders: Sequence[Path], *, stop: asyncio.Event | None = None
) -> AsyncIterator[LoadReport]:
    """Refresh the catalogue whenever a record changes; give a report of each new catalogue.

    When a refresh fails, that is logged and the old catalogue stays the current one. A folder that
    was put in the place of a watched one is watched within seconds. Folders that tell of no
    changes are looked at once a minute, and so is whether another process, such as an import, has
    made a new catalogue.

    Args:
        store: Whose catalogue is to follow the records.
        folders: Where the records are.
        stop: Ends the watch when set.
    """
    async with aclosing(_occasions(folders, stop)) as occasions:
        async for _ in occasions:
            try:
                report = await store.refresh(folders)
            except CatalogError as error:
                _LOG.warning("the old catalogue stays, the new one failed: %s", error)
                continue
            if report.changed:
                yield report


async def _occasions(folders: Sequence[Path], stop: asyncio.Event | None) -> AsyncGenerator[None]:
    """Say when to look at the records, until the watch is stopped."""
    looked = time.monotonic()
    while True:
        identities = await asyncio.to_thread(_identities, folders)
        changes = awatch(
            *(folder for folder, identity in identities.items() if identity is not None),
            watch_filter=DefaultFilter(),
            stop_event=stop,
            rust_timeout=_CHECK_MS,
            yield_on_timeout=True,
        )
        async with aclosing(changes):
            async for changed in changes:
                if changed or time.monotonic() - looked >= _LOOK_ANYWAY_S:
                    yield
                    looked = time.monotonic()
                if await asyncio.to_thread(_identities, folders) != identities:
                    looked = -math.inf  # as soon as the new folder is watched, lest an edit is lost
                    break
            else:
                return


def _identities(folders: Sequence[Path]) -> dict[Path, tuple[int, int] | None]:
    """Return what tells each folder from one that takes its place; ``None`` while it is missing."""
    found: dict[Path, tuple[int, int] | None] = {}
    for folder in folders:
        try:
            status = os.stat(folder)  # noqa: PTH116 - follows the link that a deployment switches
        except OSError:
            found[folder] = None
        else:
            found[folder] = (status.st_dev, status.st_ino)
    return found

"""Follows edits of records while the bot is running."""

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

from bot.catalog.files.store import CatalogStore, LoadReport
from bot.errors import CatalogError

_LOG = logging.getLogger(__name__)

_CHECK_MS = 2_000  # a replaced folder reports no more changes
_LOOK_ANYWAY_S = 60.0  # network folders report no changes


async def watch(
    store: CatalogStore, folders: Sequence[Path], *, stop: asyncio.Event | None = None
) -> AsyncIterator[LoadReport]:
    """Refresh the catalogue whenever a record changes; yield a report of each new catalogue.

    When a refresh fails, that is logged and the old catalogue stays current. A folder that replaces
    a watched one is watched within seconds. Once a minute it also checks folders that report no
    changes, and whether another process, such as an import, has built a new catalogue.

    Args:
        store: The store to refresh.
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
    """Yield whenever the records should be checked, until the watch is stopped."""
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
                    looked = -math.inf  # check once it is watched, lest edits are lost
                    break
            else:
                return


def _identities(folders: Sequence[Path]) -> dict[Path, tuple[int, int] | None]:
    """Return the identity of each folder, to notice replaced ones; ``None`` if missing."""
    found: dict[Path, tuple[int, int] | None] = {}
    for folder in folders:
        try:
            status = os.stat(folder)  # noqa: PTH116 - follows the symlink that a deployment switches
        except OSError:
            found[folder] = None
        else:
            found[folder] = (status.st_dev, status.st_ino)
    return found

"""A process that builds one catalogue after another, until somebody kills it."""

import asyncio
import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from bot.catalog.files.store import CatalogStore


def build_in_a_loop(records: Path, folder: Path, started: Connection) -> None:
    """Change a record and build, for ever; say so when the first catalogue is there."""
    asyncio.run(_build(records / "1.md", CatalogStore(folder), started))


async def _build(record: Path, store: CatalogStore, started: Connection) -> None:
    text = record.read_text(encoding="utf-8")
    for version in itertools.count():
        record.write_text(f"{text}\n\nVersion {version}.", encoding="utf-8")
        await store.refresh([record.parent])
        if version == 0:
            started.send(version)

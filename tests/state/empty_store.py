"""An empty store, migrated once for all tests of a process: migrating takes a tenth of a second."""

import asyncio
from pathlib import Path

import pytest

from bot.state.database.address import parse_address
from bot.state.store import prepare


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite store that is migrated and empty, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "state.db"
    asyncio.run(prepare(parse_address(path)))
    return path

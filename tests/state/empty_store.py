"""An empty store, migrated once for all tests of a run: with imports it takes half a second."""

import asyncio
from pathlib import Path

import pytest

from bot.state.database.address import parse_address
from bot.state.store import prepare
from tests.made_once import made_once

NAME = "state.db"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """An SQLite store that is migrated and empty, to be copied."""

    def migrate(folder: Path) -> None:
        asyncio.run(prepare(parse_address(folder / NAME)))

    return made_once("migrated", migrate, tmp_path_factory, worker_id) / NAME

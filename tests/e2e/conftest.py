"""The stage with the starter catalogue and an empty state, built once and copied for each test."""

import asyncio
import fcntl
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.config import load_settings
from bot.library.upkeep import LibraryUpkeep
from bot.state.database.address import parse_address
from bot.state.store import prepare
from tests.e2e.stage import Stage, staged


@pytest.fixture(scope="session")
def prepared(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, starter_movies: Path
) -> Path:
    """A data folder with the built starter catalogue and a migrated, empty state.

    Whichever process of a test run comes first makes it, for all of them.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "prepared"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = folder.with_suffix(".draft")
            asyncio.run(_prepare(draft, starter_movies))
            draft.rename(folder)
    return folder


async def _prepare(folder: Path, movies: Path) -> None:
    async with LibraryUpkeep([movies], folder / "catalog"):
        pass
    settings = load_settings(None, database_url=None, data_dir=folder)
    await prepare(parse_address(settings.state_url))


@pytest.fixture
def data_dir(prepared: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_stage(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Stage]:
    """The bot with the starter catalogue, for all tests of a file that leave no traces."""
    folder = shutil.copytree(prepared, tmp_path_factory.mktemp("shared") / "data")
    async with staged(Path(folder), cooldown_burst=10_000) as made:
        yield made


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    """The bot with the starter catalogue."""
    async with staged(data_dir) as made:
        yield made

"""The stage with four hundred films and an empty state, built once and copied for each test.

What answers is written for just these films, and each start reads no more of them; what the whole
starter catalogue answers is in ``asking/test_starter.py``.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.config import load_settings
from bot.library.upkeep import LibraryUpkeep
from bot.state.database.address import parse_address
from bot.state.store import prepare
from tests.e2e.done_once import shared_work
from tests.e2e.stage import Stage, staged
from tests.made_once import made_once


@pytest.fixture(scope="package", autouse=True)
def work_done_once() -> Iterator[None]:
    """Cache what has the same result on every stage, for these tests only."""
    with shared_work():
        yield


@pytest.fixture(scope="session")
def prepared(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, four_hundred: list[Path]
) -> Path:
    """A data folder with the built catalogue and a migrated, empty state.

    Whichever process of a test run comes first makes it, for all of them, and the folder of records
    beside it.
    """

    def make(draft: Path) -> None:
        records = draft.with_name("records")
        records.mkdir()
        for path in four_hundred:
            shutil.copy2(path, records)
        asyncio.run(_prepare(draft, records))

    return made_once("prepared", make, tmp_path_factory, worker_id)


async def _prepare(folder: Path, movies: Path) -> None:
    async with LibraryUpkeep([movies], folder / "catalog") as upkeep:
        await upkeep.library.current.questions()  # else each bot that runs on it makes them anew
    settings = load_settings(None, database_url=None, data_dir=folder)
    await prepare(parse_address(settings.state_url))


def copy_of(prepared: Path, folder: Path) -> Path:
    """Copy a data folder, all but the bulk of it: what is derived is replaced, never changed."""
    return Path(shutil.copytree(prepared, folder, copy_function=_copy_or_link))


def _copy_or_link(source: str, target: str) -> None:
    if Path(source).name == "arrays.bin":
        os.link(source, target)
    else:
        shutil.copy2(source, target)


@pytest.fixture(scope="module", autouse=True)
def records(prepared: Path) -> Iterator[Path]:
    """The folder of the records, from which bots and commands read unless they are told another."""
    folder = prepared.with_name("records")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOVIES_DIR", str(folder))
        yield folder


@pytest.fixture
def data_dir(prepared: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    return copy_of(prepared, tmp_path / "data")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_stage(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Stage]:
    """The bot with the four hundred films, for all tests of a file that leave no traces."""
    folder = copy_of(prepared, tmp_path_factory.mktemp("shared") / "data")
    async with staged(folder, cooldown_burst=10_000) as made:
        yield made


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    """The bot with the four hundred films."""
    async with staged(data_dir) as made:
        yield made

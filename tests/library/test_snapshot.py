"""The library answers before all of it is read, and lets go of what it was still reading."""

import asyncio
import gc
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.library.upkeep as library_upkeep
from bot.errors import UnavailableError
from bot.library.upkeep import LibraryUpkeep
from bot.questions.words.lexicon import load_lexicons
from bot.search.arrays.storage import resident_bytes

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def records(four_hundred: list[Path], tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for path in four_hundred:
        shutil.copy(path, folder)
    return folder


async def test_questions_are_waited_for_while_names_are_found_at_once(
    records: Path, tmp_path: Path
) -> None:
    load_lexicons.cache_clear()
    async with LibraryUpkeep([records], tmp_path / "catalog") as upkeep:
        snapshot = upkeep.library.current
        assert not snapshot.preparing.done()
        assert load_lexicons.cache_info().currsize == 1  # else the first option would read them
        assert snapshot.indexes.movies.resolve("kramr vs kramer").best is not None
        answer = (await snapshot.questions()).ask("who directed kramer vs kramer?", now=NOW)
        assert [person.name for person in answer.people] == ["Robert Benton"]
        assert gc.isenabled()


async def test_questions_when_nobody_asks_then_they_are_prepared_all_the_same(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_upkeep, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(library_upkeep, "MAX_MAPPED_BYTES", -1)
    async with LibraryUpkeep([records], tmp_path / "catalog") as upkeep:
        questions = await asyncio.wait_for(asyncio.shield(upkeep.library.current.preparing), 30)
        assert questions is await upkeep.library.current.questions()

        mapped = resident_bytes()
        giving_back = asyncio.create_task(upkeep.give_back())
        async with asyncio.timeout(30):
            while resident_bytes() >= mapped > 0:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        giving_back.cancel()


async def test_questions_when_the_library_closes_first_then_unavailable(
    records: Path, tmp_path: Path
) -> None:
    async with LibraryUpkeep([records], tmp_path / "catalog") as upkeep:
        snapshot = upkeep.library.current
    with pytest.raises(UnavailableError):
        await snapshot.questions()
    assert gc.isenabled()

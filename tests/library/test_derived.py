"""What is derived from a large catalogue is made in a process of its own, and then mapped."""

import asyncio
import multiprocessing
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Movie, PersonRef, person_id
from bot.library import derived
from bot.library.derived import Derived, build_apart
from bot.questions import catalog_questions
from bot.questions.arrays import QuestionArrays
from bot.questions.catalog_questions import arrays_are_current, open_arrays
from bot.search.arrays.storage import load
from bot.search.catalog_indexes import open_indexes
from bot.stories.catalog_stories import open_stories

MOVIES = [
    Movie(f"tt{number:07}", f"Film {number}", directors=(PersonRef(person_id("Ann"), "Ann"),))
    for number in range(20)
]


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty titles are built as a hundred thousand are, but not after everything else."""
    monkeypatch.setattr(derived, "LARGE", 10)
    monkeypatch.setattr(derived, "NICENESS", 0)


@pytest.mark.usefixtures("few_are_many")
async def test_a_large_catalogue_is_built_apart_and_mapped(tmp_path: Path) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        assert await build_apart(catalog, tmp_path, Derived.QUESTIONS)
        own = tmp_path / f"questions-{catalog.version}"
        built = (own / "arrays.bin").stat()
        arrays = await open_arrays(catalog, tmp_path)
        assert len(arrays.graph.bare_films) == len(MOVIES)
        assert not arrays.graph.figures.votes.flags.writeable  # mapped, so that processes share it
        assert (own / "arrays.bin").stat() == built


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped")
async def test_what_a_small_catalogue_lacks_is_built_by_the_bot_and_mapped(tmp_path: Path) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        opened = (
            await open_indexes(catalog, tmp_path),
            await open_stories(catalog, tmp_path),
            await open_arrays(catalog, tmp_path),
        )
        maps = Path("/proc/self/maps").read_text(encoding="utf-8")
        saved = list(tmp_path.glob("*-*/**/arrays.bin"))
        assert len(saved) > len(opened)
        assert [path for path in saved if str(path) not in maps] == []


@pytest.mark.usefixtures("few_are_many")
async def test_what_another_version_has_saved_is_built_apart_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        assert await build_apart(catalog, tmp_path, *Derived)
        manifests = sorted(tmp_path.glob("*-*/**/manifest.json"))
        built = [manifest.stat().st_ino for manifest in manifests]
        assert await build_apart(catalog, tmp_path, *Derived)
        assert [manifest.stat().st_ino for manifest in manifests] == built
        for manifest in manifests:
            manifest.write_text(manifest.read_text().replace('"version": ', '"version": 9', 1))
        assert await build_apart(catalog, tmp_path, *Derived)
        assert all('"version": 9' not in manifest.read_text() for manifest in manifests)
        own = tmp_path / f"questions-{catalog.version}"
        assert arrays_are_current(own)
        monkeypatch.setattr(catalog_questions, "current_version", lambda: np.zeros(2, np.uint32))
        assert not arrays_are_current(own)


@pytest.mark.usefixtures("few_are_many")
async def test_who_waits_no_longer_stops_the_building(tmp_path: Path) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        building = asyncio.create_task(build_apart(catalog, tmp_path, Derived.QUESTIONS))
        await asyncio.sleep(0.05)
        building.cancel()
        async with asyncio.timeout(5):
            await asyncio.gather(building, return_exceptions=True)
        assert building.cancelled()


@pytest.mark.usefixtures("few_are_many")
async def test_building_that_fails_is_told(tmp_path: Path) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        catalog.path.unlink()
        assert not await build_apart(catalog, tmp_path, Derived.QUESTIONS)


@pytest.mark.usefixtures("few_are_many")
async def test_building_that_is_killed_is_told(tmp_path: Path) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        building = asyncio.create_task(build_apart(catalog, tmp_path, Derived.QUESTIONS))
        async with asyncio.timeout(5):
            while not (processes := multiprocessing.active_children()):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        processes[0].kill()
        assert not await building


async def test_arrays_of_another_version_or_damaged_are_made_anew(tmp_path: Path) -> None:
    async with await Catalog.open(build_catalog(MOVIES, tmp_path)) as catalog:
        await open_arrays(catalog, tmp_path)
        own = tmp_path / f"questions-{catalog.version}"
        whole = (own / "arrays.bin").read_bytes()
        (own / "arrays.bin").write_bytes(whole[:-9] + b"\xff" + whole[-8:])
        await open_arrays(catalog, tmp_path)
        assert (own / "arrays.bin").read_bytes() == whole
        old = load(QuestionArrays, own)
        assert len(old.graph.bare_films) == len(MOVIES)
        (tmp_path / "questions-older").mkdir()
        (own / "manifest.json").unlink()
        await open_arrays(catalog, tmp_path)
        assert not (tmp_path / "questions-older").exists()

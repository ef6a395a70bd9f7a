import asyncio
import json
import multiprocessing
import random
import shutil
import time
from pathlib import Path

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.files.pointer import read_pointer
from bot.catalog.files.store import CatalogStore
from bot.catalog.files.watch import watch
from bot.catalog.model import Filters
from bot.catalog.schema import FORMAT_VERSION
from bot.errors import CatalogError
from tests.catalog.build_in_a_loop import build_in_a_loop
from tests.catalog.conftest import RecordText


@pytest.fixture
def store(tmp_path: Path) -> CatalogStore:
    return CatalogStore(tmp_path / "store")


async def titles(store: CatalogStore) -> set[str]:
    async with await store.open() as catalog:
        return {movie.title async for movie in catalog.all_movies()}


async def test_refresh_when_nothing_changed_then_nothing_is_read_or_built(
    store: CatalogStore, records: Path
) -> None:
    first = await store.refresh([records])
    before = first.catalog.stat()
    again = await store.refresh([records])
    assert (first.read, first.movies, first.changed) == (3, 3, True)
    assert (again.read, again.movies, again.changed) == (0, 3, False)
    assert again.catalog.stat().st_mtime_ns == before.st_mtime_ns


async def test_refresh_when_one_file_changed_then_only_that_is_read(
    store: CatalogStore, records: Path, record_text: RecordText
) -> None:
    await store.refresh([records])
    (records / "1.md").write_text(record_text(title="Changed", imdb_id="0000001"))
    (records / "2.md").unlink()
    (records / "4.md").write_text(record_text(title="New", imdb_id="0000004"))
    report = await store.refresh([records])
    assert (report.read, report.movies, report.changed) == (2, 3, True)
    assert await titles(store) == {"Changed", "Julie & Julia", "New"}


async def test_refresh_when_faulty_files_stay_then_their_faults_are_told_again(
    store: CatalogStore, records: Path, record_text: RecordText
) -> None:
    (records / "4.md").write_text(record_text(imdb_id="1"))
    (records / "5.md").write_text(record_text(year="19x9", imdb_id="5"))
    first = await store.refresh([records])
    again = await store.refresh([records])
    assert len(first.faults) == 2
    assert (again.faults, again.read) == (first.faults, 0)
    (records / "1.md").unlink()  # what was its double is now the only one
    third = await store.refresh([records])
    assert (third.movies, len(third.faults)) == (3, 1)


async def test_refresh_when_a_file_has_a_note_then_it_is_told_again(
    store: CatalogStore, records: Path, record_text: RecordText
) -> None:
    (records / "4.md").write_text(record_text(imdb_id="4", runtime="long"))
    (note,) = (await store.refresh([records])).faults
    assert note.is_note
    (records / "1.md").unlink()
    again = await store.refresh([records])
    assert (again.movies, again.faults) == (3, (note,))


async def test_refresh_when_no_title_can_be_read_then_the_old_catalogue_stays(
    store: CatalogStore, records: Path
) -> None:
    await store.refresh([records])
    for path in records.iterdir():
        path.write_text("broken")
    with pytest.raises(CatalogError, match=r"no title.*; first fault: .*1\.md"):
        await store.refresh([records])
    assert len(await titles(store)) == 3


async def test_refresh_when_the_catalogue_is_damaged_or_gone_then_it_is_built_again(
    store: CatalogStore, records: Path
) -> None:
    path = (await store.refresh([records])).catalog
    intact = path.read_bytes()
    path.write_bytes(intact[:5000] + bytes([intact[5000] ^ 0xFF]) + intact[5001:])
    assert (await store.refresh([records])).read == 3
    path.unlink()
    assert (await store.refresh([records])).read == 3
    assert path.read_bytes() == intact
    for pointer in ('{"format": 1, "catalog": "../../etc/passwd"}', "[" * 100_000):
        (path.parent / "catalog.json").write_text(pointer)
        assert (await store.refresh([records])).read == 3


async def test_refresh_when_repeated_then_old_files_are_cleared_away(
    store: CatalogStore, records: Path, record_text: RecordText
) -> None:
    report = await store.refresh([records])
    for number in range(4):
        text = record_text(title=f"Title {number}", imdb_id="0000001")
        (records / "1.md").write_text(text)
        report = await store.refresh([records])
    names = {path.name for path in report.catalog.parent.iterdir()}
    assert len([name for name in names if name.endswith(".sqlite")]) == 2
    assert {"catalog.json", report.catalog.name} <= names


async def test_reader_when_the_catalogue_is_replaced_then_it_goes_on_with_the_old_one(
    store: CatalogStore, records: Path
) -> None:
    await store.refresh([records])
    async with await store.open() as old:
        for number in (1, 2):
            (records / f"{number}.md").unlink()
            await store.refresh([records])
        assert await old.count(Filters()) == 3
        assert len(await titles(store)) == 1


async def test_open_when_nothing_was_built_then_a_startup_error(store: CatalogStore) -> None:
    with pytest.raises(CatalogError):
        await store.open()


async def test_store_when_its_folder_cannot_be_used_then_a_startup_error(
    tmp_path: Path, records: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CatalogError):
        await CatalogStore(tmp_path / "file" / "store").refresh([records])


async def test_loop_when_a_catalogue_is_built_then_it_does_not_stall(
    tmp_path: Path, store: CatalogStore, record_text: RecordText
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.md").write_text(record_text(imdb_id=f"{number:07}"))
    refresh = asyncio.create_task(store.refresh([folder]))
    waits: list[float] = []
    while not refresh.done():
        start = time.perf_counter()
        await asyncio.sleep(0.002)
        waits.append(time.perf_counter() - start)
    assert (await refresh).movies == 400
    assert sorted(waits)[len(waits) * 95 // 100] < 0.05


async def test_build_when_killed_at_any_moment_then_a_complete_catalogue_old_or_new(
    tmp_path: Path, records: Path, record_text: RecordText
) -> None:
    for number in range(10, 100):  # enough work for a kill to hit it in the middle
        (records / f"{number}.md").write_text(record_text(imdb_id=f"{number:07}"))
    folder = tmp_path / "store"
    rng = random.Random(4)
    text = (records / "1.md").read_text()
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.catalog.build_in_a_loop"])
    for _ in range(10):
        (records / "1.md").write_text(text)
        started, says_so = processes.Pipe(duplex=False)
        process = processes.Process(target=build_in_a_loop, args=(records, folder, says_so))
        process.start()
        says_so.close()  # or nobody would be told that the process died before it said anything
        try:
            await asyncio.to_thread(started.recv)
            await asyncio.sleep(rng.uniform(0, 0.15))
        finally:
            process.kill()
            process.join()
            process.close()
        pointer = read_pointer(folder)
        assert pointer is not None
        async with await Catalog.open(folder / pointer.catalog) as catalog:
            found = [movie async for movie in catalog.all_movies()]
            assert len(found) == catalog.stats.movies == 93
            assert await catalog.count(Filters()) == 93
    (records / "1.md").write_text(text)
    await CatalogStore(folder).refresh([records])
    left = [path.name for path in folder.iterdir() if path.name.startswith("building-")]
    assert left == []


async def test_watch_when_records_in_several_folders_change_then_each_edit_is_taken_up(
    tmp_path: Path,
    store: CatalogStore,
    records: Path,
    record_text: RecordText,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    folders = [records, other]
    await store.refresh(folders)
    stop = asyncio.Event()
    reports = watch(store, folders, stop=stop)

    async def after(path: Path, content: str | None) -> set[str]:
        upcoming = asyncio.ensure_future(anext(reports))
        await asyncio.sleep(0.3)  # until the watch is set up
        if content is None:
            path.unlink()
        else:
            path.write_text(content)
        await asyncio.wait_for(upcoming, 10)
        return await titles(store)

    assert "Added" in await after(other / "a.md", record_text(title="Added", imdb_id="9"))
    assert "Edited" in await after(records / "1.md", record_text(title="Edited", imdb_id="1"))
    assert "Added" not in await after(other / "a.md", None)

    upcoming = asyncio.ensure_future(anext(reports, None))
    await asyncio.sleep(0.3)
    broken = shutil.copytree(records, tmp_path / "broken")
    for path in broken.iterdir():
        path.write_text("broken")
    for path in broken.iterdir():  # quickly: in between, some records are still good
        path.rename(records / path.name)
    async with asyncio.timeout(10):
        while "the old catalogue stays" not in caplog.text:
            assert not upcoming.done(), "the broken records became a catalogue"
            await asyncio.sleep(0.05)
    assert len(await titles(store)) == 3
    stop.set()
    assert await asyncio.wait_for(upcoming, 10) is None


async def test_watch_when_a_folder_is_swapped_then_the_new_one_is_watched(
    tmp_path: Path, store: CatalogStore, records: Path, record_text: RecordText
) -> None:
    link = tmp_path / "current"
    link.symlink_to(records)
    swapped, released = tmp_path / "swapped", tmp_path / "released"
    for folder, title in ((swapped, "Moved in"), (released, "Released")):
        folder.mkdir()
        (folder / "1.md").write_text(record_text(title=title, imdb_id="9"))
    await store.refresh([link])
    stop = asyncio.Event()
    reports = watch(store, [link], stop=stop)
    upcoming = asyncio.ensure_future(anext(reports))
    await asyncio.sleep(0.3)  # until the watch is set up
    records.rename(tmp_path / "old")
    swapped.rename(records)
    await asyncio.wait_for(upcoming, 10)
    assert await titles(store) == {"Moved in"}
    upcoming = asyncio.ensure_future(anext(reports))
    (tmp_path / "next").symlink_to(released)
    (tmp_path / "next").rename(link)
    await asyncio.wait_for(upcoming, 10)
    assert await titles(store) == {"Released"}
    upcoming = asyncio.ensure_future(anext(reports))
    (released / "2.md").write_text(record_text(title="Added", imdb_id="10"))
    await asyncio.wait_for(upcoming, 10)
    assert await titles(store) == {"Released", "Added"}
    ended = asyncio.ensure_future(anext(reports, None))
    stop.set()
    assert await asyncio.wait_for(ended, 10) is None


@pytest.mark.parametrize(
    ("form", "catalog", "usable"),
    [
        (FORMAT_VERSION, f"catalog-{'a' * 32}.sqlite", True),
        (FORMAT_VERSION, "../state.sqlite", False),
        (FORMAT_VERSION, f"catalog-{'a' * 31}.sqlite", False),
        (FORMAT_VERSION - 1, f"catalog-{'a' * 32}.sqlite", False),
    ],
)
def test_pointer_when_its_format_or_its_name_is_invalid_then_it_is_ignored(
    form: int, catalog: str, usable: bool, tmp_path: Path
) -> None:
    content: dict[str, object] = {"format": form, "catalog": catalog, "sources": {}, "faults": []}
    (tmp_path / "catalog.json").write_text(json.dumps(content), encoding="utf-8")
    assert (read_pointer(tmp_path) is not None) is usable

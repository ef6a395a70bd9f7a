"""Backup, restore, export and import of the whole store."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ShiftedClock
from bot.errors import StateError
from bot.state.copies.maintenance import backup, export_json, import_json, restore
from bot.state.copies.sqlite_schema import _checks  # pyright: ignore[reportPrivateUsage]
from bot.state.database import engine
from bot.state.store import StateStore
from tests.state.filling import CHANNEL, fill


async def contents(address: str, clock: ShiftedClock) -> tuple[str | None, list[str]]:
    async with await StateStore.open(address, clock) as store:
        return await store.sync_hashes.get(1), await store.shown_films.recent(CHANNEL)


async def test_restore_when_things_changed_since_the_backup_then_they_are_as_before(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        token = await fill(store)
        await backup(address, tmp_path / "copy")
        await store.sync_hashes.set(1, "changed")
        await store.shown_films.record(CHANNEL, ["tt3"])
        await restore(address, tmp_path / "copy", force=True)
        assert await store.sync_hashes.get(1) == "kept"
        assert await store.shown_films.recent(CHANNEL) == ["tt1", "tt2"]
        assert await store.saved_views.load(token) == {"genre": "Drama “ü” \0"}


async def test_restore_when_the_store_is_gone_then_it_is_made_anew(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
    await backup(copied_sqlite, tmp_path / "copy")
    copied_sqlite.unlink()
    await restore(copied_sqlite, tmp_path / "copy")
    assert await contents(str(copied_sqlite), clock) == ("kept", ["tt1", "tt2"])


async def test_backup_when_people_keep_writing_then_it_is_one_consistent_state(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        stop = asyncio.Event()

        async def write() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                async with store.database.transaction() as connection:
                    await connection.exec_driver_sql(
                        "INSERT INTO sync_hashes VALUES "
                        f"({number}, '{number}'), ({number + 10**9}, '{number}')"
                    )

        async with asyncio.TaskGroup() as writers:
            writers.create_task(write())
            for number in range(2):
                await asyncio.sleep(0.02)
                await backup(address, tmp_path / str(number))
            stop.set()
    for number in range(2):
        await restore(address, tmp_path / str(number), force=True)
        async with await StateStore.open(address, clock) as store, store.database.reading() as c:
            rows = (await c.exec_driver_sql("SELECT application_id FROM sync_hashes")).scalars()
            ids = sorted(rows)
        half = len(ids) // 2
        assert ids[:half] == [number - 10**9 for number in ids[half:]]


@pytest.mark.parametrize("load", [restore, import_json])
async def test_load_when_the_store_holds_something_then_refused_without_force(
    address: str, clock: ShiftedClock, tmp_path: Path, load: Callable[..., Any]
) -> None:
    save = backup if load is restore else export_json
    async with await StateStore.open(address, clock) as store:
        await fill(store)
        await save(address, tmp_path / "copy")
        await store.sync_hashes.set(1, "precious")
        with pytest.raises(StateError, match="force"):
            await load(address, tmp_path / "copy")
        assert await store.sync_hashes.get(1) == "precious"


@pytest.mark.parametrize("save", [backup, export_json])
async def test_save_when_the_file_exists_then_it_is_left_alone(
    address: str, clock: ShiftedClock, tmp_path: Path, save: Callable[..., Any]
) -> None:
    async with await StateStore.open(address, clock):
        (tmp_path / "copy").write_text("a letter")
        with pytest.raises(StateError, match="exists already"):
            await save(address, tmp_path / "copy")
        assert (tmp_path / "copy").read_text() == "a letter"
        await save(address, tmp_path / "copy", force=True)
        assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
        assert [path.name for path in tmp_path.glob("*.part")] == []


@pytest.mark.parametrize("save", [backup, export_json])
async def test_save_when_there_is_no_folder_then_one_plain_line(
    address: str, clock: ShiftedClock, tmp_path: Path, save: Callable[..., Any]
) -> None:
    async with await StateStore.open(address, clock):
        with pytest.raises(StateError, match=r"cannot write .*No such file") as caught:
            await save(address, tmp_path / "nowhere" / "copy")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("save", [backup, export_json])
async def test_save_when_there_is_no_store_then_none_is_made(
    sqlite_path: Path, tmp_path: Path, save: Callable[..., Any]
) -> None:
    with pytest.raises(StateError, match="no state store"):
        await save(sqlite_path, tmp_path / "copy")
    assert not sqlite_path.exists()
    assert not (tmp_path / "copy").exists()


async def test_restore_when_the_file_is_no_backup_then_nothing_changes(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        await fill(store)
        for content in (b"", b"{", b"[]", b"\xff\xfe", b"SQLite format 3\x00 not"):
            (tmp_path / "copy").write_bytes(content)
            with pytest.raises(StateError):
                await restore(address, tmp_path / "copy", force=True)
            assert await store.sync_hashes.get(1) == "kept"


async def test_restore_when_there_is_no_such_file_then_refused(
    sqlite_path: Path, tmp_path: Path
) -> None:
    with pytest.raises(StateError, match="cannot read"):
        await restore(sqlite_path, tmp_path / "nothing")
    assert not sqlite_path.exists()


async def test_restore_when_the_backup_is_damaged_then_nothing_changes(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
    await backup(copied_sqlite, tmp_path / "copy")
    damaged = bytearray((tmp_path / "copy").read_bytes())
    damaged[4096:] = b"\x5a" * (len(damaged) - 4096)
    (tmp_path / "copy").write_bytes(damaged)
    with pytest.raises(StateError):
        await restore(copied_sqlite, tmp_path / "copy", force=True)
    assert await contents(str(copied_sqlite), clock) == ("kept", ["tt1", "tt2"])


async def test_restore_when_the_backup_is_from_a_newer_version_then_refused(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
    await backup(copied_sqlite, tmp_path / "copy")
    with sqlite3.connect(tmp_path / "copy") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StateError, match="newer"):
        await restore(copied_sqlite, tmp_path / "copy", force=True)
    assert await contents(str(copied_sqlite), clock) == ("kept", ["tt1", "tt2"])


async def test_restore_when_an_sqlite_backup_meets_postgresql_then_the_way_is_named(
    copied_sqlite: Path, postgres_address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock):
        pass
    await backup(copied_sqlite, tmp_path / "copy")
    with pytest.raises(StateError, match="export"):
        await restore(postgres_address, tmp_path / "copy")


async def test_copies_when_the_store_stays_locked_then_given_up(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.1)
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
    await backup(copied_sqlite, tmp_path / "copy")
    other = sqlite3.connect(copied_sqlite, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StateError, match="locked"):
        await backup(copied_sqlite, tmp_path / "second")
    with pytest.raises(StateError, match="locked"):
        await restore(copied_sqlite, tmp_path / "copy", force=True)
    other.close()
    assert not (tmp_path / "second").exists()
    assert await contents(str(copied_sqlite), clock) == ("kept", ["tt1", "tt2"])


REWRITTEN = (
    ("rating BETWEEN 1 AND 10", "rating BETWEEN 1 AND 99"),
    ("REFERENCES nights (night_id) ON DELETE CASCADE", "REFERENCES nights (night_id)"),
    ("AUTOINCREMENT", ""),
    ("method TEXT NOT NULL", "method TEXT"),
)
FOREIGN = (
    "CREATE TRIGGER spy AFTER INSERT ON sync_hashes BEGIN DELETE FROM ratings; END",
    "CREATE VIEW everybody AS SELECT user_id FROM ratings",
    "CREATE TABLE letters (text TEXT)",
    "DROP TABLE ratings",
    "ALTER TABLE ratings ADD COLUMN more TEXT",
    "ALTER TABLE ratings DROP COLUMN movie_name",
    *(
        "PRAGMA writable_schema = ON;"
        f" UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}')"
        for old, new in REWRITTEN
    ),
    "PRAGMA foreign_keys = OFF; INSERT INTO rsvps VALUES (99, 1, 'yes', 1)",
    "DELETE FROM alembic_version",
    "UPDATE alembic_version SET version_num = '0001'",
)


async def test_restore_when_the_backup_is_not_made_as_a_store_is_then_nothing_changes(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        await backup(copied_sqlite, tmp_path / "copy")
        good = (tmp_path / "copy").read_bytes()
        await store.sync_hashes.set(1, "as it was")
        for number, statement in enumerate(FOREIGN):
            odd = tmp_path / f"odd{number}"
            odd.write_bytes(good)
            with closing(sqlite3.connect(odd)) as hand:
                hand.executescript(statement)
            with pytest.raises(StateError, match=f"odd{number} ") as caught:
                await restore(copied_sqlite, odd, force=True)
            assert "\n" not in str(caught.value)
            assert await store.sync_hashes.get(1) == "as it was"
        await restore(copied_sqlite, tmp_path / "copy", force=True)
        assert await store.sync_hashes.get(1) == "kept"


def test_check_constraints_when_compared_then_whole_and_without_their_spaces() -> None:
    checks = "a INTEGER CHECK (a IN (1, 2) AND (a > 0)), b TEXT,\n CONSTRAINT c CHECK (b <> '')"
    assert list(_checks(f"CREATE TABLE t ({checks})")) == ["(aIN(1,2)AND(a>0))", "(b<>'')"]


async def test_restore_when_the_backup_holds_a_bad_row_then_it_comes_along(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(copied_sqlite)) as hand:
        hand.execute("PRAGMA ignore_check_constraints = ON")
        hand.execute("INSERT INTO due_jobs VALUES (5, 1, NULL, 'hacked', 1, NULL, NULL, 0, NULL)")
        hand.commit()
    await backup(copied_sqlite, tmp_path / "copy")
    await restore(tmp_path / "restored", tmp_path / "copy")
    async with await StateStore.open(tmp_path / "restored", clock) as store:
        (bad,) = await store.integrity.bad_rows()
    assert (bad.table, bad.key) == ("due_jobs", (5,))


@pytest.mark.parametrize("save", [backup, export_json])
async def test_save_when_the_target_is_the_store_or_no_plain_file_then_refused(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path, save: Callable[..., Any]
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "hard").hardlink_to(copied_sqlite)
        (tmp_path / "folder").mkdir()
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "beside-journal").write_bytes(b"")
        targets = ("link", "hard", "folder", "pipe", "beside")
        journal = copied_sqlite.with_name(f"{copied_sqlite.name}-journal")
        around = copied_sqlite.parent / ".." / copied_sqlite.parent.name / copied_sqlite.name
        for target in (copied_sqlite, around, journal, *(tmp_path / name for name in targets)):
            with pytest.raises(StateError, match=r"another file|in the way"):
                await save(copied_sqlite, target, force=True)
        assert not (tmp_path / "elsewhere").exists()
        await store.sync_hashes.set(1, "still the same file")


async def test_save_when_it_ends_well_or_not_then_nothing_is_left_beside(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    with closing(sqlite3.connect(copied_sqlite)) as hand:
        hand.execute("PRAGMA journal_mode = WAL")  # as an administrator may have done
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        await backup(copied_sqlite, copies / "copy")
        await export_json(copied_sqlite, copies / "copy.json")
        await restore(tmp_path / "restored" / "state.db", copies / "copy")
    with closing(sqlite3.connect(copied_sqlite)) as hand:
        hand.executescript("CREATE VIEW everybody AS SELECT 1")
    with pytest.raises(StateError, match="everybody"):
        await backup(copied_sqlite, copies / "second")
    assert {path.name for path in copies.iterdir()} == {"copy", "copy.json"}
    assert not list((tmp_path / "restored").glob(".*"))


@pytest.mark.parametrize("load", [restore, import_json])
async def test_load_when_it_is_no_plain_file_then_refused_at_once(
    copied_sqlite: Path, tmp_path: Path, load: Callable[..., Any]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for source in (tmp_path / "pipe", tmp_path):
        with pytest.raises(StateError, match="not a plain file"):
            await load(copied_sqlite, source, force=True)


async def test_store_when_its_bytes_have_rotted_then_it_is_said_and_a_backup_mends_it(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
    await backup(copied_sqlite, tmp_path / "copy")
    good = copied_sqlite.read_bytes()
    rotten = (
        good[:16] + b"\xff" * 8 + good[24:],
        good[:100] + b"\xff" * 200 + good[300:],
        good.replace(b"CREATE INDEX ix_", b"CREATE \xff\xfe\x80EX ix_"),  # and SQLite quotes it
        good[: len(good) // 2],
        good[:8192] + bytes(len(good) - 8192),
        b"a letter" * 1000,
    )
    for content in rotten:
        copied_sqlite.write_bytes(content)
        for use in (
            partial(StateStore.open, copied_sqlite, clock),
            partial(backup, copied_sqlite, tmp_path / "second"),
            partial(export_json, copied_sqlite, tmp_path / "second"),
            partial(restore, tmp_path / "other", copied_sqlite),
        ):
            with pytest.raises(StateError) as caught:
                await use()
            assert "\n" not in str(caught.value)
        await restore(copied_sqlite, tmp_path / "copy", force=True)
        assert await contents(str(copied_sqlite), clock) == ("kept", ["tt1", "tt2"])
    aside = [path.read_bytes() for path in copied_sqlite.parent.glob("*.damaged*")]
    assert rotten[-1] in aside  # what SQLite could not write to is still there
    assert not (tmp_path / "second").exists()
    assert not (tmp_path / "other").exists()

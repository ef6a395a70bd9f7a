"""A database that is locked, gone, full, read-only, broken or not there."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.clock import ShiftedClock
from bot.errors import Outage, StateError, UnavailableError
from bot.state.database import engine
from bot.state.database.address import parse_address
from bot.state.database.faults import MEND, STORE, state_errors, unavailable_when_down
from bot.state.store import StateStore
from tests.state.evening import plan
from tests.state.postgres_server import PASSWORD, find_programs, running_server

WRITES: list[Callable[[StateStore], Awaitable[object]]] = [
    lambda store: store.sync_hashes.set(1, "new"),
    lambda store: store.shown_films.record(1, ["new"]),
    lambda store: store.user_settings.set_timezone(1, None),
    lambda store: store.saved_views.save({"new": 1}, timedelta(days=1)),
]
READS: list[Callable[[StateStore], Awaitable[object]]] = [
    lambda store: store.sync_hashes.get(1),
    lambda store: store.shown_films.recent(1),
    lambda store: store.saved_views.load("token"),
]


async def expect_unavailable(
    store: StateStore, calls: list[Callable[[StateStore], Awaitable[object]]], outage: Outage
) -> None:
    for call in calls:
        with pytest.raises(UnavailableError, match=outage) as caught:
            await call(store)
        assert caught.value.outage is outage


async def fill(store: StateStore) -> None:
    await store.sync_hashes.set(1, "kept")
    await store.shown_films.record(1, ["kept"])


async def test_sqlite_when_another_process_holds_the_lock_then_unavailable_and_later_fine(
    copied_sqlite: Path, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOCK_TIMEOUT_S", 0.02)
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        with closing(sqlite3.connect(copied_sqlite, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await expect_unavailable(store, WRITES + READS, Outage.LOCKED)
            with pytest.raises(StateError, match="database is locked"):
                await StateStore.open(copied_sqlite, clock)
        assert await store.sync_hashes.get(1) == "kept"
        await store.sync_hashes.set(1, "new")


async def test_sqlite_when_the_file_was_removed_then_nothing_is_acknowledged(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        copied_sqlite.unlink()
        await expect_unavailable(store, WRITES, Outage.GONE)
        assert not copied_sqlite.exists()


async def test_sqlite_when_the_file_was_replaced_then_nothing_is_acknowledged(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        copied_sqlite.rename(copied_sqlite.with_suffix(".old"))
        async with await StateStore.open(copied_sqlite, clock):
            await expect_unavailable(store, WRITES, Outage.GONE)


async def test_sqlite_when_the_disk_is_full_then_unavailable_and_nothing_half_written(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        async with store.database.reading() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(UnavailableError, match=r"the disk is full \(SQLITE_FULL\)"):
            await store.saved_views.save({"much": "x" * 100_000}, timedelta(days=1))
        async with store.database.reading() as connection:
            count = await connection.exec_driver_sql("SELECT count(*) FROM saved_views")
            assert count.scalar_one() == 0
        assert await store.sync_hashes.get(1) == "kept"


async def test_sqlite_when_it_is_read_only_then_writers_are_told(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        async with store.database.reading() as connection:
            await connection.exec_driver_sql("PRAGMA query_only = ON")
        await expect_unavailable(store, WRITES, Outage.READ_ONLY)
        assert await store.sync_hashes.get(1) == "kept"


async def test_sqlite_when_its_pages_rot_then_that_is_the_cause(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        size = copied_sqlite.stat().st_size
        with copied_sqlite.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
            file.seek(24)  # the counter that tells SQLite to read the file anew
            file.write(b"\xff" * 4)
        await expect_unavailable(store, WRITES + READS, Outage.DAMAGED)


async def write_after(store: StateStore, statements: list[str]) -> None:
    async with store.database.transaction() as connection:
        for statement in (*statements, "INSERT INTO sync_hashes VALUES (1, 'new')"):
            await connection.exec_driver_sql(statement)


async def test_postgresql_when_it_may_not_be_written_or_read_then_that_is_the_cause(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async with await StateStore.open(emptied_postgres, clock) as store:
        for statement, outage in (
            ("SET TRANSACTION READ ONLY", Outage.READ_ONLY),
            ("SET LOCAL ROLE pg_monitor", Outage.REFUSED),
            ("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)", Outage.SLOW),
            ("ALTER TABLE sync_hashes RENAME TO hidden", Outage.DAMAGED),
        ):
            with pytest.raises(UnavailableError) as caught:
                await write_after(store, statement.split(";"))
            assert caught.value.outage is outage
        assert await store.sync_hashes.get(1) is None


@pytest.mark.parametrize(
    ("address", "outage", "advised"),
    [
        ("state.db", Outage.DAMAGED, True),
        ("state.db", Outage.LOCKED, False),
        ("postgresql://me@127.0.0.1/marquee", Outage.DAMAGED, False),
    ],
)
def test_command_when_the_store_fails_then_a_backup_is_advised_for_damaged_files(
    address: str, outage: Outage, advised: bool
) -> None:
    failed, place = UnavailableError(STORE, outage), parse_address(address)
    with pytest.raises(StateError, match="cannot use the") as caught, state_errors(place):
        raise failed
    assert str(caught.value).endswith(MEND) == advised


class ServerError(Exception):
    """A server's error with its SQLSTATE, which is empty if the server did not answer."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("it failed")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "lost", "outage"),
    [
        ("", False, Outage.GONE),
        ("", True, Outage.GONE),
        ("0A000", True, Outage.GONE),
        ("0A000", False, Outage.OTHER),
        ("08006", False, Outage.GONE),
        ("25006", False, Outage.READ_ONLY),
        ("25001", False, Outage.OTHER),
        ("28P01", False, Outage.REFUSED),
        ("3D000", False, Outage.GONE),
        ("40001", False, Outage.LOCKED),
        ("42501", False, Outage.REFUSED),
        ("42P01", False, Outage.DAMAGED),
        ("53100", False, Outage.FULL),
        ("53300", True, Outage.REFUSED),
        ("55P03", False, Outage.LOCKED),
        ("57014", False, Outage.SLOW),
        ("57P01", True, Outage.GONE),
        ("58030", False, Outage.DISK),
        ("XX001", False, Outage.DAMAGED),
    ],
)
def test_postgresql_when_it_fails_then_the_sqlstate_tells_the_outage(
    code: str, lost: bool, outage: Outage
) -> None:
    error = DBAPIError("SELECT 1", {}, ServerError(code), connection_invalidated=lost)
    with pytest.raises(UnavailableError) as caught, unavailable_when_down():
        raise error
    assert caught.value.outage is outage


async def test_values_when_no_column_can_hold_them_then_the_database_is_not_blamed(
    store: StateStore, clock: ShiftedClock
) -> None:
    impossible: list[Callable[[], Awaitable[object]]] = [
        lambda: store.nights.get(10**20),
        lambda: store.guesses.show_hint(1, 10**20),
    ]
    if store.database.address.file is None:
        impossible.append(lambda: store.nights.plan(plan(clock, place="a\0b")))
    for call in impossible:
        with pytest.raises((DBAPIError, OverflowError)):
            await call()


async def test_open_when_the_file_is_no_database_then_one_plain_line(
    sqlite_path: Path, clock: ShiftedClock
) -> None:
    content = b"not a database, but a letter" * 100
    sqlite_path.parent.mkdir()
    sqlite_path.write_bytes(content)
    with pytest.raises(StateError, match="not a database") as caught:
        await StateStore.open(sqlite_path, clock)
    assert "\n" not in str(caught.value)
    assert sqlite_path.read_bytes() == content


async def test_open_when_the_file_is_another_programs_then_it_is_left_alone(
    sqlite_path: Path, clock: ShiftedClock
) -> None:
    sqlite_path.parent.mkdir()
    with closing(sqlite3.connect(sqlite_path)) as other:
        other.execute("CREATE TABLE letters (text)")
    before = sqlite_path.read_bytes()
    with pytest.raises(StateError, match="another program"):
        await StateStore.open(sqlite_path, clock)
    assert sqlite_path.read_bytes() == before


async def test_open_when_the_folder_cannot_be_made_then_one_plain_line(
    tmp_path: Path, clock: ShiftedClock
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="cannot create") as caught:
        await StateStore.open(tmp_path / "file" / "state.db", clock)
    assert "\n" not in str(caught.value)


async def test_open_when_nobody_listens_then_one_plain_line_without_the_password(
    clock: ShiftedClock,
) -> None:
    with pytest.raises(StateError, match=r"@127\.0\.0\.1:1/marquee") as caught:
        await StateStore.open("postgresql://me:s3cret@127.0.0.1:1/marquee", clock)
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


async def test_open_when_the_password_is_wrong_then_one_plain_line_without_it(
    postgres_address: str, clock: ShiftedClock
) -> None:
    wrong = make_url(postgres_address).set(password="s3cret")
    with pytest.raises(StateError, match="password") as caught:
        await StateStore.open(wrong.render_as_string(hide_password=False), clock)
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


async def test_postgresql_when_a_table_stays_locked_then_unavailable_and_later_fine(
    emptied_postgres: str, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await StateStore.open(emptied_postgres, clock) as holder:
        monkeypatch.setattr(engine, "COMMAND_TIMEOUT_S", 0.1)
        async with await StateStore.open(emptied_postgres, clock) as store:
            async with holder.database.transaction() as connection:
                await connection.exec_driver_sql("LOCK TABLE sync_hashes")
                with pytest.raises(UnavailableError, match="it took too long"):
                    await store.sync_hashes.set(1, "new")
            await store.sync_hashes.set(1, "newer")
            assert await store.sync_hashes.get(1) == "newer"


async def test_postgresql_when_connections_were_cut_then_the_next_call_works(
    copied_postgres: str, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_postgres, clock) as store:
        await fill(store)
        async with (
            await StateStore.open(copied_postgres, clock) as other,
            other.database.reading() as connection,
        ):
            await connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert await store.sync_hashes.get(1) == "kept"


async def test_postgresql_when_the_server_stops_then_unavailable(clock: ShiftedClock) -> None:
    programs = find_programs()
    if programs is None:
        pytest.skip("left out: a PostgreSQL server to stop")
    with running_server(programs) as url:
        store = await StateStore.open(url, clock)
        await fill(store)
    try:
        await expect_unavailable(store, WRITES + READS, Outage.GONE)
        with pytest.raises(StateError, match="Connect") as caught:
            await StateStore.open(url, clock)
        assert PASSWORD not in str(caught.value)
    finally:
        await store.close()

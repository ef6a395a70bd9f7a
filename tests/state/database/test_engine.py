"""How connections are set up."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import ShiftedClock
from bot.runtime.event_loop import new_event_loop
from bot.state.database.sqlite_driver import CHUNK, Connection
from bot.state.store import StateStore


@pytest.fixture
async def reading(copied_sqlite: Path, clock: ShiftedClock) -> AsyncGenerator[AsyncConnection]:
    """A connection to an SQLite store."""
    async with (
        await StateStore.open(copied_sqlite, clock) as store,
        store.database.reading() as connection,
    ):
        yield connection


async def test_sqlite_connection_when_open_then_what_is_acknowledged_stays(
    reading: AsyncConnection,
) -> None:
    expected = {
        "synchronous": 2,  # FULL
        "journal_mode": "truncate",
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 20_000,
    }
    found = {
        name: (await reading.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in expected
    }
    assert found == expected


async def test_reading_when_others_commit_meanwhile_then_one_state_is_seen(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async with (
        await StateStore.open(emptied_postgres, clock) as store,
        store.database.reading() as connection,
    ):
        query = "SELECT count(*) FROM sync_hashes"
        assert (await connection.exec_driver_sql(query)).scalar_one() == 0
        await store.sync_hashes.set(1, "new")
        assert (await connection.exec_driver_sql(query)).scalar_one() == 0


NUMBERS = (
    "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})"
    " SELECT n FROM numbers"
)


@pytest.mark.parametrize("rows", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
async def test_rows_when_more_than_come_with_a_statement_then_all_are_there_in_order(
    reading: AsyncConnection, rows: int
) -> None:
    expected = list(range(1, rows + 1))
    query = text(NUMBERS.format(rows))
    at_once = (await reading.execute(query)).scalars().all()
    async with reading.stream(query) as result:
        streamed = [number async for number in result.scalars()]
    async with reading.stream(query) as result:
        in_parts = [row.n async for part in result.partitions(100) for row in part]
    assert at_once == streamed == in_parts == expected


async def test_rows_when_left_unread_then_writing_goes_on(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        async with store.database.reading() as connection:
            await connection.execute(text(NUMBERS.format(10 * CHUNK)))
            async with connection.stream(text(NUMBERS.format(10 * CHUNK))) as result:
                assert (await result.fetchone()) == (1,)
        await store.sync_hashes.set(1, "new")
        assert await store.sync_hashes.get(1) == "new"


async def test_statement_when_it_fails_then_the_next_on_the_connection_does_not(
    reading: AsyncConnection,
) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        await reading.execute(text("SELECT * FROM nowhere"))
    assert (await reading.execute(text("SELECT 1"))).scalar_one() == 1


async def test_statement_when_cancelled_in_the_middle_then_the_store_goes_on(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:

        async def count() -> None:
            async with store.database.transaction() as connection:
                await connection.execute(text(NUMBERS.format(300_000)))

        counting = asyncio.create_task(count())
        await asyncio.sleep(0.02)
        counting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await counting
        await store.sync_hashes.set(1, "new")
        assert await store.sync_hashes.get(1) == "new"


async def test_changed_rows_are_counted(copied_sqlite: Path, clock: ShiftedClock) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await store.sync_hashes.set(1, "one")
        await store.sync_hashes.set(2, "two")
        async with store.database.transaction() as connection:
            changed = await connection.execute(text("UPDATE sync_hashes SET hash = 'x'"))
            gone = await connection.execute(text("DELETE FROM sync_hashes RETURNING hash"))
            assert (changed.rowcount, gone.scalars().all()) == (2, ["x", "x"])


def test_statement_when_its_loop_is_closed_meanwhile_then_the_thread_ends_quietly(
    tmp_path: Path,
) -> None:
    """If the thread raises, the test fails: pytest warns of it."""
    connection = Connection(str(tmp_path / "loop.sqlite3"))

    async def leave_counting() -> None:
        await connection
        counting = asyncio.create_task(connection.cursor().execute(NUMBERS.format(3_000_000)))
        await asyncio.sleep(0)
        counting.cancel()
        connection.stop()

    loop = new_event_loop()
    loop.run_until_complete(leave_counting())
    loop.close()
    connection._thread.join()  # pyright: ignore[reportPrivateUsage]


async def test_stop_when_a_connection_is_being_closed_then_both_come_to_an_end(
    tmp_path: Path,
) -> None:
    connection = Connection(str(tmp_path / "stopped.sqlite3"))
    await connection
    closing = asyncio.create_task(connection.close())
    await asyncio.sleep(0)  # it waits for the thread
    connection.stop()  # as SQLAlchemy does if whoever closes it is cancelled
    async with asyncio.timeout(10):
        await closing

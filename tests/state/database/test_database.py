"""Transactions, and the end of a database."""

import asyncio
import threading
from pathlib import Path

import aiosqlite
import pytest

from bot.clock import ShiftedClock
from bot.errors import Outage, UnavailableError
from bot.state.database import engine
from bot.state.database import transactions as database
from bot.state.database.address import parse_address
from bot.state.database.transactions import Database
from bot.state.store import StateStore


async def test_close_when_repeated_then_fine_and_later_calls_are_told(
    address: str, clock: ShiftedClock
) -> None:
    store = await StateStore.open(address, clock)
    await store.close()
    await store.close()
    with pytest.raises(UnavailableError, match="closed"):
        await store.sync_hashes.get(1)


async def test_close_when_transactions_are_in_flight_then_they_end_first(
    address: str, clock: ShiftedClock
) -> None:
    store = await StateStore.open(address, clock)
    writes = [asyncio.create_task(store.sync_hashes.set(number, "kept")) for number in range(5)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*writes)
    async with await StateStore.open(address, clock) as again:
        assert [await again.sync_hashes.get(number) for number in range(5)] == ["kept"] * 5


async def test_close_when_done_then_no_thread_is_left(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    store = await StateStore.open(copied_sqlite, clock)
    await store.sync_hashes.set(1, "kept")
    await store.close()
    for thread in threading.enumerate():
        if "_connection_worker" in thread.name:
            thread.join(1)
            assert not thread.is_alive()


async def test_tasks_when_cancelled_at_any_moment_then_the_store_goes_on(
    address: str, clock: ShiftedClock
) -> None:
    async with await StateStore.open(address, clock) as store:
        for delay in range(12):
            task = asyncio.create_task(store.shown_films.record(1, ["a", "b"]))
            await asyncio.sleep(delay / 1000)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert len(await store.shown_films.recent(1)) in {0, 2}
        await store.shown_films.record(1, ["c"])
        assert "c" in await store.shown_films.recent(1)


def test_task_when_cancelled_at_its_first_step_then_no_thread_outlives_the_loop(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    opened: list[int] = []

    async def use_and_cancel(steps: int) -> None:
        async with await StateStore.open(copied_sqlite, clock) as store:
            before = {thread.ident for thread in threading.enumerate()}
            task = asyncio.create_task(store.sync_hashes.get(1))
            for _ in range(steps):
                await asyncio.sleep(0)
            opened.extend(
                thread.ident or 0 for thread in threading.enumerate() if thread.ident not in before
            )
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    for steps in range(12):
        asyncio.run(use_and_cancel(steps))
    assert not opened  # a connection that is made half-way is a thread that nobody waits for


SLOW_SELECT = """
    WITH RECURSIVE numbers(number) AS (
        SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 600000
    )
    SELECT number FROM numbers, (SELECT count(*) FROM sync_hashes) WHERE number % 300000 = 0
"""


async def test_task_when_cancelled_in_mid_statement_then_its_lock_ends_with_it(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async def read(store: StateStore) -> None:
        async with store.database.reading() as connection:
            await connection.exec_driver_sql(SLOW_SELECT)

    async with await StateStore.open(copied_sqlite, clock) as store:
        task = asyncio.create_task(read(store))
        await asyncio.sleep(0.05)
        task.cancel()
        (held,) = await asyncio.gather(task, return_exceptions=True)  # with its traceback
        assert isinstance(held, asyncio.CancelledError)
        async with aiosqlite.connect(copied_sqlite, timeout=1, isolation_level=None) as other:
            await other.execute("BEGIN EXCLUSIVE")
            await other.execute("COMMIT")
        await store.sync_hashes.set(1, "goes on")


async def test_reading_when_something_is_written_then_postgresql_refuses(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async with StateStore(Database(parse_address(emptied_postgres)), clock) as store:
        with pytest.raises(UnavailableError) as caught:
            async with store.database.reading() as connection:
                await connection.exec_driver_sql("INSERT INTO sync_hashes VALUES (1, 'half')")
        assert caught.value.outage is Outage.READ_ONLY
        async with store.database.reading() as connection:
            seen = "SELECT count(*) FROM sync_hashes"
            assert (await connection.exec_driver_sql(seen)).scalar_one() == 0
            await store.sync_hashes.set(1, "meanwhile")
            assert (await connection.exec_driver_sql(seen)).scalar_one() == 0


async def test_transaction_when_the_block_raises_then_nothing_of_it_stays(
    store: StateStore,
) -> None:
    async def change_and_fail() -> None:
        async with store.database.transaction() as connection:
            await connection.exec_driver_sql("INSERT INTO sync_hashes VALUES (1, 'half')")
            raise KeyError

    with pytest.raises(KeyError):
        await change_and_fail()
    assert await store.sync_hashes.get(1) is None


async def test_transactions_when_many_wait_longer_than_the_pool_would_then_each_has_its_turn(
    address: str, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "POOL_TIMEOUT_S", 0.2)
    served: list[int] = []
    async with StateStore(Database(parse_address(address)), clock) as store:

        async def wait(number: int) -> None:
            async with store.database.transaction():
                served.append(number)
                await asyncio.sleep(0.02)

        await asyncio.gather(*(wait(number) for number in range(100)))
    if address.startswith("sqlite"):
        assert served == list(range(100))
    else:  # those whose turn comes at the same time may begin in whatever order
        assert sorted(served) == list(range(100))


async def test_transaction_when_its_turn_never_comes_then_unavailable(
    copied_sqlite: Path, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "TURN_TIMEOUT_S", 0.05)
    async with await StateStore.open(copied_sqlite, clock) as store:
        async with store.database.transaction():
            with pytest.raises(UnavailableError):
                await store.sync_hashes.get(1)
        assert await store.sync_hashes.get(1) is None

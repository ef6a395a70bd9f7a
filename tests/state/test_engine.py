"""How connections are set up."""

from pathlib import Path

from bot.clock import ShiftedClock
from bot.state.store import StateStore


async def test_sqlite_connection_when_open_then_what_is_acknowledged_stays(
    sqlite_path: Path, clock: ShiftedClock
) -> None:
    expected = {
        "synchronous": 2,  # FULL
        "journal_mode": "truncate",
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 20_000,
    }
    async with (
        await StateStore.open(sqlite_path, clock) as store,
        store.database.reading() as connection,
    ):
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in expected
        }
    assert found == expected


async def test_reading_when_others_commit_meanwhile_then_one_state_is_seen(
    postgres_address: str, clock: ShiftedClock
) -> None:
    async with (
        await StateStore.open(postgres_address, clock) as store,
        store.database.reading() as connection,
    ):
        query = "SELECT count(*) FROM sync_hashes"
        assert (await connection.exec_driver_sql(query)).scalar_one() == 0
        await store.sync_hashes.set(1, "new")
        assert (await connection.exec_driver_sql(query)).scalar_one() == 0

"""How many rows each change to the store changes in every table, and what others see of it.

Two servers have the same in them, and more than one of everything, so that a change that takes too
much takes what it must not.
"""

import inspect
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.clock import ShiftedClock
from bot.state.database.address import parse_address
from bot.state.database.schema import metadata
from bot.state.database.transactions import Database
from bot.state.store import StateStore
from tests.state.changes.every_change import every_change
from tests.state.changes.terms import Effects, Now
from tests.state.reads import OF_ALL, every_read, nothing_found
from tests.state.two_servers import claim_all, live

HERE, THERE = (1, 10**17), (2, 2 * 10**17)
Rows = Mapping[str, Counter[tuple[Any, ...]]]
TRIED_ELSEWHERE = {
    "guilds.delete",  # tests/state/guilds/test_guilds.py
    "people.erase_traces",  # tests/state/people/test_secure_deletion.py
    "series.begin",  # tests/state/test_series.py
    "series.make_next",
    "series.missed",
}


def opened(file: Path, clock: ShiftedClock) -> StateStore:
    return StateStore(Database(parse_address(file)), clock)


def rows_of(file: Path) -> Rows:
    names = [table.name for table in metadata.sorted_tables]
    with closing(sqlite3.connect(file)) as connection:
        return {name: Counter(connection.execute(f"SELECT * FROM {name}")) for name in names}


def effects(before: Rows, after: Rows) -> Effects:
    return {
        table: ((before[table] - after[table]).total(), (after[table] - before[table]).total())
        for table in before
        if before[table] != after[table]
    }


def public_methods(store: StateStore) -> set[str]:
    return {
        f"{group}.{name}"
        for group, of_group in vars(store).items()
        for name, _ in inspect.getmembers(of_group, inspect.iscoroutinefunction)
        if not name.startswith("_") and group != "database"
    }


async def test_each_change_changes_so_many_rows_and_no_more(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with opened(copied_sqlite, clock) as store:
        here, there = [await live(store, clock, *one) for one in (HERE, THERE)]
        await claim_all(store, clock, here, there)
        known = {name for name, _ in every_read()} | OF_ALL | TRIED_ELSEWHERE
        assert {name for name, _, _ in every_change()} == public_methods(store) - known
    before = rows_of(copied_sqlite)
    found: list[tuple[str, Effects]] = []
    for name, change, _ in every_change():
        file = Path(shutil.copy(copied_sqlite, copied_sqlite.with_name("copy.db")))
        async with opened(file, clock) as store:
            await change(Now(store, here, clock))
        found.append((name, effects(before, rows_of(file))))
    assert found == [(name, expected) for name, _, expected in every_change()]


async def test_what_others_do_elsewhere_is_not_seen_here(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with opened(copied_sqlite, clock) as store:
        here = await live(store, clock, *HERE)
        before = [(name, await read(store, here)) for name, read in every_read()]
        assert [name for name, found in before if not found] == []
        there = await live(store, clock, *THERE)
        after = [(name, await read(store, here)) for name, read in every_read()]
        assert [one for one, other in zip(before, after, strict=True) if one != other] == []
        for question in nothing_found(store, here, there.person):
            assert not await question

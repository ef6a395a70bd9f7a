"""Rows that hold what no code wrote: kept out, set aside, passed over."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from bot.clock import ShiftedClock
from bot.errors import BadRowError
from bot.rules.nights.rsvp import Rsvp
from bot.state.copies.files import create_file
from bot.state.copies.maintenance import restore
from bot.state.database.address import parse_address
from bot.state.database.integrity import BadRow
from bot.state.database.migrate import exclusive
from bot.state.database.migrations import MIGRATIONS
from bot.state.database.revisions import upgrade
from bot.state.nights.due_jobs import due_jobs
from bot.state.nights.plans import nights
from bot.state.store import StateStore
from tests.state.evening import ALIEN, ANN, BOB, GUILD, HOSTING, SEED, plan, voting

DAY = timedelta(days=1)
SQLITE = sqlite.dialect()
NIGHT: dict[str, int | str] = {
    "guild_id": 7,
    "channel_id": 8,
    "user_id": 9,
    "status": "planned",
    "planned_at": 0,
    "starts_at": 10**15,
    "length": 3600,
    "method": "approval",
    "nominations_per_person": 3,
    "nominations_in_all": 25,
    "blind": 0,
    "vetoes": 1,
    "revealed": 0,
}


def _insert(connection: Connection, table: str, **values: int | str) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def _fill_old(connection: Connection) -> None:
    """Put nights into a store without checks: the first two bad, the third as it should be."""
    (before,) = [
        step.down_revision
        for step in ScriptDirectory(MIGRATIONS).walk_revisions()
        if step.revision == "0008"
    ]
    assert isinstance(before, str)
    upgrade(connection, before)
    spoilt: list[dict[str, int | str]] = [{"method": "hacked"}, {"starts_at": 9 * 10**18}, {}]
    for night_id, bad in enumerate(spoilt, 1):
        _insert(connection, "nights", **NIGHT | bad)
        _insert(connection, "rsvps", night_id=night_id, user_id=9, answer="yes", answered_at=1)
        _insert(
            connection,
            "due_jobs",
            guild_id=7,
            night_id=night_id,
            kind="EVENT",
            due_at=1,
            attempts=0,
        )
        _insert(connection, "pings", job_id=night_id, user_id=9, due_at=1)
    _insert(connection, "rsvps", night_id=3, user_id=10, answer="hacked", answered_at=1)
    _insert(connection, "losses", guild_id=7, user_id=0, movie_id="a", losses=-1)


@pytest.mark.expects_errors  # what is set aside is said
async def test_store_when_bad_rows_are_in_it_then_checks_come_in_and_nothing_is_lost(
    new_address: str, clock: ShiftedClock, caplog: pytest.LogCaptureFixture
) -> None:
    place = parse_address(new_address)
    if place.file is not None:
        create_file(place.file)
    async with exclusive(place) as connection:
        await connection.run_sync(_fill_old)
    async with await StateStore.open(new_address, clock) as store:
        assert [night.id for night in await store.nights.upcoming(7)] == [3]
        assert await store.rsvps.list(3) == {9: Rsvp.YES}
        async with store.database.reading() as connection:
            rows = await connection.execute(
                text("SELECT table_name, guild_id, user_id, content FROM set_aside_rows")
            )
            kept = [(table, guild, user, json.loads(row)) for table, guild, user, row in rows]
            (job,) = (await connection.execute(text("SELECT job_id FROM due_jobs"))).all()
        assert sorted((table, user) for table, _, user, _ in kept) == sorted(
            [
                *[("nights", 9), ("rsvps", 9), ("due_jobs", 0), ("pings", 9)] * 2,
                *[("rsvps", 10), ("losses", 0)],
            ]
        )
        assert {guild for _, guild, _, _ in kept} == {7}
        hacked = next(row for table, _, _, row in kept if table == "nights")
        assert hacked.items() >= (NIGHT | {"night_id": 1, "method": "hacked"}).items()
        assert job == (3,)
        with pytest.raises(IntegrityError, match="ck_nights_method"):
            async with store.database.transaction() as connection:
                await connection.execute(text("UPDATE nights SET method = 'hacked'"))
        planned = await store.nights.plan(plan(clock))
        assert planned.id > 3
    assert "rows_set_aside" in caplog.text


@pytest.mark.expects_errors
async def test_restore_when_the_backup_is_older_then_it_is_brought_up_to_date_before(
    copied_sqlite: Path, tmp_path: Path, clock: ShiftedClock
) -> None:
    older = parse_address(tmp_path / "older")
    create_file(tmp_path / "older")
    async with exclusive(older) as connection:
        await connection.run_sync(_fill_old)
    before = (tmp_path / "older").read_bytes()
    await restore(copied_sqlite, tmp_path / "older", force=True)
    assert (tmp_path / "older").read_bytes() == before
    async with await StateStore.open(copied_sqlite, clock) as store:
        assert [night.id for night in await store.nights.upcoming(7)] == [3]


BAD = {"INTEGER": (9 * 10**18, -9 * 10**18), "TEXT": ("hacked", "", b"\xff\xfe no UTF-8")}
HARMLESS = {"night_id", "job_id", "guild_id"}
"""Keys: another value makes it another row."""


async def test_due_jobs_when_any_column_is_bad_then_those_of_other_servers_are_given_out(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        bad = await store.nights.plan(plan(clock, guild_id=1))
        good = await store.nights.plan(plan(clock, guild_id=2))
        clock.advance(DAY.total_seconds())
        passed_over: set[str] = set()
        with closing(sqlite3.connect(copied_sqlite, isolation_level=None)) as hand:
            hand.execute("PRAGMA ignore_check_constraints = ON")
            tried = [
                (table.name, column.name, value)
                for table in (nights, due_jobs)
                for column in table.c
                if column.name not in HARMLESS
                for value in BAD[column.type.compile(SQLITE)]
            ]
            for table, column, value in tried:
                ((row, kept),) = hand.execute(
                    f"SELECT rowid, {column} FROM {table} WHERE night_id = 1 LIMIT 1"
                ).fetchall()
                new = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
                hand.execute(f"UPDATE {table} SET {column} = {new} WHERE rowid = ?", (value, row))
                claimed = {job.guild_id for job in await store.due_jobs.claim()}
                assert claimed >= {2}, (table, column, value)
                assert await store.due_jobs.next_at() is not None
                assert good in await store.nights.alive()
                passed_over |= {key for it in await store.integrity.bad_rows() for key in it.broken}
                hand.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (kept, row))
                hand.execute("UPDATE due_jobs SET claimed_until = NULL, attempts = 0")
        assert bad in await store.nights.alive()
        assert {"ck_nights_method", "ck_nights_starts_at", "ck_due_jobs_kind"} < passed_over
        assert await store.integrity.bad_rows() == []


async def test_night_when_its_row_is_bad_then_the_error_names_it(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        planned = await store.nights.plan(plan(clock))
        with closing(sqlite3.connect(copied_sqlite, isolation_level=None)) as hand:
            hand.execute("PRAGMA ignore_check_constraints = ON")
            hand.execute("UPDATE nights SET starts_at = 9e18, method = 'hacked'")
        with pytest.raises(BadRowError, match=f"the row {planned.id} of nights cannot be read"):
            await store.nights.get(planned.id)
        assert await store.nights.upcoming(GUILD) == []
        (found,) = await store.integrity.bad_rows()
        assert found == BadRow("nights", (planned.id,), ("ck_nights_method", "ck_nights_starts_at"))


@pytest.mark.expects_errors
async def test_vote_when_a_ballot_is_none_then_the_others_are_counted(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await store.ballots.cast(night_id, ANN, {ALIEN.id: 1})
    await store.ballots.cast(night_id, BOB, {ALIEN.id: 1})
    for marks in ('{"tt0078748": 9}', "[" * 100_000, "null", '{"a": 1e400}'):
        async with store.database.transaction() as connection:
            await connection.execute(
                text("UPDATE ballots SET marks = :marks WHERE user_id = :bob"),
                {"marks": marks, "bob": BOB},
            )
        assert await store.ballots.all(night_id) == [{ALIEN.id: 1}]
    tally = await store.night_transitions.close_vote(night_id, HOSTING, SEED)
    assert tally is not None
    assert (tally.winner, tally.cast) == (ALIEN, 1)

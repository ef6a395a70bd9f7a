"""Migrations: all or nothing, one process at a time, never backwards."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.clock import ShiftedClock
from bot.errors import StateError, UnavailableError
from bot.state.copies.files import create_file
from bot.state.database.address import parse_address
from bot.state.database.migrate import exclusive, is_newest, migrate
from bot.state.database.migrations import MIGRATIONS
from bot.state.database.revisions import current_revision, head_revision, upgrade
from bot.state.database.schema import metadata
from bot.state.database.transactions import Database
from bot.state.owners.circles import Circle
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

ROOT = Path(__file__).resolve().parents[3]

KILLS = int(os.environ.get("MARQUEE_TEST_KILLS", "4"))
"""How often a migration is killed, at moments that differ."""

NEXT_STEP = '''
"""A step of the future."""
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"

def upgrade():
    for number in range(12):
        op.create_table(f"future_{{number}}", sa.Column("id", sa.Text, primary_key=True))
    op.execute("INSERT INTO future_0 SELECT hash FROM sync_hashes")
    op.execute("DELETE FROM sync_hashes")
    {last}
'''


def with_next_step(folder: Path, last: str = "pass") -> Path:
    """Copy the migrations and add a step after them."""
    target = folder / "migrations"
    shutil.copytree(MIGRATIONS, target)
    step = NEXT_STEP.format(head=head_revision(), last=last)
    (target / "versions" / "r9999_next.py").write_text(step)
    return target


def look(connection: Connection) -> tuple[str | None, set[str], str | None]:
    """Return the revision, the names of future tables, and the hash of application 1."""
    tables = inspect(connection).get_table_names()
    kept = connection.scalar(text("SELECT hash FROM sync_hashes WHERE application_id = 1"))
    return (
        current_revision(connection),
        {name for name in tables if name.startswith("future_")},
        kept,
    )


async def state_of(address: str) -> tuple[str | None, set[str], str | None]:
    database = Database(parse_address(address))
    async with database.reading() as connection:
        seen = await connection.run_sync(look)
    await database.close()
    return seen


async def test_schema_when_migrated_then_it_equals_the_tables_of_the_code(
    store: StateStore,
) -> None:
    def compare(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    def keys(connection: Connection) -> dict[str, set[str]]:
        return {
            table: set(inspect(connection).get_pk_constraint(table)["constrained_columns"])
            for table in metadata.tables
        }

    async with store.database.reading() as connection:
        assert await connection.run_sync(compare) == []
        tables = metadata.tables.items()
        assert await connection.run_sync(keys) == {
            name: {column.name for column in table.primary_key} for name, table in tables
        }


def checks(connection: Connection) -> set[tuple[str, str, str]]:
    """Return the checks of every table: their names, and what they say as the database has it."""
    return {
        (table, str(check["name"]), " ".join(check["sqltext"].replace("!=", "<>").split()))
        for (_, table), found in inspect(connection).get_multi_check_constraints().items()
        for check in found
    }


async def test_checks_when_migrated_then_they_are_those_of_the_code(new_address: str) -> None:
    place = parse_address(new_address)
    if place.file is not None:
        create_file(place.file)
    async with exclusive(place) as connection:
        await connection.run_sync(metadata.create_all)
        made = await connection.run_sync(checks)
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(upgrade)
        migrated = await connection.run_sync(checks)
    assert migrated == made
    assert ("nights", "ck_nights_revealed") in {(table, name) for table, name, _ in made}


async def test_sqlite_tables_when_migrated_then_they_are_strict_as_in_the_code(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock):
        pass
    with closing(sqlite3.connect(copied_sqlite)) as connection:
        rows = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema='main'")
        strict = {name for name, flag in rows if flag}
    assert strict == set(metadata.tables)
    in_code = metadata.tables.values()
    assert all(table.dialect_options["sqlite"]["strict"] for table in in_code)


def test_steps_are_in_files_named_after_their_revision() -> None:
    # By this name a start knows, without Alembic, that there is nothing to do.
    steps = ScriptDirectory(MIGRATIONS).walk_revisions()
    names = {step.revision: Path(step.path).name for step in steps}
    assert all(name.startswith(f"r{revision}_") for revision, name in names.items())
    assert max(names.values()).startswith(f"r{head_revision()}_")


async def test_store_is_known_to_be_up_to_date_by_its_revision_alone(new_address: str) -> None:
    place = parse_address(new_address)
    known: list[bool] = []

    async def ask() -> None:
        async with exclusive(place) as connection:
            known.append(await connection.run_sync(is_newest, MIGRATIONS))

    if place.file is not None:
        create_file(place.file)
    await ask()
    await migrate(place)
    await ask()
    database = Database(place)
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    await database.close()
    await ask()
    assert known == [False, True, False]


async def test_open_when_the_schema_is_newer_then_refused_in_one_line(
    own_address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(own_address, clock) as store:
        await store.sync_hashes.set(1, "kept")
    await migrate(parse_address(own_address), migrations=with_next_step(tmp_path))
    before = await state_of(own_address)
    with pytest.raises(StateError, match="newer Marquee") as caught:
        await StateStore.open(own_address, clock)
    assert "\n" not in str(caught.value)
    assert await state_of(own_address) == before


def up_to(step_name: str, folder: Path) -> Path:
    """Copy the migrations without a step and those after it."""
    before = folder / "before"
    shutil.copytree(MIGRATIONS, before)
    (step,) = (before / "versions").glob(f"r*_{step_name}.py")
    for later in (before / "versions").glob("r*.py"):
        if later.name >= step.name:
            later.unlink()
    return before


async def test_migrate_when_nights_are_from_before_then_they_keep_the_numbers_on_their_cards(
    new_address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    place = parse_address(new_address)
    if place.file is not None:
        create_file(place.file)
    await migrate(place, migrations=up_to("series", tmp_path))
    columns = (
        "guild_id, channel_id, user_id, status, planned_at, starts_at, length, method,"
        " nominations_per_person, nominations_in_all, blind, vetoes, revealed"
    )
    now = round(clock.now().timestamp() * 1_000_000)
    database = Database(place)
    async with database.transaction() as connection:
        for guild in (5, 6, 5):
            await connection.execute(
                text(
                    f"INSERT INTO nights ({columns}) VALUES ({guild}, 1, 9, 'nominating', {now},"
                    f" {now}, 0, 'star', 3, 25, 0, 1, 0)"
                )
            )
        await connection.execute(
            text(
                "INSERT INTO due_jobs (guild_id, night_id, kind, due_at, attempts)"
                f" VALUES (5, 1, 'EVENT', {now}, 0)"
            )
        )
    await database.close()
    async with await StateStore.open(new_address, clock) as store:
        numbers = {
            guild: [n.number for n in await store.nights.upcoming(guild)] for guild in (5, 6)
        }
        assert numbers == {5: [1, 3], 6: [2]}
        (job,) = await store.due_jobs.claim()
        assert job.night_id == 1
        found = (await store.nights.get(3)).plan
        assert (await store.nights.plan(replace(found, guild_id=6))).number == 3
        assert (await store.nights.plan(found)).number == 4
        assert (await store.nights.plan(replace(found, guild_id=7))).number == 1


async def test_migrate_when_draws_and_scores_are_from_before_then_none_tells_of_strangers(
    new_address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    before = up_to("consent", tmp_path)
    columns = "guild_id, movie_id, movie_name, shown, begun_at"
    place = parse_address(new_address)
    if place.file is not None:
        create_file(place.file)
    await migrate(place, migrations=before)
    database = Database(place)
    async with database.transaction() as connection:
        for statement in (
            "INSERT INTO draws VALUES ('abcdefgh', 5, 0, 'tt1\t1', 'h', 'tt1', {now})",
            "INSERT INTO draws VALUES ('nrw2vrmp.1', 5, 0, 'tt1\t1', 'h', 'tt1', {now})",
            "INSERT INTO losses VALUES (5, 0, 'tt1', 2), (0, 7, 'tt1', 2)",
            "INSERT INTO guess_scores VALUES (5, 7, 9, 1, 1, 1), (0, 7, 4, 1, 1, 1)",
            "INSERT INTO guess_scores VALUES (0, 8, 2, 1, 1, 1)",
            f"INSERT INTO guess_games ({columns}) VALUES (0, 'tt1', 'Dune', 1, {{now}})",
            "INSERT INTO guess_players VALUES (1, 7)",
        ):
            now = round(clock.now().timestamp() * 1_000_000)
            await connection.execute(text(statement.format(now=now)))
    await database.close()
    async with await StateStore.open(new_address, clock) as store:
        assert await store.draws.find("abcdefgh") is None
        assert await store.draws.find("nrw2vrmp.1") is not None
        assert await store.losses.get(Owner.server(5)) == {}
        assert await store.losses.get(Owner.person(7)) == {"tt1": 2}
        places = [
            [(place.person, place.score.points) for place in await store.guess_scores.table(circle)]
            for circle in (Circle.server(5), Circle.person(7), Circle.person(8), Circle.group(6))
        ]
        assert places == [[(7, 9)], [(7, 4)], [(8, 2)], []]
        game = await store.guesses.get(1)
        assert game is not None
        assert (game.circle, game.begun_by) == (Circle(), None)
        assert await store.guesses.play(1, 8)


async def test_migrate_when_a_step_fails_then_nothing_of_it_stays(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        await store.sync_hashes.set(1, "kept")
    faulty = with_next_step(tmp_path, last="op.execute('SELECT nonsense')")
    with pytest.raises(UnavailableError):
        await migrate(parse_address(address), migrations=faulty)
    assert await state_of(address) == (head_revision(), set(), "kept")


async def test_open_when_many_do_so_at_once_then_each_finds_it_ready(
    new_address: str, clock: ShiftedClock
) -> None:
    stores = await asyncio.gather(*(StateStore.open(new_address, clock) for _ in range(4)))
    await asyncio.gather(*(store.sync_hashes.set(1, "kept") for store in stores))
    for store in stores:
        assert await store.sync_hashes.get(1) == "kept"
        await store.close()


async def test_open_when_names_of_a_folder_hold_percent_signs_then_fine(
    tmp_path: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(tmp_path / "100 %(here)s #?" / "state.db", clock) as store:
        await store.sync_hashes.set(1, "kept")
    assert (tmp_path / "100 %(here)s #?" / "state.db").stat().st_mode & 0o777 == 0o600


class Victim:
    """Migrates in processes that are killed."""

    def __init__(self, orders: IO[str], answers: IO[str]) -> None:
        self._orders = orders
        self._answers = answers

    def run(self, address: str, *, kill_after: float | None) -> bool:
        """Migrate, killed after that many seconds, and say whether it came to its end."""
        self._orders.write(f"{address}\n")
        self._orders.flush()
        process = int(self._answers.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):  # it was faster
                os.kill(process, signal.SIGKILL)
        return int(self._answers.readline()) == 0


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Generator[Victim]:
    migrations = with_next_step(tmp_path_factory.mktemp("next"))
    with subprocess.Popen(  # noqa: S603
        [sys.executable, Path(__file__).with_name("crash_migrating.py"), migrations],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Victim(process.stdin, process.stdout)
            process.stdin.close()
            assert process.wait(10) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):  # all has ended, as it should
                os.killpg(process.pid, signal.SIGKILL)


async def test_migrate_when_killed_at_any_moment_then_all_or_nothing(
    own_address: str, clock: ShiftedClock, victim: Victim
) -> None:
    before = (head_revision(), set[str](), "kept")
    after = ("next", {f"future_{number}" for number in range(12)}, None)

    async def lay_out() -> None:
        async with await StateStore.open(own_address, clock) as store:
            await store.sync_hashes.set(1, "kept")

    async def undo() -> None:
        database = Database(parse_address(own_address))
        async with database.transaction() as connection:
            for name in after[1]:
                await connection.execute(text(f"DROP TABLE {name}"))
            await connection.execute(text("INSERT INTO sync_hashes VALUES (1, 'kept')"))
            await connection.execute(
                text("UPDATE alembic_version SET version_num = :head"), {"head": head_revision()}
            )
        await database.close()

    await lay_out()
    victim.run(own_address, kill_after=None)  # the first one also waits for the imports
    await undo()
    started = time.monotonic()
    assert victim.run(own_address, kill_after=None)
    duration = time.monotonic() - started
    assert await state_of(own_address) == after
    await undo()

    chance = random.Random(7)
    outcomes: list[bool] = []
    for _ in range(KILLS):
        finished = victim.run(own_address, kill_after=chance.uniform(0.1, 0.9) * duration)
        seen = await state_of(own_address)
        assert seen == after if finished else seen in (before, after)
        outcomes.append(seen == before)
        if seen == after:
            await undo()
    assert any(outcomes), "no kill came before the end: the test has shown nothing"
    assert victim.run(own_address, kill_after=None)
    assert await state_of(own_address) == after

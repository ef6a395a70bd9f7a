"""The store's tests run on SQLite and on PostgreSQL.

Migrating is slow, and most tests are not about it: they get a store that was migrated once, as a
copy on SQLite, emptied again on PostgreSQL. Those that change its tables get a copy on both.
"""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Callable, Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from bot.clock import ShiftedClock
from bot.state.database.address import Address, parse_address
from bot.state.database.schema import metadata
from bot.state.database.transactions import Database
from bot.state.store import StateStore
from tests.state.empty_store import migrated_sqlite
from tests.state.postgres_databases import (
    execute,
    kept_connection,
    migrated_template,
    own_database,
)
from tests.state.postgres_server import server_for_tests

__all__ = ["migrated_sqlite"]


CLOSING_SECONDS = 5.0


@pytest.fixture(autouse=True)
async def nothing_left_open(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[None]:
    """Close what a test that failed has left open: the event loop would wait for it for ever."""
    made: list[Database] = []
    make = Database.__init__

    def note(database: Database, address: Address) -> None:
        make(database, address)
        made.append(database)

    monkeypatch.setattr(Database, "__init__", note)
    yield
    async with asyncio.timeout(CLOSING_SECONDS):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        for database in made:
            await database.close()


@pytest.fixture(scope="session")
def postgres_server() -> Generator[str]:
    """The URL of a database on a PostgreSQL server; from there others can be created."""
    with server_for_tests() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Generator[str]:
    """The URL of a database of our own on the server, dropped at the end."""
    with own_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Generator[str]:
    """The URL of a PostgreSQL store that is migrated and empty, to be copied."""
    with migrated_template(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str, postgres_template: str) -> Generator[str]:
    """The URL of a PostgreSQL store that is migrated, but not emptied between tests."""
    with own_database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture
def copied_postgres(postgres_server: str, postgres_template: str) -> Generator[str]:
    """The URL of a PostgreSQL store of the test's own that is migrated and empty."""
    with own_database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def execute_on_migrated(migrated_postgres: str) -> Generator[Callable[[str], None]]:
    with kept_connection(migrated_postgres) as execute_there:
        yield execute_there


@pytest.fixture
def emptied_postgres(migrated_postgres: str, execute_on_migrated: Callable[[str], None]) -> str:
    """The URL of a PostgreSQL store that is migrated and empty."""
    deletes = "".join(f"DELETE FROM {table};" for table in reversed(metadata.sorted_tables))
    execute_on_migrated(f"DO $$ BEGIN {deletes} END $$")
    return migrated_postgres


@pytest.fixture
def copied_sqlite(migrated_sqlite: Path, sqlite_path: Path) -> Path:
    """The path of an SQLite store that is migrated and empty."""
    sqlite_path.parent.mkdir()
    return Path(shutil.copy(migrated_sqlite, sqlite_path))


@pytest.fixture
async def postgres_address(postgres_database: str) -> str:
    """The URL of an empty PostgreSQL database."""
    await execute(postgres_database, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return postgres_database


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Where an SQLite store can be made; nothing is there yet."""
    return tmp_path / "state" / "state.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest) -> str:
    """The URL of a store that does not exist yet, on either database."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_address")
    return f"sqlite:///{request.getfixturevalue('sqlite_path')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The URL of a store that is migrated and empty, on either database."""
    if request.param == "postgresql":
        return request.getfixturevalue("emptied_postgres")
    return f"sqlite:///{request.getfixturevalue('copied_sqlite')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def own_address(request: pytest.FixtureRequest) -> str:
    """The URL of a store of the test's own that is migrated and empty, on either database."""
    if request.param == "postgresql":
        return request.getfixturevalue("copied_postgres")
    return f"sqlite:///{request.getfixturevalue('copied_sqlite')}"


class TickingClock(ShiftedClock):
    """Moves on when it is read, and only then: on a slow machine a test takes seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._now = super().now()
        self._shown = 0.0

    @override
    def now(self) -> datetime:
        moved, self._shown = self.offset_seconds - self._shown, self.offset_seconds
        self._now += timedelta(seconds=moved, milliseconds=1)
        return self._now


@pytest.fixture
def clock() -> ShiftedClock:
    return TickingClock()


@pytest.fixture
async def store(address: str, clock: ShiftedClock) -> AsyncGenerator[StateStore]:
    """An open, empty store on either database."""
    async with StateStore(Database(parse_address(address)), clock) as opened:
        yield opened

"""Migrates a store's schema, all or nothing.

All missing steps run in one transaction, which begins by taking a lock against other processes:
``BEGIN IMMEDIATE`` on SQLite, an advisory lock on PostgreSQL.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StateError
from bot.state.database.address import Address
from bot.state.database.engine import SQLITE_BEGIN, build_engine
from bot.state.database.faults import MEND, one_line, unavailable_when_down
from bot.state.database.migrations import MIGRATIONS

_ADVISORY_LOCK = 0x4D61727175656501
"""Arbitrary, but the same in all versions of Marquee: "Marquee", 1."""


async def migrate(address: Address, *, migrations: Path = MIGRATIONS) -> None:
    """Run every step that the store lacks.

    Args:
        address: The store; an SQLite file must exist, if only empty.
        migrations: Alembic's script folder.

    Raises:
        StateError: The store was written by a newer version, or by another program, or is damaged.
        UnavailableError: The database failed; nothing was changed.
    """
    async with exclusive(address) as connection:
        await connection.run_sync(_require_whole)
        if await connection.run_sync(is_newest, migrations):
            return
        upgrade = await asyncio.to_thread(_load_upgrade)
        await connection.run_sync(upgrade, migrations=migrations)
        await connection.run_sync(require_parents)


def _load_upgrade() -> Callable[..., None]:
    """Return what runs the steps; importing Alembic for it takes a quarter of a second."""
    from bot.state.database.revisions import upgrade

    return upgrade


def is_newest(connection: Connection, migrations: Path) -> bool:
    """Whether the schema is that of the last step, judged by the steps' file names.

    Otherwise Alembic decides.
    """
    if not inspect(connection).has_table("alembic_version"):
        return False
    kept = connection.scalars(text("SELECT version_num FROM alembic_version"))
    last = max((step.name for step in (migrations / "versions").glob("r*.py")), default="")
    return list(kept) == [last.removeprefix("r").partition("_")[0]]


def _require_whole(connection: Connection) -> None:
    """Check an SQLite file, which takes a second for a gigabyte.

    A bot that went on with a damaged file would damage it further.

    Raises:
        StateError: It is damaged.
    """
    if connection.dialect.name == "sqlite":
        # A bad row is no damage: it is skipped.
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
        if verdict != "ok":
            raise StateError(f"the state store is damaged: {one_line(verdict)}: {MEND}")


def require_parents(connection: Connection) -> None:
    """Make sure that there are no orphaned rows, where SQLite has not enforced foreign keys.

    Raises:
        StateError: One has not.
    """
    if connection.dialect.name == "sqlite":
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if orphan is not None:
            table, row, parent, _ = orphan
            raise StateError(f"row {row} of {table} hangs on a row of {parent} that is not there")


@asynccontextmanager
async def exclusive(address: Address) -> AsyncGenerator[AsyncConnection]:
    """Open an exclusive transaction on a connection of its own.

    Raises:
        UnavailableError: The database failed; nothing was changed.
    """
    engine = build_engine(address, patient=True)
    try:
        with unavailable_when_down():
            writer = engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"})
            async with writer.begin() as connection:
                if connection.dialect.name == "postgresql":
                    await connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
                yield connection
    finally:
        await engine.dispose()

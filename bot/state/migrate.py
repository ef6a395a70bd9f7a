"""Brings a store's schema up to date, all or nothing.

All steps that are missing run in one transaction, which begins by taking the one lock that other
processes respect as well: ``BEGIN IMMEDIATE`` on SQLite, an advisory lock on PostgreSQL.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StateError
from bot.state.address import Address
from bot.state.engine import SQLITE_BEGIN, build_engine
from bot.state.faults import unavailable_when_down

MIGRATIONS = Path(__file__).parent / "migrations"

_ADVISORY_LOCK = 0x4D61727175656501
"""Any number will do as long as all versions of Marquee use the same: "Marquee", 1."""


async def migrate(address: Address, *, migrations: Path = MIGRATIONS) -> None:
    """Run every step that the store lacks.

    Args:
        address: The store; an SQLite file must exist, if only empty.
        migrations: Alembic's script folder.

    Raises:
        StateError: The store was written by a newer version, or by another program.
        UnavailableError: The database failed; nothing was changed.
    """
    async with exclusive(address) as connection:
        await connection.run_sync(upgrade, migrations=migrations)


@asynccontextmanager
async def exclusive(address: Address) -> AsyncGenerator[AsyncConnection]:
    """Give a transaction on a connection of its own that no other such transaction overlaps.

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


def upgrade(
    connection: Connection, revision: str = "head", *, migrations: Path = MIGRATIONS
) -> None:
    """Run the steps up to a revision, inside the transaction of the caller.

    Raises:
        StateError: The store was written by a newer version, or by another program.
    """
    config = _config(migrations)
    script = ScriptDirectory.from_config(config)
    current = current_revision(connection)
    if current is not None:
        require_known(current, script)
        if current == script.as_revision_number(revision):
            return
    elif connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise StateError("the state store's file holds another program's tables: name another file")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def current_revision(connection: Connection) -> str | None:
    """Return the revision of a store, ``None`` for an empty database.

    Raises:
        StateError: The store names several, which none of our steps leaves behind.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    if len(heads) > 1:
        raise StateError(f"the state store is damaged: its schema is at once {sorted(heads)}")
    return heads[0] if heads else None


def require_known(revision: str, script: ScriptDirectory | None = None) -> None:
    """Refuse what a newer version has written.

    Raises:
        StateError: This code does not know the revision.
    """
    script = script or ScriptDirectory.from_config(_config(MIGRATIONS))
    if revision not in {step.revision for step in script.walk_revisions()}:
        raise StateError(
            f"this state was written by a newer Marquee (schema {revision}): "
            "update Marquee, or restore a backup made with this version"
        )


def head_revision() -> str:
    """Return the revision that this code works with."""
    head = ScriptDirectory.from_config(_config(MIGRATIONS)).get_current_head()
    if head is None:
        raise StateError("this installation lacks the files of bot/state/migrations")
    return head


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config

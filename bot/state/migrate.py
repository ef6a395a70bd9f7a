"""Brings a store's schema up to date, all or nothing.

All steps that are missing run in one transaction, which begins by taking the one lock that other
processes respect as well: ``BEGIN IMMEDIATE`` on SQLite, an advisory lock on PostgreSQL.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

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
        StateError: The store was written by a newer version.
        UnavailableError: The database failed; nothing was changed.
    """
    engine = build_engine(address, patient=True)
    try:
        with unavailable_when_down():
            writer = engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"})
            async with writer.begin() as connection:
                await connection.run_sync(_upgrade, _config(migrations))
    finally:
        await engine.dispose()


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


def _upgrade(connection: Connection, config: Config) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise StateError(
            f"the state store was written by a newer Marquee (schema {current}): "
            "update Marquee, or restore a backup made with this version"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

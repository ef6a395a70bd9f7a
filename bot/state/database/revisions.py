"""Alembic's revisions of the schema, and the steps between them."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.errors import StateError
from bot.state.database.migrations import MIGRATIONS


def upgrade(
    connection: Connection, revision: str = "head", *, migrations: Path = MIGRATIONS
) -> None:
    """Run the steps up to a revision, inside the transaction of the caller.

    Raises:
        StateError: The store was written by a newer version, or by another program.
    """
    steps = _steps(migrations)
    current = current_revision(connection)
    if current is not None:
        require_known(current, steps)
        if current == steps.as_revision_number(revision):
            return
    elif connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise StateError("the state store's file holds another program's tables: name another file")
    config = _config(migrations)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def current_revision(connection: Connection) -> str | None:
    """Return the revision of a store, ``None`` for an empty database.

    Raises:
        StateError: The store names several, which none of our steps does.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    if len(heads) > 1:
        raise StateError(f"the state store is damaged: its schema is at once {sorted(heads)}")
    return heads[0] if heads else None


def require_known(revision: str, steps: ScriptDirectory | None = None) -> None:
    """Refuse a store written by a newer version.

    Raises:
        StateError: This code does not know the revision.
    """
    steps = steps or _steps(MIGRATIONS)
    if revision not in {step.revision for step in steps.walk_revisions()}:
        raise StateError(
            f"this state was written by a newer Marquee (schema {revision}): "
            "update Marquee, or restore a backup made with this version"
        )


def head_revision() -> str:
    """Return the revision that this code works with."""
    head = _steps(MIGRATIONS).get_current_head()
    if head is None:
        raise StateError("this installation lacks the files of bot/state/migrations")
    return head


@cache
def _steps(migrations: Path) -> ScriptDirectory:
    """Return the steps in a folder; their files are read once."""
    return ScriptDirectory.from_config(_config(migrations))


def _config(migrations: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config

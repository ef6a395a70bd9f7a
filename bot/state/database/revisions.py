"""Alembic's revisions of the schema, and the steps between them."""

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
        StateError: The store names several, which none of our steps does.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    if len(heads) > 1:
        raise StateError(f"the state store is damaged: its schema is at once {sorted(heads)}")
    return heads[0] if heads else None


def require_known(revision: str, script: ScriptDirectory | None = None) -> None:
    """Refuse a store written by a newer version.

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

"""News for those who come to a night that was moved or cancelled."""

from alembic import op

from bot.state.database.migrations.sqlite_tables import rewrite

revision = "0013"
down_revision = "0012"

_BEFORE = (
    "kind IN ('ANNOUNCE', 'CLOSE_VOTE', 'EVENT', 'FORGET_GUILD', 'OPEN_VOTE', 'REMIND_DAY',"
    " 'REMIND_HOUR')"
)
_AFTER = _BEFORE.replace("'REMIND_HOUR'", "'REMIND_HOUR', 'TELL'")


def upgrade() -> None:
    """Let one more kind of job in."""
    connection = op.get_bind()
    for table in ("due_jobs", "troubles"):
        if connection.dialect.name == "sqlite":
            rewrite(connection, table, _BEFORE, _AFTER)
        else:
            check = f"ck_{table}_kind"
            connection.exec_driver_sql(
                f"ALTER TABLE {table} DROP CONSTRAINT {check},"
                f" ADD CONSTRAINT {check} CHECK ({_AFTER})"
            )

"""Rooms of nights, threads for talk with spoilers, and what events and nights last agreed on."""

from alembic import op

revision = "0014"
down_revision = "0013"

_MOMENT = "BETWEEN -62104060800000000 AND 253370764800000000"  # the years 2 to 9998


def upgrade() -> None:
    """Add the columns."""
    big = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for table, name, kind, check in (
        ("nights", "room_id", big, None),
        ("nights", "room_is_stage", "INTEGER NOT NULL DEFAULT 0", "IN (0, 1)"),
        ("nights", "event_starts_at", big, _MOMENT),
        ("nights", "event_ends_at", big, _MOMENT),
        ("nights", "spoilers_id", big, None),
        ("guild_settings", "spoiler_threads", "INTEGER NOT NULL DEFAULT 0", "IN (0, 1)"),
    ):
        checked = f" CONSTRAINT ck_{table}_{name} CHECK ({name} {check})" if check else ""
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}{checked}")

"""Series of nights, hosts, themes, and numbers of nights that count in each server.

A night that was planned before keeps the number that its card shows; the next one of its server has
the number after the highest.
"""

import re
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = "BETWEEN -62104060800000000 AND 253370764800000000"  # the years 2 to 9998
_COUNT = "BETWEEN 0 AND 2147483647"
_LENGTH = "BETWEEN 0 AND 2678400"
_NEW_KIND = "NEXT_EVENING"
_SERIES_KEY = (
    "fk_nights_series_id FOREIGN KEY (series_id) REFERENCES series (series_id) ON DELETE SET NULL"
)


def upgrade() -> None:
    """Create the tables, and give nights their new columns."""
    _create_series()
    _create_night_numbers()
    _extend_nights()
    _create_passed_hosts()
    for table in ("due_jobs", "troubles"):
        _allow_kind(op.get_bind(), table)


def _create_series() -> None:
    op.create_table(
        "series",
        sa.Column("series_id", _BIG, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        sa.Column("channel_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("begins_at", _BIG, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("room_id", _BIG),
        sa.Column("room_is_stage", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("opens_before", sa.Integer),
        sa.Column("closes_before", sa.Integer),
        sa.Column("carries", sa.Integer, nullable=False),
        sa.Column("rota", sa.Integer, nullable=False),
        sa.Column("theme", sa.Text),
        sa.Column("last_slot", _BIG, nullable=False),
        sa.Column("since", _BIG, nullable=False),
        sa.Column("ended_at", _BIG),
        sa.PrimaryKeyConstraint("series_id", name="pk_series"),
        *_checks(
            "series",
            "unit IN ('month', 'week')",
            "weekday BETWEEN 0 AND 6",
            "step BETWEEN -1 AND 8",
            *(f"{name} {_LENGTH}" for name in ("length", "opens_before", "closes_before")),
            *(f"{name} IN (0, 1)" for name in ("carries", "rota", "room_is_stage")),
            *(f"{name} {_MOMENT}" for name in ("begins_at", "last_slot", "since", "ended_at")),
        ),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_series_guild_id_ended_at", "series", ["guild_id", "ended_at"])
    op.create_index("ix_series_user_id", "series", ["user_id"])
    op.create_table(
        "skipped_evenings",
        _key("skipped_evenings", "series", "series_id"),
        sa.Column("day", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("series_id", "day", name="pk_skipped_evenings"),
        sqlite_strict=True,
    )


def _create_night_numbers() -> None:
    op.create_table(
        "night_numbers",
        sa.Column("guild_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_night_numbers"),
        *_checks("night_numbers", f"last_number {_COUNT}"),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO night_numbers SELECT guild_id, MAX(night_id) FROM nights GROUP BY guild_id"
    )


def _extend_nights() -> None:
    big = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for column in (
        f"number INTEGER NOT NULL DEFAULT 0 CONSTRAINT ck_nights_number CHECK (number {_COUNT})",
        f"chooser_id {big}",
        "theme TEXT",
        f"series_id {big}",
        f"slot_at {big} CONSTRAINT ck_nights_slot_at CHECK (slot_at {_MOMENT})",
    ):
        op.execute(f"ALTER TABLE nights ADD COLUMN {column}")
    op.execute("UPDATE nights SET number = night_id")
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(op.get_bind(), "nights", "", f",\n\tCONSTRAINT {_SERIES_KEY}")
    else:
        op.execute(f"ALTER TABLE nights ADD CONSTRAINT {_SERIES_KEY}")
    op.create_index("ix_nights_guild_id_number", "nights", ["guild_id", "number"], unique=True)
    op.create_index("ix_nights_series_id_slot_at", "nights", ["series_id", "slot_at"], unique=True)
    op.create_index("ix_nights_chooser_id", "nights", ["chooser_id"])


def _create_passed_hosts() -> None:
    op.create_table(
        "passed_hosts",
        _key("passed_hosts", "nights", "night_id"),
        sa.Column("user_id", _BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("night_id", "user_id", name="pk_passed_hosts"),
        sqlite_strict=True,
    )
    op.create_index("ix_passed_hosts_user_id", "passed_hosts", ["user_id"])


def _checks(table: str, *conditions: str) -> Iterable[sa.CheckConstraint]:
    """Return checks named after the column that each begins with."""
    return (
        sa.CheckConstraint(condition, name=f"ck_{table}_{condition.split()[0]}")
        for condition in conditions
    )


def _key(table: str, of: str, column: str) -> sa.Column[int]:
    name = f"fk_{table}_{column}"
    parent = sa.ForeignKey(f"{of}.{column}", name=name, ondelete="CASCADE")
    return sa.Column(column, _BIG, parent, autoincrement=False, nullable=False)


def _allow_kind(connection: sa.Connection, table: str) -> None:
    """Let a table's ``kind`` be the new one besides those that it may be so far."""
    found = sa.inspect(connection).get_check_constraints(table)
    name = f"ck_{table}_kind"
    old = next(check["sqltext"] for check in found if check["name"] == name)
    kinds = sorted({*re.findall(r"'(\w+)'", old), _NEW_KIND})
    condition = f"kind IN ({', '.join(map(repr, kinds))})"
    if connection.dialect.name != "sqlite":
        op.drop_constraint(name, table)
        op.create_check_constraint(name, table, condition)
        return
    _rewrite(connection, table, old, condition)


def _rewrite(connection: sa.Connection, table: str, old: str, new: str) -> None:
    """Give a table of SQLite another constraint: https://www.sqlite.org/lang_altertable.html.

    It takes the place of an old one, or comes at the end where that is empty. All else stays as it
    is written in the schema. Foreign keys are not enforced meanwhile.
    """

    def written(kind: str) -> list[str]:
        query = "SELECT sql FROM sqlite_schema WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL"
        return list(connection.exec_driver_sql(query, (kind, table)).scalars())

    (sql,), indexes = written("table"), written("index")
    begin, end = sql.index("("), sql.rindex(")")
    body = sql[begin:end].replace(old, new) if old else sql[begin:end].rstrip() + new
    connection.exec_driver_sql(f"CREATE TABLE made_anew {body}\n{sql[end:]}")
    connection.exec_driver_sql(f"INSERT INTO made_anew SELECT * FROM {table}")
    query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    counted = connection.exec_driver_sql(query, (table,)).scalar()
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE made_anew RENAME TO {table}")
    if counted is not None:  # ids that were given out are never given out again
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, counted))
    for index in indexes:
        connection.exec_driver_sql(index)

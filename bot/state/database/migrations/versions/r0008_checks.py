"""Checks that keep out what no code writes; rows that break them are set aside, none is lost.

A row is set aside with all that hangs on it, as JSON in ``set_aside_rows``.
"""

import time
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
import structlog
from alembic import op

revision = "0008"
down_revision = "0007"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = "BETWEEN -62104060800000000 AND 253370764800000000"  # the years 2 to 9998
_COUNT = "BETWEEN 0 AND 2147483647"
_METHOD = "IN ('approval', 'ranked', 'schulze', 'single', 'star')"
_RULES = {
    "nominations": "nominations_per_person >= 1 AND nominations_per_person <= nominations_in_all"
    " AND nominations_in_all <= 25",
    "blind": "blind IN (0, 1)",
    "vetoes": f"vetoes {_COUNT}",
}


def _each(columns: str, condition: str) -> dict[str, str]:
    return {column: f"{column} {condition}" for column in columns.split()}


_CHECKS: Mapping[str, Mapping[str, str]] = {
    "nights": {
        "status": "status IN ('cancelled', 'closed', 'nominating', 'planned', 'voting', 'watched')",
        **_each("planned_at starts_at nominations_close_at vote_closes_at", _MOMENT),
        "length": "length BETWEEN 0 AND 2678400",
        "method": f"method {_METHOD}",
        **_RULES,
        "revealed": "revealed IN (0, 1)",
    },
    "rsvps": {"answer": "answer IN ('maybe', 'no', 'yes')", **_each("answered_at", _MOMENT)},
    "nominations": {},
    "ruled_out_films": {},
    "ballots": _each("cast_at", _MOMENT),
    "results": {"ballots": f"ballots {_COUNT}", **_each("closed_at", _MOMENT)},
    "due_jobs": {
        "kind": "kind IN ('ANNOUNCE', 'CLOSE_VOTE', 'EVENT', 'FORGET_GUILD', 'OPEN_VOTE',"
        " 'REMIND_DAY', 'REMIND_HOUR')",
        **_each("due_at until claimed_until done_at", _MOMENT),
        "attempts": f"attempts {_COUNT}",
    },
    "pings": _each("due_at", _MOMENT),
    "guess_games": {"shown": f"shown {_COUNT}", **_each("begun_at", _MOMENT)},
    "guess_players": {},
    "guess_scores": _each("points solved streak best_streak", _COUNT),
    "watchlists": _each("created_at", _MOMENT),
    "watchlist_films": _each("added_at", _MOMENT),
    "seen_films": _each("seen_at", _MOMENT),
    "ratings": _each("rated_at", _MOMENT),
    "never_films": _each("added_at", _MOMENT),
    "never_genres": _each("added_at", _MOMENT),
    "shown_films": _each("shown_at", _MOMENT),
    "saved_views": _each("expires_at", _MOMENT),
    "losses": _each("losses", _COUNT),
    "draws": _each("drawn_at", _MOMENT),
    "removed_guilds": _each("removed_at", _MOMENT),
    "guild_settings": {
        "method": f"method {_METHOD}",
        **_RULES,
        **_each("lists films_per_list", _COUNT),
    },
    "guild_roles": {"right": "\"right\" IN ('close', 'plan', 'veto')"},
}
"""What is to hold in each table, by name; parents stand before their children."""

_PARENTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("rsvps", "nominations", "ruled_out_films", "ballots", "results", "due_jobs"),
        ("nights", ("night_id",)),
    ),
    "pings": ("due_jobs", ("job_id",)),
    "guess_players": ("guess_games", ("game_id",)),
    "watchlist_films": ("watchlists", ("guild_id", "user_id", "list_key")),
}
"""On which table's rows a table's rows hang, and by which columns."""


def upgrade() -> None:
    """Set aside what breaks the checks, then bring the checks in."""
    op.create_table(
        "set_aside_rows",
        sa.Column("row_id", _BIG, nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("guild_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("set_aside_at", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("row_id", name="pk_set_aside_rows"),
        sa.CheckConstraint(f"set_aside_at {_MOMENT}", name="ck_set_aside_rows_set_aside_at"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_set_aside_rows_guild_id", "set_aside_rows", ["guild_id"])
    op.create_index("ix_set_aside_rows_user_id", "set_aside_rows", ["user_id"])
    connection = op.get_bind()
    for table in _CHECKS:
        _set_aside(connection, table)
    for table in reversed(list(_CHECKS)):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {_is_bad(connection, table)}")
    for table, checks in _CHECKS.items():
        if checks:
            _add(connection, table, checks)


def _is_bad(connection: sa.Connection, table: str, alias: str = "") -> str:
    """Return the condition that a row breaks a check, or hangs on one that does or on none."""
    alias = alias or table
    conditions = [f"({check}) IS FALSE" for check in _CHECKS[table].values()]
    if connection.dialect.name == "sqlite":  # where checks can be switched off
        kept = sa.inspect(connection).get_check_constraints(table)
        conditions += [f"({check['sqltext']}) IS FALSE" for check in kept]
    if table in _PARENTS:
        parent, columns = _PARENTS[table]
        its = f"its_{parent}"
        same = " AND ".join(f"{its}.{column} = {alias}.{column}" for column in columns)
        sound = f"{same} AND NOT ({_is_bad(connection, parent, its)})"
        orphan = f"NOT EXISTS (SELECT 1 FROM {parent} AS {its} WHERE {sound})"
        conditions.append(f"({alias}.{columns[-1]} IS NOT NULL AND {orphan})")
    return " OR ".join(conditions) or "FALSE"


def _set_aside(connection: sa.Connection, table: str) -> None:
    columns = [column["name"] for column in sa.inspect(connection).get_columns(table)]
    if connection.dialect.name == "sqlite":
        pairs = ", ".join(f"'{name}', {table}.\"{name}\"" for name in columns)
        content = f"json_object({pairs})"
    else:
        content = f"row_to_json({table}.*)::text"
    result = connection.exec_driver_sql(
        "INSERT INTO set_aside_rows (table_name, guild_id, user_id, content, set_aside_at)"
        f" SELECT '{table}', {_guild(table, columns)},"
        f" {'COALESCE(user_id, 0)' if 'user_id' in columns else '0'}, {content},"
        f" {time.time_ns() // 1000} FROM {table} WHERE {_is_bad(connection, table)}"
    )
    if result.rowcount:
        structlog.get_logger(__name__).error("rows_set_aside", table=table, rows=result.rowcount)


def _guild(table: str, columns: Iterable[str]) -> str:
    """Return what gives the server that a row belongs to, 0 for none."""
    if "guild_id" in columns:
        return f"{table}.guild_id"
    if table not in _PARENTS:
        return "0"
    parent, (key, *_) = _PARENTS[table]
    return f"COALESCE((SELECT of.guild_id FROM {parent} AS of WHERE of.{key} = {table}.{key}), 0)"


def _add(connection: sa.Connection, table: str, checks: Mapping[str, str]) -> None:
    constraints = [f"CONSTRAINT ck_{table}_{name} CHECK ({it})" for name, it in checks.items()]
    if connection.dialect.name == "sqlite":
        _make_anew(connection, table, constraints)
    else:
        added = ", ".join(f"ADD {constraint}" for constraint in constraints)
        connection.exec_driver_sql(f"ALTER TABLE {table} {added}")


def _make_anew(connection: sa.Connection, table: str, constraints: Iterable[str]) -> None:
    """Give a table of SQLite constraints, as https://www.sqlite.org/lang_altertable.html says.

    All else stays as it is written in the schema. Foreign keys are not enforced meanwhile.
    """

    def written(kind: str) -> list[str]:
        query = "SELECT sql FROM sqlite_schema WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL"
        return list(connection.exec_driver_sql(query, (kind, table)).scalars())

    (old,), indexes = written("table"), written("index")
    begin, end = old.index("("), old.rindex(")")
    body = ",\n\t".join((old[begin + 1 : end].rstrip(), *constraints))
    connection.exec_driver_sql(f"CREATE TABLE made_anew ({body}\n{old[end:]}")
    connection.exec_driver_sql(f"INSERT INTO made_anew SELECT * FROM {table}")
    counted = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).scalar()
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE made_anew RENAME TO {table}")
    if counted is not None:  # ids that were given out are never given out again
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, counted))
    for index in indexes:
        connection.exec_driver_sql(index)

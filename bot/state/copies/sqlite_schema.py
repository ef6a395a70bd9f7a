"""Checks that an SQLite file is a store: all that its schema has, and no more."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bot.errors import StateError
from bot.state.database.faults import one_line
from bot.state.database.revisions import require_known, upgrade

_Parts = Mapping[str, frozenset[tuple[object, ...]]]
"""The definitions of each table, by its name."""

_PARTS = {
    "table": "SELECT type, strict, wr FROM pragma_table_list(?) WHERE schema = 'main'",
    "column": 'SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)',
    "foreign key": 'SELECT id, seq, "table", "from", "to", on_update, on_delete'
    " FROM pragma_foreign_key_list(?)",
    "unique constraint": "SELECT i.name, c.seqno, c.name FROM pragma_index_list(?) i,"
    ' pragma_index_info(i.name) c WHERE i."unique"',
}


def require_store(connection: sqlite3.Connection, path: Path) -> None:
    """Check that a file is a whole store that this code understands.

    Args:
        connection: To the file.
        path: What to call it.

    Raises:
        StateError: It is damaged, of a newer version, or holds more or less than a store does.
        sqlite3.Error: It cannot be read.
    """
    # A bad row is no damage: it is skipped, in a copy as in the store.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for check in ("integrity_check(1)", "foreign_key_check"):
        verdict = connection.execute(f"PRAGMA {check}").fetchone()
        if verdict not in {None, ("ok",)}:
            raise StateError(f"{path} is damaged: {one_line(' '.join(map(str, verdict)))}")
    revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(revisions) != 1:
        raise StateError(f"{path} is not a copy of a state store: it has no schema")
    ((revision,),) = revisions
    require_known(str(revision))
    foreign = connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE type NOT IN ('table', 'index')"
    ).fetchone()
    if foreign is not None:
        kind, name = foreign
        raise StateError(f"{path} holds the {kind} {name!r}, which is not Marquee's")
    _require_same(_describe(connection), _expected(str(revision)), path)


def _require_same(found: _Parts, expected: _Parts, path: Path) -> None:
    for table in sorted(found.keys() | expected.keys()):
        if table not in expected:
            raise StateError(f"{path} holds the table {table!r}, which is not Marquee's")
        if table not in found:
            raise StateError(f"{path} lacks the table {table!r}")
        odd = found[table] ^ expected[table]
        if odd:
            kind, *what = min(odd, key=repr)
            raise StateError(
                f"{path} has another {kind} in the table {table!r} than its schema: {what}"
            )


@cache
def _expected(revision: str) -> _Parts:
    """Return the definitions of a store of that revision."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as adapted:
            upgrade(adapted, revision)
            return _describe(connection)


def _describe(connection: sqlite3.Connection) -> _Parts:
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\'"
    ).fetchall()
    return {
        name: frozenset(
            [
                ("numbering", "AUTOINCREMENT" in sql.upper()),
                *(("check", check) for check in _checks(sql)),
                *(
                    (part, *row)
                    for part, query in _PARTS.items()
                    for row in connection.execute(query, (name,))
                ),
            ]
        )
        for name, sql in tables
    }


def _checks(sql: str) -> Iterator[str]:
    """Yield the conditions of a table's checks, without spaces."""
    for start in (at + len("CHECK") for at in range(len(sql)) if sql.startswith("CHECK", at)):
        depth = 0
        for end in range(start, len(sql)):
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            if depth == 0 and sql[end] == ")":
                yield "".join(sql[start : end + 1].split())
                break

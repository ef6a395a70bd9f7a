"""Corrupt rows: written by hand, by another program, or damaged by a bad disk.

The tables' checks keep such values out. What was there before the checks was set aside by the step
that brought them in: each row, with all that hung on it, as JSON in ``set_aside_rows``. What comes
in past the checks stays where it is: it is passed over wherever rows of several servers are read,
and an error with its table and key where somebody asks for that very row.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Select,
    Table,
    Text,
    literal_column,
    select,
)

from bot.errors import BadRowError
from bot.state.database.schema import MENTIONS, Big, metadata, moment_column
from bot.state.database.transactions import Database

set_aside_rows = Table(
    "set_aside_rows",
    metadata,
    Column("row_id", Big, primary_key=True),
    Column("table_name", Text, nullable=False),
    Column("guild_id", Big, nullable=False),
    Column("user_id", Big, nullable=False),
    Column("content", Text, nullable=False, info={MENTIONS: True}),
    moment_column("set_aside_at", nullable=False),
    Index(None, "guild_id"),
    Index(None, "user_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""Whose they are stands beside them, so that they go with a person's or a server's data."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that breaks the checks of its table.

    Attributes:
        table: The table's name.
        key: The row's primary key.
        broken: The names of the checks that it breaks.
    """

    table: str
    key: tuple[int | str, ...]
    broken: tuple[str, ...]


@cache
def sound(table: Table) -> ColumnElement[bool]:
    """Return the condition that a row breaks none of its table's checks."""
    return _condition(" AND ".join(map(_holds, _checks(table))))


@contextmanager
def readable(table: Table, *key: int | str) -> Generator[None]:
    """Name the row where what it holds cannot be read.

    Raises:
        BadRowError: A value is none of its kind.
    """
    try:
        yield
    except (ValueError, OverflowError, TypeError, KeyError, RecursionError) as error:
        raise BadRowError(table.name, key) from error


class Integrity:
    """Finds the rows of some tables that break their checks.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, tables: Sequence[Table]) -> None:
        self._database = database
        self._tables = tables

    async def bad_rows(self) -> Sequence[BadRow]:
        """Return every row that is skipped until somebody mends it."""
        found: list[BadRow] = []
        async with self._database.reading() as connection:
            for table in self._tables:
                checks = _checks(table)
                for row in await connection.execute(_bad_rows(table)):
                    key, held = row[: -len(checks)], row[-len(checks) :]
                    broken = [
                        str(check.name)
                        for check, holds_here in zip(checks, held, strict=True)
                        if not holds_here
                    ]
                    found.append(BadRow(table.name, tuple(key), tuple(broken)))
        return found


def _checks(table: Table) -> Sequence[CheckConstraint]:
    checks = (it for it in table.constraints if isinstance(it, CheckConstraint))
    return sorted(checks, key=lambda check: str(check.name))


@cache
def _bad_rows(table: Table) -> Select[Any]:
    holds = (_condition(_holds(check)) for check in _checks(table))
    return select(*table.primary_key, *holds).where(~sound(table))


def _holds(check: CheckConstraint) -> str:
    written = check.sqltext.compile(compile_kwargs={"literal_binds": True})
    return f"({written}) IS NOT FALSE"


def _condition(sql: str) -> ColumnElement[bool]:
    """Return a condition as text: as expressions, it would be looked through at each statement."""
    return literal_column(f"({sql})", Boolean)

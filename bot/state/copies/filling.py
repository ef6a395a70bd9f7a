"""Fills tables with the rows of a document; errors name the field that does not fit."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, Text, func, select
from sqlalchemy.exc import DBAPIError

from bot.errors import StateError
from bot.state.database.faults import is_about_values, plain_reason

_BATCH = 1000
_MIN_INTEGER, _MAX_INTEGER = -(2**63), 2**63 - 1
_SHOWN = 40
"""Characters of a value that an error shows."""

Row = Mapping[str, Any]


def fill(connection: Connection, table: Table, rows: Sequence[Row], source: Path) -> None:
    """Put rows into an empty table.

    Args:
        connection: In a transaction.
        table: With the stored types.
        rows: Values by column.
        source: The file that they were read from, for errors.

    Raises:
        StateError: A row does not fit.
    """
    check_fields(table, rows, source)
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        try:
            with connection.begin_nested():
                connection.execute(table.insert(), batch)
        except DBAPIError as error:
            if not is_about_values(error):
                raise
            _fill_singly(connection, table, batch, start, source)
    if connection.dialect.name == "postgresql":
        _count_on(connection, table)


def check_fields(table: Table, rows: Sequence[Row], source: Path) -> None:
    """Make sure that rows have a table's fields, each of its type.

    Raises:
        StateError: One has not.
    """
    for number, row in enumerate(rows):
        if (odd := _odd_field(table, row)) is not None:
            raise _fault(source, table, number, row, *odd)


def _fill_singly(
    connection: Connection, table: Table, rows: Sequence[Row], start: int, source: Path
) -> None:
    """Insert rows one by one, to find the one that the database refuses."""
    for number, row in enumerate(rows, start):
        try:
            with connection.begin_nested():
                connection.execute(table.insert(), row)
        except DBAPIError as error:
            if not is_about_values(error):
                raise
            reason = plain_reason(error)
            check = re.search(rf"\bck_{table.name}_(\w+)", reason)
            field = check[1] if check else ""
            if field in row:
                reason = f"is {_shown(row[field])}, which cannot be"
            raise _fault(source, table, number, row, field, reason) from error


def _odd_field(table: Table, row: Row) -> tuple[str, str] | None:
    """Return the first invalid field of a row, and what is wrong with it."""
    expected = table.columns.keys()
    if missing := sorted(set(expected) - set(row)):
        return missing[0], "is missing"
    if unknown := sorted(set(row) - set(expected)):
        return unknown[0], "is none of its fields"
    for column in table.columns:
        if (reason := _refusal(column, row[column.name])) is not None:
            return column.name, f"is {_shown(row[column.name])}, {reason}"
    return None


def _refusal(column: Column[Any], value: object) -> str | None:
    if value is None:
        return None if column.nullable and not column.primary_key else "which cannot be"
    if isinstance(column.type, Text):
        return None if isinstance(value, str) else "not a text"
    if not isinstance(value, int):
        return "not a whole number"
    return None if _MIN_INTEGER <= value <= _MAX_INTEGER else "more than 64 bits can hold"


def _fault(
    source: Path, table: Table, number: int, row: Row, field: str, reason: str
) -> StateError:
    place = f"tables.{table.name}[{number}]" + (f".{field}" if field else "")
    line = _line_of(source, row)
    where = f"{source}, line {line}" if line else str(source)
    return StateError(f"{where}: {place} {reason}")


def _line_of(source: Path, row: Row) -> int | None:
    """Return the line of a row in an exported file, which has a row a line."""
    with source.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            written = line.strip().removesuffix(",").removesuffix("]").strip()
            if written.startswith("{"):
                try:
                    if json.loads(written) == row:
                        return number
                except (ValueError, RecursionError):
                    continue
    return None


def _shown(value: object) -> str:
    if isinstance(value, int) and not _MIN_INTEGER <= value <= _MAX_INTEGER:
        return f"a number of {value.bit_length()} bits"
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL's sequence continue after the inserted rows; SQLite does so by itself."""
    if (column := table.autoincrement_column) is None:
        return
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
    if sequence is not None:
        following = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, following, False)))

"""What all tables share: the metadata, columns with checks, the upsert."""

import enum
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
"""All tables of the store; a test holds it equal to what the migrations make."""

Big = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits: Discord's ids. SQLite's strict tables know them as INTEGER."""

NOBODY = 0
"""No Discord id: stands for "no server" or "no person" in a key.

``NULL`` would not do: to a unique constraint no two of them are equal.
"""

FORMER_MEMBER = "former_member"
"""Marks columns made by :func:`former_member_column`, in ``Column.info``."""

PERSON = "person"
"""Marks columns beside ``user_id`` that hold somebody's id, in ``Column.info``."""

MENTIONS = "mentions"
"""Marks texts that may contain somebody's id, in ``Column.info``."""

MAX_COUNT = 2**31 - 1
"""The largest INTEGER of PostgreSQL."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(2, 1, 1, tzinfo=UTC)
_LATEST = datetime(9999, 1, 1, tzinfo=UTC)
"""Between them a datetime is valid in any time zone."""
_MAX_LENGTH = timedelta(days=31)

Kept = TypeVar("Kept")


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as microseconds since 1970 in UTC on both databases."""

    impl = BigInteger
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Flag(TypeDecorator[bool]):
    """A boolean, stored as 1 or 0 on both databases."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Seconds(TypeDecorator[timedelta]):
    """A duration, stored as whole seconds."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else value // timedelta(seconds=1)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


def moment_column(name: str, *, nullable: bool = True) -> Column[datetime]:
    """Return a column of datetimes that Python can represent."""
    column = Column(name, Moment, nullable=nullable)
    return _checked(column, column.between(_EARLIEST, _LATEST))


def length_column(name: str, *, nullable: bool = False) -> Column[timedelta]:
    """Return a column of durations of at most a month."""
    column = Column(name, Seconds, nullable=nullable)
    return _checked(column, column.between(timedelta(0), _MAX_LENGTH))


def flag_column(name: str) -> Column[bool]:
    """Return a boolean column."""
    column = Column(name, Flag, nullable=False)
    return _checked(column, column.in_((False, True)))


def count_column(name: str, least: int = 0, most: int = MAX_COUNT) -> Column[int]:
    """Return a column of counts."""
    column = Column(name, Integer, nullable=False)
    return _checked(column, column.between(least, most))


def word_column(
    name: str, *kinds: type[enum.StrEnum], by_name: bool = False, primary_key: bool = False
) -> Column[str]:
    """Return a column that holds one of the words of some enumerations.

    Args:
        name: The column's.
        kinds: The enumerations.
        by_name: Whether the members' names are kept, not their values.
        primary_key: Whether it is part of the primary key.
    """
    words = sorted(one.name if by_name else one.value for kind in kinds for one in kind)
    column = Column(name, Text, primary_key=primary_key, nullable=False)
    return _checked(column, column.in_(words))


def former_member_column() -> Column[int | None]:
    """Return a ``user_id`` whose row outlives the person: it is set to ``NULL`` on deletion.

    Rows of all other tables with a ``user_id`` go with the person: see ``bot.state.people.people``.
    """
    return Column("user_id", Big, nullable=True, info={FORMER_MEMBER: True})


def insert(connection: AsyncConnection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT with support for ``ON CONFLICT``, in the dialect of the connection."""
    return insert_in(connection.dialect.name, table)


def insert_in(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT with support for ``ON CONFLICT``."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # two megabytes that SQLite does without

    return postgresql.insert(table)


def _checked(column: Column[Kept], check: ColumnElement[bool]) -> Column[Kept]:
    """Return a column with a check named after it, attached to the same table."""
    CheckConstraint(check, name=column.name)
    return column

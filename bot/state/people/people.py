"""Everything stored about one person, found by the marks on columns.

A person's id stands in the columns ``user_id``, in those marked ``PERSON``, and somewhere in the
texts marked ``MENTIONS``: see ``bot.state.database.schema``. Rows with it are deleted with the
person, except where ``user_id`` may be empty: such rows matter to others as well, a night with its
host, a nomination, a veto, and stay as a former member's.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, delete, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database.schema import FORMER_MEMBER, MENTIONS, NOBODY, PERSON, metadata
from bot.state.database.transactions import Database
from bot.state.films.draws.sealed_draws import forget_draws_for
from bot.state.nights.plans import nights
from bot.state.nights.rsvps import rsvps
from bot.state.nights.voting.ballots import ballots
from bot.state.nights.voting.nominations import nominations, ruled_out_films
from bot.state.people.secure_deletion import erase_traces

_BATCH = 200
"""Rows converted before the event loop gets a turn: about 2 ms."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What deleting a person touched.

    Attributes:
        nights: Ids of the nights whose messages have to be redrawn.
    """

    nights: Collection[int]


class People:
    """Exports and deletes what is stored about people.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, user_id: int) -> Mapping[str, Sequence[Row]]:
        """Return every row of a person by table, in one consistent read; datetimes are aware."""
        rows: dict[str, list[Row]] = {table.name: [] for table in personal_tables()}
        async with self._database.reading() as connection:
            for table in personal_tables():
                async for batch in _batches(connection, table, user_id):
                    rows[table.name] += batch
        return rows

    async def count(self, user_id: int) -> Mapping[str, int]:
        """Return how many rows of a person each table has."""
        async with self._database.reading() as connection:
            return {
                table.name: await _count(connection, table, user_id) for table in personal_tables()
            }

    async def delete(self, user_id: int) -> Deletion:
        """Delete a person, all or nothing.

        Ballots in open votes are deleted, and closed votes hold only totals; a veto keeps its
        effect; nights and nominations stay as a former member's. Sealed draws made for several
        people are deleted as a whole, since their pools reveal what the person had seen.
        """
        if user_id == NOBODY:
            raise ValueError("what belongs to nobody is servers'")
        touched = union(
            select(nights.c.night_id).where(nights.c.chooser_id == user_id),
            *(
                select(table.c.night_id).where(table.c.user_id == user_id)
                for table in (nights, nominations, ruled_out_films, rsvps, ballots)
            ),
        )
        async with self._database.transaction() as connection:
            night_ids = set(await connection.scalars(touched))
            await forget_draws_for(connection, user_id)
            for table in personal_tables():
                await _delete_from(connection, table, user_id)
        return Deletion(frozenset(night_ids))

    async def erase_traces(self, user_id: int) -> None:
        """Make sure that no byte of the store still holds the id of a deleted person.

        PostgreSQL's own VACUUM does that.

        Raises:
            UnavailableError: The store is down; to be tried again.
        """
        if (file := self._database.address.file) is not None:
            async with self._database.halted():
                await asyncio.to_thread(erase_traces, file, user_id)


def personal_tables() -> Sequence[Table]:
    """Return the tables that may know a person."""
    return [table for table in metadata.sorted_tables if _persons(table) or _texts(table)]


def _persons(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if column.name == "user_id" or column.info.get(PERSON)]


def _texts(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if column.info.get(MENTIONS)]


def _may_be_about(table: Table, user_id: int) -> ColumnElement[bool]:
    return or_(
        *(column == user_id for column in _persons(table)),
        *(column.contains(str(user_id)) for column in _texts(table)),
    )


def _is_about(table: Table, row: Row, user_id: int) -> bool:
    """Whether a text holds this id, and not as a part of a longer one."""
    whole = re.compile(rf"(?<!\d){user_id}(?!\d)")
    return any(row[column.name] == user_id for column in _persons(table)) or any(
        whole.search(row[column.name] or "") for column in _texts(table)
    )


async def _batches(
    connection: AsyncConnection, table: Table, user_id: int
) -> AsyncGenerator[list[Row]]:
    query = select(table).where(_may_be_about(table, user_id))
    async with connection.stream(query) as found:
        async for batch in found.mappings().partitions(_BATCH):
            rows: list[Row] = [dict(row) for row in batch]
            yield [row for row in rows if _is_about(table, row, user_id)]
            await asyncio.sleep(0)


async def _count(connection: AsyncConnection, table: Table, user_id: int) -> int:
    if _texts(table):
        return sum([len(batch) async for batch in _batches(connection, table, user_id)])
    query = select(func.count()).select_from(table).where(_may_be_about(table, user_id))
    return (await connection.execute(query)).scalar_one()


async def _delete_from(connection: AsyncConnection, table: Table, user_id: int) -> None:
    for column in _persons(table):
        theirs = column == user_id
        if column.info.get(FORMER_MEMBER):
            await connection.execute(update(table).where(theirs).values({column: None}))
        else:
            await connection.execute(delete(table).where(theirs))
    if _texts(table):
        batches = [batch async for batch in _batches(connection, table, user_id)]
        for row in chain.from_iterable(batches):
            this = and_(*(key == row[key.name] for key in table.primary_key))
            await connection.execute(delete(table).where(this))

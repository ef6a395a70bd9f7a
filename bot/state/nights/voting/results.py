"""Results of votes: anonymous totals, kept for good."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.rules.voting.model import Tally
from bot.state.database.integrity import readable
from bot.state.database.schema import Big, count_column, metadata, moment_column
from bot.state.database.transactions import Database

results = Table(
    "results",
    metadata,
    Column(
        "night_id",
        Big,
        ForeignKey("nights.night_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("movie_id", Text, nullable=False),
    Column("movie_name", Text, nullable=False),
    count_column("ballots"),
    Column("tally", Text, nullable=False),
    moment_column("closed_at", nullable=False),
    sqlite_strict=True,
)

_TALLY = TypeAdapter(Tally)
_KEPT = select(results.c.tally).where(results.c.night_id == bindparam("night"))


class Results:
    """Stores the results of votes.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, night_id: int) -> Tally | None:
        """Return the tally of a closed vote; ``None`` if none was closed with a winner."""
        async with self._database.reading() as connection:
            return await load_tally(connection, night_id)


async def load_tally(connection: AsyncConnection, night_id: int) -> Tally | None:
    """Return the tally of a closed vote, in a transaction.

    Raises:
        BadRowError: The row is corrupt.
    """
    text = await connection.scalar(_KEPT, {"night": night_id})
    with readable(results, night_id):
        return None if text is None else _TALLY.validate_json(text)


async def save_tally(
    connection: AsyncConnection, night_id: int, tally: Tally, clock: Clock
) -> None:
    """Store the result of a vote, in a transaction."""
    await connection.execute(
        results.insert().values(
            night_id=night_id,
            movie_id=tally.winner.id,
            movie_name=tally.winner.name,
            ballots=tally.cast,
            tally=_TALLY.dump_json(tally).decode(),
            closed_at=clock.now(),
        )
    )


async def load_closing(connection: AsyncConnection, night_id: int) -> datetime | None:
    """Return when a vote was closed, in a transaction; ``None`` if no film won one."""
    return await connection.scalar(
        select(results.c.closed_at).where(results.c.night_id == night_id)
    )


async def delete_tally(connection: AsyncConnection, night_id: int) -> None:
    """Delete the result of a vote, in a transaction."""
    await connection.execute(delete(results).where(results.c.night_id == night_id))

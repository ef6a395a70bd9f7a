"""Fair luck: how often films have lost lately; see ``bot.rules.picks.draw``."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Column, Table, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database.schema import count_column, insert, metadata
from bot.state.database.transactions import Database
from bot.state.owners.owners import Owner, owner_columns

losses = Table(
    "losses",
    metadata,
    *owner_columns(),
    Column("movie_id", Text, primary_key=True),
    count_column("losses"),
    sqlite_strict=True,
)


class Losses:
    """Counts the draws and votes that a film has lost since it last won, for each owner.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, owner: Owner) -> Mapping[str, int]:
        """Return the losses of all films that have any."""
        query = select(losses.c.movie_id, losses.c.losses).where(owner.owns(losses))
        async with self._database.reading() as connection:
            return dict((await connection.execute(query)).all())

    async def record(self, owner: Owner, took_part: Iterable[str], won: str) -> None:
        """Count a draw: one loss more for everybody who took part, none for the one that won."""
        async with self._database.transaction() as connection:
            await record_losses(connection, owner, took_part, won)


async def record_losses(
    connection: AsyncConnection, owner: Owner, took_part: Iterable[str], won: str
) -> None:
    """Count a draw or a vote, in a transaction: one more loss each, none for the one that won."""
    # In one order, so that two writers cannot deadlock.
    lost = sorted(set(took_part) - {won})
    if lost:
        row = insert(connection, losses)
        await connection.execute(
            row.on_conflict_do_update(
                index_elements=["guild_id", "user_id", "movie_id"],
                set_={"losses": losses.c.losses + 1},
            ),
            [owner.columns() | {"movie_id": movie_id, "losses": 1} for movie_id in lost],
        )
    await connection.execute(delete(losses).where(owner.owns(losses), losses.c.movie_id == won))


async def take_back_losses(
    connection: AsyncConnection, owner: Owner, took_part: Iterable[str], won: str
) -> None:
    """Undo :func:`record_losses`, except that the winner's earlier losses are gone."""
    lost = losses.c.movie_id.in_(sorted(set(took_part) - {won}))
    await connection.execute(delete(losses).where(owner.owns(losses), lost, losses.c.losses <= 1))
    await connection.execute(
        update(losses).where(owner.owns(losses), lost).values(losses=losses.c.losses - 1)
    )

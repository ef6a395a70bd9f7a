"""How people rate films, from 1 to 10."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _
from bot.state.database.schema import Big, count_column, insert, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef, film_columns, remove_film
from bot.state.films.quota import require_quota

LOWEST, HIGHEST = 1, 10

ratings = Table(
    "ratings",
    metadata,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    *film_columns(),
    count_column("rating", LOWEST, HIGHEST),
    moment_column("rated_at", nullable=False),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class Rating:
    """Somebody's rating of a film, out of 10."""

    film: FilmRef
    rating: int
    rated_at: datetime


class Ratings:
    """Stores people's ratings, the latest for each person and film.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def rate(self, user_id: int, film: FilmRef, rating: int) -> None:
        """Set somebody's rating of a film.

        Raises:
            BadInputError: The rating is not from 1 to 10.
        """
        await self.rate_all(user_id, [Rating(film, rating, self._clock.now())])

    async def rate_all(self, user_id: int, rated: Sequence[Rating]) -> None:
        """Set somebody's ratings, all or none; of several for the same film the last counts.

        Raises:
            BadInputError: A rating is not from 1 to 10, or they are too many.
        """
        if not all(LOWEST <= entry.rating <= HIGHEST for entry in rated):
            raise BadInputError(
                _("A rating goes from {least} to {most}.", least=LOWEST, most=HIGHEST)
            )
        if rated:
            async with self._database.transaction() as connection:
                await require_quota(connection, ratings, user_id, len(rated))
                await keep_ratings(connection, user_id, rated)

    async def remove(self, user_id: int, movie_id: str) -> bool:
        """Forget a rating; say whether there was one."""
        return await remove_film(self._database, ratings, user_id, movie_id)

    async def list(self, user_id: int) -> list[Rating]:
        """Return what somebody has rated, the best first."""
        table = ratings.c
        query = (
            select(table.movie_id, table.movie_name, table.rating, table.rated_at)
            .where(table.user_id == user_id)
            .order_by(table.rating.desc(), table.rated_at.desc(), table.movie_id)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return [Rating(FilmRef(id_, name), rating, at) for id_, name, rating, at in rows]


async def keep_ratings(connection: AsyncConnection, user_id: int, rated: Sequence[Rating]) -> None:
    """Set ratings in a transaction; of several for the same film the last counts."""
    by_film = {entry.film.id: entry for entry in rated}
    rows = [
        {
            "user_id": user_id,
            "movie_id": id_,
            "movie_name": entry.film.name,
            "rating": entry.rating,
            "rated_at": entry.rated_at,
        }
        for id_, entry in sorted(by_film.items())
    ]
    if rows:
        row = insert(connection, ratings)
        new = {name: row.excluded[name] for name in ("movie_name", "rating", "rated_at")}
        await connection.execute(
            row.on_conflict_do_update(index_elements=["user_id", "movie_id"], set_=new), rows
        )

"""Which films a person has seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.state.database.schema import Big, insert, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef, film_columns, remove_film
from bot.state.films.quota import require_quota

seen_films = Table(
    "seen_films",
    metadata,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    *film_columns(),
    moment_column("seen_at", nullable=False),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class SeenFilm:
    """A film that somebody has seen, and when that was noted."""

    film: FilmRef
    seen_at: datetime


class SeenFilms:
    """Remembers what people have seen.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, user_id: int, film: FilmRef) -> bool:
        """Note that somebody has seen a film; say whether that is news.

        Raises:
            BadInputError: They have too many.
        """
        async with self._database.transaction() as connection:
            await require_quota(connection, seen_films, user_id)
            return await mark_seen(connection, [(user_id, film, self._clock.now())]) == 1

    async def add_all(self, user_id: int, films: Sequence[tuple[FilmRef, datetime]]) -> int:
        """Note films that somebody has seen, and when; return how many are news."""
        async with self._database.transaction() as connection:
            return await mark_seen(connection, [(user_id, film, at) for film, at in films])

    async def remove(self, user_id: int, movie_id: str) -> bool:
        """Forget that somebody has seen a film; say whether it was known."""
        return await remove_film(self._database, seen_films, user_id, movie_id)

    async def list(self, user_id: int) -> list[SeenFilm]:
        """Return what somebody has seen, the latest first."""
        table = seen_films.c
        query = (
            select(table.movie_id, table.movie_name, table.seen_at)
            .where(table.user_id == user_id)
            .order_by(table.seen_at.desc(), table.movie_id)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return [SeenFilm(FilmRef(id_, name), seen_at) for id_, name, seen_at in rows]


async def mark_seen(
    connection: AsyncConnection, seen: Sequence[tuple[int, FilmRef, datetime]]
) -> int:
    """Note, in a transaction, who has seen what and when; return how many are news."""
    return len(await newly_seen(connection, seen))


async def newly_seen(
    connection: AsyncConnection, seen: Sequence[tuple[int, FilmRef, datetime]]
) -> Sequence[str]:
    """Note, in a transaction, who has seen what and when; return the ids that are news."""
    if not seen:
        return []
    # In one order, so that two writers cannot deadlock.
    rows = [
        {"user_id": user_id, "movie_id": film.id, "movie_name": film.name, "seen_at": at}
        for user_id, film, at in sorted(seen, key=lambda row: (row[0], row[1].id))
    ]
    new = insert(connection, seen_films).on_conflict_do_nothing()
    return list(await connection.scalars(new.returning(seen_films.c.movie_id), rows))


async def unmark_seen(
    connection: AsyncConnection, user_id: int, movie_id: str, seen_at: datetime
) -> None:
    """Forget, in a transaction, a film seen at exactly this time."""
    table = seen_films.c
    await connection.execute(
        delete(seen_films).where(
            table.user_id == user_id, table.movie_id == movie_id, table.seen_at == seen_at
        )
    )

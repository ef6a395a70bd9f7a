"""What people never want to watch: films and whole genres."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Table, Text, delete, select

from bot.clock import Clock
from bot.state.database.schema import Big, insert, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef, film_columns, remove_film
from bot.state.films.quota import require_quota

never_films = Table(
    "never_films",
    metadata,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    *film_columns(),
    moment_column("added_at", nullable=False),
    sqlite_strict=True,
)

never_genres = Table(
    "never_genres",
    metadata,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Column("genre", Text, primary_key=True),
    moment_column("added_at", nullable=False),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class Never:
    """What somebody never wants to watch, films and genres by name."""

    films: Sequence[FilmRef]
    genres: Sequence[str]


class Nevers:
    """Remembers what people never want to watch.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add_film(self, user_id: int, film: FilmRef) -> bool:
        """Rule a film out; say whether that is news.

        Raises:
            BadInputError: They have too many.
        """
        return await self._add(
            never_films, {"user_id": user_id, "movie_id": film.id, "movie_name": film.name}
        )

    async def add_genre(self, user_id: int, genre: str) -> bool:
        """Rule a genre out, by the catalogue's name for it; say whether that is news."""
        return await self._add(never_genres, {"user_id": user_id, "genre": genre})

    async def remove_film(self, user_id: int, movie_id: str) -> bool:
        """Allow a film again; say whether it was ruled out."""
        return await remove_film(self._database, never_films, user_id, movie_id)

    async def remove_genre(self, user_id: int, genre: str) -> bool:
        """Allow a genre again; say whether it was ruled out."""
        table = never_genres.c
        async with self._database.transaction() as connection:
            result = await connection.execute(
                delete(never_genres).where(table.user_id == user_id, table.genre == genre)
            )
            return result.rowcount == 1

    async def list(self, user_id: int) -> Never:
        """Return all that somebody has ruled out."""
        films, genres = never_films.c, never_genres.c
        async with self._database.reading() as connection:
            film_rows = await connection.execute(
                select(films.movie_id, films.movie_name)
                .where(films.user_id == user_id)
                .order_by(films.movie_name, films.movie_id)
            )
            genre_rows = await connection.scalars(
                select(genres.genre).where(genres.user_id == user_id).order_by(genres.genre)
            )
            return Never([FilmRef(id_, name) for id_, name in film_rows], list(genre_rows))

    async def _add(self, table: Table, row: dict[str, int | str]) -> bool:
        async with self._database.transaction() as connection:
            await require_quota(connection, table, int(row["user_id"]))
            result = await connection.execute(
                insert(connection, table)
                .values(**row, added_at=self._clock.now())
                .on_conflict_do_nothing()
            )
            return result.rowcount == 1

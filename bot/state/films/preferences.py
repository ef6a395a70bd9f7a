"""Preferences: all that people keep about films, for draws and for the private panel."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, true

from bot.rules.picks.lists import list_key
from bot.rules.picks.pool import PersonPreferences
from bot.state.database.transactions import Database
from bot.state.films.nevers import never_films, never_genres
from bot.state.films.ratings import ratings
from bot.state.films.seen_films import seen_films
from bot.state.films.watchlists import watchlist_films, watchlists


@dataclass(frozen=True, slots=True)
class FilmPreferences:
    """All that somebody keeps about one film.

    Attributes:
        seen: Whether they have seen it.
        rating: What they gave it, out of 10.
        never: Whether they never want to watch it.
        lists: The names of their own lists that it is on.
    """

    seen: bool
    rating: int | None
    never: bool
    lists: Sequence[str]


class Preferences:
    """Reads across the tables of people's films.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self, people: Mapping[int, str], list_name: str | None = None
    ) -> Sequence[PersonPreferences]:
        """Return everybody's tastes, in the order given, in one consistent read.

        Args:
            people: Ids, with the form of address for each.
            list_name: Which of their own lists count; by default all of them.
        """
        counts = true() if list_name is None else watchlist_films.c.list_key == list_key(list_name)
        queries = (
            select(seen_films.c.user_id, seen_films.c.movie_id),
            select(watchlist_films.c.user_id, watchlist_films.c.movie_id).where(counts),
            select(never_films.c.user_id, never_films.c.movie_id),
            select(never_genres.c.user_id, never_genres.c.genre),
        )
        found: list[dict[int, set[str]]] = []
        async with self._database.reading() as connection:
            for query in queries:
                of_person: dict[int, set[str]] = defaultdict(set)
                theirs = query.where(query.selected_columns.user_id.in_(people))
                for user_id, value in await connection.execute(theirs):
                    of_person[user_id].add(value)
                found.append(of_person)
        return [
            PersonPreferences(name, *(frozenset(of_person.get(user_id, ())) for of_person in found))
            for user_id, name in people.items()
        ]

    async def mine(self, user_id: int, movie_id: str) -> FilmPreferences:
        """Return what somebody keeps about a film, in one consistent read."""
        lists = (
            select(watchlists.c.name)
            .join(watchlist_films)
            .where(watchlist_films.c.user_id == user_id, watchlist_films.c.movie_id == movie_id)
            .order_by(watchlists.c.list_key)
        )
        async with self._database.reading() as connection:
            seen, rating, never = [
                await connection.scalar(
                    select(column).where(
                        column.table.c.user_id == user_id, column.table.c.movie_id == movie_id
                    )
                )
                for column in (seen_films.c.movie_id, ratings.c.rating, never_films.c.movie_id)
            ]
            return FilmPreferences(
                seen=seen is not None,
                rating=rating,
                never=never is not None,
                lists=list(await connection.scalars(lists)),
            )

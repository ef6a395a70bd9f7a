"""Preferences: all that people keep about films, for draws and for the private panel."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Select, bindparam, select

from bot.rules.picks.lists import list_key
from bot.rules.picks.pool import PersonPreferences
from bot.state.database.transactions import Database
from bot.state.films.nevers import never_films, never_genres
from bot.state.films.ratings import ratings
from bot.state.films.seen_films import seen_films
from bot.state.films.watchlists import watchlist_films, watchlists


def _kept(what: Column[str]) -> Select[Any, str]:
    """Return a query for what some people keep in a table."""
    whose = what.table.c.user_id
    return select(whose, what).where(whose.in_(bindparam("people")))


_ON_LISTS = _kept(watchlist_films.c.movie_id)
_ON_LIST = _ON_LISTS.where(watchlist_films.c.list_key == bindparam("list_name"))
_SEEN, _NEVER = _kept(seen_films.c.movie_id), _kept(never_films.c.movie_id)
_NEVER_OF_GENRE = _kept(never_genres.c.genre)


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
        wanted: dict[str, object] = {"people": list(people)}
        lists = _ON_LISTS
        if list_name is not None:
            lists = _ON_LIST
            wanted["list_name"] = list_key(list_name)
        found: list[dict[int, set[str]]] = []
        async with self._database.reading() as connection:
            for query in (_SEEN, lists, _NEVER, _NEVER_OF_GENRE):
                of_person: dict[int, set[str]] = defaultdict(set)
                for user_id, value in await connection.execute(query, wanted):
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

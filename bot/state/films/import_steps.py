"""The steps of an import and of its undoing, in a transaction."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeVar

from sqlalchemy import Table, and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadInputError
from bot.rules.imports.plan import Entry
from bot.rules.picks.lists import Caps, list_key
from bot.state.films.film_ref import FilmRef
from bot.state.films.quota import require_quota
from bot.state.films.ratings import Rating, keep_ratings, ratings
from bot.state.films.seen_films import newly_seen, seen_films
from bot.state.films.watchlists import put_on_list, watchlist_films, watchlists
from bot.state.owners.owners import Owner

_BATCH = 200
"""Rows written before the event loop gets a turn."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """The outcome for one list.

    Attributes:
        name: What it is called.
        added: How many films are new to it.
        left: How many had no room.
        refused: Why the list could not be made.
    """

    name: str
    added: int = 0
    left: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that was given, and the one it replaced."""

    film: str
    rating: int
    at: datetime
    before: int | None = None
    before_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """What an import changed, so that it can be undone where it is still so."""

    seen: list[tuple[str, datetime]] = field(default_factory=list[tuple[str, datetime]])
    rated: list[Rated] = field(default_factory=list[Rated])
    listed: list[tuple[str, list[str]]] = field(default_factory=list[tuple[str, list[str]]])
    made: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One person's import being carried out.

    Attributes:
        connection: In its transaction.
        user_id: Whose it is.
        films: Those that the catalogue still has, by id.
        now: What time it is.
        undo: Records what was changed.
    """

    connection: AsyncConnection
    user_id: int
    films: Mapping[str, FilmRef]
    now: datetime
    undo: Undo

    async def mark(self, entries: Sequence[Entry]) -> tuple[int, int, int]:
        """Mark films as seen and rate them; return the counts of an outcome."""
        seen = 0
        await self._require_room(seen_films, {entry.film for entry in entries})
        await self._require_room(ratings, {entry.film for entry in entries if entry.rating})
        for batch in _batches(entries):
            at = {entry.film: _at(entry.on, self.now) for entry in batch}
            rows = [(self.user_id, self.films[id_], moment) for id_, moment in at.items()]
            news = await newly_seen(self.connection, rows)
            self.undo.seen.extend((id_, at[id_]) for id_ in news)
            seen += len(news)
            await asyncio.sleep(0)
        rated, own = await self._rate([entry for entry in entries if entry.rating])
        return seen, rated, own

    async def _require_room(self, table: Table, films: set[str]) -> None:
        ids = select(table.c.movie_id).where(table.c.user_id == self.user_id)
        there = set(await self.connection.scalars(ids))
        await require_quota(self.connection, table, self.user_id, len(films - there))

    async def _rate(self, entries: Sequence[Entry]) -> tuple[int, int]:
        columns = (ratings.c.movie_id, ratings.c.rating, ratings.c.rated_at)
        theirs = await self.connection.execute(
            select(*columns).where(ratings.c.user_id == self.user_id)
        )
        before = {id_: (rating, at) for id_, rating, at in theirs}
        new: list[Rating] = []
        own = 0
        for entry in entries:
            at, rating = _at(entry.on, self.now), entry.rating or 0
            had, had_at = before.get(entry.film, (None, None))
            if had == rating:
                continue
            if had_at is not None and _is_later(had_at, entry.on):
                own += 1
                continue
            film = self.films[entry.film]
            new.append(Rating(film, rating, at))
            self.undo.rated.append(Rated(film.id, rating, at, had, had_at))
        for batch in _batches(new):
            await keep_ratings(self.connection, self.user_id, batch)
            await asyncio.sleep(0)
        return len(new), own

    async def list(self, name: str, entries: Sequence[Entry]) -> Listed:
        """Put films on a list."""
        films = [self.films[entry.film] for entry in entries]
        owner = Owner.person(self.user_id)
        try:
            added = await put_on_list(
                self.connection, owner, name, films, Caps(), self.now, that_fit=True
            )
        except BadInputError as error:
            return Listed(name, refused=str(error))
        if added.films:
            self.undo.listed.append((list_key(name), [*added.films]))
        if added.is_new:
            self.undo.made.append(list_key(name))
        return Listed(name, len(added.films), added.left)


async def take_back(connection: AsyncConnection, user_id: int, done: Undo) -> None:
    """Undo an import, except for what was changed since by other means."""
    is_theirs = and_(seen_films.c.user_id == user_id, seen_films.c.movie_id == bindparam("film"))
    forget = delete(seen_films).where(is_theirs, seen_films.c.seen_at == bindparam("at"))
    for batch in _batches(done.seen):
        await connection.execute(forget, [{"film": id_, "at": at} for id_, at in batch])
    is_ours = and_(
        ratings.c.user_id == user_id,
        ratings.c.movie_id == bindparam("film"),
        ratings.c.rating == bindparam("given"),
        ratings.c.rated_at == bindparam("at"),
    )
    put_back = update(ratings).where(is_ours)
    for one in reversed(done.rated):  # what was rated twice is undone twice
        if one.before is not None:
            values = {"rating": one.before, "rated_at": one.before_at}
            found = {"film": one.film, "given": one.rating, "at": one.at}
            await connection.execute(put_back.values(values), found)
    new = [rated for rated in done.rated if rated.before is None]
    for batch in _batches(new):
        await connection.execute(
            delete(ratings).where(is_ours),
            [{"film": one.film, "given": one.rating, "at": one.at} for one in batch],
        )
    owner = Owner.person(user_id)
    for key, ids in done.listed:
        for batch in _batches(ids):
            await connection.execute(
                delete(watchlist_films).where(
                    owner.owns(watchlist_films),
                    watchlist_films.c.list_key == key,
                    watchlist_films.c.movie_id.in_(batch),
                )
            )
    for key in done.made:
        left = select(watchlist_films.c.movie_id).where(
            owner.owns(watchlist_films), watchlist_films.c.list_key == key
        )
        await connection.execute(
            delete(watchlists).where(
                owner.owns(watchlists), watchlists.c.list_key == key, ~left.exists()
            )
        )


def _at(day: date | None, now: datetime) -> datetime:
    return datetime.combine(day, time(12), UTC) if day else now


def _is_later(had_at: datetime, day: date | None) -> bool:
    """Whether a rating was made after the file's day; without a day, it was."""
    return day is None or (had_at.date() >= day and had_at != _at(day, had_at))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = [*items]
    for start in range(0, len(waiting), _BATCH):
        yield waiting[start : start + _BATCH]

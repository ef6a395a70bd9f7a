"""Reading the catalogue: one immutable SQLite file, opened read-only."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, cast
from urllib.parse import quote

import aiosqlite

from bot.catalog.model import (
    CatalogStats,
    Collaborator,
    Facet,
    Filters,
    Movie,
    Person,
    PersonRef,
    Role,
    SimilarMovie,
    Sort,
)
from bot.catalog.queries import MOVIE_COLUMNS, ORDER_BY, Value, to_movie, where
from bot.catalog.schema import FORMAT_VERSION, ROLE_KEYS
from bot.catalog.similar import ranking_query, reasons
from bot.catalog.vocabulary.sorting import sort_title
from bot.errors import CatalogError, Outage, UnavailableError
from bot.outages import sqlite_outage
from bot.runtime.closed_loop import tolerate_closed_loop

_CATALOGUE = "the catalogue"
_CHUNK = 500  # rows of a stream held in memory at once
_LETTERS_AT_ONCE = 100_000  # of ids that are read on the loop: a millisecond
_AT_ONCE = 30  # rows that are made into movies on the loop: 3 ms
_PERSON_COLUMNS = "key, id, name, cast_count, director_count, writer_count"
_ROLES = (Role.CAST, Role.DIRECTOR, Role.WRITER)
_ROLE_SUMS = ", ".join(f"SUM(c.role = {ROLE_KEYS[role]})" for role in _ROLES)
FOR_EVERY_CHANNEL = "CREATE TEMP VIEW titles AS SELECT * FROM main.titles WHERE adult = 0"
"""Shadows the table of that name, so that no query sees any other titles."""


class Catalog:
    """A catalogue file, open for reading; made by :meth:`open`.

    Opened for every channel, it returns neither titles for adults nor people known from nothing
    else, whatever the query.

    Every method that reads the file raises :class:`~bot.errors.UnavailableError` when the file is
    damaged, or the catalogue is closed.

    Attributes:
        path: The file.
        version: The hash of its content, a key for whatever is derived from it.
        stats: How much the file holds.
        adult: Whether it has titles for adults.
    """

    def __init__(
        self, path: Path, db: aiosqlite.Connection, stats: CatalogStats, *, adult: bool
    ) -> None:
        self.path = path
        self.adult = adult
        self.version = path.stem.removeprefix("catalog-")
        self.stats = stats
        self._db = db

    @classmethod
    async def open(cls, path: Path, *, adult: bool = True) -> Self:
        """Open a complete catalogue file (``async with`` or ``close`` ends it).

        Args:
            path: The file.
            adult: Whether titles for adults are wanted; without them it is fit for every channel.

        Raises:
            CatalogError: The file is missing, damaged or of another format.
        """
        # Immutable: nobody ever changes a catalogue file, so neither locks nor checks are needed.
        uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
        try:
            db = aiosqlite.connect(uri, uri=True)
            tolerate_closed_loop(db)
            await db
        except sqlite3.Error as error:
            raise CatalogError(f"{path.name} cannot be opened: {error}") from error
        try:
            stats = await cls._read_stats(path, db)
            if not adult:
                await db.execute(FOR_EVERY_CHANNEL)
        except BaseException:
            await db.close()
            raise
        return cls(path, db, stats, adult=adult)

    @staticmethod
    async def _read_stats(path: Path, db: aiosqlite.Connection) -> CatalogStats:
        try:
            ((found,),) = await db.execute_fetchall("PRAGMA user_version")
            if found != FORMAT_VERSION:
                raise CatalogError(f"{path.name} has format {found}, not {FORMAT_VERSION}")
            ((movies, people, mean, has_writers, has_tags),) = await db.execute_fetchall(
                "SELECT movies, people, mean_rating, has_writers, has_tags FROM stats"
            )
        except (sqlite3.Error, ValueError) as error:
            raise CatalogError(f"{path.name} is damaged: {error}") from error
        return CatalogStats(movies, people, mean, bool(has_writers), bool(has_tags))

    async def close(self) -> None:
        """Close the file; safe to repeat."""
        await self._db.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def movie(self, movie_id: str) -> Movie | None:
        """Return the title with that id."""
        found = await self._movies("WHERE t.id = ?", (movie_id,))
        return found[0] if found else None

    async def movies(self, movie_ids: Sequence[str]) -> list[Movie]:
        """Return titles in the order given; unknown ids are left out."""
        found = await self._movies(
            "WHERE t.id IN (SELECT value FROM json_each(?))", (json.dumps(list(movie_ids)),)
        )
        by_id = {movie.id: movie for movie in found}
        return [by_id[movie_id] for movie_id in movie_ids if movie_id in by_id]

    async def titled(self, title: str) -> list[Movie]:
        """Return titles with exactly this name, but for case: best known (most votes) first."""
        order = ORDER_BY[Sort.VOTES]
        found = await self._movies(f"WHERE t.sort_title = ? ORDER BY {order}", (sort_title(title),))
        return [movie for movie in found if movie.title.casefold() == title.casefold()]

    async def person(self, person_id: str) -> Person | None:
        """Return the person with that id, with the credits visible here."""
        rows = await self._rows(
            f"""
            SELECT p.id, p.name, {_ROLE_SUMS}
            FROM people p JOIN credits c ON c.person = p.key JOIN titles t ON t.key = c.title
            WHERE p.id = ? GROUP BY p.key
            """,
            (person_id,),
        )
        return Person(*rows[0]) if rows else None

    async def hidden(self, movie_ids: Collection[str]) -> frozenset[str]:
        """Return which of these titles the file hides from the channels it is opened for."""
        if self.adult:
            return frozenset()
        rows = await self._rows(
            "SELECT id FROM main.titles WHERE adult AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(movie_ids)),),
        )
        return frozenset(movie_id for (movie_id,) in rows)

    async def select(
        self, filters: Filters, sort: Sort = Sort.BEST, *, limit: int = 10, offset: int = 0
    ) -> list[Movie]:
        """Return one page of the titles that match the filters."""
        condition = where(filters)
        order = ORDER_BY[sort]
        # The page is cut before whole movies are assembled, whose columns are expensive.
        return await self._movies(
            f"""
            WHERE t.key IN (
                SELECT t.key FROM titles t WHERE {condition.sql} ORDER BY {order} LIMIT ? OFFSET ?
            ) ORDER BY {order}
            """,
            (*condition.values, limit, offset),
        )

    async def count(self, filters: Filters) -> int:
        """Return how many titles match the filters."""
        condition = where(filters)
        rows = await self._rows(
            f"SELECT COUNT(*) FROM titles t WHERE {condition.sql}", condition.values
        )
        return rows[0][0]

    async def ids(self, filters: Filters) -> list[str]:
        """Return the ids of all titles that match the filters, ascending."""
        condition = where(filters)
        # In one text: a hundred thousand rows take 10 MB and are made on the event loop. Sorted
        # here: in the order of its index SQLite reads the whole table a page for each row.
        ((found,),) = await self._rows(
            f"SELECT json_group_array(t.id) FROM titles t WHERE {condition.sql}", condition.values
        )
        if len(found) <= _LETTERS_AT_ONCE:
            return sorted(json.loads(found))
        return await asyncio.to_thread(lambda: sorted(json.loads(found)))

    async def filmography(self, person_id: str, role: Role) -> list[Movie]:
        """Return all titles of a person in a role, best known (most votes) first."""
        return await self._movies(
            f"""
            WHERE t.key IN (SELECT title FROM credits
                WHERE person = (SELECT key FROM people WHERE id = ?) AND role = ?)
            ORDER BY {ORDER_BY[Sort.VOTES]}
            """,
            (person_id, ROLE_KEYS[role]),
        )

    async def collaborators(
        self, person_id: str, role: Role, as_role: Role, *, limit: int = 5
    ) -> list[Collaborator]:
        """Return who most often has ``as_role`` where a person has ``role``, most often first.

        Among equals, those named first come first.
        """
        rows = await self._rows(
            """
            SELECT p.id, p.name, COUNT(*) AS shared
            FROM credits mine
            JOIN credits theirs ON theirs.title = mine.title AND theirs.role = ?
            JOIN titles t ON t.key = mine.title
            JOIN people p ON p.key = theirs.person
            WHERE mine.person = (SELECT key FROM people WHERE id = ?) AND mine.role = ?
                AND theirs.person <> mine.person
            GROUP BY p.key
            ORDER BY shared DESC, MIN(theirs.position), SUM(t.votes) DESC, p.name, p.id LIMIT ?
            """,
            (ROLE_KEYS[as_role], person_id, ROLE_KEYS[role], limit),
        )
        return [Collaborator(PersonRef(id_, name), shared) for id_, name, shared in rows]

    async def similar(self, movie_id: str, *, limit: int = 10) -> list[SimilarMovie]:
        """Return the titles most similar to one, with reasons; none for an unknown id."""
        movie = await self.movie(movie_id)
        if movie is None:
            return []
        sql, values = ranking_query(movie, limit=limit)
        scores = dict(await self._rows(sql, values))
        return [
            SimilarMovie(other, scores[other.id], reasons(movie, other))
            for other in await self.movies(list(scores))
        ]

    async def genres(self) -> list[Facet]:
        """Return the genres, most titles first; titles for adults are not counted."""
        return await self._facets("genres")

    async def languages(self) -> list[Facet]:
        """Return the languages, most titles first; titles for adults are not counted."""
        return await self._facets("languages")

    async def tags(self) -> list[Facet]:
        """Return the tags, most titles first; titles for adults are not counted."""
        return await self._facets("tags")

    async def all_movies(self) -> AsyncIterator[Movie]:
        """Yield every title, in the order they were written."""
        async for row in self._stream(f"SELECT {MOVIE_COLUMNS} FROM titles t", "t.key"):
            yield _movie(row)

    async def all_people(self) -> AsyncIterator[Person]:
        """Yield everybody who has a credit."""
        async for row in self._stream(f"SELECT {_PERSON_COLUMNS} FROM people", "key"):
            yield Person(*row[1:])

    async def adult_credits(self) -> Mapping[str, Mapping[Role, int]]:
        """Return how many credits people have in titles for adults, by their ids."""
        rows = await self._rows(
            f"""
            SELECT p.id, {_ROLE_SUMS}
            FROM titles t
            CROSS JOIN credits c ON c.title = t.key  -- in this order: such titles are few
            CROSS JOIN people p ON p.key = c.person
            WHERE t.adult GROUP BY p.key
            """
        )
        return {id_: dict(zip(_ROLES, counts, strict=True)) for id_, *counts in rows}

    async def _facets(self, table: str) -> list[Facet]:
        rows = await self._rows(
            f"SELECT name, count FROM {table} WHERE count > 0 ORDER BY count DESC, name"
        )
        return [Facet(name, count) for name, count in rows]

    async def _movies(self, rest: str, values: Sequence[Value]) -> list[Movie]:
        rows = await self._rows(f"SELECT {MOVIE_COLUMNS} FROM titles t {rest}", values)
        if len(rows) <= _AT_ONCE:
            return [_movie(row) for row in rows]
        return await asyncio.to_thread(lambda: [_movie(row) for row in rows])

    async def _stream(self, select: str, key: str) -> AsyncIterator[tuple[Any, ...]]:
        """Yield all rows in the order of their key, the first column, a chunk at a time."""
        last = 0
        while rows := await self._rows(
            f"{select} WHERE {key} > ? ORDER BY {key} LIMIT {_CHUNK}", (last,)
        ):
            for row in rows:
                yield row
            last = rows[-1][0]

    async def _rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        try:
            return cast("list[tuple[Any, ...]]", await self._db.execute_fetchall(sql, values))
        except sqlite3.Error as error:
            raise UnavailableError(_CATALOGUE, *sqlite_outage(error)) from error
        except ValueError as error:  # raised by aiosqlite on a closed connection
            raise UnavailableError(_CATALOGUE, Outage.CLOSED) from error


def _movie(row: tuple[Any, ...]) -> Movie:
    try:
        return to_movie(row)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UnavailableError(_CATALOGUE, Outage.DAMAGED, type(error).__name__) from error

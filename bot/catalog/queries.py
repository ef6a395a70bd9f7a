"""From filters to SQL and from rows to values: only constants become SQL text, values are bound."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from bot.catalog.model import Alias, Filters, Kind, Movie, PersonRef, Role, Sort
from bot.catalog.schema import ROLE_KEYS

Value = str | int | float | None

_WORDS = """
    (SELECT json_group_array(json_array(x.position, w.name))
     FROM title_{0}s x JOIN {0}s w ON w.key = x.{0} WHERE x.title = t.key) AS {0}s
"""

MOVIE_COLUMNS = f"""
    t.key, t.id, t.title, t.kind, t.rating, t.votes, t.imdb_id, t.netflix_id, t.img, t.poster,
    t.color, t.runtime, t.owner_rating,
    (SELECT description FROM title_texts WHERE title = t.key) AS description,
    (SELECT synopsis FROM title_texts WHERE title = t.key) AS synopsis,
    t.adult, t.source,
    (SELECT json_group_array(year) FROM title_years WHERE title = t.key) AS years,
    (SELECT json_group_array(json_array(position, name, language))
     FROM title_aliases WHERE title = t.key) AS aliases,
    {_WORDS.format("genre")},
    {_WORDS.format("language")},
    {_WORDS.format("tag")},
    (SELECT json_group_array(json_array(c.role, c.position, p.id, p.name))
     FROM credits c JOIN people p ON p.key = c.person WHERE c.title = t.key) AS credits
"""
"""What :func:`to_movie` needs of ``titles t``: one row for a whole movie."""

ORDER_BY = {
    Sort.BEST: "t.score DESC, t.votes DESC, t.id",
    Sort.NEWEST: "t.first_year DESC, t.votes DESC, t.id",
    Sort.OLDEST: "t.first_year IS NULL, t.first_year, t.votes DESC, t.id",
    Sort.RATING: "t.rating DESC, t.votes DESC, t.id",
    Sort.VOTES: "t.votes DESC, t.id",
    Sort.TITLE: "t.sort_title, t.first_year, t.id",
}
"""Every order has an index of its own; SQLite puts ``NULL`` last where it is ``DESC``."""

_FIRST_YEAR, _LAST_YEAR = 0, 9999
_PERSON = "person = (SELECT key FROM people WHERE id = ?)"
_LIST = "(SELECT value FROM json_each(?))"  # one bound value, however many members
_OF_GENRES = f"""
    (SELECT title FROM title_genres
        WHERE genre IN (SELECT key FROM genres WHERE name IN {_LIST}))
"""
_SPOKEN_IN = f"""
    t.key IN (SELECT title FROM title_languages
        WHERE language IN (SELECT key FROM languages WHERE name IN {_LIST}))
"""
_DIRECTED_BY = f"""
    t.key IN (SELECT title FROM credits
        WHERE person IN (SELECT key FROM people WHERE id IN {_LIST})
        AND role = {ROLE_KEYS[Role.DIRECTOR]})
"""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on ``titles t``, with the values that are bound to it."""

    sql: str
    values: tuple[Value, ...]


def where(filters: Filters) -> Where:
    """Return the condition that the filters stand for."""
    parts = list(_conditions(filters))
    return Where(
        " AND ".join(part.sql for part in parts) or "TRUE",
        tuple(value for part in parts for value in part.values),
    )


def _conditions(filters: Filters) -> Iterator[Where]:
    for genre in filters.genres:
        yield Where(
            "t.key IN (SELECT title FROM title_genres"
            " WHERE genre = (SELECT key FROM genres WHERE name = ?))",
            (genre,),
        )
    for tag in filters.tags:
        yield Where(
            "t.key IN (SELECT title FROM title_tags"
            " WHERE tag = (SELECT key FROM tags WHERE name = ?))",
            (tag,),
        )
    for person in filters.people:
        yield Where(f"t.key IN (SELECT title FROM credits WHERE {_PERSON})", (person,))
    for role, people in ((Role.CAST, filters.cast), (Role.DIRECTOR, filters.directors)):
        for person in people:
            yield Where(
                f"t.key IN (SELECT title FROM credits WHERE {_PERSON} AND role = ?)",
                (person, ROLE_KEYS[role]),
            )
    if filters.from_year is not None or filters.to_year is not None:
        yield Where(
            "t.key IN (SELECT title FROM title_years"
            f" WHERE year BETWEEN COALESCE(?, {_FIRST_YEAR}) AND COALESCE(?, {_LAST_YEAR}))",
            (filters.from_year, filters.to_year),
        )
    if filters.only is not None:
        yield Where(f"t.id IN {_LIST}", (json.dumps(filters.only),))
    yield from _plain_conditions(filters)


def _plain_conditions(filters: Filters) -> Iterator[Where]:
    """Yield the conditions with constant SQL and at most one value."""
    for condition, wanted in (
        (_SPOKEN_IN, filters.languages),
        (_DIRECTED_BY, filters.any_directors),
        (f"t.key IN {_OF_GENRES}", filters.any_genres),
        (f"t.key NOT IN {_OF_GENRES}", filters.without_genres),
        (f"t.kind IN {_LIST}", filters.kinds),
        (f"t.id NOT IN {_LIST}", filters.exclude),
    ):
        if wanted:
            yield Where(condition, (json.dumps(wanted),))
    for condition, bound in (
        ("t.rating >= ?", filters.min_rating),
        ("t.votes >= ?", filters.min_votes),
        ("t.runtime <= ?", filters.max_minutes),
    ):
        if bound is not None:
            yield Where(condition, (bound,))


def to_movie(row: tuple[Any, ...]) -> Movie:
    """Return the movie of a row of :data:`MOVIE_COLUMNS`.

    Raises:
        ValueError: The row is not what was written (a damaged file).
    """
    (
        _,
        id_,
        title,
        kind,
        rating,
        votes,
        imdb_id,
        netflix_id,
        img,
        poster,
        color,
        runtime,
        owner_rating,
        description,
        synopsis,
        adult,
        source,
        years,
        aliases,
        genres,
        languages,
        tags,
        credits_,
    ) = row
    people: dict[int, list[PersonRef]] = {key: [] for key in ROLE_KEYS.values()}
    for role, _position, person_id, name in sorted(json.loads(credits_)):
        people[role].append(PersonRef(person_id, name))
    return Movie(
        id=id_,
        title=title,
        kind=None if kind is None else Kind(kind),
        years=tuple(sorted(json.loads(years))),
        genres=_words(genres),
        tags=_words(tags),
        languages=_words(languages),
        rating=rating,
        votes=votes,
        imdb_id=imdb_id,
        netflix_id=netflix_id,
        img=img,
        poster=poster,
        color=color,
        description=description,
        synopsis=synopsis,
        directors=tuple(people[ROLE_KEYS[Role.DIRECTOR]]),
        cast=tuple(people[ROLE_KEYS[Role.CAST]]),
        writers=tuple(people[ROLE_KEYS[Role.WRITER]]),
        adult=bool(adult),
        aliases=tuple(
            Alias(name, language)
            for _, name, language in sorted(json.loads(aliases), key=itemgetter(0))
        ),
        runtime=runtime,
        owner_rating=owner_rating,
        source=source,
    )


def _words(array: str) -> tuple[str, ...]:
    return tuple(name for _, name in sorted(json.loads(array), key=itemgetter(0)))

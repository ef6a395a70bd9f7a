"""The same answers by bare SQL: what a question costs beyond looking its answer up.

A kind of question (``movie_to_director_to_movie``) is a chain of steps, from which its query is
composed; the names it starts from are indexed like the relations.
"""

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

ASKED = 500
"""Enough questions for a median."""
_INDEXES = (
    "CREATE INDEX titles_by_title ON titles (title)",
    "CREATE INDEX people_by_name ON people (name)",
)
_ROLES = {"actor": "cast", "director": "director", "writer": "writer"}
_THINGS = {"genre": "genre", "language": "language", "tags": "tag", "tag": "tag"}


def median_milliseconds(catalog: Path, asked: Iterable[tuple[str, str]]) -> float:
    """Return the median milliseconds of the queries for topics and kinds of questions.

    Args:
        catalog: The catalogue; it is copied into memory and not changed.
        asked: Pairs of topic and kind.
    """
    times: list[float] = []
    with (
        closing(sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)) as kept,
        closing(sqlite3.connect(":memory:")) as db,
    ):
        kept.backup(db)
        for statement in _INDEXES:
            db.execute(statement)
        db.execute("ANALYZE")
        for topic, kind in list(asked)[:ASKED]:
            query = query_for(kind)
            began = time.perf_counter()
            db.execute(query, (topic,)).fetchall()
            times.append((time.perf_counter() - began) * 1_000)
    return sorted(times)[len(times) // 2] if times else 0.0


def query_for(kind: str) -> str:
    """Return the query that answers a kind of question about the topic that is its parameter."""
    first, *steps = kind.split("_to_")
    found = _first(first)
    at = first
    for step in steps:
        found = _step(at, step, found)
        at = step
    return _names(at, found)


def _first(what: str) -> str:
    if what == "movie":
        return "SELECT key FROM titles WHERE title = ?"
    if what in _ROLES:
        return "SELECT key FROM people WHERE name = ?"
    return f"SELECT key FROM {_THINGS[what]}s WHERE name = ?"


def _step(at: str, to: str, found: str) -> str:
    if to in _ROLES:
        return f"SELECT person FROM credits WHERE role = {_role(to)} AND title IN ({found})"
    if at in _ROLES:
        return f"SELECT title FROM credits WHERE role = {_role(at)} AND person IN ({found})"
    if to == "year":
        return f"SELECT year FROM title_years WHERE title IN ({found})"
    if to == "movie":
        return f"SELECT title FROM title_{_THINGS[at]}s WHERE {_THINGS[at]} IN ({found})"
    return f"SELECT {_THINGS[to]} FROM title_{_THINGS[to]}s WHERE title IN ({found})"


def _names(what: str, found: str) -> str:
    if what == "year":
        return f"SELECT DISTINCT year FROM ({found})"
    if what == "movie":
        return f"SELECT title FROM titles WHERE key IN ({found})"
    table = "people" if what in _ROLES else f"{_THINGS[what]}s"
    return f"SELECT name FROM {table} WHERE key IN ({found})"


def _role(word: str) -> str:
    return f"(SELECT key FROM roles WHERE name = '{_ROLES[word]}')"

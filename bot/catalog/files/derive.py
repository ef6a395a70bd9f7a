"""Values derived from the rows of a catalogue: counts, weights, scores and totals."""

import math
import sqlite3

from bot.catalog.ranking import score_titles
from bot.catalog.schema import ROLE_KEYS


def derive(db: sqlite3.Connection) -> None:
    """Compute all derived values, once all titles are written and relations indexed."""
    (movies,) = db.execute("SELECT COUNT(*) FROM titles").fetchone()
    db.create_function("log", 1, math.log, deterministic=True)
    for thing in ("genre", "language", "tag"):
        _weigh(db, thing, movies)
    _count_credits(db)
    mean = score_titles(db)
    db.execute(
        """
        INSERT INTO stats SELECT ?1, (SELECT COUNT(*) FROM people), ?2,
            EXISTS (SELECT 1 FROM people WHERE writer_count > 0), EXISTS (SELECT 1 FROM tags)
        """,
        (movies, mean),
    )


def _weigh(db: sqlite3.Connection, thing: str, movies: int) -> None:
    """Compute the inverse document frequency of genres, languages or tags."""
    db.execute(
        f"""
        UPDATE {thing}s SET count = used.shown, weight = log(1.0 + ? / CAST(used.n AS REAL))
        FROM (
            SELECT x.{thing} AS key, COUNT(*) AS n, SUM(NOT t.adult) AS shown
            FROM title_{thing}s x JOIN titles t ON t.key = x.title GROUP BY x.{thing}
        ) AS used
        WHERE used.key = {thing}s.key
        """,
        (movies,),
    )


def _count_credits(db: sqlite3.Connection) -> None:
    columns = {f"{role.value}_count": key for role, key in ROLE_KEYS.items()}
    sums = ", ".join(f"SUM(role = {key}) AS {column}" for column, key in columns.items())
    assignments = ", ".join(f"{column} = used.{column}" for column in columns)
    db.execute(
        f"""
        UPDATE people SET {assignments}
        FROM (SELECT person, {sums} FROM credits GROUP BY person) AS used
        WHERE used.person = people.key
        """
    )
    # Some imported people have credits only in titles that a record replaced.
    db.execute(f"DELETE FROM people WHERE {' + '.join(columns)} = 0")

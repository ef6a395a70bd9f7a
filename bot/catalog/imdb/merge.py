"""Putting imported titles into a catalogue in the making, beside the records.

A record wins over an imported title with the same number. People of records are known by name
alone; one of them is taken for the imported person

1. of the same name among the credits of that very title, should it be imported as well, else
2. of that name, if there is only one,

and otherwise stays apart. Best known titles come first, as everywhere in a catalogue.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.catalog.imdb.colors import color_of
from bot.catalog.imdb.schema import FORMAT_VERSION
from bot.catalog.model import Role
from bot.catalog.schema import ROLE_KEYS
from bot.errors import CatalogError

IMPORTED_NAME = "imdb.sqlite"
"""The imported data, in the folder of the catalogues."""

SOURCE = "IMDb"
"""What imported titles give as their source."""


def attach_imported(db: sqlite3.Connection, imported: Path) -> None:
    """Make imported data readable for :func:`merge_steps`; not within a transaction.

    Raises:
        CatalogError: It is damaged, or was imported by another version.
    """
    hint = f"import it again, or delete {imported}"
    try:
        db.execute("ATTACH ? AS imdb", (str(imported),))
        (version,) = db.execute("PRAGMA imdb.user_version").fetchone()
    except sqlite3.Error as error:
        raise CatalogError(f"the imported data cannot be read ({error}): {hint}") from error
    if version != FORMAT_VERSION:
        raise CatalogError(f"the imported data has format {version}, not {FORMAT_VERSION}: {hint}")


def merge_steps(db: sqlite3.Connection) -> list[Callable[[], object]]:
    """Return what adds the attached titles and people, step by step.

    The first step is to be taken when the records are in the catalogue, the last one before
    anything in it is indexed.
    """
    return [
        *(partial(db.execute, statement) for statement in _PLACE),
        partial(_list_genres, db),
        *(partial(db.execute, statement) for statement in _COPY),
    ]


def _list_genres(db: sqlite3.Connection) -> None:
    """Take apart the lists of genres, of which there are few, and find their colours."""
    lists = [genres for (genres,) in db.execute("SELECT DISTINCT genres FROM imdb.titles")]
    db.execute("CREATE TEMP TABLE genre_lists (genres TEXT PRIMARY KEY, color TEXT)")
    db.executemany(
        "INSERT INTO genre_lists VALUES (?, ?)",
        [(genres or "", color_of(genres)) for genres in lists],
    )
    listed = [
        (genres, position, genre)
        for genres in filter(None, lists)
        for position, genre in enumerate(dict.fromkeys(genres.split(",")))
    ]
    db.executemany(
        "INSERT OR IGNORE INTO genres (name) VALUES (?)", [(genre,) for *_, genre in listed]
    )
    db.execute(
        "CREATE TEMP TABLE listed_genres"
        " (genres TEXT, genre INTEGER, position INTEGER, PRIMARY KEY (genres, genre))"
    )
    db.executemany("INSERT INTO listed_genres SELECT ?, key, ? FROM genres WHERE name = ?", listed)


# Integer keys go on after those of the records; a person's is IMDb's number moved up.
_PLACE = (
    """
    CREATE TEMP TABLE after AS SELECT
        COALESCE((SELECT MAX(key) FROM titles), 0) AS titles,
        COALESCE((SELECT MAX(key) FROM people), 0) AS people
    """,
    "CREATE TEMP TABLE recorded (key INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
    """
    INSERT INTO recorded
    SELECT key, CAST(SUBSTR(id, 3) AS INTEGER) AS number FROM titles WHERE id GLOB 'tt[0-9]*'
    """,
    "CREATE TEMP TABLE placed (key INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
    """
    INSERT INTO placed
    SELECT after.titles + ROW_NUMBER() OVER (ORDER BY r.votes DESC, t.number), t.number
    FROM after, imdb.titles t LEFT JOIN imdb.ratings r ON r.title = t.number
    WHERE t.number NOT IN (SELECT number FROM recorded)
    """,
    # The people of the records, before there are other credits.
    """
    UPDATE credits SET person = COALESCE(
        (
            SELECT CASE COUNT(DISTINCT i.number) WHEN 1 THEN i.number + after.people END
            FROM recorded r JOIN imdb.people i ON i.number IN (
                SELECT person FROM imdb.actors WHERE title = r.number
                UNION ALL SELECT person FROM imdb.makers WHERE title = r.number
            )
            WHERE r.key = credits.title AND i.name = p.name
        ),
        (
            SELECT CASE COUNT(*) WHEN 1 THEN i.number + after.people END
            FROM imdb.people i WHERE i.name = p.name
        ),
        person
    )
    FROM after, people p WHERE p.key = credits.person
    """,
)

_COPY = (
    f"""
    INSERT INTO titles
    SELECT p.key, PRINTF('tt%07d', t.number), t.title, t.sort_title, t.kind, t.year, r.rating,
        r.votes, NULL, t.adult, PRINTF('%07d', t.number), NULL, NULL, g.color, '{SOURCE}'
    FROM placed p
    CROSS JOIN imdb.titles t ON t.number = p.number
    LEFT JOIN imdb.ratings r ON r.title = p.number
    JOIN genre_lists g ON g.genres = COALESCE(t.genres, '')
    """,
    """
    INSERT INTO title_years
    SELECT p.key, t.year FROM placed p CROSS JOIN imdb.titles t ON t.number = p.number
    WHERE t.year IS NOT NULL
    """,
    """
    INSERT INTO title_genres
    SELECT p.key, g.genre, g.position
    FROM placed p
    CROSS JOIN imdb.titles t ON t.number = p.number
    CROSS JOIN listed_genres g ON g.genres = t.genres
    """,
    """
    INSERT INTO people (key, id, name)
    SELECT number + after.people, PRINTF('nm%07d', number), name FROM after, imdb.people
    """,
    """
    INSERT INTO credits
    SELECT p.key, m.role, m.position, m.person + after.people
    FROM after CROSS JOIN placed p CROSS JOIN imdb.makers m ON m.title = p.number
    """,
    f"""
    INSERT INTO credits
    SELECT p.key, {ROLE_KEYS[Role.CAST]}, a.position, a.person + after.people
    FROM after CROSS JOIN placed p CROSS JOIN imdb.actors a ON a.title = p.number
    """,
)

"""Merges imported titles into a catalogue being built.

A record wins over an imported title with the same number. People of records are known by name
alone; each is identified with the imported person

1. of the same name among the credits of that very title, should it be imported as well, else
2. of that name, if there is only one, else
3. among the credits of that title, of a name that only differs in case, blanks, hyphens or accents,

and otherwise stays separate. Best known titles come first, as everywhere in a catalogue.
"""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from bot.catalog.imdb.colors import color_of
from bot.catalog.imdb.schema import ALIAS_BITS, FORMAT_VERSION, POSITION_BITS, ROLE_BITS
from bot.catalog.vocabulary.names import identity
from bot.errors import CatalogError
from bot.outages import sqlite_reason

IMPORTED_NAME = "imdb.sqlite"
"""The imported data, in the folder of the catalogues."""

SOURCE = "IMDb"
"""The source of imported titles."""


def attach_imported(db: sqlite3.Connection, imported: Path) -> None:
    """Attach imported data for :func:`merge_steps`; not within a transaction.

    Raises:
        CatalogError: It is damaged, or was imported by another version.
    """
    try:
        db.execute("ATTACH ? AS imdb", (str(imported),))
        db.create_function("identity", 1, identity, deterministic=True)
        (version,) = db.execute("PRAGMA imdb.user_version").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise unusable(imported, error) from error
    if version != FORMAT_VERSION:
        raise CatalogError(
            f"the imported data has format {version}, not {FORMAT_VERSION}: {_hint(imported)}"
        )


def unusable(imported: Path, error: Exception) -> CatalogError:
    """Return the error for damaged imported data, with advice."""
    reason = sqlite_reason(error)
    return CatalogError(f"the imported data cannot be read ({reason}): {_hint(imported)}")


def _hint(imported: Path) -> str:
    return f"import it again, or delete {imported}"


def merge_steps(db: sqlite3.Connection) -> list[Callable[[], object]]:
    """Return the steps that add the attached titles and people.

    The first step is to be taken when the records are in the catalogue, the last one before
    anything in it is indexed.
    """
    return [
        partial(_list_genres, db),
        *(partial(db.execute, statement) for statement in _PLACE),
        *(partial(db.execute, statement) for statement in _COPY),
    ]


def _list_genres(db: sqlite3.Connection) -> None:
    """Split the lists of genres, of which there are few, and find their colours."""
    lists = list(enumerate(db.execute("SELECT DISTINCT genres FROM imdb.titles ORDER BY 1")))
    db.execute("CREATE TEMP TABLE genre_lists (key INTEGER PRIMARY KEY, genres TEXT, color TEXT)")
    db.executemany(
        "INSERT INTO genre_lists VALUES (?, ?, ?)",
        [(key, genres, color_of(genres)) for key, (genres,) in lists],
    )
    db.execute("CREATE UNIQUE INDEX temp.lists_by_genres ON genre_lists (COALESCE(genres, ''))")
    listed = [
        (key, position, genre)
        for key, (genres,) in lists
        for position, genre in enumerate(dict.fromkeys(genres.split(",") if genres else ()))
    ]
    _spell_as_imported(db, {genre for *_, genre in listed})
    db.executemany("INSERT OR IGNORE INTO genres (name) VALUES (?)", [row[2:] for row in listed])
    db.execute(
        "CREATE TEMP TABLE listed_genres"
        " (list INTEGER, genre INTEGER, position INTEGER, PRIMARY KEY (list, genre)) WITHOUT ROWID"
    )
    db.executemany("INSERT INTO listed_genres SELECT ?, key, ? FROM genres WHERE name = ?", listed)


def _spell_as_imported(db: sqlite3.Connection, genres: Iterable[str]) -> None:
    """Adopt the imported spelling of the records' genres."""
    spelled = {identity(genre): genre for genre in genres}
    for key, name in db.execute("SELECT key, name FROM genres").fetchall():
        if (imported := spelled.get(identity(name), name)) != name:
            db.execute("UPDATE genres SET name = ? WHERE key = ?", (imported, key))


_BITS = ROLE_BITS + POSITION_BITS
_OF_PLACED = f"BETWEEN p.number << {_BITS} AND (p.number + 1 << {_BITS}) - 1"
_OF_RECORDED = f"BETWEEN r.number << {_BITS} AND (r.number + 1 << {_BITS}) - 1"
_ROLE = f"credit >> {POSITION_BITS} & {(1 << ROLE_BITS) - 1}"
_POSITION = f"credit & {(1 << POSITION_BITS) - 1}"

# The only one of that name in the same title.
_IN_TITLE = f"""
    (
        SELECT CASE COUNT(DISTINCT i.number) WHEN 1 THEN i.number + after.people END
        FROM recorded r JOIN imdb.people i ON i.number IN (
            SELECT person FROM imdb.actors WHERE credit {_OF_RECORDED}
            UNION ALL SELECT person FROM imdb.makers WHERE credit {_OF_RECORDED}
        )
        WHERE r.key = credits.title AND {{}}
    )
"""

# Integer keys continue after those of the records; a person's is IMDb's number plus an offset.
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
    "CREATE TEMP TABLE placed (key INTEGER PRIMARY KEY, number INTEGER, genres INTEGER)",
    """
    INSERT INTO placed
    SELECT after.titles + ROW_NUMBER() OVER (ORDER BY t.votes DESC, t.number), t.number, g.key
    FROM after, imdb.titles t, genre_lists g
    WHERE COALESCE(g.genres, '') = COALESCE(t.genres, '')
        AND t.number NOT IN (SELECT number FROM recorded)
    """,
    # The people of the records, before other credits are added.
    f"""
    UPDATE credits SET person = COALESCE(
        {_IN_TITLE.format("i.name = p.name")},
        (
            SELECT CASE COUNT(*) WHEN 1 THEN i.number + after.people END
            FROM imdb.people i WHERE i.name = p.name
        ),
        {_IN_TITLE.format("identity(i.name) = identity(p.name)")},
        person
    )
    FROM after, people p WHERE p.key = credits.person
    """,
)

_COPY = (
    f"""
    INSERT INTO titles
    SELECT p.key, PRINTF('tt%07d', t.number), t.title, t.sort_title, t.kind, t.year, t.rating,
        t.votes, NULL, t.adult, PRINTF('%07d', t.number), NULL, NULL, NULL, g.color, t.runtime,
        NULL, '{SOURCE}'
    FROM placed p
    CROSS JOIN imdb.titles t ON t.number = p.number
    CROSS JOIN genre_lists g ON g.key = p.genres
    """,
    """
    INSERT INTO title_years
    SELECT key, first_year FROM titles
    WHERE key > (SELECT titles FROM after) AND first_year IS NOT NULL
    """,
    f"""
    INSERT INTO title_aliases
    SELECT key, ROW_NUMBER() OVER (PARTITION BY key ORDER BY rank) - 1, name, language
    FROM (
        SELECT p.key AS key, 0 AS rank, t.original_title AS name, NULL AS language
        FROM placed p CROSS JOIN imdb.titles t ON t.number = p.number
        WHERE t.original_title IS NOT NULL
        UNION ALL
        SELECT p.key, a.alias, a.name, a.language
        FROM placed p
        CROSS JOIN imdb.titles t ON t.number = p.number
        CROSS JOIN imdb.aliases a
            ON a.alias BETWEEN p.number << {ALIAS_BITS} AND (p.number + 1 << {ALIAS_BITS}) - 1
        WHERE a.name <> t.title COLLATE NOCASE
            AND a.name <> COALESCE(t.original_title, '') COLLATE NOCASE
    )
    """,
    """
    INSERT INTO title_genres
    SELECT p.key, g.genre, g.position
    FROM placed p CROSS JOIN listed_genres g ON g.list = p.genres
    """,
    """
    INSERT INTO people (key, id, name)
    SELECT number + after.people, PRINTF('nm%07d', number), name FROM after, imdb.people
    """,
    # In the order of the key, so that the table only grows at its end.
    f"""
    INSERT INTO credits
    SELECT title, {_ROLE}, {_POSITION}, person + (SELECT people FROM after)
    FROM (
        SELECT p.key AS title, m.credit, m.person
        FROM placed p CROSS JOIN imdb.makers m ON m.credit {_OF_PLACED}
        UNION ALL
        SELECT p.key, a.credit, a.person
        FROM placed p CROSS JOIN imdb.actors a ON a.credit {_OF_PLACED}
        ORDER BY title, credit
    )
    """,
)

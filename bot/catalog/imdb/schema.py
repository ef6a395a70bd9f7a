"""The tables of the working file, and of the imported data that it becomes.

Titles and people are known by IMDb's numbers: 79417 is tt0079417 or nm0079417.
"""

from bot.catalog.imdb.tables import Table

FORMAT_VERSION = 1
"""Raise it when the tables change, or what becomes of a line: the data must be imported again."""

TABLES = (
    "CREATE TABLE origin (described TEXT NOT NULL) STRICT",
    """
    CREATE TABLE progress (
        file TEXT PRIMARY KEY,
        byte INTEGER NOT NULL,
        line INTEGER NOT NULL,
        broken INTEGER NOT NULL,
        done INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE broken (file TEXT NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL) STRICT",
    "CREATE TABLE ratings (title INTEGER PRIMARY KEY, rating REAL NOT NULL, votes INTEGER) STRICT",
    """
    CREATE TABLE titles (
        number INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        sort_title TEXT NOT NULL,
        kind TEXT NOT NULL,
        year INTEGER,
        adult INTEGER NOT NULL,
        genres TEXT
    ) STRICT
    """,
    """
    CREATE TABLE actors (
        title INTEGER NOT NULL,
        position INTEGER NOT NULL,
        person INTEGER NOT NULL,
        PRIMARY KEY (title, position)
    ) STRICT, WITHOUT ROWID
    """,
    # Apart from the actors, as they come from another file: both only grow at their ends.
    """
    CREATE TABLE makers (
        title INTEGER NOT NULL,
        role INTEGER NOT NULL,
        position INTEGER NOT NULL,
        person INTEGER NOT NULL,
        PRIMARY KEY (title, role, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE people (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
)

# Should a file say something twice, the first time counts.
INSERTS = {
    Table.RATINGS: "INSERT OR IGNORE INTO ratings VALUES (?, ?, ?)",
    Table.BASICS: "INSERT OR IGNORE INTO titles VALUES (?, ?, ?, ?, ?, ?, ?)",
    Table.PRINCIPALS: "INSERT OR IGNORE INTO actors VALUES (?, ?, ?)",
    Table.CREW: "INSERT OR IGNORE INTO makers VALUES (?, ?, ?, ?)",
    Table.NAMES: "INSERT OR IGNORE INTO people VALUES (?, ?)",
}
"""What adds a row of each table's; the rows are described in ``rows``."""

FINISH = (
    # IMDb lists a few credits of people of whom it tells nothing else.
    "DELETE FROM actors WHERE person NOT IN (SELECT number FROM people)",
    "DELETE FROM makers WHERE person NOT IN (SELECT number FROM people)",
    "DELETE FROM ratings WHERE title NOT IN (SELECT number FROM titles)",
    "CREATE INDEX IF NOT EXISTS people_by_name ON people (name)",
)
"""What makes a full working file the imported data."""

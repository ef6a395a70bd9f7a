"""The tables of the working file, which becomes the imported data.

Titles and people are known by IMDb's numbers: 79417 is tt0079417 or nm0079417. A credit is one
number made of the title's, the role's key and the position, in that order: SQLite appends a row
with such a key in two thirds of the time that one with a compound key takes.
"""

from bot.catalog.imdb.tables import Table

FORMAT_VERSION = 2
"""Raise it when the tables or the reading of lines change: the data must be imported again."""

ALIAS_BITS = 4
"""Bits of an alias's key that hold its rank, below the title's number."""

POSITION_BITS = 10
ROLE_BITS = 2
"""How many bits of a credit are its position, and how many above them the role's key."""

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
    """
    CREATE TABLE ratings (
        title INTEGER PRIMARY KEY,
        rating REAL NOT NULL,
        votes INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE titles (
        number INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        original_title TEXT,
        sort_title TEXT NOT NULL,
        kind TEXT NOT NULL,
        year INTEGER,
        rating REAL,
        votes INTEGER,
        adult INTEGER NOT NULL,
        runtime INTEGER,
        genres TEXT
    ) STRICT
    """,
    "CREATE TABLE aliases (alias INTEGER PRIMARY KEY, name TEXT NOT NULL, language TEXT) STRICT",
    # Two tables, since rows of the two files would interleave all over a single one.
    "CREATE TABLE actors (credit INTEGER PRIMARY KEY, person INTEGER NOT NULL) STRICT",
    "CREATE TABLE makers (credit INTEGER PRIMARY KEY, person INTEGER NOT NULL) STRICT",
    "CREATE TABLE people (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
)

# Of duplicates in a file the first counts.
INSERTS = {
    Table.RATINGS: "INSERT OR IGNORE INTO ratings VALUES (?, ?, ?)",
    Table.BASICS: "INSERT OR IGNORE INTO titles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    Table.AKAS: "INSERT OR IGNORE INTO aliases VALUES (?, ?, ?)",
    Table.PRINCIPALS: "INSERT OR IGNORE INTO actors VALUES (?, ?)",
    Table.CREW: "INSERT OR IGNORE INTO makers VALUES (?, ?)",
    Table.NAMES: "INSERT OR IGNORE INTO people VALUES (?, ?)",
}
"""Statements that add a row of each table; the rows are described in ``rows``."""

FINISH = (
    "DROP TABLE IF EXISTS ratings",
    "CREATE INDEX IF NOT EXISTS people_by_name ON people (name)",
)
"""Statements that turn a full working file into the imported data."""

"""The tables of a catalogue file.

A catalogue is written once and then only read, so the indexes come after the rows. Text ids are
what the rest of the bot knows; the integer keys are private to one file.
"""

from bot.catalog.model import Role

FORMAT_VERSION = 4
"""Raise it when the tables or the reading of records change: old catalogues are rebuilt."""

ROLE_KEYS = {Role.DIRECTOR: 1, Role.CAST: 2, Role.WRITER: 3}
ROLES = {key: role for role, key in ROLE_KEYS.items()}

TABLES = (
    """
    CREATE TABLE titles (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        sort_title TEXT NOT NULL,
        kind TEXT,
        first_year INTEGER,
        rating REAL,
        votes INTEGER,
        score REAL,
        adult INTEGER NOT NULL,
        imdb_id TEXT,
        netflix_id TEXT,
        img TEXT,
        poster TEXT,
        color TEXT,
        runtime INTEGER,
        owner_rating TEXT,
        source TEXT NOT NULL
    ) STRICT
    """,
    # Apart from the titles, so that a scan of those does not read pages of prose.
    """
    CREATE TABLE title_texts (
        title INTEGER PRIMARY KEY REFERENCES titles,
        description TEXT,
        synopsis TEXT
    ) STRICT
    """,
    """
    CREATE TABLE title_years (
        title INTEGER NOT NULL REFERENCES titles,
        year INTEGER NOT NULL,
        PRIMARY KEY (title, year)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE title_aliases (
        title INTEGER NOT NULL REFERENCES titles,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        language TEXT,
        PRIMARY KEY (title, position)
    ) STRICT, WITHOUT ROWID
    """,
    *(
        statement
        for thing in ("genre", "language", "tag")
        for statement in (
            f"""
            CREATE TABLE {thing}s (
                key INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                count INTEGER NOT NULL DEFAULT 0,
                weight REAL NOT NULL DEFAULT 0.0
            ) STRICT
            """,
            f"""
            CREATE TABLE title_{thing}s (
                title INTEGER NOT NULL REFERENCES titles,
                {thing} INTEGER NOT NULL REFERENCES {thing}s,
                position INTEGER NOT NULL,
                PRIMARY KEY (title, {thing})
            ) STRICT, WITHOUT ROWID
            """,
        )
    ),
    """
    CREATE TABLE people (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        cast_count INTEGER NOT NULL DEFAULT 0,
        director_count INTEGER NOT NULL DEFAULT 0,
        writer_count INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE TABLE roles (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """
    CREATE TABLE credits (
        title INTEGER NOT NULL REFERENCES titles,
        role INTEGER NOT NULL REFERENCES roles,
        position INTEGER NOT NULL,
        person INTEGER NOT NULL REFERENCES people,
        PRIMARY KEY (title, role, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE stats (
        movies INTEGER NOT NULL,
        people INTEGER NOT NULL,
        mean_rating REAL NOT NULL,
        has_writers INTEGER NOT NULL,
        has_tags INTEGER NOT NULL
    ) STRICT
    """,
)

RELATION_INDEXES = (
    "CREATE INDEX years_of ON title_years (year, title)",
    "CREATE INDEX titles_of_genre ON title_genres (genre, title)",
    "CREATE INDEX titles_of_language ON title_languages (language, title)",
    "CREATE INDEX titles_of_tag ON title_tags (tag, title)",
    "CREATE INDEX credits_of_person ON credits (person, role, title)",
)

TITLE_INDEXES = (
    "CREATE INDEX titles_by_score ON titles (score DESC, votes DESC, id)",
    "CREATE INDEX titles_by_year ON titles (first_year DESC, votes DESC, id)",
    "CREATE INDEX titles_by_age ON titles (first_year IS NULL, first_year, votes DESC, id)",
    "CREATE INDEX titles_by_rating ON titles (rating DESC, votes DESC, id)",
    "CREATE INDEX titles_by_votes ON titles (votes DESC, id)",
    "CREATE INDEX titles_by_kind ON titles (kind, adult)",
    "CREATE INDEX titles_by_name ON titles (sort_title, first_year, id)",
)

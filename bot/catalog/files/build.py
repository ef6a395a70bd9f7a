"""Builds a catalogue file: movies in, one complete SQLite file out.

The file is written under a temporary name, flushed to the disk and only then given its real name,
which holds the hash of its content: equal movies in equal order give the same file. A crash at any
moment leaves at most a temporary file behind, which a later build clears away.
"""

import hashlib
import itertools
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.catalog.files.derive import derive
from bot.catalog.imdb.merge import attach_imported, merge_steps, unusable
from bot.catalog.model import Movie
from bot.catalog.schema import (
    FORMAT_VERSION,
    RELATION_INDEXES,
    ROLE_KEYS,
    ROLES,
    TABLES,
    TITLE_INDEXES,
)
from bot.catalog.vocabulary.sorting import sort_title
from bot.durable import sync
from bot.errors import CatalogError, Outage
from bot.outages import sqlite_outage

Progress = Callable[[int, int | None], None]
"""Called from the worker thread with the steps done and, where known, their total."""

TEMPORARY_PREFIX = "building-"

_BATCH = 2_000  # titles held in memory at once
_ANALYZED_ROWS = 1_000  # that ANALYZE samples, as SQLite recommends
_CACHE_KIB = 64 * 1024
_SORTING_THREADS = 2  # beside the one that hands them what is to be sorted


def build_catalog(
    movies: Iterable[Movie],
    folder: Path,
    *,
    imported: Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write a catalogue file and return its path; memory stays bounded however many there are.

    Blocking: call it off the event loop.

    Args:
        movies: The titles, each id once.
        folder: Where to put the file; created if missing.
        imported: IMDb's titles, which are added to the movies: see :mod:`bot.catalog.imdb`.
        progress: Called after each step.

    Raises:
        CatalogError: Two movies have the same id, the imported data is unusable, or the file
            cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=TEMPORARY_PREFIX, suffix=".sqlite")
        os.close(handle)
        temporary = Path(name)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
                _fill(db, movies, imported, progress)
            return _give_name(temporary)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        if imported is not None and _comes_of_what_was_read(error):
            raise unusable(imported, error) from error
        raise CatalogError(f"the catalogue in {folder} cannot be written: {error}") from error


def _comes_of_what_was_read(error: Exception) -> bool:
    """Whether it was the imported data that failed; the catalogue file itself is new."""
    if isinstance(error, OSError):
        return False
    return isinstance(error, sqlite3.IntegrityError) or sqlite_outage(error)[0] is Outage.DAMAGED


def content_hash(path: Path) -> str:
    """Return the hash of a file's content, as used in a catalogue's name."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _give_name(temporary: Path) -> Path:
    sync(temporary)
    path = temporary.with_name(f"catalog-{content_hash(temporary)}.sqlite")
    temporary.chmod(0o644)
    temporary.replace(path)
    return path


def _fill(
    db: sqlite3.Connection,
    movies: Iterable[Movie],
    imported: Path | None,
    progress: Progress | None,
) -> None:
    # A crash throws the file away, so no journal; the finished file is flushed as a whole.
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    db.execute(f"PRAGMA threads = {_SORTING_THREADS}")
    if imported is not None:
        attach_imported(db, imported)
    steps: list[Callable[[], object]] = [
        partial(_write, db, movies),
        *(() if imported is None else merge_steps(db)),
        *(partial(db.execute, statement) for statement in RELATION_INDEXES),
        partial(derive, db),
        *(partial(db.execute, statement) for statement in TITLE_INDEXES),
        partial(db.execute, "COMMIT"),
        partial(db.execute, f"PRAGMA analysis_limit = {_ANALYZED_ROWS}"),
        partial(db.execute, "ANALYZE main"),
        partial(db.execute, f"PRAGMA user_version = {FORMAT_VERSION}"),
    ]
    db.execute("BEGIN")
    for done, step in enumerate(steps, 1):
        step()
        if progress is not None:
            progress(done, len(steps))


def _write(db: sqlite3.Connection, movies: Iterable[Movie]) -> None:
    for statement in TABLES:
        db.execute(statement)
    db.executemany("INSERT INTO roles VALUES (?, ?)", [(key, r.value) for key, r in ROLES.items()])
    first_key = 1
    for batch in _batches(movies):
        _insert(db, first_key, batch)
        first_key += len(batch)


def _batches(movies: Iterable[Movie]) -> Iterator[list[Movie]]:
    source = iter(movies)
    while batch := list(itertools.islice(source, _BATCH)):
        yield batch


def _insert(db: sqlite3.Connection, first_key: int, batch: Sequence[Movie]) -> None:
    keyed = list(enumerate(batch, first_key))
    try:
        db.executemany(
            f"INSERT INTO titles VALUES ({', '.join('?' * 18)})",
            [_title_row(key, movie) for key, movie in keyed],
        )
    except sqlite3.IntegrityError as error:
        raise CatalogError(f"two titles have the same id ({error})") from error
    db.executemany(
        "INSERT INTO title_texts VALUES (?, ?, ?)",
        [
            (key, movie.description, movie.synopsis)
            for key, movie in keyed
            if movie.description or movie.synopsis
        ],
    )
    db.executemany(
        "INSERT INTO title_years VALUES (?, ?)",
        [(key, year) for key, movie in keyed for year in dict.fromkeys(movie.years)],
    )
    db.executemany(
        "INSERT INTO title_aliases VALUES (?, ?, ?, ?)",
        [
            (key, position, alias.title, alias.language)
            for key, movie in keyed
            for position, alias in enumerate(movie.aliases)
        ],
    )
    _insert_words(db, "genre", [(key, movie.genres) for key, movie in keyed])
    _insert_words(db, "language", [(key, movie.languages) for key, movie in keyed])
    _insert_words(db, "tag", [(key, movie.tags) for key, movie in keyed])
    credits_ = [
        (key, ROLE_KEYS[role], position, person)
        for key, movie in keyed
        for role, people in movie.credits
        for position, person in enumerate(dict.fromkeys(people))
    ]
    names = {person.id: person.name for *_, person in credits_}
    people_keys = _keys(db, "people", ("id", "name"), names.items())
    db.executemany(
        "INSERT INTO credits VALUES (?, ?, ?, ?)",
        [(key, role, position, people_keys[person.id]) for key, role, position, person in credits_],
    )


def _keys(
    db: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> dict[str, int]:
    """Return the keys of rows by their first column; new rows are added."""
    rows = list(rows)
    db.executemany(
        f"INSERT OR IGNORE INTO {table} ({', '.join(columns)})"
        f" VALUES ({', '.join('?' * len(columns))})",
        rows,
    )
    return dict(
        db.execute(
            f"SELECT {columns[0]}, key FROM {table}"
            f" WHERE {columns[0]} IN (SELECT value FROM json_each(?))",
            (json.dumps([row[0] for row in rows]),),
        )
    )


def _title_row(key: int, movie: Movie) -> tuple[object, ...]:
    return (
        key,
        movie.id,
        movie.title,
        sort_title(movie.title),
        movie.kind,
        movie.year,
        movie.rating,
        movie.votes,
        None,
        movie.adult,
        movie.imdb_id,
        movie.netflix_id,
        movie.img,
        movie.poster,
        movie.color,
        movie.runtime,
        movie.owner_rating,
        movie.source,
    )


def _insert_words(
    db: sqlite3.Connection, thing: str, words_of: Sequence[tuple[int, Sequence[str]]]
) -> None:
    words = dict.fromkeys(word for _, words in words_of for word in words)
    keys = _keys(db, f"{thing}s", ("name",), ((word,) for word in words))
    db.executemany(
        f"INSERT INTO title_{thing}s VALUES (?, ?, ?)",
        [
            (title, keys[word], position)
            for title, words in words_of
            for position, word in enumerate(dict.fromkeys(words))
        ],
    )

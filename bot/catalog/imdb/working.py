"""The working file: an SQLite file that becomes the imported data once it is complete.

Rows are committed together with the position up to which they were read, so however an import
ends, the next one resumes there.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.catalog.imdb.reading import FIRST_LINE, Position
from bot.catalog.imdb.schema import FINISH, FORMAT_VERSION, INSERTS, TABLES
from bot.catalog.imdb.tables import Table

Origin = Mapping[str, object]
"""What imported data was made from: the state of the files, and options, as JSON."""

_CACHE_KIB = 64 * 1024


@dataclass(frozen=True, slots=True)
class TableProgress:
    """How far a table has been read.

    Attributes:
        position: Where to resume; ``None`` at the beginning.
        broken: How many lines were left out.
        done: Whether it is complete.
    """

    position: Position | None = None
    broken: int = 0
    done: bool = False

    @property
    def lines(self) -> int:
        """How many lines have been read."""
        return self.position.line - FIRST_LINE if self.position else 0


class WorkingFile:
    """The working file, open for writing until ``with`` or :meth:`close` ends it.

    Args:
        path: Where it is; created if missing.
        origin: What it is made from. A damaged file or one of another origin is replaced.

    Raises:
        sqlite3.Error: It cannot be written; from every other method as well.
        OSError: Likewise.
    """

    def __init__(self, path: Path, origin: Origin) -> None:
        self.path = path
        if read_origin(path) != origin or not is_whole(path):
            self._delete()
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            # Commits are few and must be durable, even after a power cut.
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if self._db.execute("PRAGMA user_version").fetchone() != (FORMAT_VERSION,):
                self._create(origin)
        except BaseException:
            self.close()
            raise

    def _delete(self) -> None:
        for suffix in ("", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _create(self, origin: Origin) -> None:
        self._db.execute("BEGIN")
        for statement in TABLES:
            self._db.execute(statement)
        self._db.execute("INSERT INTO origin VALUES (?)", (json.dumps(origin),))
        self._db.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        self._db.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; uncommitted rows are lost."""
        self._db.close()

    def reached(self, table: Table) -> TableProgress:
        """Return how far a table has been read."""
        row = self._db.execute(
            "SELECT byte, line, broken, done FROM progress WHERE file = ?", (table,)
        ).fetchone()
        if row is None:
            return TableProgress()
        byte, line, broken, done = row
        return TableProgress(Position(byte, line), broken, bool(done))

    def add(
        self,
        table: Table,
        rows: Sequence[tuple[object, ...]],
        position: Position,
        broken: Sequence[tuple[int, str]] = (),
    ) -> None:
        """Commit rows, the position reached with them, and the lines left out."""
        self._db.execute("BEGIN")
        self._db.executemany(INSERTS[table], rows)
        self._db.executemany(
            "INSERT INTO broken VALUES (?, ?, ?)",
            [(table, line, reason) for line, reason in broken],
        )
        self._db.execute(
            """
            INSERT INTO progress VALUES (?, ?, ?, ?, FALSE) ON CONFLICT (file) DO UPDATE
            SET byte = excluded.byte, line = excluded.line, broken = broken + excluded.broken
            """,
            (table, position.offset, position.line, len(broken)),
        )
        self._db.execute("COMMIT")

    def end(self, table: Table) -> None:
        """Note that a table is complete."""
        self._db.execute(
            "INSERT INTO progress VALUES (?, 0, ?, 0, TRUE)"
            " ON CONFLICT (file) DO UPDATE SET done = TRUE",
            (table, FIRST_LINE),
        )

    def titles(self) -> Iterator[int]:
        """Yield the numbers of the titles added so far."""
        return self._numbers("SELECT number FROM titles")

    def ratings(self) -> Iterator[tuple[int, float, int]]:
        """Yield the ratings added so far: title, average and votes, by title."""
        return self._db.execute("SELECT title, rating, votes FROM ratings ORDER BY title")

    def credited_people(self) -> Iterator[int]:
        """Yield the numbers of the people who have a credit, with repetitions."""
        return self._numbers("SELECT person FROM actors UNION ALL SELECT person FROM makers")

    def _numbers(self, query: str) -> Iterator[int]:
        return chain.from_iterable(self._db.execute(query))

    def named_people(self) -> Iterator[int]:
        """Yield the numbers of the people whose names were added so far."""
        return self._numbers("SELECT number FROM people")

    def drop_credits(self, people: Iterable[int]) -> None:
        """Delete all credits of some people."""
        self._db.execute("CREATE TEMP TABLE dropped (person INTEGER PRIMARY KEY)")
        self._db.executemany("INSERT INTO dropped VALUES (?)", zip(people))
        for table in ("actors", "makers"):
            self._db.execute(f"DELETE FROM {table} WHERE person IN (SELECT person FROM dropped)")

    def first_broken_line(self, table: Table) -> tuple[int, str]:
        """Return the line number and fault of the first line of a table that was left out."""
        return self._db.execute(
            "SELECT line, reason FROM broken WHERE file = ? ORDER BY line LIMIT 1", (table,)
        ).fetchone()

    def finish(self) -> None:
        """Turn the complete working file into imported data."""
        for statement in FINISH:
            self._db.execute(statement)


def is_whole(path: Path) -> bool:
    """Return whether a file is undamaged; takes seconds for IMDb's millions."""
    try:
        with closing(sqlite3.connect(path)) as db:
            tables = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'").fetchall()
            lacking = {_plain(sql) for sql in TABLES} ^ {_plain(sql) for (sql,) in tables}
            # The ratings table is dropped at the end.
            return len(lacking) <= 1 and db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def read_origin(path: Path) -> Origin | None:
    """Return the origin of a file of imported data; ``None`` if it is none, or unusable."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(path)) as db:
            if db.execute("PRAGMA user_version").fetchone() == (FORMAT_VERSION,):
                return json.loads(db.execute("SELECT described FROM origin").fetchone()[0])
    except (sqlite3.Error, ValueError, TypeError, RecursionError):
        pass
    return None

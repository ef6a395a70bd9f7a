"""Whole copies of an SQLite store, made with SQLite's own online backup.

The copy is one consistent state even while a bot writes to the store; the writer waits for as long
as the copying takes. Blocking: meant for the command line or a thread.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.errors import StateError
from bot.state import engine
from bot.state.files import complete_or_absent, create_file
from bot.state.revisions import require_known

_MAGIC = b"SQLite format 3\x00"


def is_sqlite(path: Path) -> bool:
    """Say whether a file is an SQLite database, by its first bytes.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def copy_out(store: Path, target: Path, *, force: bool) -> None:
    """Copy a store to a file, verified and on the disk when this returns.

    Raises:
        StateError: There is no such store, it is locked or broken, or the target cannot be written.
    """
    with complete_or_absent(target, force=force) as part:
        _copy(store, part)
        _verify(part)


def copy_in(source: Path, store: Path, *, force: bool) -> None:
    """Make a store what a copy of it says, in one transaction of SQLite's.

    Args:
        source: The copy; it is verified before anything is changed.
        store: The SQLite file; it may be missing.
        force: Whether a store that holds something may be overwritten.

    Raises:
        StateError: The copy is broken or from a newer version, the store is not empty, or locked.
    """
    _verify(source)
    create_file(store)
    if not (force or _is_empty(store)):
        raise StateError(f"{store} holds a state already: force it to be overwritten")
    _copy(source, store)


def _open(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=engine.BUSY_TIMEOUT_S)


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_open(source)) as reader, closing(_open(target)) as writer:
            for pragma in ("synchronous = FULL", "secure_delete = ON", "journal_mode = TRUNCATE"):
                writer.execute(f"PRAGMA {pragma}")
            reader.backup(writer, progress=_deadline(source, target), sleep=0.05)
    except sqlite3.Error as error:
        raise StateError(f"cannot copy {source} to {target}: {error}") from error


def _deadline(source: Path, target: Path) -> Callable[[int, int, int], None]:
    """Return a watch on a copy: the driver itself would wait for a lock for ever."""
    until = time.monotonic() + engine.BUSY_TIMEOUT_S

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise StateError(f"cannot copy {source} to {target}: database is locked")

    return check


def _verify(path: Path) -> None:
    """Check that a file is a whole store that this code understands.

    Raises:
        StateError: It is not.
    """
    try:
        with closing(_open(path)) as connection:
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if verdict != "ok":
                raise StateError(f"{path} is damaged: {verdict}")
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StateError(f"{path} is not a copy of a state store: {error}") from error
    if revision is None:
        raise StateError(f"{path} is not a copy of a state store: it has no schema")
    require_known(revision[0])


def _is_empty(path: Path) -> bool:
    try:
        with closing(_open(path)) as connection:
            return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
    except sqlite3.Error as error:
        raise StateError(f"cannot use the state store {path}: {error}") from error

"""Copies of an SQLite store, made with SQLite's online backup.

The copy is consistent even while a bot writes to the store; the writer waits while it is made.
Blocking: meant for the command line or a thread.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.durable import sync
from bot.errors import Outage, StateError
from bot.outages import sqlite_outage, sqlite_reason
from bot.state.copies.files import SIDE_FILES, complete_or_absent, create_file, require_plain
from bot.state.copies.sqlite_schema import require_store
from bot.state.database import engine

_MAGIC = b"SQLite format 3\x00"
_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""The latter is raised for SQLite's messages about damaged files."""
_DAMAGED = ".damaged"


def is_sqlite(path: Path) -> bool:
    """Say whether a file is an SQLite database, by its first bytes.

    Raises:
        OSError: It cannot be read.
        StateError: It is no plain file.
    """
    require_plain(path)
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def copy_out(store: Path, target: Path, *, force: bool) -> None:
    """Copy a store to a file, verified and flushed when this returns.

    Raises:
        StateError: There is no such store, it is locked or broken, or the target cannot be written.
    """
    require_plain(store)
    with complete_or_absent(target, force=force) as part:
        try:
            _copy(store, part, "MEMORY")
            with closing(_open(part)) as copy:
                copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, not a WAL's
                require_store(copy, store)
        except _FAILURES as error:
            raise StateError(f"cannot copy {store}: {sqlite_reason(error)}") from error


def copy_in(copy: Path, store: Path, *, force: bool) -> None:
    """Replace a store by a verified copy of it, in one SQLite transaction.

    A store too damaged to be written to is kept under another name.

    Args:
        copy: A file of our own that is up to date; it takes the place of a damaged store.
        store: The SQLite file; it may be missing.
        force: Whether a store that holds something may be overwritten.

    Raises:
        StateError: The store is not empty, or locked; it is as it was.
    """
    made = create_file(store)
    try:
        if not (force or _is_empty(store)):
            raise StateError(f"{store} holds a state already: to replace it, add --force")
        _copy(copy, store, "TRUNCATE")
    except _FAILURES as error:
        if sqlite_outage(error)[0] is not Outage.DAMAGED or not force:
            reason = sqlite_reason(error)
            raise StateError(f"cannot write the state store {store}: {reason}") from error
        _put_aside(store)
        sync(copy)
        copy.replace(store)
        sync(store.parent)
        made = False
    finally:
        if made and not store.stat().st_size:
            store.unlink()


def _open(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=engine.BUSY_TIMEOUT_S)


def _copy(source: Path, target: Path, journal: str) -> None:
    with closing(_open(source)) as reader, closing(_open(target)) as writer:
        for pragma in ("synchronous = FULL", "secure_delete = ON", f"journal_mode = {journal}"):
            writer.execute(f"PRAGMA {pragma}")
        reader.backup(writer, progress=_deadline(source, target), sleep=0.05)


def _deadline(source: Path, target: Path) -> Callable[[int, int, int], None]:
    """Return a progress callback with a deadline: the driver itself waits for locks for ever."""
    until = time.monotonic() + engine.BUSY_TIMEOUT_S

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise StateError(f"cannot copy {source} to {target}: database is locked")

    return check


def _is_empty(path: Path) -> bool:
    with closing(_open(path)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def _put_aside(store: Path) -> None:
    """Rename a damaged store and its side files so that SQLite ignores them."""
    number, aside = 0, store.with_name(store.name + _DAMAGED)
    while aside.exists():
        number += 1
        aside = store.with_name(f"{store.name}{_DAMAGED}{number}")
    for suffix in ("", *SIDE_FILES):
        beside = store.with_name(store.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix.replace("-", ".")))

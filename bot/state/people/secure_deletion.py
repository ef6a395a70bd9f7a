"""Finds and overwrites what deleted rows leave behind in an SQLite file.

``secure_delete`` overwrites rows, but not all copies of their values: interior pages of a B-tree
keep keys of deleted rows, and rearranged pages may keep old bytes in their gaps. ``VACUUM``
rewrites the file, which takes long for a large store, so it is done only if an id is still there.
"""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from bot.errors import UnavailableError
from bot.outages import sqlite_outage, system_outage
from bot.state.database import engine
from bot.state.database.faults import STORE

_BLOCK = 1 << 20


def erase_traces(store: Path, user_id: int) -> None:
    """Rewrite a store if the id of a deleted person is anywhere in its bytes; blocking.

    Raises:
        UnavailableError: It cannot be read or written.
    """
    try:
        if not _holds(store, _spellings(user_id)):
            return
        with closing(sqlite3.connect(store, timeout=engine.LOCK_TIMEOUT_S)) as connection:
            for pragma in ("synchronous = FULL", "secure_delete = ON", "journal_mode = TRUNCATE"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise UnavailableError(STORE, *sqlite_outage(error)) from error
    except OSError as error:
        raise UnavailableError(STORE, *system_outage(error)) from error


def _spellings(user_id: int) -> Collection[bytes]:
    """Return the encodings of an id in the file: as digits, as a column's value, as a row's key."""
    value = user_id.to_bytes(8, "big")
    return (str(user_id).encode(), value.lstrip(b"\0"), _varint(user_id))


def _varint(number: int) -> bytes:
    """Return a number as SQLite writes keys: https://www.sqlite.org/fileformat2.html#varint."""
    last_bits = 7
    if number >> 56:
        last_bits = 8  # the ninth byte is used whole
    groups = [number & ((1 << last_bits) - 1)]
    number >>= last_bits
    while number:
        groups.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(reversed(groups))


def _holds(file: Path, needles: Collection[bytes]) -> bool:
    overlap = max(map(len, needles)) - 1
    with file.open("rb") as content:
        before = b""
        while block := content.read(_BLOCK):
            window = before + block
            if any(needle in window for needle in needles):
                return True
            before = window[-overlap:]
    return False

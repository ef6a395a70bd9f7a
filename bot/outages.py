"""What failures of SQLite and of the operating system mean for the users of a store."""

import errno
import sqlite3
from collections.abc import Mapping
from types import MappingProxyType

from bot.errors import Outage

_OF_SQLITE: Mapping[int, Outage] = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: Outage.FULL,
        sqlite3.SQLITE_BUSY: Outage.LOCKED,
        sqlite3.SQLITE_LOCKED: Outage.LOCKED,
        sqlite3.SQLITE_READONLY: Outage.READ_ONLY,
        sqlite3.SQLITE_READONLY_DBMOVED: Outage.GONE,
        sqlite3.SQLITE_CANTOPEN: Outage.GONE,
        sqlite3.SQLITE_PERM: Outage.REFUSED,
        sqlite3.SQLITE_AUTH: Outage.REFUSED,
        sqlite3.SQLITE_CORRUPT: Outage.DAMAGED,
        sqlite3.SQLITE_NOTADB: Outage.DAMAGED,
        sqlite3.SQLITE_SCHEMA: Outage.DAMAGED,
        sqlite3.SQLITE_ERROR: Outage.DAMAGED,  # a table or a column is not there
        sqlite3.SQLITE_IOERR: Outage.DISK,
    }
)
_OF_THE_SYSTEM: Mapping[int, Outage] = MappingProxyType(
    {
        errno.ENOSPC: Outage.FULL,
        errno.EDQUOT: Outage.FULL,
        errno.EROFS: Outage.READ_ONLY,
        errno.EACCES: Outage.REFUSED,
        errno.EPERM: Outage.REFUSED,
        errno.ENOENT: Outage.GONE,
        errno.ECONNREFUSED: Outage.GONE,
        errno.ECONNRESET: Outage.GONE,
        errno.EHOSTUNREACH: Outage.GONE,
        errno.ENETUNREACH: Outage.GONE,
        errno.EIO: Outage.DISK,
    }
)
_PRIMARY = 0xFF
"""The part of SQLite's extended codes that names the kind: https://www.sqlite.org/rescode.html."""


def sqlite_outage(error: BaseException) -> tuple[Outage, str]:
    """Return what an error of ``sqlite3`` means, and SQLite's name for it."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the module's own word: text that is no UTF-8, a closed connection
        closed = isinstance(error, sqlite3.ProgrammingError)
        return Outage.CLOSED if closed else Outage.DAMAGED, type(error).__name__
    kind = _OF_SQLITE.get(code) or _OF_SQLITE.get(code & _PRIMARY, Outage.OTHER)
    return kind, str(getattr(error, "sqlite_errorname", code))


def sqlite_reason(error: BaseException) -> str:
    """Return SQLite's message, readable even where it quotes a damaged file's bytes."""
    return "it is damaged" if isinstance(error, UnicodeDecodeError) else str(error)


def system_outage(error: OSError) -> tuple[Outage, str]:
    """Return what an error of the operating system means, and its name for it."""
    if isinstance(error, TimeoutError):
        return Outage.SLOW, ""
    number = error.errno or 0
    name = errno.errorcode.get(number, type(error).__name__)
    # An unknown host name has error numbers of its own.
    found = Outage.GONE if isinstance(error, ConnectionError) else Outage.OTHER
    return _OF_THE_SYSTEM.get(number, found), name

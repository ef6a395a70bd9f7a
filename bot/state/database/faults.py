"""Translates database failures into the bot's own errors."""

import socket
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import Outage, StateError, UnavailableError
from bot.outages import sqlite_outage, system_outage
from bot.state.database.address import Address

STORE = "the state store"

MEND = "put a backup in its place (state restore FILE --force)"
"""The advice for a damaged file."""

_SQLSTATES: Mapping[str, Outage] = MappingProxyType(
    {
        "08": Outage.GONE,
        "25006": Outage.READ_ONLY,
        "28": Outage.REFUSED,
        "3D": Outage.GONE,
        "40": Outage.LOCKED,
        "42501": Outage.REFUSED,
        "42": Outage.DAMAGED,  # a table or a column is not there
        "53100": Outage.FULL,
        "53300": Outage.REFUSED,
        "55P03": Outage.LOCKED,
        "57014": Outage.SLOW,
        "57P": Outage.GONE,
        "58": Outage.DISK,
        "XX": Outage.DAMAGED,
    }
)
"""PostgreSQL's codes or their prefixes: https://www.postgresql.org/docs/15/errcodes-appendix.html"""

_IMPOSSIBLE_VALUE = "22"
"""Prefix of codes for values that a column cannot hold."""


@contextmanager
def unavailable_when_down() -> Generator[None]:
    """Turn database failures into :class:`UnavailableError`.

    A broken constraint or an impossible value is a fault of the code, not of the database, and
    passes unchanged.

    Raises:
        UnavailableError: The database cannot be reached, read or written; the driver's error is
            its cause.
    """
    try:
        yield
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        if is_about_values(error):
            raise
        raise UnavailableError(STORE, *_outage(error)) from error


def is_about_values(error: Exception) -> bool:
    """Whether a database refuses the values, rather than failing itself."""
    known = isinstance(error, IntegrityError | DataError)
    return known or _sqlstate(error).startswith(_IMPOSSIBLE_VALUE)


def _outage(error: DBAPIError | PoolTimeoutError | OSError) -> tuple[Outage, str]:
    if isinstance(error, PoolTimeoutError):
        return Outage.SLOW, ""
    if isinstance(error, socket.gaierror):
        return Outage.GONE, "its host is unknown"
    if isinstance(error, OSError):
        return system_outage(error)
    if isinstance(error.orig, sqlite3.Error):
        return sqlite_outage(error.orig)
    code = _sqlstate(error)
    prefixes = (code[:length] for length in range(5, 1, -1))
    found = next((_SQLSTATES[it] for it in prefixes if it in _SQLSTATES), None)
    # A lost connection has no code.
    lost = error.connection_invalidated or not code
    return found or (Outage.GONE if lost else Outage.OTHER), code


def _sqlstate(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if code := getattr(cause, "sqlstate", None):
            return str(code)
        cause = cause.orig if isinstance(cause, DBAPIError) else cause.__cause__
    return ""


def one_line(verdict: str) -> str:
    """Return the findings of SQLite's integrity check in one line."""
    return " ".join(verdict.replace("*** in database main ***", "").split())


def plain_reason(error: BaseException) -> str:
    """Return the first line of the driver's message."""
    while error.__cause__ is not None and not isinstance(error.__cause__, UnicodeError):
        error = error.__cause__
    origin = error.orig if isinstance(error, DBAPIError) else None
    text = str(origin or error).strip() or type(error).__name__
    return text.splitlines()[0]


@contextmanager
def state_errors(address: Address) -> Generator[None]:
    """Turn database failures into the error that stops a command.

    Raises:
        StateError: The database failed.
    """
    try:
        yield
    except UnavailableError as error:
        mend = f": {MEND}" if error.outage is Outage.DAMAGED and address.file else ""
        reason = plain_reason(error)
        raise StateError(f"cannot use the state store {address}: {reason}{mend}") from error

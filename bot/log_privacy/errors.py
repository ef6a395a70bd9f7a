"""Errors in logs: where they happened, and their messages unless these may be private.

An exception's message can contain anything, so it is withheld unless its class is known to describe
only the program or the machine. The frames, with their lines of source, always stay.
"""

import re
import sqlite3
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from bot.errors import BadRowError, StartupError, UnavailableError
from bot.log_privacy.ids import without_ids

WITHHELD_TEXT = "[withheld]"

_SAYS_NAMES = (TypeError, AttributeError, NameError, ImportError, IndexError, ArithmeticError)
"""The interpreter's own messages of these classes name types and attributes, never values."""

_DISCORDS_OWN = {
    "CommandNotFound",
    "CommandSignatureMismatch",
    "CommandSyncFailure",
    "ConnectionClosed",
    "DiscordServerError",
    "Forbidden",
    "HTTPException",
    "LoginFailure",
    "NotFound",
    "PrivilegedIntentsRequired",
    "RateLimited",
}
"""Discord's answers, and discord.py's errors about commands; its others quote their causes."""

_QUOTED = re.compile(
    r"""(?P<schema>(?:constraint|relation|column|table|index)\ "\w+")"""
    r"""|(?:(?<!\w)'|["`“«])[^\n]*""",
    re.VERBOSE,
)
"""From a line's first quotation mark to its end, since quoted text may hold quotation marks."""

_RAISES = re.compile(r"\braise\b")
_MAX_DEPTH = 10


def without_quotes(text: str) -> str:
    """Return a text without its quoted parts, except for names in a database."""
    return _QUOTED.sub(lambda match: match["schema"] or "[text]", text)


def described(error: BaseException) -> str:
    """Return an error's class and the loggable part of its message, in one line."""
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    said = _message(error)
    return f"{module}{kind.__qualname__}" + (f": {said}" if said else "")


def private_traceback(error: BaseException) -> str:
    """Return an error's traceback with those of its causes, in Python's format."""
    return "".join(_chain(error, set())).rstrip("\n")


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen or len(seen) >= _MAX_DEPTH:
        return
    seen.add(id(error))
    if error.__cause__ is not None:
        yield from _chain(error.__cause__, seen)
        yield "\nThe above exception was the direct cause of the following exception:\n\n"
    elif error.__context__ is not None and not error.__suppress_context__:
        yield from _chain(error.__context__, seen)
        yield "\nDuring handling of the above exception, another exception occurred:\n\n"
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from _frames(error.__traceback__).format()
    yield described(error) + "\n"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            yield "\nOne of its exceptions:\n\n"
            yield from _chain(inner, seen)  # pyright: ignore[reportUnknownArgumentType]


def _frames(trace: TracebackType) -> traceback.StackSummary:
    return traceback.StackSummary.extract(traceback.walk_tb(trace))


def _message(error: BaseException) -> str:
    text, library = str(error), type(error).__module__.partition(".")[0]
    if isinstance(error, OSError) and error.strerror is not None:
        text = without_quotes(f"[Errno {error.errno}] {error.strerror}")
    elif library == "sqlalchemy":
        text = _database_message(error)
    elif isinstance(error, sqlite3.Error) or library == "asyncpg":
        text = _first_line(error)
    elif library == "aiohttp" or (library == "discord" and type(error).__name__ in _DISCORDS_OWN):
        text = without_quotes(text)
    elif not isinstance(error, StartupError | UnavailableError | BadRowError) and not (
        isinstance(error, _SAYS_NAMES) and _is_the_interpreters(error)
    ):
        text = text and WITHHELD_TEXT
    return without_ids(text)


def _is_the_interpreters(error: BaseException) -> bool:
    """Whether the interpreter raised the error: the failing line has no ``raise``."""
    if error.__traceback__ is None:
        return False
    line = _frames(error.__traceback__)[-1].line
    return bool(line) and not _RAISES.search(line)


def _database_message(error: BaseException) -> str:
    """Return the driver's first line and the statement, whose values are bound."""
    cause: Any = getattr(error, "orig", None)
    statement: Any = getattr(error, "statement", None)
    said = _first_line(error) if cause is None else described(cause)
    return said + (f" [SQL: {statement}]" if statement else "")


def _first_line(error: BaseException) -> str:
    """Return a database's message without the DETAIL, which shows the row."""
    return without_quotes(str(error).partition("\n")[0])

"""One processor over every record, the bot's own and its libraries'.

A library's record consists of a template, written by programmers, and arguments. The template
stays, and so do arguments that are harmless by their type and place. A text that was formatted
before it was logged is kept as far as it cannot contain foreign words.
"""

import enum
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, cast

from structlog.typing import EventDict

from bot.log_privacy.errors import described, private_traceback
from bot.log_privacy.ids import MIN_ID, WITHHELD_ID, is_named_thing, without_ids

WITHHELD_TEXT = "[text]"

_SPEAK_OF_THEMSELVES = (
    "bot",
    "alembic",
    "discord.app_commands",
    "discord.client",
    "sqlalchemy.engine",
    "watchfiles",
)
"""Loggers whose texts are names of code, files or statements, never what people typed."""

_TYPED = {"content", "question", "query", "text", "title", "typed"}
"""Fields of the bot's own events that would hold typed text."""

_PLACEHOLDER = re.compile(
    r"%(?:\((?P<key>\w+)\))?(?P<form>[-#0 +]*\d*(?:\.\d+)?)[hlL]?(?P<type>[diouxXeEfFgGcrsa%])"
)
_METHOD_OR_URL = re.compile(
    r"GET|POST|PUT|PATCH|DELETE|https?://(?:discord\.com|127\.0\.0\.1:\d+)/api/\S+"
)
_FOREIGN_WORDS = re.compile(r"[\"'“‘«`<({\[=\n]|:\s")


def keep_private(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Remove people's ids and words from an event; its traceback becomes a text without them."""
    record: logging.LogRecord = event["_record"]
    arguments = event.pop("positional_args", ())
    if event["_from_structlog"]:
        for name, value in event.items():
            if name not in {"_record", "_from_structlog", "exc_info", "timestamp"}:
                event[name] = _own_field(name, value)
    else:
        event["event"] = _sentence(record, arguments)
    if (error := _error_of(event.pop("exc_info", None))) is not None:
        event["exception"] = private_traceback(error)
    return event


def _own_field(name: str, value: Any) -> Any:
    if name in _TYPED:
        return WITHHELD_TEXT
    if isinstance(value, int | float) and (abs(value) < MIN_ID or is_named_thing(name)):
        return value
    return None if value is None else _argument(value, name, is_ours=True)


def _error_of(exc_info: Any) -> BaseException | None:
    if exc_info is True:
        return sys.exception()
    if isinstance(exc_info, BaseException):
        return exc_info
    return exc_info[1] if exc_info else None


def _sentence(record: logging.LogRecord, arguments: object) -> str:
    """Return the private form of a library's record."""
    is_ours = _is_trusted(record.name)
    template: object = record.msg
    if not isinstance(template, str):
        return _argument(template, "", is_ours=is_ours)
    if not arguments:
        return without_ids(template if is_ours else _own_words(template))
    try:
        return "".join(_filled(template, arguments, is_ours=is_ours))
    except (TypeError, ValueError):
        return without_ids(template)  # the arguments do not fit the template


def _filled(template: str, arguments: Any, *, is_ours: bool) -> Iterator[str]:
    named = cast(Mapping[str, Any], arguments) if isinstance(arguments, Mapping) else None
    values = iter(cast(tuple[Any, ...], arguments) if named is None else ())
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        yield template[end : match.start()]
        end = match.end()
        if match["type"] == "%":
            yield "%"
            continue
        key = match["key"]
        before = key or template[: match.start()]
        value = next(values, "?") if named is None else named.get(key, "?")
        said = _argument(value, before, is_ours=is_ours)
        is_number = isinstance(value, int | float) and said == str(value)
        yield f"%{match['form']}{match['type']}" % value if is_number else said
    yield template[end:]


def _argument(value: Any, before: str, *, is_ours: bool) -> str:
    """Return one value as it may be logged.

    Args:
        value: The argument.
        before: The words before its place, or its name.
        is_ours: Whether texts from this logger are harmless.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    match value:
        case bool() | float() | timedelta() | date() | None:
            said = str(value)
        case enum.Enum():
            said = value.name
        case int():
            is_kept = abs(value) < MIN_ID or is_named_thing(before)
            said = str(value) if is_kept else WITHHELD_ID
        case str():
            is_plain = is_ours or _METHOD_OR_URL.fullmatch(value)
            said = without_ids(value) if is_plain else WITHHELD_TEXT
        case BaseException():
            said = described(value)
        case type() | FunctionType() | MethodType() | BuiltinFunctionType():
            said = value.__qualname__
        case partial():
            said = _argument(value.func, before, is_ours=is_ours)
        case _:
            said = f"[{type(value).__name__}]"
    return said


def _own_words(text: str) -> str:
    """Return a formatted text up to the first argument."""
    found = _FOREIGN_WORDS.search(text)
    return text if found is None else f"{text[: found.start()].rstrip()} [...]"


def _is_trusted(logger: str) -> bool:
    return any(logger == name or logger.startswith(f"{name}.") for name in _SPEAK_OF_THEMSELVES)

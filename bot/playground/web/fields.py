"""Reads what the page sends field by field: it is untrusted JSON."""

import re
from collections.abc import Iterable
from typing import cast

from bot.playground.discord.http.wire import Json

_ID = re.compile(r"[0-9]{1,20}")


class AskedWrongError(Exception):
    """The page asked for something that is not there or makes no sense; nothing was done."""


def text(asked: Json, key: str) -> str:
    """Return a text.

    Raises:
        AskedWrongError: It is none.
    """
    value = asked.get(key)
    if not isinstance(value, str):
        raise AskedWrongError(f"{key!r} has to be a text")
    return value


def number(asked: Json, key: str, lowest: float, highest: float) -> float:
    """Return a number within bounds.

    Raises:
        AskedWrongError: It is not a number, or out of range.
    """
    value = asked.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AskedWrongError(f"{key!r} has to be a number")
    if not lowest <= value <= highest:
        raise AskedWrongError(f"{key!r} has to be from {lowest:g} to {highest:g}")
    return value


def one_of(asked: Json, key: str, offered: Iterable[str]) -> str:
    """Return a text that is one of those offered.

    Raises:
        AskedWrongError: It is not.
    """
    value, known = text(asked, key), list(offered)
    if value not in known:
        raise AskedWrongError(f"{key!r} has to be one of {', '.join(known)}")
    return value


def snowflake(asked: Json, key: str) -> int:
    """Return an id.

    Raises:
        AskedWrongError: It is none.
    """
    value = asked.get(key)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise AskedWrongError(f"{key!r} has to be an id")
    return int(value)


def texts(asked: Json, key: str) -> list[str]:
    """Return a list of texts, empty when there is none.

    Raises:
        AskedWrongError: It is something else.
    """
    value: object = asked.get(key)
    if value is None:
        return []
    if isinstance(value, list):
        items = cast("list[object]", value)
        strings = [item for item in items if isinstance(item, str)]
        if len(strings) == len(items):
            return strings
    raise AskedWrongError(f"{key!r} has to be a list of texts")


def mapping(asked: Json, key: str) -> Json:
    """Return an object, empty when there is none.

    Raises:
        AskedWrongError: It is something else.
    """
    value: object = asked.get(key) or {}
    if not isinstance(value, dict):
        raise AskedWrongError(f"{key!r} has to be an object")
    return cast("Json", value)

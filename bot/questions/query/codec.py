"""Queries and contexts as JSON text, for buttons and for the ten minutes of a conversation.

An object is stored under the tag of its class and a field under the name it was first stored with,
so both can be renamed while messages still hold the old text.
"""

import dataclasses
import enum
import json
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from bot.questions.query.context import Context
from bot.questions.query.node import STORED_AS, Node
from bot.questions.query.queries import Query

_TYPE = ""
"""The key of an object's tag: no field has that name."""
_ADDED = frozenset(
    {"all", "every", "figure", "high", "low", "offered", "others", "picked", "skip", "within"}
)
"""Fields that are omitted if they have their default, as in messages older than the field."""
_WRONG = object()
_PLAIN = (str, int, bool, types.NoneType)


def encode(value: Query | Context) -> str:
    """Return a query or context as compact JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode_query(text: str) -> Query:
    """Return the query that :func:`encode` encoded.

    Raises:
        ValueError: The text is not a valid query; it may come from an old message.
    """
    return cast("Query", _decode(text, Query))


def decode_context(text: str) -> Context:
    """Return the context that :func:`encode` encoded.

    Raises:
        ValueError: The text is not a valid context.
    """
    return cast("Context", _decode(text, Context))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        fields = {
            name: _plain(getattr(value, field.name))
            for name, field in _fields(type(value)).items()
            if name not in _ADDED or getattr(value, field.name) != field.default
        }
        return {_TYPE: _tag(type(value)), **fields}
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    return value


@cache
def _fields(kind: type) -> Mapping[str, dataclasses.Field[Any]]:
    """Return the fields of a class by the names under which they are stored."""
    return {it.metadata.get(STORED_AS, it.name): it for it in dataclasses.fields(kind)}


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of a class's fields; resolving them is slow."""
    return get_type_hints(kind)


def _tag(kind: type) -> str:
    return cast("type[Node]", kind).tag


def _decode(text: str, hint: object) -> object:
    try:
        return _typed(json.loads(text), hint)
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"not a query: {error}") from error


def _typed(plain: object, hint: object) -> object:
    """Convert plain JSON to the type of a field.

    Raises:
        TypeError: It does not fit the type.
    """
    for option in get_args(hint) if isinstance(hint, types.UnionType) else (hint,):
        if get_origin(option) is tuple and isinstance(plain, list):
            (inner, *_) = get_args(option)
            return tuple(_typed(part, inner) for part in cast("list[object]", plain))
        if isinstance(option, type) and (found := _simple(plain, option)) is not _WRONG:
            return found
    raise TypeError(f"{plain!r} is no {hint}")


def _simple(plain: object, option: type) -> object:
    """Convert plain JSON to a member of a class; ``_WRONG`` if it is none."""
    if isinstance(plain, dict):
        named = cast("dict[str, object]", plain)
        return _object(named, option) if named[_TYPE] == _tag(option) else _WRONG
    if issubclass(option, enum.StrEnum) and isinstance(plain, str):
        return option(plain)
    if option is float and isinstance(plain, int | float) and not isinstance(plain, bool):
        return float(plain)
    return plain if option in _PLAIN and type(plain) is option else _WRONG


def _object(plain: Mapping[str, object], cls: type) -> object:
    hints = _hints(cls)
    given = {
        name: field for name, field in _fields(cls).items() if name in plain or name not in _ADDED
    }
    return cls(**{it.name: _typed(plain[name], hints[it.name]) for name, it in given.items()})

"""Queries and contexts as JSON text, for buttons and for the ten minutes of a conversation."""

import dataclasses
import enum
import json
import types
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_type_hints

from bot.catalog.model import Kind, Role
from bot.questions import query, sets
from bot.questions.answers import Context
from bot.questions.query import Query

_TYPES: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (*vars(sets).values(), *vars(query).values(), Context)
    if isinstance(cls, type) and dataclasses.is_dataclass(cls)
}
_ENUMS: tuple[type[enum.StrEnum], ...] = (Role, Kind, sets.Attribute, sets.Key)
_NAMES = {**vars(sets), **vars(query), "Context": Context}

Coded = TypeVar("Coded")


def encode(value: Query | Context) -> str:
    """Return a query or context as compact JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(text: str, expected: type[Coded]) -> Coded:
    """Return what :func:`encode` made.

    Args:
        text: JSON text.
        expected: ``Context``, or a type of query.

    Raises:
        ValueError: The text is none of that, whatever it is: it may come from an old message.
    """
    try:
        value = _value(json.loads(text))
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"not a query: {error}") from error
    if not isinstance(value, expected):
        raise ValueError(f"not a {expected.__name__}")  # noqa: TRY004 - the text is at fault
    return value


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
        return {"": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(part) for part in plain)  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(plain, dict):
        return plain
    fields = {str(name): part for name, part in plain.items()}  # pyright: ignore
    cls = _TYPES[fields.pop("")]
    hints = get_type_hints(cls, _NAMES)
    values = {name: _typed(_value(part), hints[name]) for name, part in fields.items()}
    return cls(**values)


def _typed(value: Any, hint: Any) -> Any:
    """Return a value as its field's type has it: words as members of their enumeration."""
    options = get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    for option in options:
        if option in _ENUMS:
            return option(value)
        inner = get_args(option)
        if isinstance(value, tuple) and inner and inner[0] in _ENUMS:
            return tuple(inner[0](part) for part in value)
        if value is None and option is types.NoneType:
            return value
        if isinstance(value, tuple) and inner:
            checked = tuple(_typed(part, inner[0]) for part in value)
            return checked
        if isinstance(option, type) and isinstance(value, option):
            return value
        if option is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
    if isinstance(hint, types.UnionType) and any(
        isinstance(value, option) for option in options if isinstance(option, type)
    ):
        return value
    raise TypeError(f"{value!r} is no {hint}")

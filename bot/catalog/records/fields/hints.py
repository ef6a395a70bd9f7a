"""Typos in fields: what somebody probably meant."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.catalog.records.fields.names import OWN, field_names, folded
from bot.catalog.records.fields.parsers import FieldError

_KEY = re.compile(r"([\w-]+):(?:[ \t]+|\r?$)(.*)")
_COMMENT = re.compile(r"(?:^|[ \t])#(?=\S)")
_ITEM = re.compile(r"\s*-[ \t]+([#!][^\s!#].*)")
_TAGGED = re.compile(r"!(?!!)\S")


class MisreadValue(NamedTuple):
    """A value that YAML misreads without quotes.

    Attributes:
        line: Where, from 1 for the first line looked at.
        name: The field.
        value: What was written.
        sign: The cause: ``#`` begins a comment, ``!`` a type.
    """

    line: int
    name: str
    value: str
    sign: str


def misread_values(front_matter: str) -> Iterator[MisreadValue]:
    """Yield the values that YAML drops or truncates."""
    name, is_block = "", False
    for number, line in enumerate(front_matter.split("\n"), 1):
        if key := _KEY.match(line):
            name, value = key[1], key[2].rstrip()
            is_block = value.startswith(("|", ">"))
            if value.startswith(("'", '"', "[", "{", "|", ">", "&", "*")):
                continue
            if _TAGGED.match(value):
                yield MisreadValue(number, name, value, "!")
            elif _COMMENT.search(value):
                yield MisreadValue(number, name, value, "#")
        elif not is_block and (item := _ITEM.match(line)):
            yield MisreadValue(number, name, item[1].rstrip(), item[1][0])


def meant(name: str, missing: Iterable[str], fits: Callable[[str], bool]) -> str | None:
    """Return the field that a name is probably a typo of, if any.

    Args:
        name: An unknown name.
        missing: The absent fields.
        fits: Whether the value is valid for a field.
    """
    near = _near(name)
    return (
        next((field for field in missing if field in near and fits(field)), None) if near else None
    )


@lru_cache(maxsize=1024)  # names come from files
def _near(name: str) -> frozenset[str]:
    table = field_names()
    if folded(name) in table.unrelated or table.own(name):
        return frozenset()
    return frozenset(field for field in OWN if OSA.distance(name.lower(), field) <= 1)


def can_read(text: str, read: Callable[[str], object]) -> bool:
    """Return whether a parser accepts a value."""
    try:
        read(text)
    except FieldError:
        return False
    return True

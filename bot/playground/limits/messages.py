"""Limits of a whole message, as it will stand once the request is carried out."""

from collections.abc import Iterator
from typing import Any

from bot.playground.limits.components import check_rows
from bot.playground.limits.embeds import check_embeds
from bot.playground.limits.fault import (
    Fault,
    as_list,
    as_objects,
    check_count,
    check_number,
    check_text,
    not_one_of,
)
from bot.playground.limits.layout import check_layout
from bot.playground.limits.polls import check_poll

COMPONENTS_V2 = 1 << 15
"""The flag of a message that is all layout."""

CONTENT = 2000
ATTACHMENTS = 10
ALT_TEXT = 1024
FILE_NAME = 260
MENTIONS = 100

_FORBIDDEN_IN_V2 = ("content", "embeds", "poll", "stickers")
_PARSED = ("roles", "users", "everyone")


def check_message(
    message: dict[str, Any], attached: frozenset[str], allowed_mentions: object = None
) -> Iterator[Fault]:
    """Check a message.

    Args:
        message: All its parts: after an edit, the changed and the kept ones together.
        attached: The names of its files.
        allowed_mentions: What the request says about pings.
    """
    if message.get("flags") is not None:
        yield from check_number(message["flags"], ("flags",), 0, (1 << 31) - 1)
    yield from _check_attachments(message.get("attachments"))
    yield from check_allowed_mentions(allowed_mentions)
    if (message.get("flags") or 0) & COMPONENTS_V2:
        for key in _FORBIDDEN_IN_V2:
            if message.get(key):
                yield Fault(
                    (key,),
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
        yield from check_layout(message.get("components"), ("components",), attached)
        return
    yield from check_text(message.get("content"), ("content",), CONTENT)
    yield from check_embeds(message.get("embeds"), ("embeds",), attached)
    yield from check_rows(message.get("components"), ("components",))
    if message.get("poll"):
        yield from check_poll(message["poll"], ("poll",))


def _check_attachments(value: object) -> Iterator[Fault]:
    attachments, faults = as_objects(value, ("attachments",))
    yield from faults
    if len(attachments) > ATTACHMENTS:
        yield from check_count(attachments, ("attachments",), 0, ATTACHMENTS)
    for position, entry in enumerate(attachments):
        path = ("attachments", position)
        yield from check_text(entry.get("filename"), (*path, "filename"), FILE_NAME, 1)
        yield from check_text(entry.get("description"), (*path, "description"), ALT_TEXT)


def check_allowed_mentions(value: Any) -> Iterator[Fault]:
    """Check who may be pinged: known kinds, at most 100 ids each, never both for one kind."""
    if value is None:
        return
    path = ("allowed_mentions",)
    parsed, faults = as_list(value.get("parse"), (*path, "parse"))
    yield from faults
    for position, kind in enumerate(parsed):
        if kind not in _PARSED:
            yield not_one_of((*path, "parse", position), _PARSED)
    for kind in ("users", "roles"):
        ids, faults = as_list(value.get(kind), (*path, kind))
        yield from faults
        if len(ids) > MENTIONS:
            yield from check_count(ids, (*path, kind), 0, MENTIONS)
        if ids and kind in parsed:
            yield Fault(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive.",
            )

"""Limits of a whole message, as it will be once the request is carried out."""

from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits.components import check_rows
from bot.playground.discord.limits.embeds import check_embeds
from bot.playground.discord.limits.fault import (
    Fault,
    as_list,
    as_objects,
    check_count,
    check_number,
    check_text,
    not_one_of,
    part,
    whole,
)
from bot.playground.discord.limits.layout import check_layout
from bot.playground.discord.limits.polls import check_poll

COMPONENTS_V2 = 1 << 15
"""The flag of a message that is all layout."""

CONTENT = 2000
ATTACHMENTS = 10
ALT_TEXT = 1024
FILE_NAME = 260
MENTIONS = 100
NONCE = 25

_FORBIDDEN_IN_V2 = ("content", "embeds", "poll", "stickers")
_SHAPES: dict[str, type] = {
    "content": str,
    "embeds": list,
    "components": list,
    "attachments": list,
    "flags": int,
    "poll": dict,
    "allowed_mentions": dict,
    "message_reference": dict,
}
_PARSED = ("roles", "users", "everyone")


def check_message(
    message: dict[str, Any],
    attached: frozenset[str],
    allowed_mentions: dict[str, Any] | None = None,
) -> Iterator[Fault]:
    """Check a message.

    Args:
        message: All its parts: after an edit, the changed and the kept ones together.
        attached: The names of its files.
        allowed_mentions: What the request says about pings.
    """
    if "flags" in message:
        yield from check_number(message["flags"], ("flags",), 0, (1 << 31) - 1)
    yield from _check_attachments(message.get("attachments"))
    yield from check_allowed_mentions(allowed_mentions or {})
    if whole(message.get("flags")) & COMPONENTS_V2:
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
        yield from check_poll(part(message, "poll"), ("poll",))


def check_shape(body: dict[str, Any]) -> Iterator[Fault]:
    """Check that each part of a message has the right type."""
    for key, types in _SHAPES.items():
        value = body.get(key)
        if value is not None and not isinstance(value, types):
            yield Fault((key,), "MODEL_TYPE_CONVERT", f'Could not interpret "{value}".')
    for key in ("embeds", "components", "attachments"):
        if isinstance(body.get(key), list):
            yield from as_objects(body[key], (key,))[1]


def check_nonce(body: dict[str, Any]) -> Iterator[Fault]:
    """Check the nonce, which identifies a message that is sent again."""
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        yield from check_text(nonce, ("nonce",), NONCE)
    elif nonce is not None:
        yield from check_number(nonce, ("nonce",), -(1 << 63), (1 << 63) - 1)


def _check_attachments(value: object) -> Iterator[Fault]:
    attachments, faults = as_objects(value, ("attachments",))
    yield from faults
    yield from check_count(attachments, ("attachments",), 0, ATTACHMENTS)
    for position, entry in enumerate(attachments):
        path = ("attachments", position)
        yield from check_text(entry.get("filename"), (*path, "filename"), FILE_NAME, 1)
        yield from check_text(entry.get("description"), (*path, "description"), ALT_TEXT)


def check_allowed_mentions(value: dict[str, Any]) -> Iterator[Fault]:
    """Check who may be pinged: known kinds, at most 100 ids each, never both for one kind."""
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

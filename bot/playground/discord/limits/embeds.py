"""Limits of embeds."""

from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_objects,
    check_count,
    check_number,
    check_text,
    check_time,
    check_url,
    measure,
    part,
    required,
)

EMBEDS = 10
FIELDS = 25
TOTAL = 6000
"""Letters of all embeds of a message together."""

TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FOOTER, AUTHOR = 256, 4096, 256, 1024, 2048, 256
COLOR = 0xFFFFFF

_FILLING = ("title", "description", "fields", "image", "thumbnail", "author", "footer", "video")


def check_embeds(value: object, path: Path, attached: frozenset[str]) -> Iterator[Fault]:
    """Check a message's embeds; pictures may be files of these names."""
    embeds, faults = as_objects(value, path)
    yield from faults
    yield from check_count(embeds, path, 0, EMBEDS)
    for position, embed in enumerate(embeds):
        yield from _check_embed(embed, (*path, position), attached)
    letters = sum(_letters(embed) for embed in embeds)
    measure((*path, "all texts"), letters, TOTAL)
    if letters > TOTAL:
        yield Fault(
            path,
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {TOTAL}",
        )


def _check_embed(embed: dict[str, Any], path: Path, attached: frozenset[str]) -> Iterator[Fault]:
    if not any(embed.get(key) for key in _FILLING):
        yield required((*path, "description"))
    yield from check_text(embed.get("title"), (*path, "title"), TITLE)
    yield from check_text(embed.get("description"), (*path, "description"), DESCRIPTION)
    if embed.get("url") is not None:
        yield from check_url(embed["url"], (*path, "url"))
    if embed.get("color") is not None:
        yield from check_number(embed["color"], (*path, "color"), 0, COLOR)
    if embed.get("timestamp") is not None:
        yield from check_time(embed["timestamp"], (*path, "timestamp"))
    for picture in ("image", "thumbnail"):
        if embed.get(picture):
            url = part(embed, picture).get("url")
            yield from check_url(url, (*path, picture, "url"), attached)
    for key, name, longest in (("footer", "text", FOOTER), ("author", "name", AUTHOR)):
        if embed.get(key):
            yield from _check_byline(part(embed, key), (*path, key), name, longest, attached)
    yield from _check_fields(embed.get("fields"), (*path, "fields"))


def _check_byline(
    byline: dict[str, Any], path: Path, name: str, longest: int, attached: frozenset[str]
) -> Iterator[Fault]:
    """Check a footer or an author: a text, perhaps with a link and a small picture."""
    yield from check_text(byline.get(name), (*path, name), longest, 1)
    if byline.get("url"):
        yield from check_url(byline["url"], (*path, "url"))
    if byline.get("icon_url"):
        yield from check_url(byline["icon_url"], (*path, "icon_url"), attached)


def _check_fields(value: object, path: Path) -> Iterator[Fault]:
    fields, faults = as_objects(value, path)
    yield from faults
    yield from check_count(fields, path, 0, FIELDS)
    for position, field in enumerate(fields):
        yield from check_text(field.get("name"), (*path, position, "name"), FIELD_NAME, 1)
        yield from check_text(field.get("value"), (*path, position, "value"), FIELD_VALUE, 1)


def _letters(embed: dict[str, Any]) -> int:
    fields, _ = as_objects(embed.get("fields"), ())
    texts: list[Any] = [
        embed.get("title"),
        embed.get("description"),
        part(embed, "footer").get("text"),
        part(embed, "author").get("name"),
        *(field.get(key) for field in fields for key in ("name", "value")),
    ]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))

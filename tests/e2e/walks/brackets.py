"""What somebody is shown that has not come through the door for words.

Who speaks the pseudo-language gets all our words in brackets; where what people and records say has
no Latin letter, every one outside of them is ours.
"""

import re
from collections.abc import Iterator

from bot.i18n import CLOSING, OPENING
from bot.playground.discord.http.wire import Json
from bot.playground.discord.interactions.exchange import Exchange

_BRACKETED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*(?:{CLOSING}|…|$)", re.MULTILINE)
_TYPED = re.compile(f"{OPENING}“{CLOSING}[^”]*{OPENING}”{CLOSING}")
"""What somebody has typed, or a record says, in quotation marks."""
_NO_WORDS = re.compile(
    r"https?://[^\s)]+"
    r"|<(?:t:\d+:\w|@[!&]?\d+|#\d+)>"
    r"|`[^`\n]*`"  # what is to be typed, and codes
    r"|^/[a-z]+(?: [a-z]+)?$"
    r"|\b[\w-]+\.(?:md|csv|ics)\b"
    r"|\b(?:[0-9a-f]{32}|[0-9a-f]{16}|tt\d{7,})\b"  # hashes and ids
    r"|\b(?:UTC|[A-Z]\w+(?:/[A-Z]\w+)+)\b"  # time zones
    r"|\b(?:IMDb|Letterboxd)\b|@Marquee$"
    r"|\b[A-Z](?=: )"  # the letters of the films on a board
    r"|^(?:English|español)$"  # what languages call themselves
)
"""What is the same in every language, and what Discord or somebody else has named."""

_OF_EMBEDS = ("title", "description", "text", "name", "value")
_OF_CONTROLS = ("label", "description", "placeholder")
_SEED = re.compile(rf"([Ss]eed `?{CLOSING}“?)[a-z2-7]{{8}}(?:\.[0-9a-f]{{32}})?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")


def unbracketed(exchange: Exchange) -> list[str]:
    """Return the texts of an answer in which Latin letters stand outside of the brackets."""
    return [text for text in _texts(exchange) if _LATIN.search(_ours(text))]


def unbracketed_in(message: Json) -> list[str]:
    """Return the texts of a message in which Latin letters stand outside of the brackets."""
    return [text for text in _of_message(message) if _LATIN.search(_ours(text))]


def _ours(text: str) -> str:
    """Return what of a text is neither in brackets nor the same in every language."""
    text = _TYPED.sub(" ", _SEED.sub(r"\1", text))
    return _NO_WORDS.sub(" ", _BRACKETED.sub(" ", text).strip())


def _texts(exchange: Exchange) -> Iterator[str]:
    for choice in exchange.choices or ():
        yield choice["name"]
    for shown in filter(None, (exchange.reply, exchange.modal)):
        yield from _of_message(shown)


def _of_message(shown: Json) -> Iterator[str]:
    yield from filter(None, (shown.get("content"), shown.get("title")))
    for embed in shown.get("embeds", []):
        parts = (embed, embed.get("footer", {}), *embed.get("fields", []))
        for part in parts:
            yield from (part[key] for key in _OF_EMBEDS if part.get(key))
    for attachment in shown.get("attachments", []):
        yield attachment.get("description") or ""
    yield from _of_controls(shown.get("components", []))


def _of_controls(controls: list[Json]) -> Iterator[str]:
    for control in controls:
        yield from (control[key] for key in _OF_CONTROLS if control.get(key))
        yield from _of_controls(control.get("options", []))
        yield from _of_controls(control.get("components", []))
        yield from _of_controls([control["component"]] if "component" in control else [])

"""Makes text from people and records safe to show: no formatting, pings or masked links."""

import re
import unicodedata
from collections.abc import Iterable

from bot.i18n import _, listing, quoted
from bot.text import clip

_FORMATTING = re.compile(r"([\\*_~`|\[\]<>]|(?<=:)//|^(?:[#\-+>]|\d+(?=[.)])))", re.MULTILINE)
_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_ESCAPED_PERSON = re.compile(r"\\<@(\d{1,20})\\>")
_CHANNEL = re.compile(r"<#(\d{1,20})>")
_LINK_OR_CHANNEL = re.compile(
    r"(<#\d{1,20}>|https?://(?!\S*@(?:everyone|here))"
    r"(?:[^\s<>`|*\[\]\\~]|~(?!~))*[^\s<>`|*\[\]\\~.,;:!?)])",
    re.IGNORECASE,
)
_PARAGRAPH = "\n\n"
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_WHITESPACE = re.compile(r"\s+")
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}
_JOINERS = {"\u200c", "\u200d"}  # they shape Persian words and joined emoji


def one_line(text: str) -> str:
    """Return the text on one line, without control, direction and lone surrogate characters."""
    if text.isprintable():  # a shortcut forty times as fast, for autocomplete
        return " ".join(text.split())
    visible = "".join(
        " " if character in "\n\r\t" else character
        for character in text
        if character in "\n\r\t"
        or character in _JOINERS
        or unicodedata.category(character) not in _HIDDEN
    )
    return _WHITESPACE.sub(" ", visible).strip()


def escape(text: str, limit: int | None = None) -> str:
    """Return one line of text that Discord shows exactly as written.

    Args:
        text: The text.
        limit: The maximum length of the result; longer text is cut and ends in ``…``.

    Raises:
        ValueError: ``limit`` leaves no room for the ellipsis.
    """
    if limit is not None and limit < 1:
        raise ValueError("the limit leaves no room")
    line = one_line(text)
    while True:
        escaped = _MENTION.sub("@\u200b", _FORMATTING.sub(_escape_match, line))
        if limit is None or len(escaped) <= limit:
            return escaped
        # The text is cut before it is escaped, so that no escape sequence is split.
        room = min(limit, len(line) - (len(escaped) - limit + 1) // 2)
        line = clip(line, room) if room > 0 else "…"


def escape_paragraphs(text: str, limit: int) -> str:
    """Return text in paragraphs that Discord shows exactly as written, within a limit.

    Longer text is cut within a paragraph, which then ends in ``…``.
    """
    shown: list[str] = []
    room = limit
    for paragraph in filter(None, map(one_line, _PARAGRAPH_END.split(text))):
        if room <= len(_PARAGRAPH):
            break
        shown.append(escape(paragraph, room))
        room -= len(shown[-1]) + len(_PARAGRAPH)
    return _PARAGRAPH.join(shown)


def escape_but_people(text: str) -> str:
    """Escape one line of text as :func:`escape` does, but keep mentions of people."""
    return _ESCAPED_PERSON.sub(r"<@\1>", escape(text))


def escape_but_places(text: str) -> str:
    """Return one line of text as :func:`escape` does, but links and channels stay what they are."""
    parts = _LINK_OR_CHANNEL.split(one_line(text))
    return "".join(part if odd % 2 else _escape_part(part) for odd, part in enumerate(parts))


def _escape_part(text: str) -> str:
    """Escape text between links, with the blanks at its ends."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{escape(text)}{after}" if text.strip() else text


def link_channels(text: str, guild_id: int) -> str:
    """Return text in which a channel is a link to it, for where Discord shows no mentions."""
    return _CHANNEL.sub(lambda match: jump_url(guild_id, int(match[1])), text)


def without_channels(text: str) -> str:
    """Return text with an ellipsis for each channel, for where Discord shows letters alone."""
    return _CHANNEL.sub("#…", text)


def mentions(people: Iterable[int]) -> str:
    """Return mentions of these people; the bot's messages ping nobody."""
    return listing([f"<@{person}>" for person in people])


def _escape_match(match: re.Match[str]) -> str:
    text = match[0]
    return f"{text}\\" if text.isdigit() else f"\\{text}"


def link(label: str, url: str) -> str:
    """Return a masked link whose label is shown as written; the URL must be one of ours."""
    return f"[{escape(label)}]({url})"


def jump_url(guild_id: int, channel_id: int, message_id: int | None = None) -> str:
    """Return the address in Discord of a channel of a server, or of a message in it."""
    channel = f"https://discord.com/channels/{guild_id}/{channel_id}"
    return channel if message_id is None else f"{channel}/{message_id}"


def quote(text: str, limit: int = 80) -> str:
    """Return what somebody typed, in quotation marks, safe and of bounded length."""
    line = one_line(text)
    shown = line if len(line) <= limit else line[: limit - 1] + "…"
    return quoted(escape(shown)) if shown else _("an empty text")

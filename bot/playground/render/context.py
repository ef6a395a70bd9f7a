"""What rendering needs besides the message, and text made safe for a terminal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from rich.style import Style

from bot.playground.discord.http.wire import Json

LINK_COLOUR = "#00a8fc"
MUTED = Style(dim=True)

# Control characters (a terminal obeys some), marks that turn the writing direction, and lone
# surrogates, which no output stream can encode.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_WEB_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The viewer's time, time zone and settings.

    Attributes:
        now: The moment that relative times are counted from, aware.
        timezone: The timezone in which times are shown; ``None`` for the machine's.
        names: The text of mentions, by id: ``@anna``, ``#general``.
        show_links: Write out where links lead, for outputs that cannot hide them in the text.
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    timezone: tzinfo | None = None
    names: Mapping[int, str] = field(default_factory=dict[int, str])
    show_links: bool = False


def safe_text(text: object) -> str:
    """Return the text with ``�`` for everything that could control or confuse a terminal."""
    return _UNSAFE.sub("�", str(text).replace("\r\n", "\n").replace("\t", "    "))


def part_of(whole: Json, key: str) -> Json:
    """Return the object under a key, empty when there is none."""
    return whole.get(key) or {}


def link_style(url: str) -> Style:
    """Return the style of a link; only plain web addresses are linked."""
    return Style(
        color=LINK_COLOUR, underline=True, link=url if _WEB_ADDRESS.fullmatch(url) else None
    )

"""Draws a chain of films between two people: people as pills, films on the line.

Drawn at twice the size and scaled down, for smooth edges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.discord.views.pictures.lettering import fitted, font
from bot.i18n import ngettext

WIDTH = 640
PERSON, LINK, MARGIN = 56, 64, 28
STEPS_DRAWN = 12
"""Longer chains end in words."""

_SCALE = 2
_DARK = 0x70
_BACKGROUND, _PILL, _TEXT, _MUTED, _LINE = "#15171c", "#2a2e38", "#f1f3f5", "#9aa3b2", "#4cc2ff"


@dataclass(frozen=True, slots=True)
class Link:
    """A film of a chain, its colour, and the person it leads to."""

    film: str
    color: int | None
    person: str


def draw_chain(start: str, links: Sequence[Link]) -> bytes:
    """Return the chain as a PNG; takes about ten milliseconds, so call it in a thread."""
    drawn = links[:STEPS_DRAWN]
    more = len(links) - len(drawn)
    height = 2 * MARGIN + PERSON + len(drawn) * (PERSON + LINK) + (LINK if more else 0)
    image = Image.new("RGB", (WIDTH * _SCALE, height * _SCALE), _BACKGROUND)
    canvas = ImageDraw.Draw(image)
    _pill(canvas, MARGIN, start)
    top = MARGIN + PERSON
    for link in drawn:
        _line(canvas, top, _visible(link.color), link.film)
        _pill(canvas, top + LINK, link.person)
        top += LINK + PERSON
    if more:
        _line(canvas, top, _MUTED, ngettext("and {count} more", "and {count} more", more))
    small = image.resize((WIDTH, height), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.quantize(64, Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def describe_chain(start: str, links: Sequence[Link]) -> str:
    """Return the alt text of the picture."""
    return " – ".join([start, *(f"{link.film} – {link.person}" for link in links)])


def _visible(color: int | None) -> str:
    """Return a film's colour, lightened if it is too dark for the background."""
    if color is None:
        return _LINE
    channels = [color >> shift & 0xFF for shift in (16, 8, 0)]
    if max(channels) < _DARK:
        channels = [(channel + 0xFF) // 2 for channel in channels]
    return "#{:02x}{:02x}{:02x}".format(*channels)


def _pill(canvas: ImageDraw.ImageDraw, top: int, name: str) -> None:
    face = font(26 * _SCALE, bold=True)
    text = fitted(name, face, (WIDTH - 2 * MARGIN - 48) * _SCALE)
    width = face.getlength(text) / _SCALE + 48
    box = [MARGIN, top, MARGIN + width, top + PERSON]
    canvas.rounded_rectangle([edge * _SCALE for edge in box], PERSON // 2 * _SCALE, fill=_PILL)
    middle = ((MARGIN + 24) * _SCALE, (top + PERSON / 2) * _SCALE)
    canvas.text(middle, text, fill=_TEXT, font=face, anchor="lm")


def _line(canvas: ImageDraw.ImageDraw, top: int, color: str, film: str) -> None:
    x = MARGIN + 36
    box = [x - 3, top, x + 3, top + LINK]
    canvas.rectangle([edge * _SCALE for edge in box], fill=color)
    face = font(22 * _SCALE)
    text = fitted(film, face, (WIDTH - x - 24 - MARGIN) * _SCALE)
    canvas.text(
        ((x + 24) * _SCALE, (top + LINK / 2) * _SCALE), text, fill=_MUTED, font=face, anchor="lm"
    )

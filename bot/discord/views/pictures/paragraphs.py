"""Titles in several lines: as large as they fit, cut only where the smallest is still too large."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw, ImageFont

from bot.discord.views.pictures.colors import Rgb
from bot.discord.views.pictures.lettering import drawable, fitted, font
from bot.text import clip

MAX_CHARACTERS = 160
"""More of a title is not looked at."""

_LEADING = 1.14
"""How far lines are apart, as a multiple of their size."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text in one size.

    Attributes:
        lines: The text.
        size: Of the typeface, in pixels.
    """

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> int:
        """The pixels that all lines take together."""
        return round(len(self.lines) * self.size * _LEADING)

    def draw(self, canvas: ImageDraw.ImageDraw, x: float, y: float, ink: Rgb) -> None:
        """Draw the lines one under another, in bold, from their upper left corner on."""
        face = font(self.size, bold=True)
        for number, line in enumerate(self.lines):
            middle = y + (number + 0.5) * self.size * _LEADING
            canvas.text((x, middle), line, ink, face, anchor="lm")


@lru_cache(maxsize=1024)
def set_title(text: str, width: int, height: int, sizes: Sequence[int]) -> Paragraph:
    """Return a title set in the largest of these sizes in which it fits.

    Args:
        text: The title.
        width: How many pixels a line may take.
        height: How many pixels all lines may take.
        sizes: To choose from, largest first.
    """
    shown = drawable(clip(text[: 4 * MAX_CHARACTERS], MAX_CHARACTERS)).strip() or "?"
    for size in sizes:
        face = font(size, bold=True)
        words = shown.split()
        if max(map(face.getlength, words)) > width:
            continue
        lines = tuple(_wrapped(words, face, width))
        if len(lines) <= _room(height, size):
            return Paragraph(lines, size)
    size = sizes[-1]
    face = font(size, bold=True)
    pieces = [piece for word in shown.split() for piece in _broken(word, face, width)]
    lines = list(_wrapped(pieces, face, width))
    most = _room(height, size)
    if len(lines) > most:
        lines[most - 1 :] = [fitted(" ".join(lines[most - 1 :]), face, width)]
    return Paragraph(tuple(lines), size)


def _room(height: int, size: int) -> int:
    return max(int(height / (size * _LEADING)), 1)


def _wrapped(words: Sequence[str], face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) > width:
            yield line
            longer = word
        line = longer
    yield line


def _broken(word: str, face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """Give the pieces of a word that fit into a line each."""
    while face.getlength(word) > width:
        longest = bisect_right(
            range(len(word)), width, lo=1, key=lambda letters: face.getlength(word[:letters])
        )
        length = max(longest - 1, 1)
        yield word[:length]
        word = word[length:]
    if word:
        yield word

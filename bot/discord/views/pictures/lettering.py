"""Text in pictures: one typeface, and no boxes for letters that it lacks."""

import re
from bisect import bisect_right
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii
from PIL import Image, ImageDraw, ImageFont

from bot.discord.messages.markdown import one_line
from bot.text import split_year

_FACES = {False: "Roboto-Regular.ttf", True: "Roboto-Bold.ttf"}
_NO_CHARACTER = "\uffff"
_ELLIPSIS = "…"
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(rf"(?<=[{_IDEOGRAPHS}])(?=\w)|(?<=\w)(?=[{_IDEOGRAPHS}])")


@lru_cache(maxsize=32)
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the typeface at a size in pixels."""
    return ImageFont.truetype(str(files("font_roboto") / "files" / _FACES[bold]), size)


def drawable(text: str) -> str:
    """Return one line of text, with letters that the typeface lacks transliterated to ASCII.

    Chinese characters become a word each: written as one word, nobody could read them.
    """
    spaced = _IDEOGRAPH.sub(" ", one_line(text))
    return one_line("".join(map(_drawable, spaced)))


@lru_cache(maxsize=512)  # the same films appear in round after round
def fitted(text: str, face: ImageFont.FreeTypeFont, width: float) -> str:
    """Return the drawable text, cut to a width in pixels.

    A year at its end stays, as it distinguishes films of the same name.
    """
    shown = drawable(text)
    if face.getlength(shown) <= width:
        return shown
    name, year = split_year(shown)

    def cut(letters: int) -> str:
        return name[:letters].rstrip(" ,;:-") + _ELLIPSIS + year

    longest = bisect_right(
        range(len(name)), width, lo=1, key=lambda letters: face.getlength(cut(letters))
    )
    return cut(longest - 1)


@lru_cache(maxsize=4096)
def _drawable(character: str) -> str:
    known = character.isspace() or _glyph(character) != _glyph(_NO_CHARACTER)
    return character if known else anyascii(character)


@lru_cache(maxsize=4096)
def _glyph(character: str) -> bytes:
    image = Image.new("L", (32, 32))
    ImageDraw.Draw(image).text((4, 4), character, fill=255, font=font(16))
    return image.tobytes()

"""A film as a tile in its own colour: with its poster, or its title drawn well."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from PIL import Image, ImageDraw

from bot.discord.views.pictures.colors import (
    WHITE,
    Rgb,
    ground_of,
    ink_on,
    quiet_ink_on,
    shade_of,
)
from bot.discord.views.pictures.lettering import drawable, fitted, font
from bot.discord.views.pictures.marks import mark
from bot.discord.views.pictures.paragraphs import Paragraph, set_title

RADIUS = 16
PADDING = 16
NOTE_SIZES = (25, 24, 23)
NOTE_HEIGHT = 36

Corners: TypeAlias = tuple[bool, bool, bool, bool]

_SMOOTH = 4
_BADGE, _BADGE_SIZE = 42, 28
_BADGE_GROUND = (0x10, 0x12, 0x16)
_WIDE_SIZES = (38, 34, 31, 28, 26)
_TALL_SIZES = (60, 54, 48, 43, 38, 34, 31, 28)
_BAND_SIZES = (36, 32, 29, 26)


@dataclass(frozen=True, slots=True)
class Tile:
    """What is shown of a film.

    Attributes:
        label: What tells it from the others of its board: ``A``, ``1``.
        title: Its title, without the year.
        note: What is said in small letters below, as its year and genre.
        color: Its own colour.
        genre: The one whose mark it bears.
        poster: Its poster, in the size that the board has for it.
    """

    label: str
    title: str
    note: str = ""
    color: int = 0x2A2F3A
    genre: str = ""
    poster: Image.Image | None = None


def poster_width(width: int, height: int) -> int:
    """Return how much of a wide tile's width its poster or mark takes."""
    return min(round(height * 2 / 3), width // 3)


def wide_tile(tile: Tile, width: int, height: int) -> Image.Image:
    """Return a tile that is wider than high: poster or mark on the left, words beside it."""
    ground = ground_of(tile.color)
    image = Image.new("RGB", (width, height), ground)
    canvas = ImageDraw.Draw(image)
    across = poster_width(width, height)
    if tile.poster:
        image.paste(tile.poster)
    else:
        _mark_beside(image, tile, ground, (across, height))
    left, room = across + PADDING, width - across - 2 * PADDING
    note = NOTE_HEIGHT if tile.note else 0
    title = _set_closely(tile.title, room, height - note, _WIDE_SIZES)
    top = (height - title.height - note) / 2
    title.draw(canvas, left, top, ink_on(ground))
    _note(image, tile, left, round(top + title.height), room, ground)
    _put_badge(image, tile.label)
    return image


def tall_tile(tile: Tile, width: int, height: int, band: int) -> Image.Image:
    """Return a tile that is higher than wide.

    Args:
        tile: What to draw.
        width: In pixels.
        height: In pixels.
        band: The pixels below a poster that hold the words.
    """
    ground = ground_of(tile.color)
    image = Image.new("RGB", (width, height), ground)
    canvas = ImageDraw.Draw(image)
    room = width - 2 * PADDING
    note = NOTE_HEIGHT if tile.note else 0
    if tile.poster:
        image.paste(tile.poster)
        words = _set_closely(tile.title, room, band - note, _BAND_SIZES)
        top = height - band + (band - words.height - note) // 2
    else:
        top, words = _title_page(image, tile, ground, note)
    words.draw(canvas, PADDING, top, ink_on(ground))
    _note(image, tile, PADDING, top + words.height, room, ground)
    _put_badge(image, tile.label)
    return image


@lru_cache(maxsize=64)
def rounded(width: int, height: int, corners: Corners = (True, True, True, True)) -> Image.Image:
    """Return the mask of a tile of this size, with its corners round.

    Args:
        width: In pixels.
        height: In pixels.
        corners: Which are: the upper left, upper right, lower right and lower left.
    """
    large = Image.new("L", (width * _SMOOTH, height * _SMOOTH))
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, RADIUS * _SMOOTH, 255, corners=corners)
    return large.reduce(_SMOOTH)


def _title_page(image: Image.Image, tile: Tile, ground: Rgb, note: int) -> tuple[int, Paragraph]:
    """Draw the mark of a tile without a poster; return its title and where that begins."""
    width, height = image.size
    shade = shade_of(ground)
    above = round(height * 0.46)
    image.paste(shade, (0, 0, width, above))
    size = round(min(width, above) * 0.62)
    at = ((width - size) // 2, (above - size) // 2 + PADDING // 2)
    image.paste(ink_on(ground), at, mark(tile.genre, size))
    room = height - above - note - 2 * PADDING
    words = set_title(tile.title, width - 2 * PADDING, room, _TALL_SIZES)
    return above + (height - above - words.height - note) // 2, words


def _mark_beside(image: Image.Image, tile: Tile, ground: Rgb, box: tuple[int, int]) -> None:
    shade = shade_of(ground)
    image.paste(shade, (0, 0, *box))
    size = round(min(box) * 0.66)
    at = ((box[0] - size) // 2, (box[1] - size) // 2 + _BADGE // 4)
    image.paste(ink_on(ground), at, mark(tile.genre, size))


def _note(image: Image.Image, tile: Tile, x: int, y: int, room: int, ground: Rgb) -> None:
    whole = drawable(tile.note)
    faces = [font(size) for size in NOTE_SIZES]
    face = next((face for face in faces if face.getlength(whole) <= room), faces[-1])
    ink = quiet_ink_on(ground)
    text = fitted(whole, face, room)
    middle = y + NOTE_HEIGHT / 2
    ImageDraw.Draw(image).text((x, middle), text, ink, face, anchor="lm")


def _set_closely(title: str, width: int, height: int, sizes: tuple[int, ...]) -> Paragraph:
    """Return a title with room around it, or with half of that where only then it fits."""
    words = set_title(title, width, height - PADDING, sizes)
    if words.size > sizes[-1]:
        return words
    return set_title(title, width, height - PADDING // 2, sizes[-1:])


def _put_badge(image: Image.Image, label: str) -> None:
    """Draw what tells a tile from the others into its upper left corner."""
    badge = _badge(label)
    image.paste(badge, (0, 0), rounded(*badge.size, (False, False, True, False)))


@lru_cache(maxsize=128)
def _badge(label: str) -> Image.Image:
    face = font(_BADGE_SIZE, bold=True)
    width = max(_BADGE, round(face.getlength(label)) + 22)
    image = Image.new("RGB", (width, _BADGE), _BADGE_GROUND)
    ImageDraw.Draw(image).text((width / 2, _BADGE / 2), label, WHITE, face, anchor="mm")
    return image

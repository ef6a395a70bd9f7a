"""Several films as one picture of tiles, which can be read on a phone.

Discord shows a picture about 310 points wide on a phone, and no more than 300 high beside text:
so the tiles of two or three films stand beside one another, and those of more lie in two columns.
"""

import math
from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image

from bot.discord.views.pictures.colors import contrast, ground_of
from bot.discord.views.pictures.tiles import Tile, poster_width, rounded, tall_tile, wide_tile

WIDTH = 800
MIN_FILMS, MAX_FILMS = 2, 10
MAX_BYTES = 150_000

_MARGIN, _GAP = 14, 12
_GROUND = (0x15, 0x17, 0x1C)
_EDGE = (0x48, 0x4E, 0x5A)
_EDGE_WIDTH = 3
_SEEN = 1.3
"""The contrast with the board from which a tile needs no edge."""
_MAX_TALL = 3
_COLUMNS = 2
_BAND = 140
_POSTER_HEIGHTS = {2: 470, 3: 375}
_TITLE_HEIGHTS = {2: 400, 3: 400}
_WIDE_HEIGHTS = {2: 220, 3: 176, 4: 148, 5: 134}
"""By the number of rows."""

_QUALITIES = (84, 70, 50, 30, 10)
_EFFORT = 1

_Place = tuple[int, int, Image.Image]


def poster_size(count: int) -> tuple[int, int]:
    """Return the width and height in pixels that a poster has on a board of so many films."""
    if count <= _MAX_TALL:
        return _width(count), _POSTER_HEIGHTS[count]
    height = _wide_height(count)
    return poster_width(_width(_COLUMNS), height), height


def draw_board(tiles: Sequence[Tile]) -> bytes:
    """Return the films as a WebP of at most ``MAX_BYTES``; call it in a thread.

    Args:
        tiles: From ``MIN_FILMS`` to ``MAX_FILMS``.

    Raises:
        ValueError: It is fewer or more.
    """
    if not MIN_FILMS <= len(tiles) <= MAX_FILMS:
        raise ValueError(f"a board has {MIN_FILMS} to {MAX_FILMS} tiles, not {len(tiles)}")
    places = list(_beside(tiles) if len(tiles) <= _MAX_TALL else _in_columns(tiles))
    height = max(top + drawn.height for _, top, drawn in places) + _MARGIN
    board = Image.new("RGB", (WIDTH, height), _GROUND)
    for tile, (left, top, drawn) in zip(tiles, places, strict=True):
        _paste(board, tile, drawn, left, top)
    return _encoded(board)


def describe_board(tiles: Sequence[Tile]) -> str:
    """Return what stands in place of the picture for who cannot see it."""
    return "; ".join(
        f"{tile.label}: {tile.title}" + (f" ({tile.note})" if tile.note else "") for tile in tiles
    )


def _beside(tiles: Sequence[Tile]) -> Iterator[_Place]:
    count = len(tiles)
    width = _width(count)
    with_posters = any(tile.poster for tile in tiles)
    height = _POSTER_HEIGHTS[count] + _BAND if with_posters else _TITLE_HEIGHTS[count]
    for column, tile in enumerate(tiles):
        drawn = tall_tile(tile, width, height, _BAND)
        yield _MARGIN + column * (width + _GAP), _MARGIN, drawn


def _in_columns(tiles: Sequence[Tile]) -> Iterator[_Place]:
    """Give the tiles in two columns, row by row; one alone in the last row stands in its middle."""
    width, height = _width(_COLUMNS), _wide_height(len(tiles))
    for number, tile in enumerate(tiles):
        row, column = divmod(number, _COLUMNS)
        left = _MARGIN + column * (width + _GAP)
        if number == len(tiles) - 1 and column == 0:
            left = (WIDTH - width) // 2
        yield left, _MARGIN + row * (height + _GAP), wide_tile(tile, width, height)


def _paste(board: Image.Image, tile: Tile, drawn: Image.Image, left: int, top: int) -> None:
    """Put a tile on the board; one that is as dark as the board has an edge."""
    width, height = drawn.size
    if contrast(ground_of(tile.color), _GROUND) >= _SEEN:
        board.paste(drawn, (left, top), rounded(width, height))
        return
    board.paste(_EDGE, (left, top), rounded(width, height))
    inner = drawn.crop((_EDGE_WIDTH, _EDGE_WIDTH, width - _EDGE_WIDTH, height - _EDGE_WIDTH))
    board.paste(inner, (left + _EDGE_WIDTH, top + _EDGE_WIDTH), rounded(*inner.size))


def _width(columns: int) -> int:
    """Return how wide each of so many tiles beside one another is."""
    return (WIDTH - 2 * _MARGIN - (columns - 1) * _GAP) // columns


def _wide_height(count: int) -> int:
    return _WIDE_HEIGHTS[math.ceil(count / _COLUMNS)]


def _encoded(image: Image.Image) -> bytes:
    """Return a WebP, of lower quality where it would be too large."""
    content = b""
    for quality in _QUALITIES:
        out = BytesIO()
        image.save(out, "WEBP", quality=quality, method=_EFFORT)
        content = out.getvalue()
        if len(content) <= MAX_BYTES:
            break
    return content

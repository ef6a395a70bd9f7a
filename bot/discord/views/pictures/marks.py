"""Marks of genres: plain shapes in one colour, drawn here.

Each is drawn in a square of 100 by 100 as a mask, four times as large as it is shown, which
smooths its edges.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw

_SCALE = 4
_SQUARE = 100
_FULL, _NONE = 255, 0

Point = tuple[float, float]


class _Pen:
    """Draws on a mask in units of a hundredth of its side."""

    def __init__(self, side: int) -> None:
        self.mask = Image.new("L", (side, side), _NONE)
        self._canvas = ImageDraw.Draw(self.mask)
        self._unit = side / _SQUARE

    def shape(self, *points: Point, cut: bool = False) -> None:
        self._canvas.polygon([self._at(point) for point in points], fill=_ink(cut=cut))

    def line(self, width: float, *points: Point, cut: bool = False) -> None:
        """Draw a line with round ends and corners."""
        ink = _ink(cut=cut)
        self._canvas.line(
            [self._at(point) for point in points], ink, round(width * self._unit), joint="curve"
        )
        for x, y in points:
            self.disc(x, y, width / 2, cut=cut)

    def disc(self, x: float, y: float, radius: float, *, cut: bool = False) -> None:
        self.oval(x - radius, y - radius, x + radius, y + radius, cut=cut)

    def oval(self, *box: float, cut: bool = False) -> None:
        self._canvas.ellipse([edge * self._unit for edge in box], fill=_ink(cut=cut))

    def ring(self, x: float, y: float, radius: float, width: float) -> None:
        self.disc(x, y, radius)
        self.disc(x, y, radius - width, cut=True)

    def block(self, *box: float, radius: float = 0, cut: bool = False) -> None:
        """Draw a rectangle of left, top, right and bottom, with round corners."""
        corners = [edge * self._unit for edge in box]
        self._canvas.rounded_rectangle(corners, radius * self._unit, fill=_ink(cut=cut))

    def arc(self, box: Sequence[float], start: float, end: float, width: float) -> None:
        """Draw a part of an oval's line, from one angle in degrees to another, clockwise."""
        corners = [edge * self._unit for edge in box]
        self._canvas.arc(corners, start, end, _FULL, round(width * self._unit))

    def _at(self, point: Point) -> Point:
        return point[0] * self._unit, point[1] * self._unit


def _ink(*, cut: bool) -> int:
    return _NONE if cut else _FULL


def telling_genre(genres: Iterable[str]) -> str:
    """Return which of a film's genres says most; empty where none has a mark."""
    known = set(genres)
    return next((genre for genre in _MARKS if genre in known), "")


@lru_cache(maxsize=256)
def mark(genre: str, size: int) -> Image.Image:
    """Return the mark of a genre as a mask of so many pixels; a clapperboard for one without."""
    pen = _Pen(size * _SCALE)
    _MARKS.get(genre, _clapperboard)(pen)
    return pen.mask.reduce(_SCALE)


def _around(x: float, y: float, radii: Sequence[float], corners: int) -> Iterable[Point]:
    """Give the corners of a star or polygon, clockwise from the top."""
    for corner in range(corners):
        turn, reach = 2 * math.pi * corner / corners, radii[corner % len(radii)]
        yield x + reach * math.sin(turn), y - reach * math.cos(turn)


def _clapperboard(pen: _Pen) -> None:
    pen.block(10, 46, 90, 88, radius=6)
    pen.shape((9, 34), (86, 13), (90, 27), (13, 48))
    for x in (24, 44, 64):
        pen.shape((x, 30), (x + 9, 27.5), (x + 3, 43), (x - 6, 45.5), cut=True)


def _action(pen: _Pen) -> None:
    pen.shape(*_around(50, 50, (47, 24), 20))
    pen.shape((56, 24), (33, 55), (48, 55), (43, 77), (67, 44), (52, 44), cut=True)


def _adventure(pen: _Pen) -> None:
    pen.ring(50, 50, 44, 9)
    pen.shape((69, 31), (56, 56), (31, 69), (44, 44))
    pen.disc(50, 50, 5, cut=True)


def _animation(pen: _Pen) -> None:
    pen.shape((20, 62), (63, 19), (81, 37), (38, 80), (14, 86))
    pen.line(4, (54, 28), (72, 46), cut=True)
    pen.line(4, (26, 56), (44, 74), cut=True)
    pen.line(7, (56, 86), (86, 86))


def _biography(pen: _Pen) -> None:
    pen.disc(50, 32, 20)
    pen.block(14, 58, 86, 120, radius=34)
    pen.block(0, 88, 100, 100, cut=True)


def _comedy(pen: _Pen) -> None:
    pen.disc(50, 50, 44)
    pen.oval(29, 30, 40, 47, cut=True)
    pen.oval(60, 30, 71, 47, cut=True)
    pen.shape((24, 56), (76, 56), (70, 70), (60, 78), (50, 80), (40, 78), (30, 70), cut=True)


def _crime(pen: _Pen) -> None:
    pen.ring(27, 64, 22, 8)
    pen.ring(73, 64, 22, 8)
    pen.block(16, 26, 38, 46, radius=5)
    pen.block(62, 26, 84, 46, radius=5)
    pen.line(7, (34, 30), (45, 20), (55, 20), (66, 30))


def _documentary(pen: _Pen) -> None:
    pen.disc(30, 28, 17)
    pen.disc(64, 24, 21)
    pen.disc(30, 28, 6, cut=True)
    pen.disc(64, 24, 8, cut=True)
    pen.block(12, 46, 70, 86, radius=7)
    pen.shape((74, 62), (92, 50), (92, 82), (74, 70))


def _drama(pen: _Pen) -> None:
    pen.shape(
        (16, 16), (32, 21), (50, 22), (68, 21), (84, 16), (84, 48), (78, 66), (66, 80), (50, 88),
        (34, 80), (22, 66), (16, 48),
    )  # fmt: skip
    pen.shape((26, 41), (34, 36), (44, 44), (34, 47), cut=True)
    pen.shape((74, 41), (66, 36), (56, 44), (66, 47), cut=True)
    pen.arc((34, 60, 66, 88), 205, 335, 6.5)
    pen.shape(
        (33, 70), (40, 62), (50, 59), (60, 62), (67, 70), (59, 69), (50, 66), (41, 69), cut=True
    )


def _family(pen: _Pen) -> None:
    pen.shape((50, 12), (94, 50), (84, 60), (50, 31), (16, 60), (6, 50))
    pen.shape((50, 38), (80, 64), (80, 88), (20, 88), (20, 64))
    pen.disc(44, 58, 8, cut=True)
    pen.disc(56, 58, 8, cut=True)
    pen.shape((36.5, 61), (63.5, 61), (50, 78), cut=True)


def _fantasy(pen: _Pen) -> None:
    pen.disc(45, 52, 40)
    pen.disc(61, 40, 34, cut=True)
    pen.shape(*_around(70, 38, (22, 6.5), 8))
    pen.shape(*_around(84, 72, (11, 3.5), 8))


def _film_noir(pen: _Pen) -> None:
    pen.shape((30, 24), (42, 20), (50, 25), (58, 20), (70, 24), (76, 54), (24, 54))
    pen.oval(4, 50, 96, 72)
    pen.block(24, 49, 76, 56, cut=True)
    pen.oval(22, 50, 78, 58, cut=True)
    pen.shape((36, 80), (64, 80), (56, 90), (44, 90))


def _history(pen: _Pen) -> None:
    pen.shape((50, 8), (92, 30), (92, 36), (8, 36), (8, 30))
    for x in (18, 43, 68):
        pen.block(x, 41, x + 14, 76, radius=2)
    pen.block(8, 81, 92, 91, radius=2)


def _horror(pen: _Pen) -> None:
    pen.disc(50, 45, 36)
    pen.block(14, 45, 86, 84)
    for x in (26, 50, 74):
        pen.disc(x, 82, 12)
    pen.disc(38, 88, 6.5, cut=True)
    pen.disc(62, 88, 6.5, cut=True)
    pen.oval(30, 34, 43, 53, cut=True)
    pen.oval(57, 34, 70, 53, cut=True)
    pen.oval(43, 58, 57, 74, cut=True)


def _music(pen: _Pen) -> None:
    pen.oval(12, 66, 40, 90)
    pen.oval(58, 58, 86, 82)
    pen.block(32, 22, 40, 78)
    pen.block(78, 14, 86, 70)
    pen.shape((32, 22), (86, 9), (86, 27), (32, 40))


def _mystery(pen: _Pen) -> None:
    pen.ring(42, 42, 34, 9)
    pen.line(14, (70, 70), (87, 87))
    pen.arc((29, 25, 55, 51), 180, 400, 7)
    pen.line(7, (50, 45), (42, 53))
    pen.disc(42, 63, 4.5)


def _romance(pen: _Pen) -> None:
    pen.disc(29, 36, 23)
    pen.disc(71, 36, 23)
    pen.shape((9, 47), (50, 38), (91, 47), (50, 90))
    pen.shape((29, 34), (71, 34), (62, 62), (38, 62))


def _sci_fi(pen: _Pen) -> None:
    pen.oval(2, 38, 98, 66)
    pen.oval(10, 44, 90, 60, cut=True)
    pen.disc(50, 50, 31, cut=True)
    pen.disc(50, 50, 27)
    pen.line(5, (9, 56), (30, 61), (50, 62.5), (70, 61), (91, 56), cut=True)
    pen.shape(*_around(84, 18, (12, 4), 8))


def _sport(pen: _Pen) -> None:
    pen.block(28, 10, 72, 44)
    pen.oval(28, 20, 72, 66)
    pen.arc((10, 14, 46, 48), 90, 270, 7)
    pen.arc((54, 14, 90, 48), 270, 90, 7)
    pen.block(45, 60, 55, 80)
    pen.block(28, 78, 72, 90, radius=4)


def _thriller(pen: _Pen) -> None:
    pen.shape(
        (4, 50), (18, 34), (34, 25), (50, 22), (66, 25), (82, 34), (96, 50), (82, 66), (66, 75),
        (50, 78), (34, 75), (18, 66),
    )  # fmt: skip
    pen.disc(50, 50, 22, cut=True)
    pen.disc(50, 50, 15)
    pen.disc(56, 44, 5, cut=True)


def _war(pen: _Pen) -> None:
    pen.shape((30, 8), (70, 8), (62, 42), (38, 42))
    pen.line(4, (50, 8), (50, 40), cut=True)
    pen.disc(50, 65, 26)
    pen.shape(*_around(50, 65, (17, 7.5), 10), cut=True)


def _western(pen: _Pen) -> None:
    pen.shape(*_around(50, 52, (42, 22), 10))
    for x, y in _around(50, 52, (42,), 5):
        pen.disc(x, y, 7.5)
    pen.disc(50, 52, 10, cut=True)


_MARKS: Mapping[str, Callable[[_Pen], None]] = {
    "Western": _western,
    "Film-Noir": _film_noir,
    "Documentary": _documentary,
    "Animation": _animation,
    "Horror": _horror,
    "Musical": _music,
    "Music": _music,
    "Sport": _sport,
    "Sci-Fi": _sci_fi,
    "Fantasy": _fantasy,
    "Biography": _biography,
    "War": _war,
    "Comedy": _comedy,
    "Mystery": _mystery,
    "Crime": _crime,
    "Romance": _romance,
    "Family": _family,
    "History": _history,
    "Thriller": _thriller,
    "Adventure": _adventure,
    "Action": _action,
    "Drama": _drama,
}
"""The genre that says most of a film comes first: there are many dramas, few Westerns."""

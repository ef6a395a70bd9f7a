"""Colours that can be read on one another, by the contrast of WCAG 2."""

from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

WHITE, BLACK = (0xFF, 0xFF, 0xFF), (0, 0, 0)

READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2, level AA)."""

_INK = (0x14, 0x16, 0x1B)
_SHADE = 0.2

TOLD_APART = 1.15
"""The least contrast of two areas beside each other that have nothing to read in them."""

_WHITE_WANTED = 3.0
"""Where white has this contrast already, a ground is made darker until white can be read on it."""


def rgb(color: int) -> Rgb:
    """Return the channels of a colour that is one number."""
    return color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF


def mixed(color: Rgb, other: Rgb, share: float) -> Rgb:
    """Return a colour with this share, from 0 to 1, of another in it."""
    red, green, blue = (
        round(one + (two - one) * share) for one, two in zip(color, other, strict=True)
    )
    return red, green, blue


def contrast(color: Rgb, other: Rgb) -> float:
    """Return how much two colours differ in luminance, from 1 to 21."""
    low, high = sorted((_luminance(color), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ground_of(color: int) -> Rgb:
    """Return a colour as a ground: its own, or a little darker where white is then read on it."""
    own = rgb(color)
    if contrast(WHITE, own) < _WHITE_WANTED:
        return own
    darker = (mixed(own, BLACK, share / 100) for share in range(0, 100, 2))
    return next(ground for ground in darker if contrast(WHITE, ground) >= READABLE)


def shade_of(ground: Rgb) -> Rgb:
    """Return a ground's shade that can be told from it, and on which its ink can be read too."""
    away, towards = (BLACK, WHITE) if ink_on(ground) == WHITE else (WHITE, BLACK)
    shade = mixed(ground, away, _SHADE)
    return shade if contrast(shade, ground) >= TOLD_APART else mixed(ground, towards, _SHADE / 2)


def ink_on(ground: Rgb) -> Rgb:
    """Return the colour of text on a ground: white where that can be read, else dark."""
    return next(ink for ink in (WHITE, _INK, BLACK) if contrast(ink, ground) >= READABLE)


def quiet_ink_on(ground: Rgb) -> Rgb:
    """Return a colour for what matters less on a ground: its ink, as faint as can be read."""
    ink = ink_on(ground)
    fainter = (mixed(ink, ground, share / 100) for share in (24, 16, 8))
    return next((color for color in fainter if contrast(color, ground) >= READABLE), ink)


def _luminance(color: Rgb) -> float:
    red, green, blue = (
        channel / 3294.6 if channel <= 10 else ((channel / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for channel in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

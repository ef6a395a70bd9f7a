"""Values of cells: years, days, numbers."""

import re
from datetime import date

from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR

MAX_TITLE = 300
_YEAR = re.compile(r"(\d{4})(?!\d).*", re.DOTALL | re.ASCII)
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.DOTALL | re.ASCII)
_SPELT_DAY = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) \d{2}:\d{2}:\d{2} (?:[A-Z]{2,4} )?(\d{4})", re.ASCII
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SCALES = (5, 10, 100)
BEST = 10


def read_year(text: str) -> int:
    """Return the year that a text begins with, be it a year, a date or a range.

    Raises:
        ValueError: It does not.
    """
    found = _YEAR.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise ValueError(f"{text!r} is no year")
    return int(found[1])


def read_day(text: str) -> date:
    """Return an unambiguous day: ``2024-01-31``, ``Sat Apr 23 08:36:35 2011``.

    Raises:
        ValueError: It is none, or ambiguous as ``1/4/2024`` is.
    """
    if found := _DAY.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
    elif (found := _SPELT_DAY.fullmatch(text)) and found[1] in _MONTHS:
        day = date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]))
    else:
        raise ValueError(f"{text!r} is no day that can be told")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{text!r} is no day on which films are watched")
    return day


def read_number(text: str) -> float:
    """Return a number from 0, with a decimal point or comma.

    Raises:
        ValueError: It is none.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return float(text.replace(",", "."))


def read_rating(text: str, scale: int) -> int:
    """Return a rating out of 10.

    Args:
        text: What the person gave.
        scale: The highest possible rating.

    Raises:
        ValueError: It is no number, 0, or above the scale.
    """
    value = read_number(text)
    if not 0 < value <= scale:
        raise ValueError(f"{text!r} is not from 1 to {scale}")
    return max(1, int(value * BEST / scale + 0.5))


def scale_of(texts: list[str]) -> int:
    """Return the scale on which somebody rates, by their highest rating."""
    values: list[float] = []
    for text in texts:
        try:
            values.append(read_number(text))
        except ValueError:
            continue
    return next((scale for scale in _SCALES if max(values, default=0) <= scale), _SCALES[-1])

"""Numbers in a sentence: years, decades, year ranges, plain numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR
from bot.questions.words.categories import Category
from bot.questions.words.tokens import Token

CENTURY = 100
MAX_FIGURE = 10**12
"""Nothing about films is counted higher; greater numbers are not read."""
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
"""The Roman numerals of parts of titles."""
_YEAR_DIGITS = 4
_PIVOT = 30
"""Two-digit decades from 30 on belong to the last century. No film is older than the 1870s, and
people who write "the 20s" of films mean this century's."""

_APOSTROPHES = "'’‘`"
_SHORT_YEAR = re.compile(rf"[{_APOSTROPHES}]?\d{{2}}")
_DECADE = re.compile(r"(\d{2}|\d{4})s")
_SPAN = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})")
# "007" is no number.
_FIGURE = re.compile(r"(?!00\d)(\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?)([km]?)\+?", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?!00\d)(?:(\d{1,2})h(?:rs?|ours?)?)?(?:(\d{1,3})(?:m|mins?|minutes?)?)?", re.IGNORECASE
)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence.

    Attributes:
        start: Its first token.
        end: The token after its last.
        category: ``Year``, ``ShortYear``, ``Decade``, ``Number``, ``Length``; ``YearUp``
            ("2010+") or ``NumberUp`` ("8+").
        value: The number (minutes for a length), or the first and last year of a range.
    """

    start: int
    end: int
    category: Category
    value: float | tuple[int, int]


def decade(digits: int) -> tuple[int, int] | None:
    """Return the first and last year of a decade written with two or four digits."""
    if digits < CENTURY:
        digits += 1900 if digits >= _PIVOT else 2000
    first = digits - digits % 10
    return (first, first + 9) if FIRST_YEAR <= first <= LAST_YEAR else None


def read_figures(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield the numbers in a sentence."""
    for place, token in enumerate(tokens):
        following = tokens[place + 1].word if place + 1 < len(tokens) else ""
        if span := _SPAN.fullmatch(token.written):
            low, high = int(span[1]), int(span[2])
            high += low // CENTURY * CENTURY if high < CENTURY else 0
            if low <= high <= LAST_YEAR and following == span[2]:
                yield Figure(place, place + 2, Category.DECADE, (low, high))
        if (written := _DECADE.fullmatch(token.word)) and (years := decade(int(written[1]))):
            yield Figure(place, place + 1, Category.DECADE, years)
            continue
        figure = _FIGURE.fullmatch(token.word)
        if figure is None:
            if minutes := _minutes(token.word):
                yield Figure(place, place + 1, Category.LENGTH, minutes)
                if token.word.endswith("h") and (more := _minutes(following)):
                    yield Figure(place, place + 2, Category.LENGTH, minutes + more)
            continue
        if _DECADE.fullmatch(f"{figure[1]}{following}") and (years := decade(int(figure[1]))):
            yield Figure(place, place + 2, Category.DECADE, years)
        for category, value in _read(token, figure):
            yield Figure(place, place + 1, category, value)


def _minutes(word: str) -> float | None:
    """Return the minutes in a one-word duration: 90min, 2h, 1h30."""
    written = _LENGTH.fullmatch(word)
    if written is None or not any(written.groups()):
        return None
    return float(written[1] or 0) * 60 + float(written[2] or 0)


def _read(token: Token, figure: re.Match[str]) -> Iterator[tuple[Category, float]]:
    """Yield the possible readings of one number."""
    digits = figure[1]
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits)
    number = float(digits.replace(",", "" if grouped else "."))
    if number > MAX_FIGURE:
        return
    if _SHORT_YEAR.fullmatch(token.written):
        year = number + (1900 if number >= _PIVOT else 2000)
        yield Category.SHORT_YEAR, year
        if token.written[0] in _APOSTROPHES:
            yield Category.YEAR, year
    if len(digits) == _YEAR_DIGITS and digits.isdigit() and FIRST_YEAR <= number <= LAST_YEAR:
        yield (Category.YEAR_UP if token.word.endswith("+") else Category.YEAR), number
    number *= _UNITS[figure[2].lower()]
    if token.word.endswith("+"):
        yield Category.NUMBER_UP, number
    yield Category.NUMBER, number

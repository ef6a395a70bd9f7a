"""Converts lines of a file into rows of the working file; pure.

Each function takes whole lines of one table and returns the rows wanted from them, or raises
:class:`~bot.catalog.imdb.faults.BrokenLineError`; :func:`convert` then finds out which lines are
broken. Columns that rule out a title or person are checked first, and then nothing else is.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from bot.catalog.imdb.columns import MAX_DIGITS, NOTHING, Columns
from bot.catalog.imdb.faults import BrokenLineError
from bot.catalog.imdb.numbers import Numbers, NumberSet, Ratings
from bot.catalog.imdb.schema import ALIAS_BITS, POSITION_BITS, ROLE_BITS
from bot.catalog.imdb.tables import REGION_LANGUAGES, TITLE_KINDS, Table, TitleFilter
from bot.catalog.model import Kind, Role
from bot.catalog.records import text_repair
from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR, MAX_ALIAS, MAX_MINUTES
from bot.catalog.schema import ROLE_KEYS
from bot.catalog.vocabulary.sorting import sort_title

T = TypeVar("T")

RatingRow = tuple[int, float, int]
"""Number of the title, average, votes."""
TitleRow = tuple[
    int,
    str,
    str | None,
    str,
    Kind | None,
    int | None,
    float | None,
    int | None,
    bool,
    int | None,
    str | None,
]
"""Number, title, original title if it is another, the form to sort by, kind, year, rating, votes,
for adults, minutes, genres with commas."""
AliasRow = tuple[int, str, str | None]
"""The alias (see ``schema``), the other title, its language."""
CreditRow = tuple[int, int]
"""The credit (see ``schema``), number of the person."""
PersonRow = tuple[int, str]
"""Number, name."""

MAX_PEOPLE = 10
"""Of one role in one title; series list hundreds."""

MAX_ALIASES = 8
"""Of one title, its original title included."""

_NUMBER_BITS = 30  # hold every number of nine digits
_CAST = (b"actor", b"actress", b"self")
_MAX_RATING = 10.0


def convert(
    text: bytes, first_line: int, make: Callable[[bytes], list[T]]
) -> tuple[list[T], list[tuple[int, str]]]:
    """Convert some lines, leaving out the broken ones.

    Args:
        text: The lines, each with its end.
        first_line: The number of the first.
        make: One of this module's functions.

    Returns:
        The rows, and the number and fault of each broken line.
    """
    try:
        return make(text), []
    except BrokenLineError:
        # Not splitlines, which would cut at carriage returns too.
        lines = [line + b"\n" for line in text[:-1].split(b"\n")]
        broken = dict(_broken(lines, 0, len(lines), make))
        good = b"".join(line for place, line in enumerate(lines) if place not in broken)
        return make(good), [(first_line + place, reason) for place, reason in broken.items()]


def _broken(
    lines: Sequence[bytes], start: int, end: int, make: Callable[[bytes], object]
) -> Iterator[tuple[int, str]]:
    """Find the broken ones among many lines by bisection, as most halves have none."""
    try:
        make(b"".join(lines[start:end]))
    except BrokenLineError as error:
        if end - start == 1:
            yield start, str(error)
        else:
            middle = (start + end) // 2
            yield from _broken(lines, start, middle, make)
            yield from _broken(lines, middle, end, make)


def ratings(text: bytes, min_votes: int) -> list[RatingRow]:
    """Return the ratings with enough votes."""
    columns = Columns.of(text, Table.RATINGS.columns)
    votes = columns.cells("numVotes").numbers()
    enough = votes >= min_votes
    columns = columns.only(enough)
    titles = columns.cells("tconst").numbers(b"tt")
    ratings = map(_rating, columns.cells("averageRating").values())
    return list(zip(titles.tolist(), ratings, votes[enough].tolist(), strict=True))


def titles(text: bytes, wanted: TitleFilter, rated: Ratings) -> list[TitleRow]:
    """Return the wanted titles with their ratings."""
    columns = Columns.of(text, Table.BASICS.columns)
    adult = columns.cells("isAdult").flags()
    kinds = np.zeros(adult.size, np.int64)
    for place, kind in enumerate(wanted.kinds, 1):
        kinds[columns.cells("titleType").equal(kind.encode())] = place
    chosen = (kinds > 0) & (wanted.adult | ~adult)
    columns, adult, kinds = columns.only(chosen), adult[chosen], kinds[chosen]
    ratings, votes = rated.of(columns.cells("tconst").numbers(b"tt"))
    chosen = votes >= wanted.min_votes
    columns = columns.only(chosen)
    known = [None, *(TITLE_KINDS[kind] for kind in wanted.kinds)]
    return [
        (
            number,
            name := _line(title, "primaryTitle"),
            None if original == title else _alias(original),
            sort_title(name),
            known[kind],
            _year(year),
            rating if count else None,
            count or None,
            is_adult,
            _minutes(runtime),
            None if genres == NOTHING else _line(genres, "genres"),
        )
        for number, title, original, kind, year, rating, count, is_adult, runtime, genres in zip(
            columns.cells("tconst").numbers(b"tt").tolist(),
            columns.cells("primaryTitle").values(),
            columns.cells("originalTitle").values(),
            kinds[chosen].tolist(),
            columns.cells("startYear").values(),
            ratings[chosen].tolist(),
            votes[chosen].tolist(),
            adult[chosen].tolist(),
            columns.cells("runtimeMinutes").values(),
            columns.cells("genres").values(),
            strict=True,
        )
    ]


def aliases(text: bytes, wanted: NumberSet, regions: Sequence[str]) -> list[AliasRow]:
    """Return the alternative titles used in some regions; the first few of each title.

    Not the original title, which :func:`titles` returns.
    """
    columns = Columns.of(text, Table.AKAS.columns)
    region = columns.cells("region")
    columns = columns.only(
        np.logical_or.reduce([region.equal(code.encode()) for code in regions] or [region.none()])
    )
    columns = columns.only(wanted.contains(columns.cells("titleId").numbers(b"tt")))
    found: dict[int, dict[str, AliasRow]] = {}
    for number, name, code in zip(
        columns.cells("titleId").numbers(b"tt").tolist(),
        columns.cells("title").values(),
        columns.cells("region").values(),
        strict=True,
    ):
        title, named = _alias(name), found.setdefault(number, {})
        if title and title.casefold() not in named and len(named) + 1 < MAX_ALIASES:
            key = number << ALIAS_BITS | len(named) + 1
            named[title.casefold()] = (key, title, REGION_LANGUAGES.get(code.decode()))
    return [row for named in found.values() for row in named.values()]


def actors(text: bytes, wanted: NumberSet) -> list[CreditRow]:
    """Return the cast of the wanted titles, in order of billing."""
    columns = Columns.of(text, Table.PRINCIPALS.columns)
    category = columns.cells("category")
    columns = columns.only(np.logical_or.reduce([category.equal(word) for word in _CAST]))
    columns = columns.only(wanted.contains(columns.cells("tconst").numbers(b"tt")))
    titles = columns.cells("tconst").numbers(b"tt")
    positions = columns.cells("ordering").numbers()
    people = columns.cells("nconst").numbers(b"nm")
    return _credits(Role.CAST, titles, positions, people)


def makers(text: bytes, wanted: NumberSet) -> list[CreditRow]:
    """Return the directors and writers of the wanted titles, in IMDb's order."""
    columns = Columns.of(text, Table.CREW.columns)
    columns = columns.only(wanted.contains(columns.cells("tconst").numbers(b"tt")))
    titles = columns.cells("tconst").numbers(b"tt")
    found: list[CreditRow] = []
    for column, role in (("directors", Role.DIRECTOR), ("writers", Role.WRITER)):
        lines, parts = columns.cells(column).split()
        positions = np.arange(lines.size) - np.searchsorted(lines, lines)
        found += _credits(role, titles[lines], positions, parts.numbers(b"nm"))
    return found


def _credits(role: Role, titles: Numbers, positions: Numbers, people: Numbers) -> list[CreditRow]:
    """Return the first few credits of each title, by position.

    Anybody who plays two parts, or a part and themselves, is listed once.
    """
    order = np.lexsort((positions, titles))
    _, first = np.unique((titles << _NUMBER_BITS | people)[order], return_index=True)
    order = order[np.sort(first)]
    sorted_titles = titles[order]
    ranks = np.arange(order.size) - np.searchsorted(sorted_titles, sorted_titles)
    order = order[ranks < MAX_PEOPLE]
    places = np.minimum(positions[order], (1 << POSITION_BITS) - 1)
    keys = (titles[order] << ROLE_BITS | ROLE_KEYS[role]) << POSITION_BITS | places
    return list(zip(keys.tolist(), people[order].tolist(), strict=True))


def people(text: bytes, wanted: NumberSet) -> list[PersonRow]:
    """Return the names of the wanted people."""
    columns = Columns.of(text, Table.NAMES.columns)
    numbers = columns.cells("nconst").numbers(b"nm")
    known = wanted.contains(numbers)
    names = columns.only(known).cells("primaryName").values()
    return [
        (number, _line(name, "primaryName"))
        for number, name in zip(numbers[known].tolist(), names, strict=True)
    ]


def _year(text: bytes) -> int | None:
    if text == NOTHING:
        return None
    if text.isdigit() and len(text) <= MAX_DIGITS and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise BrokenLineError.of("startYear", text, f"no year from {FIRST_YEAR} to {LAST_YEAR}")


def _minutes(text: bytes) -> int | None:
    """Return a running time; ``None`` where it is missing or implausible."""
    if text == NOTHING:
        return None
    if text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text) if 0 < int(text) <= MAX_MINUTES else None
    raise BrokenLineError.of("runtimeMinutes", text, "no whole number")


def _alias(text: bytes) -> str | None:
    """Return an alternative title; ``None`` where it cannot be shown."""
    if text in {b"", NOTHING}:
        return None
    title = _line(text, "title")
    return title if len(title) <= MAX_ALIAS else None


def _rating(text: bytes) -> float:
    if text.replace(b".", b"", 1).isdigit() and (rating := float(text)) <= _MAX_RATING:
        return rating
    raise BrokenLineError.of("averageRating", text, "no number from 0 to 10")


def _line(text: bytes, column: str) -> str:
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        raise BrokenLineError.of(column, text, "not UTF-8") from None
    line = decoded if decoded.isprintable() else text_repair.line(decoded)
    if not line or text == NOTHING:
        raise BrokenLineError(f"{column} is empty")
    return line

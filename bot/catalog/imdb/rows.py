"""From the lines of a file to the rows of the working file; pure.

Each function takes whole lines of one table and returns what is wanted of them, or raises
:class:`~bot.catalog.imdb.faults.BrokenLineError`; :func:`convert` then finds out which lines are
broken. What says of a title or person that they are not wanted is looked at first, and then
nothing else.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import numpy as np

from bot.catalog import text_repair
from bot.catalog.casts import FIRST_YEAR, LAST_YEAR
from bot.catalog.imdb.columns import MAX_DIGITS, Columns
from bot.catalog.imdb.faults import BrokenLineError
from bot.catalog.imdb.numbers import NumberSet
from bot.catalog.imdb.tables import Table
from bot.catalog.model import Kind, Role
from bot.catalog.schema import ROLE_KEYS
from bot.catalog.sorting import sort_title

T = TypeVar("T")

RatingRow = tuple[int, float, int]
"""Number of the title, average, votes."""
TitleRow = tuple[int, str, str, str, int | None, bool, str | None]
"""Number, title, the form to sort by, kind, year, for adults, genres with commas between."""
ActorRow = tuple[int, int, int]
"""Number of the title, position, number of the person."""
MakerRow = tuple[int, int, int, int]
"""Number of the title, key of the role, position, number of the person."""
PersonRow = tuple[int, str]
"""Number, name."""

MAX_PEOPLE = 10
"""Of one role in one title: series name hundreds."""

_NOTHING = b"\\N"
_CAST = (b"actor", b"actress", b"self")
_FLAGS = {b"0": False, b"1": True}
_MAX_RATING = 10.0


def convert(
    text: bytes, first_line: int, make: Callable[[bytes], list[T]]
) -> tuple[list[T], list[tuple[int, str]]]:
    """Return what is made of some lines, and what is wrong with the broken ones.

    Args:
        text: The lines, each with its end.
        first_line: The number of the first.
        make: One of this module's functions.

    Returns:
        The rows, and of each broken line its number and what is wrong with it.
    """
    try:
        return make(text), []
    except BrokenLineError:
        lines = [line + b"\n" for line in _lines(text)]
        broken = dict(_broken(lines, 0, len(lines), make))
        good = b"".join(line for place, line in enumerate(lines) if place not in broken)
        return make(good), [(first_line + place, reason) for place, reason in broken.items()]


def _broken(
    lines: Sequence[bytes], start: int, end: int, make: Callable[[bytes], object]
) -> Iterator[tuple[int, str]]:
    """Find the broken ones among many lines, by halves: most halves have none."""
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
    """Return the ratings that enough have voted for."""
    return [
        (_number(tconst, "tconst", b"tt"), _rating(rating), count)
        for tconst, rating, votes in _cut(text, Table.RATINGS)
        if (count := _number(votes, "numVotes")) >= min_votes
    ]


def titles(
    text: bytes, kinds: Mapping[bytes, Kind], adult: bool, enough_votes: Container[int]
) -> list[TitleRow]:
    """Return the titles that are wanted.

    Args:
        text: Lines of ``title.basics``.
        kinds: The catalogue's kind for each type that is wanted.
        adult: Whether titles for adults are.
        enough_votes: The numbers of the titles that enough have voted for.
    """
    found: list[TitleRow] = []
    for tconst, kind, title, _, is_adult, year, _, _, genres in _cut(text, Table.BASICS):
        if is_adult not in _FLAGS:
            raise BrokenLineError.of("isAdult", is_adult, "neither 0 nor 1")
        if kind not in kinds or (_FLAGS[is_adult] and not adult):
            continue
        number = _number(tconst, "tconst", b"tt")
        if number in enough_votes:
            name = _line(title, "primaryTitle")
            found.append(
                (
                    number,
                    name,
                    sort_title(name),
                    kinds[kind],
                    _year(year),
                    _FLAGS[is_adult],
                    None if genres == _NOTHING else _line(genres, "genres"),
                )
            )
    return found


def actors(text: bytes, wanted: NumberSet) -> list[ActorRow]:
    """Return who acts in the titles that are wanted, in the order of billing."""
    columns = Columns.of(text, Table.PRINCIPALS.columns)
    columns = columns.only(np.logical_or.reduce([columns.equal("category", w) for w in _CAST]))
    columns = columns.only(wanted.contains(columns.numbers("tconst", b"tt")))
    title, position, person = (
        columns.numbers("tconst", b"tt"),
        columns.numbers("ordering"),
        columns.numbers("nconst", b"nm"),
    )
    order = np.lexsort((position, title))
    # Who plays two parts, or a part and themselves, is there once.
    _, first = np.unique((title << 32 | person)[order], return_index=True)
    order = order[np.sort(first)]
    title = title[order]
    rank = np.arange(title.size) - np.searchsorted(title, title)
    order, title = order[rank < MAX_PEOPLE], title[rank < MAX_PEOPLE]
    return list(zip(title.tolist(), position[order].tolist(), person[order].tolist(), strict=True))


def makers(text: bytes, wanted: Container[int]) -> list[MakerRow]:
    """Return who directed and who wrote the titles that are wanted, in IMDb's order."""
    found: list[MakerRow] = []
    for tconst, directors, writers in _cut(text, Table.CREW):
        title = _number(tconst, "tconst", b"tt")
        if title in wanted:
            for column, role, people in (
                ("directors", Role.DIRECTOR, directors),
                ("writers", Role.WRITER, writers),
            ):
                if people != _NOTHING:
                    listed = dict.fromkeys(people.split(b","))
                    found += [
                        (title, ROLE_KEYS[role], position, _number(person, column, b"nm"))
                        for position, person in enumerate(islice(listed, MAX_PEOPLE))
                    ]
    return found


def people(text: bytes, wanted: Container[int]) -> list[PersonRow]:
    """Return the names of the people who are wanted."""
    return [
        (number, _line(name, "primaryName"))
        for nconst, name, *_ in _cut(text, Table.NAMES)
        if (number := _number(nconst, "nconst", b"nm")) in wanted
    ]


def _lines(text: bytes) -> list[bytes]:
    return text[:-1].split(b"\n")  # splitlines would cut at carriage returns too


def _cut(text: bytes, table: Table) -> list[list[bytes]]:
    """Cut lines into columns."""
    count = len(table.columns)
    rows = [line.split(b"\t") for line in _lines(text)]
    if any(len(row) != count for row in rows):
        raise BrokenLineError.count(count)
    return rows


def _number(text: bytes, column: str, prefix: bytes = b"") -> int:
    digits = text[len(prefix) :]
    if digits.isdigit() and len(digits) <= MAX_DIGITS and text.startswith(prefix):
        return int(digits)
    raise BrokenLineError.number(column, text, prefix)


def _rating(text: bytes) -> float:
    if text.replace(b".", b"", 1).isdigit() and (rating := float(text)) <= _MAX_RATING:
        return rating
    raise BrokenLineError.of("averageRating", text, "no number from 0 to 10")


def _year(text: bytes) -> int | None:
    if text == _NOTHING:
        return None
    if text.isdigit() and len(text) <= MAX_DIGITS and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise BrokenLineError.of("startYear", text, f"no year from {FIRST_YEAR} to {LAST_YEAR}")


def _line(text: bytes, column: str) -> str:
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        raise BrokenLineError.of(column, text, "not UTF-8") from None
    line = decoded if decoded.isprintable() else text_repair.line(decoded)
    if not line or text == _NOTHING:
        raise BrokenLineError(f"{column} is empty")
    return line

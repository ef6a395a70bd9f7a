"""What people bring along: the CSV exports of Letterboxd and IMDb.

Columns as the sites write them (2026):

* Letterboxd ``watched.csv`` and ``watchlist.csv``: ``Date,Name,Year,Letterboxd URI``;
  ``ratings.csv`` adds ``Rating`` (0.5 to 5); ``diary.csv`` and ``reviews.csv`` add ``Rewatch``,
  ``Review``, ``Tags`` and ``Watched Date`` too; a list begins with a preamble, then comes
  ``Position,Name,Year,URL,Description``. Watched and watchlist have the same columns, so only the
  file's name tells them apart.
* IMDb ratings: ``Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,…,Year,…``;
  watchlists and lists: ``Position,Const,Created,Modified,Description,Title,…``.
"""

import csv
import enum
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from bot.errors import BadInputError
from bot.text import plural

MAX_BYTES = 8_000_000
MAX_ROWS = 50_000

_MAX_TITLE = 300
_FIRST_YEAR, _LAST_YEAR = 1870, 2100
_IMDB_ID = re.compile(r"tt(\d{1,12})")
_PREAMBLE_ROWS = 20
_ZIP = b"PK\x03\x04"
_SEEN_FILES = ("watched", "rating", "diary", "review")


class Site(enum.StrEnum):
    """Where an export is from."""

    LETTERBOXD = "letterboxd"
    IMDB = "imdb"


class Purpose(enum.StrEnum):
    """What the films of an export are; whatever is rated has been seen in either case."""

    SEEN = "seen"
    WATCHLIST = "watchlist"


@dataclass(frozen=True, slots=True)
class ImportedFilm:
    """One row.

    Attributes:
        line: The line of the file that it ends on, from 1.
        title: As the site calls it.
        year: As the site dates it.
        imdb_id: Digits only, as IMDb writes them.
        rating: From 1 to 10; Letterboxd's stars are doubled.
        on: When it was watched, rated or added.
    """

    line: int
    title: str
    year: int | None = None
    imdb_id: str | None = None
    rating: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Import:
    """What an export holds."""

    site: Site
    purpose: Purpose
    films: tuple[ImportedFilm, ...]
    faults: tuple[Fault, ...]


def parse_export(content: bytes, file_name: str) -> Import:
    """Read an export.

    Raises:
        BadInputError: It is too large, no CSV, or from neither site.
    """
    if len(content) > MAX_BYTES:
        raise BadInputError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if content.startswith(_ZIP):
        raise BadInputError(
            "That is a ZIP. Unpack it and attach one of the files in it: watched.csv, "
            "ratings.csv, diary.csv or watchlist.csv."
        )
    rows = _rows(_decoded(content))
    header = _header(rows)
    site = Site.IMDB if "const" in header else Site.LETTERBOXD
    films: list[ImportedFilm] = []
    faults: list[Fault] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(films) + len(faults) >= MAX_ROWS:
            raise BadInputError(f"The file has more than {plural(MAX_ROWS, 'row')}.")
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        try:
            film = _imdb_film(line, row) if site is Site.IMDB else _letterboxd_film(line, row)
        except ValueError as error:
            faults.append(Fault(line, str(error)))
        else:
            films.append(film)
    return Import(site, _purpose(header, file_name, films), tuple(films), tuple(faults))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadInputError(f"Line {reader.line_num} is no CSV: {error}.") from error


def _header(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    """Find the row that names the columns; before it a list has a few rows about itself."""
    for number, (_, cells) in enumerate(rows):
        names = [cell.strip().casefold() for cell in cells]
        if {"name", "year"} <= set(names) or {"const", "title"} <= set(names):
            return names
        if number == _PREAMBLE_ROWS:
            break
    raise BadInputError("That is no export of Letterboxd or IMDb: the columns are not theirs.")


def _purpose(header: list[str], file_name: str, films: list[ImportedFilm]) -> Purpose:
    """Tell by the file's name, else by its columns; IMDb has come to give ratings a position."""
    name = PurePath(file_name).name.casefold()
    if "watchlist" in name:
        return Purpose.WATCHLIST
    if any(word in name for word in _SEEN_FILES) or "position" not in header:
        return Purpose.SEEN
    return Purpose.SEEN if films and all(film.rating for film in films) else Purpose.WATCHLIST


def _letterboxd_film(line: int, row: Mapping[str, str]) -> ImportedFilm:
    stars = row.get("rating", "")
    rating = None
    if stars:
        doubled = _number(stars, "rating") * 2
        if doubled not in range(1, 11):
            raise ValueError(f"rating {stars!r} is not from 0.5 to 5 in halves")
        rating = int(doubled)
    return ImportedFilm(
        line,
        title=_title(row.get("name", "")),
        year=_year(row.get("year", "")),
        rating=rating,
        on=_day(row.get("watched date") or row.get("date", "")),
    )


def _imdb_film(line: int, row: Mapping[str, str]) -> ImportedFilm:
    match = _IMDB_ID.fullmatch(row.get("const", ""))
    if not match:
        raise ValueError(f"{row.get('const', '')!r} is no IMDb id")
    given = row.get("your rating", "")
    rating = None
    if given:
        number = _number(given, "rating")
        if number not in range(1, 11):
            raise ValueError(f"rating {given!r} is not from 1 to 10")
        rating = int(number)
    return ImportedFilm(
        line,
        title=_title(row.get("title", "")),
        year=_year(row.get("year", "")),
        imdb_id=match[1],
        rating=rating,
        on=_day(row.get("date rated") or row.get("created", "")),
    )


def _title(text: str) -> str:
    if not text:
        raise ValueError("no title")
    if len(text) > _MAX_TITLE:
        raise ValueError("the title is too long")
    return text


def _year(text: str) -> int | None:
    if not text:
        return None
    year = _number(text, "year")
    if not (year.is_integer() and _FIRST_YEAR <= year <= _LAST_YEAR):
        raise ValueError(f"{text!r} is no year")
    return int(year)


def _number(text: str, what: str) -> float:
    if not re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", text, re.ASCII):
        raise ValueError(f"{what} {text!r} is no number")
    return float(text)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date") from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"{text!r} is no date on which films are watched")
    return day


def _decoded(content: bytes) -> str:
    """Return the text; IMDb's exports were Windows-1252 for years."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")

"""Reads an export file into films, whichever site wrote it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from bot.errors import BadInputError
from bot.i18n import N_, _, listing, ngettext, quoted
from bot.rules.imports import columns as roles
from bot.rules.imports.archive import is_archive, unpacked
from bot.rules.imports.columns import Columns
from bot.rules.imports.model import Fault, Import, ImportedFilm, LeftOut, Part
from bot.rules.imports.purpose import purpose_of
from bot.rules.imports.tables import decoded, first_row, read_table
from bot.rules.imports.trakt import read_json
from bot.rules.imports.values import MAX_TITLE, read_day, read_rating, read_year, scale_of
from bot.text import clip, imdb_title_id

T = TypeVar("T")

MAX_BYTES = 8_000_000
MAX_ROWS = 50_000

_PASSED_OVER = {"deleted", "orphaned", "__macosx"}
"""Folders to skip: what the owner deleted from Letterboxd, and one that macOS adds."""
_ID = re.compile(r"tt(\d{1,12})", re.ASCII | re.IGNORECASE)
_SERIES = {"show", "tv", "series", "tvseries", "miniseries", "tvminiseries", "tvshow"}
_FILM = {"movie", "film", "tvmovie", "video", "short", "tvshort", "featurefilm", "tvspecial"}
_EPISODE = {"season", "episode"}
"""An episode of IMDb's is a title with an id of its own."""
_NETFLIX_EPISODE = re.compile(
    r": (?:(?:season|series|part|volume|chapter|book|temporada|staffel|saison|parte)\b[^:]*\d[^:]*"
    r"|(?:limited|mini)[ -]series): ",
    re.IGNORECASE,
)
_DEFUSED = re.compile(r"^'(?=[=+\-@])")
_BEGINNINGS = (
    (b"%PDF", N_("That looks like a PDF.")),
    (b"\x89PNG", N_("That looks like a picture.")),
    (b"\xff\xd8", N_("That looks like a picture.")),
    (b"GIF8", N_("That looks like a picture.")),
    (b"SQLite format", N_("That looks like a database.")),
    (b"\xd0\xcf\x11\xe0", N_("That looks like an old spreadsheet: save it as CSV.")),
    (b"\x1f\x8b", N_("That looks like a compressed file: unpack it.")),
)
_NO_FILMS = {
    "datejoined": N_(
        "That's your Letterboxd profile: there are no films in it, and I kept none of it."
    ),
    "comment": N_(
        "That's your Letterboxd comments: there are no films in it, and I kept none of it."
    ),
    "content": N_(
        "That's a Letterboxd file of comments or likes: there are no films in it, and I kept none "
        "of it."
    ),
}
_WHAT_TO_DO = N_(
    "Attach the ZIP or a CSV from your Letterboxd export, a CSV from IMDb, Trakt, TMDB, Movary or "
    "Netflix, or any table with a column of IMDb ids, or with titles and years."
)


def parse_export(content: bytes, file_name: str) -> Import:
    """Read an export.

    Raises:
        BadInputError: It is too large, or has no films; says what it looks like.
    """
    if len(content) > MAX_BYTES:
        raise BadInputError(too_large())
    reader = _Reader()
    if not is_archive(content):
        reader.read(content, PurePosixPath(file_name).name)
    else:
        for path, inner in unpacked(content):
            folders = {part.casefold() for part in PurePosixPath(path).parts[:-1]}
            if folders & _PASSED_OVER:
                reader.passed_over.append(path)
                continue
            try:
                reader.read(inner, path)
            except _NoFilmsError:
                reader.passed_over.append(path)
        if not reader.parts:
            raise _no_films(_("There's no table of films in that ZIP."))
    return Import(
        tuple(reader.parts), tuple(reader.faults), reader.left_out, tuple(reader.passed_over)
    )


def too_large() -> str:
    """Return the message for a file that is too large."""
    return _("The file is larger than {megabytes} MB.", megabytes=MAX_BYTES // 1_000_000)


class _NoFilmsError(BadInputError):
    """A file is no table of films."""


class _Reader:
    """Reads files one by one, and counts what is left out."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.faults: list[Fault] = []
        self.left_out: Counter[LeftOut] = Counter()
        self.passed_over: list[str] = []
        self._rows = 0

    def read(self, content: bytes, path: str) -> None:
        """Add the films of a file.

        Raises:
            BadInputError: It is no table of films, or too long.
        """
        name = PurePosixPath(path).name
        for begun, what in _BEGINNINGS:
            if content.startswith(begun):
                raise _no_films(_(what))
        text = decoded(content)
        begins = text.lstrip()[:1]
        if begins == "<":
            raise _no_films(_("That looks like a web page."))
        list_name = ""
        if begins in {"[", "{"} and (found := _json(text)) is not None:
            columns, rows = found
            read = enumerate(rows, 1)
        elif (table := read_table(text)) is not None:
            columns, list_name = table.columns, table.list_name
            read = _named(table.rows, columns)
        elif ids := _bare_list(text):
            columns, read = Columns(("const",)), ids
        else:
            raise _unknown(text)
        films = self._films(list(self._counted(read)), columns, name)
        told = purpose_of(path, columns, films, list_name)
        settles = columns.site == "Letterboxd" and "rating" in name.casefold()
        part = Part(name, columns.site, told.purpose, told.name, films, told.guessed, settles)
        self.parts.append(part)

    def _counted(
        self, rows: Iterable[tuple[int, Mapping[str, str]]]
    ) -> Iterator[tuple[int, Mapping[str, str]]]:
        for line, row in rows:
            if not any(row.values()):
                continue
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise BadInputError(
                    ngettext(
                        "That's more than {count} row.",
                        "That's more than {count} rows.",
                        MAX_ROWS,
                    )
                )
            yield line, row

    def _films(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], columns: Columns, file: str
    ) -> tuple[ImportedFilm, ...]:
        rating, scale = columns.rating or ("", None)
        if rating and scale is None:
            scale = scale_of([row.get(rating, "") for __, row in rows])
        films: list[ImportedFilm] = []
        for line, row in rows:
            if _is_episode(row, columns):
                self.left_out[LeftOut.EPISODE] += 1
                continue
            try:
                films.append(self._film(line, row, rating, scale or 0))
            except ValueError as error:
                self.faults.append(Fault(file, line, str(error)))
        return tuple(films)

    def _film(self, line: int, row: Mapping[str, str], rating: str, scale: int) -> ImportedFilm:
        """Read a row.

        Raises:
            ValueError: There is neither a title nor an id in it.
        """
        imdb_id = _imdb_id(row)
        title = _DEFUSED.sub("", _whole(_first(row, roles.TITLE)), count=1)
        if not (title or imdb_id):
            raise ValueError(_("no title"))
        if len(title) > MAX_TITLE:
            raise ValueError(_("the title is too long"))
        watched = _first(row, roles.WATCHED)
        day = watched or _first(row, roles.RATED) or _first(row, roles.ADDED)
        kind = roles.plain(_first(row, roles.KIND))
        return ImportedFilm(
            line,
            title,
            self._kept(read_year, LeftOut.YEAR, _first(row, roles.YEAR) or _released(row)),
            imdb_id,
            self._kept(lambda text: read_rating(text, scale), LeftOut.RATING, row.get(rating, "")),
            self._kept(read_day, LeftOut.DATE, day),
            viewing=bool(watched),
            logged=_day(row.get("date", "")) if watched else None,
            is_series=True if kind in _SERIES else False if kind in _FILM else None,
            original=_whole(_first(row, roles.ORIGINAL))[:MAX_TITLE],
        )

    def _kept(self, read: Callable[[str], T], what: LeftOut, text: str) -> T | None:
        """Return the value of a cell; count it where it cannot be read."""
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            self.left_out[what] += 1
            return None


def _json(text: str) -> tuple[Columns, list[dict[str, str]]] | None:
    try:
        return read_json(text)
    except (ValueError, RecursionError) as error:
        raise _no_films(_("It starts like JSON, but isn't valid.")) from error


def _named(
    rows: Iterable[tuple[int, list[str]]], columns: Columns
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for line, cells in rows:
        row: dict[str, str] = {}
        for name, cell in zip(columns.names, cells, strict=False):
            if cell and name and name not in row and (stripped := cell.strip()):
                row[name] = stripped
        yield line, row


def _bare_list(text: str) -> list[tuple[int, Mapping[str, str]]]:
    """Return the rows of a list of ids or links, one a line; none for anything else."""
    lines = [(n, line.strip(" \t\r\"',;")) for n, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line]
    found = [(n, {"const": id_}) for n, line in lines if (id_ := imdb_title_id(line))]
    return [*found] if found and 2 * len(found) >= len(lines) else []


def _imdb_id(row: Mapping[str, str]) -> str | None:
    """Return the id of a row, by its column or by its link.

    Raises:
        ValueError: It is a person's.
    """
    given = _first(row, roles.ID)
    if given.casefold().startswith("nm"):
        raise ValueError(_("“{id}” is a person", id=clip(given, 20)))
    if match := _ID.fullmatch(given):
        return f"tt{match[1]:0>7}"
    return imdb_title_id(given) or imdb_title_id(_first(row, roles.LINK))


def _is_episode(row: Mapping[str, str], columns: Columns) -> bool:
    if roles.plain(_first(row, roles.KIND)) in _EPISODE or _first(row, roles.SEASON):
        return True
    return columns.is_netflix and bool(_NETFLIX_EPISODE.search(row.get("title", "")))


def _first(row: Mapping[str, str], role: Sequence[str]) -> str:
    # Faster than a generator, and called a dozen times a row.
    for name in role:
        if cell := row.get(name):
            return cell
    return ""


def _whole(text: str) -> str:
    """Return a text without lone surrogates, which JSON may hold but no store accepts."""
    return text.encode("utf-8", "replace").decode()


def _released(row: Mapping[str, str]) -> str:
    """Return the year of a release date in ISO form; other forms are too varied."""
    released = _first(row, roles.RELEASED)
    return released if released[:4].isdigit() else ""


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


def _no_films(what: str) -> _NoFilmsError:
    return _NoFilmsError(f"{what} {_(_WHAT_TO_DO)}")


def _unknown(text: str) -> _NoFilmsError:
    cells = [cell.strip() for cell in first_row(text) if cell.strip()]
    names = {*Columns.of(cells).names}
    for name, what in _NO_FILMS.items():
        if name in names:
            return _no_films(_(what))
    if not cells or len(cells) == 1 or "\0" in text[:1000]:
        return _no_films(_("I see no table of films in that."))
    seen = listing([quoted(clip(cell, 30)) for cell in cells[:8]])
    return _no_films(
        _("I see a table with the columns {columns}, but none of them names films.", columns=seen)
    )

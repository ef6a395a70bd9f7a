"""What people keep here, as tables that Letterboxd imports and that are safe in spreadsheets.

Letterboxd's form: https://letterboxd.com/about/importing-data/; it takes files of 1 MB.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

MAX_FILE = 1_000_000
_FORMULA = ("=", "+", "-", "@")
_NO_NAME = re.compile(r"[^\w .()&'-]")
_COLUMNS = ("imdbID", "Title", "Year", "WatchedDate", "Rating10")


@dataclass(frozen=True, slots=True)
class ExportedFilm:
    """A film to be written down.

    Attributes:
        imdb_id: ``tt`` and digits, if IMDb knows it.
        title: Its title.
        year: Its year.
        on: When it was seen.
        rating: What it was given, out of 10.
    """

    imdb_id: str
    title: str
    year: int | None
    on: date | None = None
    rating: int | None = None


def letterboxd_files(
    seen: Sequence[ExportedFilm], lists: Mapping[str, Sequence[ExportedFilm]]
) -> dict[str, bytes]:
    """Return the files by their paths: what was seen, and each list."""
    tables = [("watched", seen), *((f"lists/{_file_name(n)}", films) for n, films in lists.items())]
    files: dict[str, bytes] = {}
    for stem, films in tables:
        for number, content in enumerate(_tables(films), 1):
            path = stem if number == 1 else f"{stem} {number}"
            while f"{path}.csv" in files:  # lists' names may differ in other signs
                path += "_"
            files[f"{path}.csv"] = content
    return files


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _tables(films: Iterable[ExportedFilm]) -> Iterator[bytes]:
    head = _line(_COLUMNS)
    lines, size = [head], len(head)
    for film in films:
        on = film.on.isoformat() if film.on else ""
        line = _line((film.imdb_id, film.title, str(film.year or ""), on, str(film.rating or "")))
        if size + len(line) > MAX_FILE:
            yield b"".join(lines)
            lines, size = [head], len(head)
        lines.append(line)
        size += len(line)
    if len(lines) > 1:
        yield b"".join(lines)


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([defused(cell) for cell in cells])
    return out.getvalue().encode("utf-8", "replace")


def _file_name(name: str) -> str:
    return " ".join(_NO_NAME.sub(" ", name).split()).strip(". ") or "list"

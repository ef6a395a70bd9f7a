"""Tables in text files: encoding, separators, header row."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.imports.columns import Columns

_SEPARATORS = ",;\t|"
_PREAMBLE_ROWS = 20
_BEGINNING = 200_000
"""Characters in which the header is looked for; a list's description above it may be long."""
_LIST_MARK = "letterboxd list export"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Table:
    """A text that is a table of films.

    Attributes:
        columns: What its columns mean.
        list_name: The name that a Letterboxd list gives itself.
        rows: The rows below the header: the line that each ends on, its cells.
    """

    columns: Columns
    list_name: str
    rows: Iterator[tuple[int, list[str]]]


def decoded(content: bytes) -> str:
    """Decode a text; IMDb's exports were Windows-1252 for years."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", "replace")
    for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[:200:2])):
        if zeros and zeros.count(0) * 2 > len(zeros):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_table(text: str) -> Table | None:
    """Return a text as a table; ``None`` without a header near the beginning.

    Reading its rows may raise ``BadInputError``.
    """
    begins = [(separator, *_begun(text, separator)) for separator in _SEPARATORS]
    separator, place, found = max(begins, key=lambda one: one[2][-1].known if one[2] else 0)
    if place is None:
        return None
    rows = _rows(text, separator)
    above = [cells for __, cells in islice(rows, place + 1)]
    return Table(found[-1], _list_name(above), rows)


def first_row(text: str) -> list[str]:
    """Return the cells of the first nonempty row, by the separator that yields most."""
    beginning = [line[:500] for line in text.lstrip()[:500].splitlines()[:1]]
    begun = [cells for one in _SEPARATORS for cells in csv.reader(beginning, delimiter=one)]
    return max(begun, key=len) if begun else []


def _begun(text: str, separator: str) -> tuple[int | None, list[Columns]]:
    """Return the line of the header, and the rows down to it."""
    read: list[Columns] = []
    try:
        for place, (__, cells) in enumerate(
            islice(_rows(text[:_BEGINNING], separator), _PREAMBLE_ROWS)
        ):
            read.append(Columns.of(cells))
            if read[-1].usable:
                return place, read
    except BadInputError:
        pass
    return None, []


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadInputError(_("Line {line} isn't valid CSV.", line=reader.line_num)) from error


def _list_name(above: list[list[str]]) -> str:
    """Return a Letterboxd list's name: below a marker line come column names, then their values."""
    if len(above) < 3 or not "".join(above[0]).casefold().startswith(_LIST_MARK):  # noqa: PLR2004
        return ""
    facts = dict(zip(Columns.of(above[1]).names, above[2], strict=False))
    return facts.get("name", "").strip()

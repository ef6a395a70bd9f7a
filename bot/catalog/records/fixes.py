"""Fixes what is unambiguous in a record file: quotes, colours, the names of fields.

Only faulty lines change, so comments, order and line ends stay. A name is changed only if the file
then yields the same film.
"""

import re
from typing import NamedTuple

from bot.catalog.faults import Fault, FaultyRecordError
from bot.catalog.model import Movie
from bot.catalog.records.fields.hints import misread_values
from bot.catalog.records.fields.names import field_names, folded
from bot.catalog.records.frontmatter import Form, FrontMatterError, form_of, parse_document
from bot.catalog.records.record import read_record

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"([\w-]+[ \t]*:[ \t]+|[ \t]*-[ \t]+)(.*?)([ \t]+#[ \t].*?)?([ \t\r]*)")
_KEY = re.compile(r"""(["']?)([^"':]+?)\1(?=[ \t]*:(?:[ \t\r]|$))""")
_COLOR = re.compile(r"(color:[ \t]+)#[ \t]*([0-9a-fA-F]{6}|[0-9a-fA-F]{3})([ \t\r]*)")
_QUOTES = ('"', "'")
_BLOCKS = ("|", ">", "[", "{")  # values that continue below, or hold several
_SHORT_COLOR = 3
_MAX_BROKEN_LINES = 40  # more than a record has fields


class _Outcome(NamedTuple):
    """What a file gives: a film, or none; what is wrong with it; which names were read as ours."""

    movie: Movie | None
    faults: frozenset[tuple[str | None, str]]
    notes: tuple[Fault, ...]


def mended(data: bytes, file: str, source: str) -> bytes:
    """Return a record file with every unambiguous fault fixed.

    Args:
        data: The content of the file.
        file: What faults call the file.
        source: Its path relative to its folder.
    """
    try:
        text = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError:
        return data
    if form_of(text) is not Form.YAML:
        return data
    fixed = _with_names(_with_quotes(text), file, source)
    return data[: len(data) - len(data.removeprefix(_BOM))] + fixed.encode()


def _with_quotes(text: str) -> str:
    """Return a text with the quotes that YAML needs."""
    lines = text.split("\n")
    start = text[: len(text) - len(text.lstrip())].count("\n")
    end = _end(lines, start)
    for number in range(start, end):
        lines[number] = _COLOR.sub(_colour, lines[number])
    for lost in misread_values("\n".join(lines[start:end])):
        number = start + lost.line - 1
        lines[number] = _quoted(lines[number]) or lines[number]
    for _ in range(_MAX_BROKEN_LINES):
        try:
            parse_document("\n".join(lines))
        except FrontMatterError as error:
            number = start + error.line - 1
            mended_line = _quoted(lines[number]) if error.field and number < end else None
            if mended_line is None:
                return text
            lines[number] = mended_line
        else:
            return "\n".join(lines)
    return text


def _with_names(text: str, file: str, source: str) -> str:
    """Return a text with the records' own field names, if it yields the same film."""
    before = _outcome(text, file, source)
    may_mean_more = field_names().may_mean
    for note in before.notes:
        if note.means is None or note.line is None or folded(note.field or "") in may_mean_more:
            continue
        lines = text.split("\n")
        key = _KEY.match(lines[note.line - 1])
        if key is None or key[2] != note.field:
            continue
        lines[note.line - 1] = note.means + lines[note.line - 1][key.end() :]
        changed = "\n".join(lines)
        after = _outcome(changed, file, source)
        if after[:2] == before[:2] and len(after.notes) < len(before.notes):
            text, before = changed, after
    return text


def _outcome(text: str, file: str, source: str) -> _Outcome:
    try:
        movie, told = read_record(text.encode(), file, source)
    except FaultyRecordError as error:
        movie, told = None, error.faults
    faults = frozenset((fault.field, fault.reason) for fault in told if not fault.is_note)
    return _Outcome(movie, faults, tuple(fault for fault in told if fault.is_note))


def _end(lines: list[str], start: int) -> int:
    """Return the number of the line that ends the fields."""
    rest = enumerate(lines[start + 1 :], start + 1)
    return next((n for n, line in rest if line.rstrip() in {"---", "..."}), len(lines))


def _quoted(line: str) -> str | None:
    """Return a line with its value in double quotes; ``None`` where that would not help."""
    match = _LINE.fullmatch(line)
    if match is None or not match[2] or match[2].startswith((*_QUOTES, *_BLOCKS)):
        return None
    value = match[2].replace("\\", r"\\").replace('"', r"\"")
    return f'{match[1]}"{value}"{match[3] or ""}{match[4]}'


def _colour(match: re.Match[str]) -> str:
    is_short = len(match[2]) == _SHORT_COLOR  # #abc, as in CSS
    digits = "".join(digit * 2 for digit in match[2]) if is_short else match[2]
    return f'{match[1]}"{digits}"{match[3]}'

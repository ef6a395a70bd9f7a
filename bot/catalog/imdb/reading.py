r"""Reads a gzipped file in blocks of lines; every fault is reported with its line.

Values are separated by tabs and include their quotes; ``\N`` is no value.
"""

import gzip
import stat
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.catalog.faults import Fault, quoted
from bot.catalog.imdb.faults import ImdbImportError
from bot.catalog.imdb.tables import Table

BLOCK_BYTES = 4 * 1024 * 1024
"""Text read at once; processing it takes about ten times as much memory."""

FIRST_LINE = 2
"""The number of the first line after the header."""

_MAX_LINE_BYTES = 8 * 1024 * 1024
_AGAIN = "download it again"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, between two lines.

    Attributes:
        offset: Bytes of text before it.
        line: The number of the line after it, from 1.
    """

    offset: int
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive lines; adjacent lines of one title are never split.

    Attributes:
        text: The lines, each with its end.
        first_line: The number of the first of them, from 1.
        end: Where they end.
        packed: Bytes of the gzipped file read so far.
    """

    text: bytes
    first_line: int
    end: Position
    packed: int


def tables_of(folder: Path) -> list[Table]:
    """Return the tables to read, in their order: an optional one only where its file is there."""
    return [
        table for table in Table if not table.is_optional or (folder / table.file_name).exists()
    ]


def check_files(folder: Path) -> None:
    """Check that all files exist, can be read and have IMDb's columns.

    Raises:
        ImdbImportError: Some do not; it carries the faults of each.
    """
    faults: list[Fault] = []
    with _faults_named(folder):
        if not folder.is_dir():
            raise _fault(folder, None, "there is no such folder", "name the folder of the files")
    for table in tables_of(folder):
        try:
            _read_header(folder, table)
        except ImdbImportError as error:
            faults += error.faults
    if faults:
        raise ImdbImportError(faults)


def read_blocks(
    folder: Path, table: Table, start: Position | None = None, block_bytes: int = BLOCK_BYTES
) -> Generator[Block]:
    """Yield the lines of a file, block by block.

    Args:
        folder: Where the file is.
        table: Which file it is.
        start: Where to begin; at the first line after the header by default.
        block_bytes: How much text to read at once.

    Raises:
        ImdbImportError: The file is truncated, damaged or cannot be read.
    """
    position = start or _read_header(folder, table)
    path = folder / table.file_name
    with _faults_named(path) as place, path.open("rb") as packed, gzip.open(packed) as file:
        place.line = position.line
        file.seek(position.offset)
        rest = b""
        while True:
            chunk = file.read(block_bytes)
            text = rest + chunk
            end = _end_of_block(text) if chunk else len(text)
            if end:
                lines = text[:end] if text.endswith(b"\n", 0, end) else text + b"\n"
                first = position.line
                position = Position(position.offset + end, first + lines.count(b"\n"))
                place.line = position.line
                yield Block(lines, first, position, packed.tell())
            rest = text[end:]
            if not chunk:
                return
            if len(rest) > max(_MAX_LINE_BYTES, 2 * block_bytes):
                raise _fault(path, position.line, "what begins here has no end", _AGAIN)


def _end_of_block(text: bytes) -> int:
    """Return where to cut: before the lines of the last title, which may continue."""
    end = text.rfind(b"\n") + 1
    start = text.rfind(b"\n", 0, end - 1) + 1 if end else 0
    title = text[start:end].partition(b"\t")[0] + b"\t"
    while start:
        line = text.rfind(b"\n", 0, start - 1) + 1
        if not text.startswith(title, line):
            return start
        start = line
    return 0


def _read_header(folder: Path, table: Table) -> Position:
    path = folder / table.file_name
    with _faults_named(path):
        _require_plain(path)
    with _faults_named(path), gzip.open(path) as file:
        line = file.readline(_MAX_LINE_BYTES)
    if line.removesuffix(b"\n").split(b"\t") != [name.encode() for name in table.columns]:
        found = quoted(line.decode(errors="replace").strip())
        expected = ", ".join(table.columns)
        raise _fault(path, 1, f"the columns are {found}, not {expected}", _AGAIN)
    return Position(len(line), FIRST_LINE)


@dataclass(slots=True)
class _Place:
    line: int = 1


@contextmanager
def _faults_named(path: Path) -> Generator[_Place]:
    """Turn read errors into faults of that file."""
    place = _Place()
    try:
        yield place
    except EOFError:
        raise _fault(
            path, place.line, "the file is cut off in or after this line", _AGAIN
        ) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        reason = f"the gzip data is damaged in or after this line ({error})"
        raise _fault(path, place.line, reason, _AGAIN) from error
    except FileNotFoundError:
        raise _fault(path, None, "the file is missing", "download it into this folder") from None
    except OSError as error:
        reason = f"it cannot be read ({error.strerror or error})"
        raise _fault(path, None, reason, "allow reading it, or see to its disk") from error


def _require_plain(path: Path) -> None:
    """Make sure that reading a file ends: a pipe or a device may never yield anything."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _fault(path, None, "it is no plain file", "put the downloaded file in its place")


def _fault(path: Path, line: int | None, reason: str, mend: str) -> ImdbImportError:
    return ImdbImportError([Fault(str(path), line, None, reason, mend)])

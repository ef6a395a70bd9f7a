"""Packs rows as JSON into zip archives below a size limit; blocking."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

Rows = Sequence[Mapping[str, Any]]

_PER_FILE = 20_000
"""Rows in one JSON file, few enough for an editor."""

_LEVEL = 6
_ARCHIVE_BYTES = 64
"""Overhead of an archive: its end record of 22 bytes, with a margin."""

_FILE_BYTES = 160
"""Overhead of a file: two headers, 76 bytes together, each with its name."""


def archives(tables: Mapping[str, Rows], limit: int) -> list[bytes]:
    """Return archives that together hold every row of every table, each complete in itself.

    A file is named by its table, and numbered where a table needs several.

    Args:
        tables: The rows by table; tables without any are left out.
        limit: The maximum bytes of an archive; a single row is never split.
    """
    made: list[bytes] = []
    held: list[tuple[str, bytes]] = []
    size = _ARCHIVE_BYTES
    for name, content, taken in _files(tables, limit - _ARCHIVE_BYTES):
        if held and size + taken > limit:
            made.append(archive(held))
            held, size = [], _ARCHIVE_BYTES
        held.append((name, content))
        size += taken
    return [*made, archive(held)] if held else made


def _files(tables: Mapping[str, Rows], limit: int) -> Iterator[tuple[str, bytes, int]]:
    """Yield each file's name, its content and its size in an archive."""
    for table, rows in tables.items():
        if not rows:
            continue
        pieces = list(_pieces(rows, limit))
        for number, (content, taken) in enumerate(pieces, 1):
            name = f"{table}.json" if len(pieces) == 1 else f"{table}-{number}.json"
            yield name, content, taken


def _pieces(rows: Rows, limit: int) -> Iterator[tuple[bytes, int]]:
    for start in range(0, len(rows), _PER_FILE):
        yield from _halved(rows[start : start + _PER_FILE], limit)


def _halved(rows: Rows, limit: int) -> Iterator[tuple[bytes, int]]:
    # Row by row, so that other threads get their turn.
    lines = ",\n".join(json.dumps(dict(row), ensure_ascii=False, default=_plain) for row in rows)
    content = f"[\n{lines}\n]\n".encode()
    taken = len(zlib.compress(content, _LEVEL)) + _FILE_BYTES
    if taken <= limit or len(rows) == 1:
        yield content, taken
    else:
        middle = len(rows) // 2
        yield from _halved(rows[:middle], limit)
        yield from _halved(rows[middle:], limit)


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip archive of files, each by its path."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
        for name, content in files:
            made.writestr(name, content)
    return target.getvalue()


def _plain(value: object) -> object:
    """Return values without a JSON type as text that any program can parse."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"PT{value // timedelta(seconds=1)}S"  # ISO 8601
    if isinstance(value, Enum):
        return value.value
    return str(value)

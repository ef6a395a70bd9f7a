"""The pointer: the one file that says which catalogue is the current one.

It also lists the files that the catalogue was built from, so that a start can tell that nothing
changed without reading them. It is replaced atomically: a reader gets the old one or the new one.
"""

import fcntl
import json
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from bot.catalog.faults import Fault
from bot.catalog.files.build import TEMPORARY_PREFIX
from bot.catalog.schema import FORMAT_VERSION
from bot.durable import sync

_POINTER = "catalog.json"
_LOCK = "catalog.lock"
_CATALOG_NAME = re.compile(r"catalog-[0-9a-f]{32}\.sqlite")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a catalogue was built from.

    Attributes:
        size: Bytes.
        mtime_ns: When it was last changed, in nanoseconds since 1970.
        movie_id: Its title; ``None`` where it has none.
    """

    size: int
    mtime_ns: int
    movie_id: str | None


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which catalogue is the current one.

    Attributes:
        catalog: The name of its file.
        sources: The record files that it was built from, by path.
        faults: What was wrong with some of them.
        imported: The imported data that it includes, if there is any.
    """

    catalog: str
    sources: Mapping[str, Source]
    faults: tuple[Fault, ...]
    imported: Source | None = None


def read_pointer(folder: Path) -> Pointer | None:
    """Return the pointer of a folder; ``None`` if there is none that this code can use."""
    try:
        raw: dict[str, Any] = json.loads((folder / _POINTER).read_bytes())
        if raw["format"] != FORMAT_VERSION or not _CATALOG_NAME.fullmatch(raw["catalog"]):
            return None
        return Pointer(
            raw["catalog"],
            {path: Source(*source) for path, source in raw["sources"].items()},
            tuple(Fault(*fault) for fault in raw["faults"]),
            Source(*raw["imported"]) if raw.get("imported") else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def replace_pointer(folder: Path, pointer: Pointer) -> None:
    """Make another catalogue the current one, durably.

    Raises:
        OSError: It cannot be written; the old pointer stands.
    """
    content = json.dumps(
        {
            "format": FORMAT_VERSION,
            "catalog": pointer.catalog,
            "sources": {path: astuple(source) for path, source in pointer.sources.items()},
            "faults": [astuple(fault) for fault in pointer.faults],
            "imported": pointer.imported and astuple(pointer.imported),
        }
    )
    temporary = folder / f"{TEMPORARY_PREFIX}{_POINTER}"
    temporary.write_text(content, encoding="utf-8")
    sync(temporary)
    sync(folder)  # the catalogue's name before the pointer to it
    temporary.replace(folder / _POINTER)
    sync(folder)


@contextmanager
def exclusive(folder: Path) -> Generator[None]:
    """Lock a folder of catalogues for writing; other processes wait. A crash releases the lock.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def clear_away(folder: Path, keep: set[str]) -> None:
    """Delete all but the named catalogues, and what crashed builds left; lock the folder first.

    Readers of a deleted catalogue are not disturbed: its file lives until it is closed.
    """
    for path in folder.iterdir():
        stale = path.name.startswith(TEMPORARY_PREFIX) or _CATALOG_NAME.fullmatch(path.name)
        if stale and path.name not in keep:
            path.unlink(missing_ok=True)

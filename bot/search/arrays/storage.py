"""An index in a folder: one file of arrays, mapped into memory, and a manifest that describes it.

The manifest is written last and the folder renamed into place, so that a folder holds a complete
index or none.
"""

import dataclasses
import json
import mmap
import shutil
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from bot.errors import MarqueeError

VERSION = 6
"""Raised whenever arrays or features change their meaning: older indexes are rebuilt."""

_MANIFEST, _ARRAYS = "manifest.json", "arrays.bin"
_ALIGNMENT = 64
_CHUNK = 1 << 20

T = TypeVar("T")

_STATM = Path("/proc/self/statm")
_MAPPED = WeakSet[mmap.mmap]()


class SearchIndexError(MarqueeError):
    """A folder holds no usable index of this version of the code."""


def save(value: object, folder: Path) -> None:
    """Write a dataclass of arrays (and of such dataclasses) to a folder, replacing what is there.

    Raises:
        OSError: It could not be written; what was there before is untouched.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(value, draft)
        if folder.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            folder.replace(old)
            draft.replace(folder)
            shutil.rmtree(old)
        else:
            draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def load(kind: type[T], folder: Path) -> T:
    """Map a saved dataclass of arrays into memory.

    Raises:
        SearchIndexError: The folder holds none of this version, or a damaged one.
    """
    try:
        manifest = _manifest(folder)
        path = folder / _ARRAYS
        if _checksum(path) != manifest["checksum"]:
            raise SearchIndexError(f"{folder} holds a damaged index")
        arrays = _map(path, manifest["arrays"])
        return _assemble(kind, arrays, "")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SearchIndexError(f"{folder} holds no index: {error}") from error


def is_current(folder: Path, version: NDArray[Any] | None = None) -> bool:
    """Return whether a folder holds what this code saves; its arrays are not checked.

    Args:
        folder: Where it was saved.
        version: What its array ``version`` must be, where it has one.
    """
    try:
        described = _manifest(folder)["arrays"]
        if version is None:
            return True
        saved = _map(folder / _ARRAYS, {"version": described["version"]})["version"]
    except (SearchIndexError, OSError, ValueError, KeyError, TypeError):
        return False
    return np.array_equal(saved, version)


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    if manifest["version"] != VERSION:
        raise SearchIndexError(f"{folder} holds an index of another version")
    return manifest


def _write(value: object, folder: Path) -> None:
    described: dict[str, dict[str, Any]] = {}
    with (folder / _ARRAYS).open("wb") as file:
        for name, array in _arrays(value, ""):
            file.write(b"\0" * (-file.tell() % _ALIGNMENT))
            described[name] = {
                "type": array.dtype.str,
                "length": len(array),
                "offset": file.tell(),
            }
            array.tofile(file)
    manifest = {
        "version": VERSION,
        "checksum": _checksum(folder / _ARRAYS),
        "arrays": described,
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _arrays(value: Any, prefix: str) -> list[tuple[str, NDArray[Any]]]:
    found: list[tuple[str, NDArray[Any]]] = []
    for field in dataclasses.fields(value):
        part = getattr(value, field.name)
        name = f"{prefix}{field.name}"
        found += [(name, part)] if isinstance(part, np.ndarray) else _arrays(part, f"{name}.")
    return found


def _assemble(kind: type[T], arrays: dict[str, NDArray[Any]], prefix: str) -> T:
    parts: dict[str, Any] = {}
    for name, part in _parts(kind).items():
        path = f"{prefix}{name}"
        nested = dataclasses.is_dataclass(part)
        parts[name] = _assemble(part, arrays, f"{path}.") if nested else arrays[path]
    return kind(**parts)


@cache
def _parts(kind: type) -> dict[str, type[Any]]:
    """Return the types of a dataclass's fields; cached, as finding them out is slow."""
    return get_type_hints(kind)


def _map(path: Path, described: dict[str, dict[str, Any]]) -> dict[str, NDArray[Any]]:
    whole = _mapped(path) if path.stat().st_size else None
    arrays: dict[str, NDArray[Any]] = {}
    for name, entry in described.items():
        kind, length, offset = np.dtype(entry["type"]), int(entry["length"]), int(entry["offset"])
        if whole is None or not length:
            arrays[name] = np.zeros(0, kind)
        else:
            arrays[name] = whole[offset : offset + length * kind.itemsize].view(kind)
    return arrays


def _mapped(path: Path) -> NDArray[np.uint8]:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _MAPPED.add(mapped)
    return np.frombuffer(mapped, np.uint8)


def give_back() -> None:
    """Give all mapped pages back to the system, which still has them when they are asked for again.

    Each page that is looked at brings sixteen into the memory of the process, and none leaves it by
    itself: after a while that is all of every file, and most of it nobody needs.
    """
    for mapped in list(_MAPPED):
        if hasattr(mapped, "madvise"):  # not on Windows
            mapped.madvise(mmap.MADV_DONTNEED)


def resident_bytes() -> int:
    """Return how many bytes of mapped files this process has in memory; 0 where nobody can tell.

    See ``shared`` in https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html.
    """
    try:
        return int(_STATM.read_text(encoding="ascii").split()[2]) * mmap.PAGESIZE
    except OSError:  # not on Linux
        return 0


def _checksum(path: Path) -> int:
    """Return the CRC-32 of a file, read in chunks."""
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum

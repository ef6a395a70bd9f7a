"""Atomic files: complete and flushed to the disk, or absent."""

import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.durable import sync
from bot.errors import StateError

SIDE_FILES = ("-journal", "-wal", "-shm")
"""Suffixes of SQLite's side files, which it would apply to a replaced database."""


@contextmanager
def complete_or_absent(target: Path, *, force: bool) -> Generator[Path]:
    """Yield a path to write to; what lies there at the end replaces the target atomically.

    Args:
        target: The file to make, readable by its owner only.
        force: Whether it may replace another.

    Raises:
        StateError: The target exists, is no plain file, or the file system failed.
    """
    _require_free(target, force=force)
    part: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(".part", f".{target.name[:100]}.", target.parent)
        os.close(descriptor)
        part = Path(name)
        yield part
        sync(part)
        part.replace(target)
        sync(target.parent)
    except OSError as error:
        raise StateError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        if part is not None:
            for suffix in ("", *SIDE_FILES):
                part.with_name(part.name + suffix).unlink(missing_ok=True)


def create_file(path: Path) -> bool:
    """Make sure that a file exists, readable by its owner only; an existing one is left alone.

    Returns:
        Whether it was made.

    Raises:
        StateError: There is something else in its place, or the file system failed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            return True
    except OSError as error:
        raise StateError(f"cannot create {path}: {error.strerror or error}") from error
    require_plain(path)
    return False


def require_plain(path: Path) -> None:
    """Make sure that reading a file ends: a pipe or a device may never yield anything.

    Raises:
        StateError: It is no regular file, nor a link to one, or is missing.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise StateError(f"cannot read {path}: {error.strerror or error}") from error
    if not stat.S_ISREG(mode):
        raise StateError(f"cannot use {path}: it is {_kind(mode)}, not a plain file")


def require_apart(target: Path, store: Path) -> None:
    """Make sure that writing a file does not touch a store.

    Raises:
        StateError: It is the store, or one of SQLite's side files.
    """
    place = target.parent.resolve() / target.name
    beside = {store.resolve().with_name(store.name + suffix) for suffix in ("", *SIDE_FILES)}
    if place in beside or (target.exists() and store.exists() and target.samefile(store)):
        raise StateError(f"{target} belongs to the state store itself: name another file")


def _require_free(target: Path, *, force: bool) -> None:
    for suffix in SIDE_FILES:
        side = target.with_name(target.name + suffix)
        if os.path.lexists(side):
            raise StateError(f"{side} is in the way: SQLite would mix it into {target.name}")
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise StateError(f"cannot write {target}: {error.strerror or error}") from error
    if not stat.S_ISREG(mode):
        raise StateError(f"{target} is {_kind(mode)}, not a plain file: name another file")
    if not force:
        raise StateError(f"{target} exists already: name another file, or force it")


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFLNK: "a link",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "a device")

"""Files that are either there, complete and on the disk, or not there at all."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StateError


@contextmanager
def complete_or_absent(target: Path, *, force: bool) -> Generator[Path]:
    """Give a path to write to; what lies there at the end takes the target's place at once.

    Args:
        target: The file that is to come into being, readable by its owner only.
        force: Whether it may take the place of another.

    Raises:
        StateError: The target exists, or the file system failed.
    """
    if target.exists() and not force:
        raise StateError(f"{target} exists already: name another file, or force it")
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        yield part
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise StateError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def create_file(path: Path) -> None:
    """See to it that a file is there, readable by its owner only; one that exists is left alone.

    Raises:
        StateError: The file system failed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise StateError(f"cannot create {path}: {error.strerror or error}") from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

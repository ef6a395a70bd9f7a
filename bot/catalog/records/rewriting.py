"""Replaces a file by its fixed record."""

import os
import stat
import tempfile
from pathlib import Path

_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class RefusedError(Exception):
    """A file is not replaced; the message says why."""


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file's content atomically, keeping its permissions.

    Args:
        path: The file.
        before: Its expected content.
        after: Its new content.

    Raises:
        RefusedError: It is a link or has changed, or it or its folder is read-only.
        OSError: It cannot be written; the old content stays.
    """
    info = path.lstat()
    if not stat.S_ISREG(info.st_mode) or info.st_nlink > 1:
        raise RefusedError("it is a link: mend the file itself")
    for place, what in ((path, "it"), (path.parent, "its folder")):
        # Root could write to read-only files, too, but should not.
        if not place.stat().st_mode & _WRITE_BITS or not os.access(place, os.W_OK):
            raise RefusedError(f"{what} is read-only")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".mending-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fchmod(file.fileno(), stat.S_IMODE(info.st_mode))
            os.fsync(file.fileno())
        if path.read_bytes() != before:
            raise RefusedError("it has changed meanwhile: try again")
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)

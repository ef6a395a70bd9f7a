"""Titles taken from file names."""

import re
from pathlib import PurePosixPath
from posixpath import basename, splitext
from typing import NamedTuple

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")
_YEAR = re.compile(r"\s*\((\d{4})\)$")
_COPY = re.compile(
    r"""
    [ ._-]*\([^()]*conflict(?:ed)?[ ][^()]*\)  # Dropbox: (Ann's conflicted copy 2024-01-02)
    |[ ]conflicted[ ]copy.*                    # Nextcloud's servers
    |[.]sync-conflict-[\w-]+                   # Syncthing
    |[ ]-[ ]Copy(?:[ ]\(\d+\))?$               # Windows
    |[ ]copy(?:[ ]\d+)?$                       # macOS
    |[ ]?\(\d{1,2}\)$                          # browsers
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:tt)?\d{5,}", re.IGNORECASE)
_INDEX = "index"


class FileTitle(NamedTuple):
    """The title and year in a file's name."""

    title: str
    year: str | None


def is_copy(source: str) -> bool:
    """Return whether a file's name marks it as a copy made by a sync program."""
    stem, _ = splitext(basename(source))  # a path object takes longer than all the rest
    return _COPY.search(stem) is not None


def title_of(source: str) -> FileTitle | None:
    """Return the title and year in the name of a file, or of the folder of an ``index.md``.

    A name without spaces is split at its hyphens (``the-dark-knight``), without Jekyll's leading
    date; a number is no title, unless it is as short as ``1917``.
    """
    path = PurePosixPath(source)
    name = path.parent.name if path.stem.lower() == _INDEX else path.stem
    name = _COPY.sub("", name).strip()
    year = _YEAR.search(name)
    name = _YEAR.sub("", name).strip()
    if " " not in name:
        name = _DATE.sub("", name)
        words = re.split(r"[-_]+", name.strip("-_"))
        if len(words) > 1 or name.islower():
            name = " ".join(word[:1].upper() + word[1:] for word in words)
    if not name or _NUMBER.fullmatch(name):
        return None
    return FileTitle(name, year[1] if year else None)

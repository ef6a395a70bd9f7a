"""Data that each language has a file of: ``en.toml``, ``es.toml``."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def of_each_language(folder: Path, load: Callable[[Path], T]) -> tuple[T, ...]:
    """Return what the files of a folder hold, English first.

    Args:
        folder: The folder.
        load: Reads a file, named by its language's code.
    """
    files = sorted(folder.glob("*.toml"), key=lambda path: (path.stem != "en", path.stem))
    return tuple(map(load, files))

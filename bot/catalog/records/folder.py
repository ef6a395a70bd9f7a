"""Finds record files in folders."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalog.faults import Fault
from bot.catalog.records.titles import is_copy

MAX_BYTES = 1024 * 1024
"""A record has a few thousand characters; a file this big is something else."""

_SUFFIXES = (".md", ".markdown", ".mdx")
_NO_RECORDS = frozenset({"_index", "readme"})
"""Names of pages about a folder: Hugo's lists, and what GitHub shows below one."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that should hold a record, as of when it was found.

    Attributes:
        path: Where it is.
        source: Its path relative to its folder, with ``/``.
        size: Bytes.
        mtime_ns: When it was last changed, in nanoseconds since 1970.
    """

    path: str
    source: str
    size: int
    mtime_ns: int

    def read(self) -> bytes:
        """Return its content.

        Raises:
            OSError: It cannot be read.
        """
        return Path(self.path).read_bytes()


def find_records(folders: Sequence[Path]) -> tuple[list[RecordFile], list[Fault]]:
    """Return the record files of some folders and their subfolders, and any faults there.

    A file given as a folder is a record itself. Sorted by folder and path, but with copies made by
    sync programs last, so that none replaces its original. Hidden files and folders are skipped,
    and so are pages about a folder.
    """
    files: list[RecordFile] = []
    faults: list[Fault] = []
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            found = _Scan(folder)
            files += sorted(found.files(), key=lambda file: (is_copy(file.source), file.source))
            faults += sorted(found.faults, key=lambda fault: fault.file)
        elif folder.is_file():
            info = folder.stat()
            files.append(RecordFile(str(folder), folder.name, info.st_size, info.st_mtime_ns))
        else:
            faults.append(
                Fault(str(folder), None, None, "there is no such folder", "correct MOVIES_DIR")
            )
    return files, faults


class _Scan:
    def __init__(self, folder: Path) -> None:
        self.faults: list[Fault] = []
        self._folder = folder
        self._real_folder = folder.resolve()

    def files(self) -> Iterator[RecordFile]:
        prefix = len(os.path.join(self._folder, ""))  # noqa: PTH118  (scandir speaks strings)
        for entry in self._entries(str(self._folder)):
            try:
                info = entry.stat()
            except OSError as error:
                self._fault(entry, f"it cannot be read ({error.strerror})", "mend or delete it")
                continue
            if not _is_utf_8(entry.path):
                self._fault(entry, "its name is not UTF-8", "rename it")
            elif not stat.S_ISREG(info.st_mode):
                self._fault(entry, "it is no regular file", "move it out of the folder")
            elif info.st_size > MAX_BYTES:
                self._fault(
                    entry,
                    f"it is too big ({info.st_size:,} bytes; {MAX_BYTES:,} are allowed)",
                    "shorten it, or move it out of the folder",
                )
            else:
                source = entry.path[prefix:].replace(os.sep, "/")
                yield RecordFile(entry.path, source, info.st_size, info.st_mtime_ns)

    def _entries(self, folder: str) -> Iterator["os.DirEntry[str]"]:
        try:
            with os.scandir(folder) as scanned:
                entries = list(scanned)
        except OSError as error:
            reason = f"the folder cannot be read ({error.strerror})"
            self.faults.append(Fault(folder, None, None, reason, "allow reading it"))
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() and not self._leads_inside(entry):
                self._fault(
                    entry,
                    "it is a symbolic link out of the folder",
                    "copy the file itself here, or name its folder in MOVIES_DIR",
                )
            elif entry.is_symlink() and not Path(entry.path).exists():
                self._fault(entry, "it is a symbolic link to nothing", "delete it")
            elif entry.is_dir(follow_symlinks=False):
                yield from self._entries(entry.path)
            elif _may_be_record(entry.name):
                yield entry

    def _leads_inside(self, link: "os.DirEntry[str]") -> bool:
        try:
            return Path(link.path).resolve().is_relative_to(self._real_folder)
        except (OSError, RuntimeError):  # a circular link leads nowhere
            return True

    def _fault(self, entry: "os.DirEntry[str]", reason: str, mend: str) -> None:
        printable = os.fsencode(entry.path).decode("utf-8", "backslashreplace")
        self.faults.append(Fault(printable, None, None, reason, mend))


def _may_be_record(name: str) -> bool:
    stem, dot, suffix = name.lower().rpartition(".")
    return dot + suffix in _SUFFIXES and stem not in _NO_RECORDS


def _is_utf_8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True

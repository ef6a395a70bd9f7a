"""From IMDb's files to one complete file of imported data beside the catalogues."""

import errno
import fcntl
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.catalog.faults import Fault
from bot.catalog.files.pointer import exclusive
from bot.catalog.imdb import rows
from bot.catalog.imdb.faults import ImdbImportError
from bot.catalog.imdb.merge import IMPORTED_NAME
from bot.catalog.imdb.numbers import NumberSet, Ratings
from bot.catalog.imdb.reading import FIRST_LINE, check_files, read_blocks, tables_of
from bot.catalog.imdb.tables import Table, TitleFilter
from bot.catalog.imdb.working import Origin, WorkingFile, is_whole, read_origin
from bot.durable import sync

Watcher = Callable[[Table, int, int], None]
"""Called with the file being read, and its bytes and lines read so far."""

FAULTS_KEPT = 20
"""How many broken lines a report describes."""

_WORKING_NAME = "imdb-import.sqlite"
_LOCK_NAME = "imdb-import.lock"

_BROKEN_SHARE, _BROKEN_ANYWAY = 0.01, 20


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import.

    Attributes:
        fresh: Whether anything was read; false if the same files were imported already.
        titles: Number of titles.
        people: Number of people with a credit in them.
        credits: Number of credits.
        broken: Number of broken lines, which were left out.
        faults: What is wrong with the first of them.
    """

    fresh: bool
    titles: int
    people: int
    credits: int
    broken: int
    faults: tuple[Fault, ...]


def import_files(
    folder: Path, home: Path, wanted: TitleFilter, *, watcher: Watcher | None = None
) -> ImportReport:
    """Read IMDb's files into the imported data of a folder of catalogues. Blocking.

    Existing data stay unchanged until all files are read. An interrupted import resumes where it
    was, provided that files and options are the same.

    Args:
        folder: Where the files are.
        home: The folder of catalogues; created if missing.
        wanted: Which titles to import.
        watcher: Called after every few thousand lines.

    Raises:
        ImdbImportError: Files are missing or broken, or nothing can be written.
    """
    check_files(folder)
    imported, working_path = home / IMPORTED_NAME, home / _WORKING_NAME
    with _writing_faults_named(home), _alone(home):
        origin = _origin(folder, wanted)
        fresh = read_origin(imported) != origin or not is_whole(imported)
        if fresh:
            with WorkingFile(working_path, origin) as working:
                for table in tables_of(folder):
                    _read(folder, table, wanted, working, watcher)
                _drop_nameless(working)
                working.finish()
            if not _report(working_path, folder, fresh=True).titles:
                raise _fault(
                    folder, "no title in it is wanted", "ask for more kinds or fewer votes"
                )
            _put_in_place(working_path, imported)
        return _report(imported, folder, fresh=fresh)


def _origin(folder: Path, wanted: TitleFilter) -> Origin:
    files = {table.value: (folder / table.file_name).stat() for table in tables_of(folder)}
    return {
        "files": {name: [info.st_size, info.st_mtime_ns] for name, info in files.items()},
        "kinds": sorted(wanted.kinds),
        "min_votes": wanted.min_votes,
        "adult": wanted.adult,
        "regions": sorted(wanted.regions),
    }


def _read(
    folder: Path, table: Table, wanted: TitleFilter, working: WorkingFile, watcher: Watcher | None
) -> None:
    """Read the rest of one file."""
    reached = working.reached(table)
    if reached.done:
        return
    make = _maker(table, wanted, working)
    broken, lines = reached.broken, reached.lines
    for block in read_blocks(folder, table, reached.position):
        made, faults = rows.convert(block.text, block.first_line, make)
        working.add(table, made, block.end, faults)
        broken, lines = broken + len(faults), block.end.line - FIRST_LINE
        if broken > _tolerable(lines):
            break
        if watcher is not None:
            watcher(table, block.packed, lines)
    if broken > _tolerable(lines) or (broken and broken == lines):
        raise _too_many_broken(folder, table, working, broken, lines)
    working.end(table)


def _tolerable(lines: int) -> float:
    """Return how many broken lines are tolerated before the whole file counts as broken."""
    return max(_BROKEN_ANYWAY, lines * _BROKEN_SHARE)


def _maker(table: Table, wanted: TitleFilter, working: WorkingFile) -> Callable[[bytes], list[Any]]:
    """Return the function that converts a table's rows into rows of the working file."""
    match table:
        case Table.RATINGS:
            return partial(rows.ratings, min_votes=wanted.min_votes)
        case Table.BASICS:
            return partial(rows.titles, wanted=wanted, rated=Ratings(working.ratings()))
        case Table.AKAS:
            known = NumberSet(working.titles())
            return partial(rows.aliases, wanted=known, regions=wanted.regions)
        case Table.PRINCIPALS:
            return partial(rows.actors, wanted=NumberSet(working.titles()))
        case Table.CREW:
            return partial(rows.makers, wanted=NumberSet(working.titles()))
        case Table.NAMES:
            return partial(rows.people, wanted=NumberSet(working.credited_people()))


def _drop_nameless(working: WorkingFile) -> None:
    """Drop the credits of the few people whom IMDb gives no name."""
    credited = NumberSet(working.credited_people())
    nameless = credited.missing(NumberSet(working.named_people()))
    if nameless.size:
        working.drop_credits(nameless.tolist())


def _put_in_place(working: Path, imported: Path) -> None:
    sync(working)
    with exclusive(imported.parent):  # no catalogue is being built from the old data
        working.replace(imported)
        sync(imported.parent)


def _report(path: Path, folder: Path, *, fresh: bool) -> ImportReport:
    with closing(sqlite3.connect(path)) as db:
        titles, people, credits_, broken = db.execute(
            "SELECT (SELECT COUNT(*) FROM titles), (SELECT COUNT(*) FROM people),"
            " (SELECT COUNT(*) FROM actors) + (SELECT COUNT(*) FROM makers),"
            " (SELECT COUNT(*) FROM broken)"
        ).fetchone()
        faults = tuple(
            Fault(str(folder / Table(table).file_name), line, None, reason, "it is left out")
            for table, line, reason in db.execute(f"SELECT * FROM broken LIMIT {FAULTS_KEPT}")
        )
    return ImportReport(fresh, titles, people, credits_, broken, faults)


def _too_many_broken(
    folder: Path, table: Table, working: WorkingFile, broken: int, lines: int
) -> ImdbImportError:
    line, reason = working.first_broken_line(table)
    return ImdbImportError(
        [
            Fault(
                str(folder / table.file_name),
                line,
                None,
                f"{broken:,} of the first {lines:,} lines are broken, this one first: {reason}",
                "download it again",
            )
        ]
    )


@contextmanager
def _alone(home: Path) -> Generator[None]:
    """Lock the working file; a crash releases the lock."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / _LOCK_NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _fault(home, "another import is at work here", "wait until it is done") from None
        yield


@contextmanager
def _writing_faults_named(home: Path) -> Generator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        full = (
            isinstance(error, sqlite3.Error) and error.sqlite_errorcode == sqlite3.SQLITE_FULL
        ) or (isinstance(error, OSError) and error.errno == errno.ENOSPC)
        reason = "the disk is full" if full else f"it cannot be written to ({error})"
        mend = "make room" if full else "see to the folder or its disk"
        raise _fault(
            home, reason, f"{mend}, then start the same import again: it goes on"
        ) from error


def _fault(path: Path, reason: str, mend: str) -> ImdbImportError:
    return ImdbImportError([Fault(str(path), None, None, reason, mend)])

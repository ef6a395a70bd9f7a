"""Record files become movies: all that can be read, and every fault of all that cannot."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalog.build import Progress
from bot.catalog.faults import Fault, FaultyRecordError, quoted
from bot.catalog.folder import RecordFile, find_records
from bot.catalog.model import Movie
from bot.catalog.record import Record, read_record

_PROGRESS_STEP = 100  # files


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in folders of records.

    Attributes:
        files: How many files, or what stands in the place of one, should hold a record.
        movies: How many do.
        faults: Everything that keeps a file out, in the order of the files.
        notes: Everything else that its author should know, likewise.
    """

    files: int
    movies: int
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


@dataclass(slots=True)
class Loaded:
    """Movies out of files.

    Attributes:
        movies: By the path of their file, in the order of the files.
        faults: What is wrong with the other files, and notes on these.
        read: How many files were read.
    """

    movies: dict[str, Movie] = field(default_factory=dict[str, Movie])
    faults: list[Fault] = field(default_factory=list[Fault])
    read: int = 0


def check_folders(folders: Sequence[Path], *, progress: Progress | None = None) -> CheckReport:
    """Read all records of some folders and report every fault. Blocking.

    Args:
        folders: Where the records are.
        progress: Told now and then how many files are done, and how many there are.
    """
    files, faults = find_records(folders)
    unread = {fault.file for fault in faults}
    loaded = load_files(files, progress=progress)
    faults = sorted((*faults, *loaded.faults), key=lambda fault: fault.file)
    return CheckReport(
        len(files) + len(unread),
        len(loaded.movies),
        tuple(fault for fault in faults if not fault.is_note),
        tuple(fault for fault in faults if fault.is_note),
    )


def load_files(
    files: Sequence[RecordFile],
    known: Mapping[str, Callable[[], Record]] | None = None,
    *,
    progress: Progress | None = None,
) -> Loaded:
    """Read files; one whose title another file has already is a fault. Blocking.

    Args:
        files: What to read.
        known: How to get the record of a file, by its path, without reading it.
        progress: Told now and then how many files are done, and how many there are.
    """
    loaded = Loaded()
    first_file: dict[str, str] = {}
    known = known or {}
    for done, file in enumerate(files, 1):
        try:
            if file.path in known:
                movie, notes = known[file.path]()
            else:
                loaded.read += 1
                movie, notes = _read(file)
        except FaultyRecordError as error:
            loaded.faults += error.faults
        else:
            first = first_file.setdefault(movie.id, file.path)
            if first == file.path:
                loaded.movies[file.path] = movie
                loaded.faults += notes
            else:
                loaded.faults.append(_duplicate(file, movie, first))
        if progress is not None and (done % _PROGRESS_STEP == 0 or done == len(files)):
            progress(done, len(files))
    loaded.faults += _shared_aliases(files, loaded.movies)
    return loaded


def _shared_aliases(files: Sequence[RecordFile], movies: Mapping[str, Movie]) -> Iterator[Fault]:
    """Give a note for each alias that is another film's title: a search finds that film."""
    titled = {movie.title.casefold(): path for path, movie in movies.items()}
    for file in files:
        movie = movies.get(file.path)
        for alias in movie.aliases if movie else ():
            if other := titled.get(alias.title.casefold()):
                yield Fault(
                    file.path,
                    _line_of(file, "aliases"),
                    "aliases",
                    f"{quoted(alias.title)} is the title of {other}, which is found by it",
                    "leave it out if it is a slip",
                    is_note=True,
                )


def _read(file: RecordFile) -> Record:
    try:
        data = file.read()
    except OSError as error:
        reason = f"it cannot be read ({error.strerror})"
        raise FaultyRecordError(
            [Fault(file.path, None, None, reason, "mend or delete it")]
        ) from error
    return read_record(data, file.path, file.source)


def _duplicate(file: RecordFile, movie: Movie, first: str) -> Fault:
    field = "imdb_id" if movie.imdb_id else "title"
    return Fault(
        file.path,
        _line_of(file, field),
        field,
        f"{first} has the same id ({movie.id})",
        "delete one of the two files, or correct its "
        + (field if movie.imdb_id else "title, year or kind"),
    )


def _line_of(file: RecordFile, field: str) -> int | None:
    """Return the line of a field in a file that was read without fault, if it is still there."""
    try:
        lines = file.read().decode(errors="replace").split("\n")
    except OSError:
        return None
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")), None)

"""Loads record files as movies, with every fault of those that cannot be read."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalog.faults import Fault, FaultyRecordError, quoted
from bot.catalog.files.build import Progress
from bot.catalog.model import Movie
from bot.catalog.records.folder import RecordFile, find_records
from bot.catalog.records.record import Record, read_record
from bot.catalog.records.spellings import Spellings

_PROGRESS_STEP = 100  # files

_KNOWN: Mapping[str, Callable[[Movie], bool]] = {
    "title": lambda movie: bool(movie.title),
    "kind": lambda movie: movie.kind is not None,
    "year": lambda movie: bool(movie.years),
    "genres": lambda movie: bool(movie.genres),
    "tags": lambda movie: bool(movie.tags),
    "language": lambda movie: bool(movie.languages),
    "directors": lambda movie: bool(movie.directors),
    "cast": lambda movie: bool(movie.cast),
    "writers": lambda movie: bool(movie.writers),
    "imdb_id": lambda movie: movie.imdb_id is not None,
    "imdb_rating": lambda movie: movie.rating is not None,
    "owner_rating": lambda movie: movie.owner_rating is not None,
    "votes": lambda movie: movie.votes is not None,
    "runtime": lambda movie: movie.runtime is not None,
    "aliases": lambda movie: bool(movie.aliases),
    "description": lambda movie: movie.description is not None,
    "synopsis": lambda movie: movie.synopsis is not None,
    "img": lambda movie: movie.img is not None,
    "poster": lambda movie: movie.poster is not None,
}
"""The fields for which ``check`` counts the titles."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The findings in folders of records.

    Attributes:
        files: How many files, or things in the place of one, should hold a record.
        movies: How many do.
        faults: What keeps files out, in the order of the files.
        notes: What else their authors should know, likewise.
        known: For each field, the number of titles that have it.
    """

    files: int
    movies: int
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    known: Mapping[str, int]


@dataclass(slots=True)
class Loaded:
    """Loaded movies.

    Attributes:
        movies: By the path of their file, in the order of the files.
        faults: Faults of the other files, and notes on these.
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
    faults += loaded.faults
    faults = sorted((*faults, *_barren(folders, loaded, faults)), key=lambda fault: fault.file)
    return CheckReport(
        len(files) + len(unread),
        len(loaded.movies),
        tuple(fault for fault in faults if not fault.is_note),
        tuple(fault for fault in faults if fault.is_note),
        {name: sum(has(movie) for movie in loaded.movies.values()) for name, has in _KNOWN.items()},
    )


def _barren(folders: Sequence[Path], loaded: Loaded, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Add a fault for each folder without any title or fault: a start would fail."""
    for folder in dict.fromkeys(folders):
        inside = os.path.join(folder, "")  # noqa: PTH118  (paths of files begin so)
        titled = any(path.startswith(inside) for path in loaded.movies)
        faulty = any(fault.file.startswith(inside) for fault in faults if not fault.is_note)
        if folder.is_dir() and not titled and not faulty:
            yield Fault(
                str(folder),
                None,
                None,
                "no title could be read from it",
                "put record files into it, or correct MOVIES_DIR",
            )


def load_files(
    files: Sequence[RecordFile],
    known: Mapping[str, Callable[[], Record]] | None = None,
    *,
    progress: Progress | None = None,
) -> Loaded:
    """Read files; a title that another file already has is a fault. Blocking.

    Args:
        files: What to read.
        known: Readers of cached records, by path.
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
    _unify(files, loaded)
    return loaded


def _unify(files: Sequence[RecordFile], loaded: Loaded) -> None:
    """Unify the spelling of names in all movies, with a note for each field that differed."""
    spellings = Spellings(loaded.movies.values())
    if spellings.agree:
        return
    for file in files:
        movie = loaded.movies.get(file.path)
        odd = tuple(spellings.odd(movie)) if movie else ()
        if movie is None or not odd:
            continue
        loaded.movies[file.path] = spellings.unified(movie)
        for name in dict.fromkeys(group for group, *_ in odd):
            written = [(spelling, shown) for of, spelling, shown in odd if of == name]
            yours = ", ".join(quoted(spelling) for spelling, _ in written)
            theirs = ", ".join(quoted(shown) for _, shown in written)
            loaded.faults.append(
                Fault(
                    file.path,
                    _line_of(file, name, written[0][0]),
                    name,
                    f"{yours} is spelled {theirs} in most records, and shown so",
                    "spell it as the others do",
                    is_note=True,
                )
            )


def _shared_aliases(files: Sequence[RecordFile], movies: Mapping[str, Movie]) -> Iterator[Fault]:
    """Yield a note for each alias that is another film's title, which search would find."""
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


def _line_of(file: RecordFile, field: str, value: str = "") -> int | None:
    """Return the line of a field in a valid file, if it is still there.

    For a field without a line of its own, as people in the text, the first line with its value.
    """
    try:
        lines = file.read().decode(errors="replace").split("\n")
    except OSError:
        return None
    of_field = (n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:"))
    of_value = (n for n, line in enumerate(lines, 1) if value and value in line)
    return next(of_field, None) or next(of_value, None)

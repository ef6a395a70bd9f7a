"""The folder of catalogue files: opens the current one, and builds the next."""

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot.catalog.catalog import Catalog
from bot.catalog.faults import Fault
from bot.catalog.files.build import Progress, build_catalog, content_hash
from bot.catalog.files.pointer import (
    Pointer,
    Source,
    clear_away,
    exclusive,
    read_pointer,
    replace_pointer,
)
from bot.catalog.imdb.merge import IMPORTED_NAME
from bot.catalog.model import Movie, PersonRef, person_id
from bot.catalog.queries import MOVIE_COLUMNS, to_movie
from bot.catalog.records.folder import RecordFile, find_records
from bot.catalog.records.loader import Loaded, load_files
from bot.catalog.records.record import Record
from bot.errors import CatalogError


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The outcome of a refresh.

    Attributes:
        catalog: The current catalogue file.
        movies: How many titles came from files.
        read: How many files were read; unchanged ones are not.
        changed: Whether the catalogue is another one than before, even if another process, such
            as an import, built it.
        faults: What is wrong with the files that were left out, and notes on others.
    """

    catalog: Path
    movies: int
    read: int
    changed: bool
    faults: tuple[Fault, ...]


class CatalogStore:
    """The catalogues of one folder, one of them current.

    Args:
        folder: Where they are; created when the first is built.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current: str | None = None  # the catalogue that was opened or reported last
        self._intact: tuple[Path, int, int] | None = None  # path, size and time of change

    async def open(self) -> Catalog:
        """Open the current catalogue.

        Raises:
            CatalogError: There is none, or it is damaged: :meth:`refresh` builds it again.
        """
        pointer = await asyncio.to_thread(read_pointer, self._folder)
        if pointer is None:
            raise CatalogError(f"there is no catalogue in {self._folder}")
        self._current = pointer.catalog
        return await Catalog.open(self._folder / pointer.catalog)

    async def refresh(
        self,
        folders: Sequence[Path],
        *,
        progress: Progress | None = None,
        building: Progress | None = None,
    ) -> LoadReport:
        """Bring the current catalogue up to date with its sources, off the event loop.

        The sources are the record files and the data imported into the folder of the catalogues.
        Only new and changed files are read (by size and time of change); nothing is built when
        nothing changed. The old catalogue stays the current one until the new one is complete.

        Args:
            folders: Where the records are.
            progress: Called now and then, from another thread, with the files read.
            building: Called likewise with the steps of building.

        Raises:
            CatalogError: No title can be read, or nothing can be written; the old one stays.
        """
        return await asyncio.to_thread(self._refresh, folders, progress, building)

    def _refresh(
        self, folders: Sequence[Path], progress: Progress | None, building: Progress | None
    ) -> LoadReport:
        files, folder_faults = find_records(folders)
        try:
            with exclusive(self._folder):
                old = self._intact_pointer()
                imported = self._imported()
                if old is not None and _is_current(old, files, imported):
                    return self._report(old, folder_faults, read=0, changed=False)
                # Names may be spelled as in imported data: once that is gone, all is read again.
                same_import = old is not None and old.imported == imported
                loaded = self._load(old if same_import else None, files, progress)
                if not loaded.movies and imported is None:
                    raise CatalogError(_no_title(folders, [*folder_faults, *loaded.faults]))
                # Best known first: in a huge catalogue, bounded queries see what was written first.
                movies = sorted(loaded.movies.values(), key=lambda movie: -(movie.votes or 0))
                path = build_catalog(
                    movies,
                    self._folder,
                    imported=imported and self._folder / IMPORTED_NAME,
                    progress=building,
                )
                new = Pointer(path.name, _sources(files, loaded), tuple(loaded.faults), imported)
                replace_pointer(self._folder, new)
                previous = {old.catalog} if old is not None else set[str]()
                clear_away(self._folder, keep={path.name} | previous)
        except OSError as error:
            raise CatalogError(f"{self._folder} cannot be used: {error}") from error
        changed = old is None or old.catalog != new.catalog
        return self._report(new, folder_faults, read=loaded.read, changed=changed)

    def _intact_pointer(self) -> Pointer | None:
        """Return the pointer, if the catalogue that it names is intact."""
        pointer = read_pointer(self._folder)
        if pointer is None:
            return None
        path = self._folder / pointer.catalog
        try:
            info = path.stat()
            seen = (path, info.st_size, info.st_mtime_ns)
            if seen != self._intact and content_hash(path) not in pointer.catalog:
                return None
        except OSError:
            return None
        self._intact = seen  # a big catalogue is not checked again each time
        return pointer

    def _imported(self) -> Source | None:
        """Return the imported data as it is now, if there is any."""
        try:
            info = (self._folder / IMPORTED_NAME).stat()
        except FileNotFoundError:
            return None
        return Source(info.st_size, info.st_mtime_ns, None)

    def _load(
        self, old: Pointer | None, files: Sequence[RecordFile], progress: Progress | None
    ) -> Loaded:
        if old is None:
            return load_files(files, progress=progress)
        with _movies_of(self._folder / old.catalog) as get:
            return load_files(files, _known(old, files, get), progress=progress)

    def _report(
        self, pointer: Pointer, folder_faults: Sequence[Fault], *, read: int, changed: bool
    ) -> LoadReport:
        changed = changed or self._current not in {None, pointer.catalog}
        self._current = pointer.catalog
        return LoadReport(
            catalog=self._folder / pointer.catalog,
            movies=sum(source.movie_id is not None for source in pointer.sources.values()),
            read=read,
            changed=changed,
            faults=(*folder_faults, *pointer.faults),
        )


def _is_current(pointer: Pointer, files: Sequence[RecordFile], imported: Source | None) -> bool:
    return (
        pointer.imported == imported
        and len(files) == len(pointer.sources)
        and all(_is_unchanged(pointer.sources.get(file.path), file) for file in files)
    )


def _is_unchanged(source: Source | None, file: RecordFile) -> bool:
    return source is not None and (source.size, source.mtime_ns) == (file.size, file.mtime_ns)


def _sources(files: Sequence[RecordFile], loaded: Loaded) -> dict[str, Source]:
    ids = {path: movie.id for path, movie in loaded.movies.items()}
    return {file.path: Source(file.size, file.mtime_ns, ids.get(file.path)) for file in files}


def _known(
    old: Pointer, files: Sequence[RecordFile], get: Callable[[str], Record]
) -> Mapping[str, Callable[[], Record]]:
    """Return readers for the records of unchanged files that had neither faults nor notes."""
    known: dict[str, Callable[[], Record]] = {}
    noted = {fault.file for fault in old.faults}
    for file in files:
        source = old.sources.get(file.path)
        if file.path in noted or source is None or not source.movie_id:
            continue
        if _is_unchanged(source, file):
            known[file.path] = partial(get, source.movie_id)
    return known


@contextmanager
def _movies_of(path: Path) -> Generator[Callable[[str], Record]]:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        sql = f"SELECT {MOVIE_COLUMNS} FROM titles t WHERE t.id = ?"
        yield lambda movie_id: Record(
            _as_recorded(to_movie(db.execute(sql, (movie_id,)).fetchone())), ()
        )


def _as_recorded(movie: Movie) -> Movie:
    """Return a record's movie as it was read, its people known by name alone."""

    def by_name(people: Sequence[PersonRef]) -> tuple[PersonRef, ...]:
        return tuple(PersonRef(person_id(person.name), person.name) for person in people)

    return replace(
        movie,
        directors=by_name(movie.directors),
        cast=by_name(movie.cast),
        writers=by_name(movie.writers),
    )


def _no_title(folders: Sequence[Path], faults: Sequence[Fault]) -> str:
    where = ", ".join(map(str, folders)) or "no folder at all"
    return f"no title could be read from {where}" + (
        f"; first fault: {faults[0]}" if faults else ""
    )

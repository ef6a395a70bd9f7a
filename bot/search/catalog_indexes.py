"""The indexes over one catalogue: titles, people, genres, languages and tags."""

import asyncio
import enum
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Self

import structlog

from bot.catalog.catalog import Catalog
from bot.catalog.model import Facet, Movie, Person, Role
from bot.search.arrays.storage import is_current
from bot.search.index import Index, SearchIndexError
from bot.search.model import Entry
from bot.search.spelling.aliases import GENRE_ALIASES, LANGUAGE_ALIASES

_log = structlog.get_logger(__name__)


class Flag(enum.IntFlag):
    """What an entry is, for ``require`` and ``prefer``."""

    FILM = 1
    SERIES = 2
    GENERAL = 4  # fit for every channel
    CAST = 8
    DIRECTOR = 16
    WRITER = 32
    # The same, counting only titles that are fit for every channel.
    GENERAL_CAST = 64
    GENERAL_DIRECTOR = 128
    GENERAL_WRITER = 256


_GENERAL = {
    Flag(0): Flag.GENERAL,
    Flag.GENERAL: Flag.GENERAL,
    Flag.CAST: Flag.GENERAL_CAST,
    Flag.DIRECTOR: Flag.GENERAL_DIRECTOR,
    Flag.WRITER: Flag.GENERAL_WRITER,
}
"""The flags required instead where titles for adults must not be shown."""


@dataclass(frozen=True, slots=True)
class CatalogIndexes:
    """An index for each sort of name in a catalogue; keys are ids, or the names themselves."""

    movies: Index
    people: Index
    genres: Index
    languages: Index
    tags: Index

    def for_every_channel(self) -> Self:
        """Return the indexes without titles for adults and people known from nothing else."""
        return replace(
            self,
            movies=self.movies.narrowed(lambda require: _GENERAL[Flag(require)]),
            people=self.people.narrowed(lambda require: _GENERAL[Flag(require)]),
        )


async def open_indexes(catalog: Catalog, folder: Path) -> CatalogIndexes:
    """Return a catalogue's indexes: the saved ones, or new ones, which are saved.

    Args:
        catalog: What is indexed.
        folder: Where indexes are, each under its catalogue's version; those of other versions
            are deleted after a new one is saved.
    """
    own = folder / f"index-{catalog.version}"
    try:
        return await asyncio.to_thread(_load, own)
    except SearchIndexError as error:
        _log.info("indexes_build", reason=str(error))
    entries = await _entries(catalog)
    indexes = await asyncio.to_thread(_build, entries)
    try:
        return await asyncio.to_thread(_saved, indexes, folder, own)
    except (OSError, SearchIndexError) as error:
        _log.warning("indexes_not_saved", reason=str(error))
    return indexes


def indexes_are_current(own: Path) -> bool:
    """Return whether a catalogue's indexes were saved in a folder by this code."""
    return all(is_current(own / name) for name in _NAMES)


_ROLE_FLAGS = {
    Role.CAST: (Flag.CAST, Flag.GENERAL_CAST),
    Role.DIRECTOR: (Flag.DIRECTOR, Flag.GENERAL_DIRECTOR),
    Role.WRITER: (Flag.WRITER, Flag.GENERAL_WRITER),
}
_NAMES = ("movies", "people", "genres", "languages", "tags")


async def _entries(catalog: Catalog) -> dict[str, list[Entry]]:
    adult = await catalog.adult_credits()
    return {
        "movies": [movie_entry(movie) async for movie in catalog.all_movies()],
        "people": [
            person_entry(person, adult.get(person.id, {})) async for person in catalog.all_people()
        ],
        "genres": _facet_entries(await catalog.genres(), GENRE_ALIASES),
        "languages": _facet_entries(await catalog.languages(), LANGUAGE_ALIASES),
        "tags": _facet_entries(await catalog.tags(), {}),
    }


def movie_entry(movie: Movie) -> Entry:
    """Return the entry of a title; its popularity is its votes."""
    flags = Flag(0) if movie.adult else Flag.GENERAL
    if movie.kind is None or movie.kind.is_film:
        flags |= Flag.FILM
    elif movie.kind.is_series:
        flags |= Flag.SERIES
    aliases = tuple(alias.title for alias in movie.aliases)
    return Entry(movie.id, movie.title, float(movie.votes or 0), movie.year, aliases, int(flags))


def person_entry(person: Person, adult: Mapping[Role, int] = MappingProxyType({})) -> Entry:
    """Return the entry of a person; their popularity is their number of credits.

    Args:
        person: Who.
        adult: How many of the credits are in titles for adults.
    """
    flags = Flag(0)
    for role, (flag, general) in _ROLE_FLAGS.items():
        if count := person.count(role):
            flags |= flag
            if count > adult.get(role, 0):
                flags |= general | Flag.GENERAL
    credited = sum(person.count(role) for role in Role)
    return Entry(person.id, person.name, float(credited), flags=int(flags))


def _facet_entries(facets: Iterable[Facet], aliases: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    return [
        Entry(facet.name, facet.name, float(facet.count), aliases=aliases.get(facet.name, ()))
        for facet in facets
    ]


def _build(entries: dict[str, list[Entry]]) -> CatalogIndexes:
    """Build the indexes, dropping the entries of each once it is built."""
    return CatalogIndexes(**{name: Index.build(entries.pop(name)) for name in _NAMES})


def _load(folder: Path) -> CatalogIndexes:
    return CatalogIndexes(**{name: Index.load(folder / name) for name in _NAMES})


def _saved(indexes: CatalogIndexes, folder: Path, own: Path) -> CatalogIndexes:
    """Save indexes and return them memory-mapped: the system can have that memory back."""
    for name in _NAMES:
        getattr(indexes, name).save(own / name)
    for other in folder.glob("index-*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    return _load(own)

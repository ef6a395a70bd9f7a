"""The indexes over one catalogue: titles, people, genres, languages and tags."""

import asyncio
import enum
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.catalog.catalog import Catalog
from bot.catalog.model import Facet, Movie, Person
from bot.search.aliases import GENRE_ALIASES, LANGUAGE_ALIASES
from bot.search.index import Index, SearchIndexError
from bot.search.model import Entry

_log = structlog.get_logger(__name__)


class Flag(enum.IntFlag):
    """What an entry is, for ``require`` and ``prefer``."""

    FILM = 1
    SERIES = 2
    GENERAL = 4  # fit for every channel
    CAST = 8
    DIRECTOR = 16
    WRITER = 32


@dataclass(frozen=True, slots=True)
class CatalogIndexes:
    """An index for each sort of name in a catalogue; keys are ids, or the names themselves."""

    movies: Index
    people: Index
    genres: Index
    languages: Index
    tags: Index


async def open_indexes(catalog: Catalog, folder: Path) -> CatalogIndexes:
    """Return a catalogue's indexes: the saved ones, or new ones, which are saved.

    Args:
        catalog: What is indexed.
        folder: Where indexes lie, each under its catalogue's version; those of other versions
            are cleared away after a new one is saved.
    """
    own = folder / f"index-{catalog.version}"
    try:
        return await asyncio.to_thread(_load, own)
    except SearchIndexError as error:
        _log.info("indexes_build", reason=str(error))
    entries = await _entries(catalog)
    indexes = await asyncio.to_thread(_build, entries)
    try:
        await asyncio.to_thread(_save, indexes, folder, own)
    except OSError as error:
        _log.warning("indexes_not_saved", reason=str(error))
    return indexes


_NAMES = ("movies", "people", "genres", "languages", "tags")


async def _entries(catalog: Catalog) -> Mapping[str, list[Entry]]:
    return {
        "movies": [movie_entry(movie) async for movie in catalog.all_movies()],
        "people": [person_entry(person) async for person in catalog.all_people()],
        "genres": _facet_entries(await catalog.genres(), GENRE_ALIASES),
        "languages": _facet_entries(await catalog.languages(), LANGUAGE_ALIASES),
        "tags": _facet_entries(await catalog.tags(), {}),
    }


def movie_entry(movie: Movie) -> Entry:
    """Return the entry of a title: popular is what many voted on."""
    flags = Flag(0) if movie.adult else Flag.GENERAL
    if movie.kind is None or movie.kind.is_film:
        flags |= Flag.FILM
    elif movie.kind.is_series:
        flags |= Flag.SERIES
    aliases = tuple(alias.title for alias in movie.aliases)
    return Entry(movie.id, movie.title, float(movie.votes or 0), movie.year, aliases, int(flags))


def person_entry(person: Person) -> Entry:
    """Return the entry of a person: popular is who has many credits."""
    flags = Flag.GENERAL
    for count, flag in (
        (person.cast_count, Flag.CAST),
        (person.director_count, Flag.DIRECTOR),
        (person.writer_count, Flag.WRITER),
    ):
        if count:
            flags |= flag
    credited = person.cast_count + person.director_count + person.writer_count
    return Entry(person.id, person.name, float(credited), flags=int(flags))


def _facet_entries(facets: Iterable[Facet], aliases: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    return [
        Entry(facet.name, facet.name, float(facet.count), aliases=aliases.get(facet.name, ()))
        for facet in facets
    ]


def _build(entries: Mapping[str, list[Entry]]) -> CatalogIndexes:
    return CatalogIndexes(**{name: Index.build(entries[name]) for name in _NAMES})


def _load(folder: Path) -> CatalogIndexes:
    return CatalogIndexes(**{name: Index.load(folder / name) for name in _NAMES})


def _save(indexes: CatalogIndexes, folder: Path, own: Path) -> None:
    for name in _NAMES:
        getattr(indexes, name).save(own / name)
    for other in folder.glob("index-*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)

"""Films of another site's export, found in the catalogue."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.model import Movie
from bot.library.snapshot import Snapshot
from bot.rules.imports import ImportedFilm
from bot.search.catalog_indexes import Flag
from bot.search.index import Index
from bot.search.model import Evidence

_SURE = {Evidence.EXACT, Evidence.YEAR, Evidence.NUMERAL}
_YEARS_APART = 1  # sites date a film by its festival or by its release
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Matched:
    """An imported film with the title of the catalogue that it is."""

    film: ImportedFilm
    movie: Movie


async def match_films(
    snapshot: Snapshot, films: Sequence[ImportedFilm]
) -> tuple[list[Matched], list[ImportedFilm]]:
    """Return what of an export the catalogue has, and what it has not, each in the file's order.

    By IMDb's id where the export has it, else by title and year; only names written the same (but
    for case, accents and punctuation) count, since nobody looks over thousands of guesses.

    Raises:
        UnavailableError: The catalogue cannot be read.
    """
    index = snapshot.indexes.movies
    ids: list[str | None] = []
    for start in range(0, len(films), _BATCH):
        batch = films[start : start + _BATCH]
        ids.extend(await asyncio.to_thread(_find_all, index, batch))
    movies = {
        movie.id: movie
        for movie in await snapshot.catalog.movies([id_ for id_ in dict.fromkeys(ids) if id_])
    }
    matched: list[Matched] = []
    unmatched: list[ImportedFilm] = []
    for film, id_ in zip(films, ids, strict=True):
        if (movie := movies.get(id_ or "")) is not None:
            matched.append(Matched(film, movie))
        else:
            unmatched.append(film)
    return matched, unmatched


def _find_all(index: Index, films: Sequence[ImportedFilm]) -> list[str | None]:
    return [_find(index, film) for film in films]


def _find(index: Index, film: ImportedFilm) -> str | None:
    """Return the id of the title that an imported film must be."""
    if film.imdb_id is not None:
        return f"tt{film.imdb_id:0>7}"
    query = film.title if film.year is None else f"{film.title} {film.year}"
    found = index.resolve(query, 1, prefer=Flag.FILM)
    if found.best is None or found.best.evidence not in _SURE:
        return None
    theirs, ours = film.year, found.best.year
    if theirs is not None and ours is not None and abs(theirs - ours) > _YEARS_APART:
        return None
    return found.best.key

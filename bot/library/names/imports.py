"""Matches the films of another site's export with the catalogue."""

import asyncio
import time
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.catalog.model import Kind, Movie
from bot.library.names.lookup import doubted
from bot.library.snapshot import Snapshot
from bot.rules.imports.model import ImportedFilm
from bot.search.catalog_indexes import Flag
from bot.search.index import Index
from bot.search.model import Evidence, Match
from bot.search.spelling.fold import fold

_YEARS_APART = 1
"""Some sites date a film by its festival premiere, others by its release."""
_YEARS_DOUBTED = 3
_BATCH = 200
_MAX_PAUSE_SECONDS = 0.1
MAX_SOUGHT = 5_000
"""How many rows without an exact match are searched for similar titles, at half a millisecond each.
Nobody would check more doubtful rows than that."""
_FILMS = {Kind.MOVIE, Kind.TV_MOVIE, Kind.VIDEO_MOVIE, Kind.TV_SHORT}

Row = tuple[str, int | None, str | None, bool | None]


@dataclass(frozen=True, slots=True)
class Matches:
    """The films of the catalogue that match the rows of an export.

    Attributes:
        found: The title of a row, by :func:`row_of`.
        doubted: The possible title of a row: somebody has to confirm it.
        unsought: How many unmatched rows were not searched for similar titles.
    """

    found: Mapping[Row, Movie]
    doubted: Mapping[Row, Movie]
    unsought: int = 0

    def is_renamed(self, film: ImportedFilm) -> bool:
        """Whether a film was found under a different name or year from the row's."""
        movie = self.found.get(row_of(film))
        if movie is None:
            return False
        other_year = None not in {film.year, movie.year} and film.year not in movie.years
        return other_year or (bool(film.title) and not _same_text(film.title, movie.title))


def row_of(film: ImportedFilm) -> Row:
    """Return the key that two rows about the same film share."""
    return film.title, film.year, film.imdb_id, film.is_series


async def match_films(whole: Snapshot, shown: Snapshot, films: Sequence[ImportedFilm]) -> Matches:
    """Match the rows of an export with the catalogue.

    By IMDb's id if the export has it. Otherwise by the whole title: the same spelling (apart from
    case, accents and punctuation) with a year at most one off, or, with exactly that year, an
    alternative title or one that differs only in article and numerals; and never of a different
    kind. A near match, or one without a year, is doubtful.

    Args:
        whole: The whole catalogue: what is stored does not depend on the channel.
        shown: As leased for the channel of the reply, since doubts name films.
        films: The rows.

    Raises:
        UnavailableError: The catalogue cannot be read.
    """
    rows = {row_of(film): film for film in films}
    by_id = await movies_by_id(whole, {film.imdb_id for film in rows.values() if film.imdb_id})
    found: dict[Row, Movie] = {}
    left: dict[Row, ImportedFilm] = {}
    for row, film in rows.items():
        if (movie := by_id.get(film.imdb_id or "")) is not None:
            found[row] = movie
        elif film.title:
            left[row] = film
    found |= await _found_by_name(whole, left)
    left = {row: film for row, film in left.items() if row not in found}
    sought = dict(islice(left.items(), MAX_SOUGHT))
    return Matches(found, await _found_nearly(shown, sought), len(left) - len(sought))


async def _found_by_name(whole: Snapshot, rows: Mapping[Row, ImportedFilm]) -> Mapping[Row, Movie]:
    found: dict[Row, Movie] = {}
    async for row, named in _candidates(whole, rows, _all_named):
        film = rows[row]
        of_symbols = not named and not fold(film.title)
        known = await whole.catalog.titled(film.title) if of_symbols else named
        if (movie := _meant(film, known)) is not None:
            found[row] = movie
    return found


async def _found_nearly(shown: Snapshot, rows: Mapping[Row, ImportedFilm]) -> Mapping[Row, Movie]:
    doubts: dict[Row, Movie] = {}
    async for row, known in _candidates(shown, rows, _all_near):
        if (movie := _doubtful(rows[row], known)) is not None:
            doubts[row] = movie
    return doubts


async def _candidates(
    snapshot: Snapshot,
    rows: Mapping[Row, ImportedFilm],
    find: Callable[[Index, Mapping[Row, ImportedFilm]], Mapping[Row, Sequence[Match]]],
) -> AsyncIterator[tuple[Row, Sequence[Movie]]]:
    """Yield each row with the titles that an index finds for it, in batches, in a thread."""
    async for batch in _batches(rows):
        found = await asyncio.to_thread(find, snapshot.indexes.movies, batch)
        movies = await _movies(snapshot, found)
        for row in batch:
            yield row, [movies[match.key] for match in found[row] if match.key in movies]


async def _batches(rows: Mapping[Row, ImportedFilm]) -> AsyncIterator[Mapping[Row, ImportedFilm]]:
    """Yield the rows in batches, and leave others as much time in between."""
    waiting = [*rows.items()]
    for start in range(0, len(waiting), _BATCH):
        began = time.perf_counter()
        yield dict(waiting[start : start + _BATCH])
        await asyncio.sleep(min(time.perf_counter() - began, _MAX_PAUSE_SECONDS))


async def movies_by_id(snapshot: Snapshot, ids: Collection[str]) -> Mapping[str, Movie]:
    """Return the titles with these ids, as far as they exist, without blocking others.

    Raises:
        UnavailableError: The catalogue cannot be read.
    """
    waiting, found = sorted(ids), dict[str, Movie]()
    for start in range(0, len(waiting), _BATCH):
        for movie in await snapshot.catalog.movies(waiting[start : start + _BATCH]):
            found[movie.id] = movie
    return found


async def _movies(snapshot: Snapshot, matches: Mapping[Row, Sequence[Match]]) -> dict[str, Movie]:
    keys = dict.fromkeys(match.key for found in matches.values() for match in found)
    return {movie.id: movie for movie in await snapshot.catalog.movies([*keys])}


def _all_named(index: Index, rows: Mapping[Row, ImportedFilm]) -> dict[Row, list[Match]]:
    return {
        row: [*index.named(film.title), *(index.named(film.original) if film.original else ())]
        for row, film in rows.items()
    }


def _all_near(index: Index, rows: Mapping[Row, ImportedFilm]) -> dict[Row, list[Match]]:
    """Return candidates for each row: titles with its whole name, else those search finds."""
    return {row: index.named(film.title) or _searched(index, film) for row, film in rows.items()}


def _searched(index: Index, film: ImportedFilm) -> list[Match]:
    if film.year is None:  # a guessed name, and no year to tell it from others
        return []
    best = doubted(index.resolve(f"{film.title} {film.year}", 1, prefer=Flag.FILM)).best
    sure = {Evidence.EXACT, Evidence.YEAR, Evidence.NUMERAL, Evidence.JOINED}
    return [best] if best and (best.evidence in sure or best.year == film.year) else []


def _meant(film: ImportedFilm, known: Sequence[Movie]) -> Movie | None:
    """Return which title of a name a row means; ``None`` if none or several may be meant."""
    if film.year is None:
        return None
    fitting = [movie for movie in known if _may_be(film, movie)]
    written = [movie for movie in fitting if _is_written(film, movie)]
    of_year = [movie for movie in written if film.year in movie.years]
    otherwise = [movie for movie in fitting if film.year in movie.years and _signs(film, movie)]
    near = [movie for movie in written if _apart(film, movie) <= _YEARS_APART]
    # The title spelled like this may be meant, or the one of that exact year: somebody has to say.
    close = {movie.id: movie for movie in of_year or (*otherwise, *near)}
    return next(iter(close.values())) if len(close) == 1 else None


def _doubtful(film: ImportedFilm, known: Sequence[Movie]) -> Movie | None:
    """Return which title a row may mean."""
    fitting = [movie for movie in known if _may_be(film, movie)]
    if film.year is None:
        return fitting[0] if len(fitting) == 1 else None
    close = [movie for movie in fitting if _apart(film, movie) <= _YEARS_DOUBTED]
    return min(close, key=lambda movie: _apart(film, movie), default=None)


def _may_be(film: ImportedFilm, movie: Movie) -> bool:
    """Whether neither the id nor the kind of a title contradicts a row."""
    if film.imdb_id and movie.imdb_id:
        return False  # if found by id, it would not be searched by name
    if film.is_series is None or movie.kind is None:
        return True
    return not (movie.kind in _FILMS if film.is_series else movie.kind.is_series)


def _is_written(film: ImportedFilm, movie: Movie) -> bool:
    """Whether the title of a row is exactly the title or one of its alternative titles."""
    titles = (movie.title, *(alias.title for alias in movie.aliases))
    return any(
        _same_text(written, title)
        for written in filter(None, (film.title, film.original))
        for title in titles
    )


def _same_text(one: str, other: str) -> bool:
    return (fold(one), _symbols(one)) == (fold(other), _symbols(other))


def _signs(film: ImportedFilm, movie: Movie) -> bool:
    """Whether some title has the row's symbols: *3%* is not *Three*."""
    titles = (movie.title, *(alias.title for alias in movie.aliases))
    return any(_symbols(film.title) == _symbols(title) for title in titles)


def _symbols(text: str) -> Counter[str]:
    """Return the symbols of a text that are read aloud, such as ``%`` and ``$``."""
    if text.isascii():
        return Counter(letter for letter in text if letter in "%$#+=@")
    return Counter(
        sign for sign in text if sign in "%#@" or unicodedata.category(sign) in {"Sc", "Sm"}
    )


def _apart(film: ImportedFilm, movie: Movie) -> int:
    """Return by how many years a row and a title differ; 0 if either has none."""
    if film.year is None or not movie.years:
        return 0
    return min(abs(film.year - year) for year in movie.years)

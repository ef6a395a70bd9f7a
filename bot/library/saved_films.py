"""Films that people keep, by stable id, and the names they are shown under.

The state store never learns the name of an adult title, so nothing that shows stored data can show
one by mistake. For channels where such a title may be named, and for records that became adult
titles later, :func:`named` gives a film the name it may have in the channel that its snapshot was
leased for.
"""

import asyncio
import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeGuard, TypeVar, cast

from bot.catalog.model import Movie
from bot.errors import AmbiguousError, NotFoundError
from bot.i18n import N_, _
from bot.library.names.lookup import CHOSEN, find_movie
from bot.library.pages import PAGE_SIZE, Page, slice_page
from bot.library.snapshot import Snapshot
from bot.rules.voting.model import Candidate
from bot.state.films.film_ref import FilmRef

HIDDEN = N_("An adult title")
"""The name that the state store keeps for such a title; translated where it is shown."""

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of stored films.

    Attributes:
        page: The titles; one that left the catalogue has only its id and former name.
        known: Those that can be opened as a card here.
        hidden: Ids of those that may not be named here.
    """

    page: Page[Movie]
    known: tuple[Movie, ...]
    hidden: frozenset[str] = frozenset()


def film_ref(movie: Movie) -> FilmRef:
    """Return how the state store refers to a title."""
    return FilmRef(movie.id, HIDDEN if movie.adult else movie.label)


def candidate(movie: Movie) -> Candidate:
    """Return how a night refers to a title."""
    film = film_ref(movie)
    return Candidate(film.id, film.name)


async def named(snapshot: Snapshot, kept: T) -> T:
    """Return a value from the store, with the names that its films may have in this channel.

    Args:
        snapshot: As leased for the channel where it is shown.
        kept: Films, or anything that contains films: a board, a tally, rows, a list of these.
    """
    # Years of nights hold thousands of films.
    films = await asyncio.to_thread(lambda: {(film.id, film.name) for film in _films(kept)})
    names = await _names(snapshot, films)
    return cast("T", await asyncio.to_thread(_renamed, kept, names)) if names else kept


async def kept_page(snapshot: Snapshot, films: Sequence[FilmRef], number: int) -> KeptPage:
    """Return a page of stored films, in order; a number out of range gives the nearest page.

    Args:
        snapshot: As leased for the channel where it is shown.
        films: All of them.
        number: The page, from 1.
    """
    page = slice_page(films, number)
    ids = [film.id for film in page.items]
    known = {movie.id: movie for movie in await snapshot.catalog.movies(ids)}
    shown = [
        known.get(film.id) or Movie(film.id, film.name)
        for film in await named(snapshot, page.items)
    ]
    return KeptPage(
        Page(tuple(shown), page.total, page.number),
        tuple(known[id_] for id_ in ids if id_ in known),
        await snapshot.catalog.hidden(ids),
    )


async def find_kept(snapshot: Snapshot, text: str, kept: Sequence[FilmRef]) -> FilmRef:
    """Return which stored film is meant, even one that has left the catalogue.

    Raises:
        AmbiguousError, NotFoundError: As for any title; stored titles are tried first.
    """
    kept = await named(snapshot, kept)
    typed = text.removeprefix(CHOSEN).strip().casefold()
    found = [film for film in kept if typed in {film.id, film.name.casefold()}]
    if len(found) == 1:
        return found[0]
    try:
        movie = await find_movie(snapshot, text, option="film")
        return FilmRef(movie.id, movie.label)
    except AmbiguousError as error:
        if only := _only_kept(error.choices, kept):
            return only
        raise
    except NotFoundError as error:
        if error.near and (only := _only_kept(error.suggestions, kept)):
            return only
        near = [(film.id, film.name) for film in kept if typed and typed in film.name.casefold()]
        if not near:
            raise
        raise AmbiguousError("film", error.query, near[:PAGE_SIZE], option="film") from None


async def _names(snapshot: Snapshot, films: Collection[tuple[str, str]]) -> Mapping[str, str]:
    """Return the names that differ from those in the store."""
    catalog = snapshot.catalog
    unnamed = [id_ for id_, name in films if name == HIDDEN]
    nameless = dict.fromkeys(unnamed, _(HIDDEN))
    if not catalog.adult:
        hidden = await catalog.hidden({film[0] for film in films})
        return nameless | dict.fromkeys(hidden, _(HIDDEN))
    return nameless | {movie.id: movie.label for movie in await catalog.movies(unnamed)}


def _films(value: object) -> Iterator[FilmRef | Candidate]:
    """Yield every film in a value from the store, however nested."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, FilmRef | Candidate):
            yield value
        elif _is_row(value):
            yield FilmRef(value["movie_id"], value["movie_name"])
        elif fields := _fields(cast("type[Any]", type(value))):
            waiting.extend([getattr(value, field) for field in fields])
        elif isinstance(value, tuple | list | dict | frozenset):
            items = cast("dict[object, object]", value)
            parts = items.values() if isinstance(value, dict) else items
            # All items have one type, and there may be thousands.
            if not isinstance(next(iter(parts), None), int | float | str):
                waiting.extend(parts)


def _is_row(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether this is a row with the columns of a film, as in a person's export."""
    return isinstance(value, dict) and "movie_id" in value and "movie_name" in value


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return a copy of a value with these films renamed."""
    if isinstance(value, FilmRef | Candidate):
        return dataclasses.replace(value, name=names.get(value.id, value.name))
    if _is_row(value):
        return {**value, "movie_name": names.get(value["movie_id"], value["movie_name"])}
    if not any(film.id in names for film in _films(value)):
        return value
    if isinstance(value, dict):
        items = cast("dict[Any, Any]", value).items()
        return {key: _renamed(item, names) for key, item in items}
    if isinstance(value, tuple | list | frozenset):
        kind = cast("type[Any]", type(cast("object", value)))
        return kind(_renamed(item, names) for item in cast("Collection[Any]", value))
    changes = {
        name: _renamed(getattr(value, name), names)
        for name in _fields(cast("type[Any]", type(value)))
    }
    return dataclasses.replace(value, **changes)


def _only_kept(offers: Sequence[tuple[str, str]], kept: Sequence[FilmRef]) -> FilmRef | None:
    """Return the only one of the offered films that is stored; ``None`` for none or several."""
    offered = {movie_id for movie_id, _ in offers}
    found = [film for film in kept if film.id in offered]
    return found[0] if len(found) == 1 else None

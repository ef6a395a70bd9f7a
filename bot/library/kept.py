"""Films that people keep, by stable id: shown by name even when the catalogue has lost them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.model import Movie
from bot.errors import AmbiguousError, NotFoundError
from bot.library.lookup import CHOSEN, find_movie
from bot.library.pages import PAGE_SIZE, Page, slice_page
from bot.library.snapshot import Snapshot
from bot.state.films import FilmRef

GONE = "no longer in my catalogue"
HIDDEN = "A title for adults"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of kept films.

    Attributes:
        page: The titles; one that the catalogue lost has only its id and the name it had.
        known: Those of them that can be opened as a card here.
    """

    page: Page[Movie]
    known: tuple[Movie, ...]


def film_ref(movie: Movie) -> FilmRef:
    """Return how the state store refers to a title."""
    return FilmRef(movie.id, movie.label)


async def kept_page(
    catalog: Catalog, films: Sequence[FilmRef], number: int, *, adult: bool = False
) -> KeptPage:
    """Return a page of kept films, in the order they come.

    Args:
        catalog: Knows what is to be known of them.
        films: All of them.
        number: Which page, from 1; past either end it is the nearest.
        adult: Whether titles for adults may be named.
    """
    names = slice_page([Movie(film.id, film.name) for film in films], number)
    found = {movie.id: movie for movie in await catalog.movies([movie.id for movie in names.items])}
    allowed = {id_: movie for id_, movie in found.items() if adult or not movie.adult}
    shown = [
        allowed.get(movie.id) or (Movie(movie.id, HIDDEN) if movie.id in found else movie)
        for movie in names.items
    ]
    known = tuple(allowed[movie.id] for movie in names.items if movie.id in allowed)
    return KeptPage(Page(tuple(shown), names.total, names.number), known)


async def find_kept(
    snapshot: Snapshot, text: str, kept: Sequence[FilmRef], *, adult: bool = False
) -> FilmRef:
    """Return which kept film is meant, also one that the catalogue has lost.

    Raises:
        AmbiguousError, NotFoundError: As for any title; the titles kept are asked about first.
    """
    typed = text.removeprefix(CHOSEN).strip().casefold()
    named = [film for film in kept if typed in {film.id, film.name.casefold()}]
    if len(named) == 1:
        return named[0]
    try:
        return film_ref(await find_movie(snapshot, text, adult=adult, option="film"))
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


def _only_kept(offers: Sequence[tuple[str, str]], kept: Sequence[FilmRef]) -> FilmRef | None:
    """Return the one of the films offered that is kept; ``None`` where that is not one."""
    offered = {movie_id for movie_id, _ in offers}
    found = [film for film in kept if film.id in offered]
    return found[0] if len(found) == 1 else None

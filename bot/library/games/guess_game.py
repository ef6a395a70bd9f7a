"""Guessing games: choosing films, and judging answers."""

import secrets

from bot.catalog.model import FILM_KINDS, Filters, Movie, Sort
from bot.library.names.lookup import doubted
from bot.library.snapshot import Snapshot
from bot.rules.games.guess_game import Game, new_game
from bot.search.catalog_indexes import Flag
from bot.search.index import Index
from bot.search.model import Verdict
from bot.search.spelling.fold import fold, forms
from bot.text import imdb_title_id

WELL_KNOWN = 500
"""How many of the best known films are used."""

_CLOSE = 5


async def draw_game(snapshot: Snapshot) -> tuple[Movie, Game] | None:
    """Return a well-known film with its hints; ``None`` if no record has enough of them."""
    films = Filters(kinds=FILM_KINDS)
    known = await snapshot.catalog.select(films, Sort.VOTES, limit=WELL_KNOWN)
    secrets.SystemRandom().shuffle(known)
    for movie in known:
        if (game := new_game(movie)) is not None:
            return movie, game
    return None


def is_right(titles: Index, answer: str, movie: Movie) -> bool:
    """Return whether an answer means this film, according to the search.

    Any of several films of the same name counts.
    """
    if imdb_title_id(answer) == movie.id or _joined(answer) in map(_joined, _titles(movie)):
        return True
    if movie.id in {match.key for match in titles.named(answer)}:
        return True
    name = fold(movie.title)
    found = doubted(titles.resolve(answer, _CLOSE, prefer=Flag.FILM))
    if found.best is not None:
        return found.best.key == movie.id or fold(found.best.name) == name
    several = found.verdict is Verdict.SEVERAL
    return several and all(fold(match.name) == name for match in found.matches)


def _titles(movie: Movie) -> list[str]:
    return [movie.title, *(alias.title for alias in movie.aliases)]


def _joined(name: str) -> str:
    """Return a name's letters and digits as one word; the name itself if it has none."""
    return forms(name).canonical.replace(" ", "") or name.strip()

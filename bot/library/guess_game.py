"""Guessing games: which films are asked for, and whether an answer is right."""

import secrets

from bot.catalog.model import Filters, Kind, Movie, Sort
from bot.library.lookup import doubted
from bot.library.snapshot import Snapshot
from bot.rules.games.guess_game import Game, new_game
from bot.search.catalog_indexes import Flag
from bot.search.fold import fold
from bot.search.model import Verdict

WELL_KNOWN = 500
"""So many of the best known films are asked for."""

_CLOSE = 5


async def draw_game(snapshot: Snapshot) -> tuple[Movie, Game] | None:
    """Return a well-known film with its hints; ``None`` where no record has enough of them."""
    films = Filters(kinds=tuple(kind for kind in Kind if kind.is_film))
    known = await snapshot.catalog.select(films, Sort.VOTES, limit=WELL_KNOWN)
    secrets.SystemRandom().shuffle(known)
    for movie in known:
        if (game := new_game(movie)) is not None:
            return movie, game
    return None


def is_right(snapshot: Snapshot, answer: str, movie: Movie) -> bool:
    """Return whether an answer means this film, as the search understands it.

    Nobody has to know which of several films of one name is asked for.
    """
    name = fold(movie.title)
    if fold(answer) == name:
        return True
    index = snapshot.indexes.movies
    found = doubted(index.resolve(answer, _CLOSE, prefer=Flag.FILM))
    if found.best is not None:
        return found.best.key == movie.id or fold(found.best.name) == name
    several = found.verdict is Verdict.SEVERAL
    return several and all(fold(match.name) == name for match in found.matches)

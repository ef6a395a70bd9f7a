"""Double features from the catalogue."""

from collections.abc import Sequence

from bot.catalog.model import FILM_KINDS, Filters, Movie, Sort
from bot.library.snapshot import Snapshot
from bot.rules.picks.double_features import DoubleFeature, double_feature
from bot.rules.picks.pool import PersonPreferences, Restrictions, eligible
from bot.runtime.workers.pool import Work, WorkPool

_SIMILAR = 100
_OF_ONE_PERSON = 60


async def pair(
    snapshot: Snapshot, first: Movie, people: Sequence[PersonPreferences], seed: str, work: WorkPool
) -> DoubleFeature | None:
    """Return the film that goes best with another, for these people.

    Only films that share a maker or are very similar can be the best: the rest of the catalogue is
    not examined.

    Returns:
        ``None`` if no film has anything in common with it.
    """
    catalog = snapshot.catalog
    alike = await catalog.similar(first.id, limit=_SIMILAR)
    found = {similar.movie.id: similar.movie for similar in alike}
    for person in dict.fromkeys((*first.directors, *first.writers, *first.cast)):
        filters = Filters(people=(person.id,), kinds=FILM_KINDS)
        for movie in await catalog.select(filters, Sort.VOTES, limit=_OF_ONE_PERSON):
            found[movie.id] = movie
    return await work.run(Work.PAIR, _best, first, tuple(found.values()), people, seed)


def _best(
    first: Movie, found: Sequence[Movie], people: Sequence[PersonPreferences], seed: str
) -> DoubleFeature | None:
    films = [movie for movie in found if movie.kind is None or movie.kind.is_film]
    return double_feature(first, eligible(films, people, Restrictions(unseen=False)), seed)

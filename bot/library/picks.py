"""Random picks that anyone can repeat, with true reasons."""

import dataclasses
import secrets
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.catalog.model import Movie
from bot.library.criteria import Criteria, no_match, understand
from bot.library.snapshot import Snapshot
from bot.nights.draw import SEED_BYTES, draw_index, new_seed
from bot.text import human_join, plural

MAX_SHARE_SHOWN = 1000
"""Up to this many titles for each one not shown yet, seeds are tried until one draws such a one."""

FEW_VOTES = 10_000
MANY_VOTES = 500_000


@dataclass(frozen=True, slots=True)
class Pick:
    """A title that was drawn.

    Attributes:
        movie: What was drawn.
        seed: What draws it again from the same pool.
        pool_size: How many titles there were to draw from.
        reasons: Why it is a fair answer, in words.
    """

    movie: Movie
    seed: str
    pool_size: int
    reasons: tuple[str, ...]


class AllShownError(Exception):
    """Everything that fits was shown lately.

    Args:
        count: How many titles that are.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"all {count} were shown")
        self.count = count


async def draw_pick(
    snapshot: Snapshot,
    options: Mapping[str, str],
    *,
    seed: str = "",
    shown: AbstractSet[str] = frozenset(),
    adult: bool = False,
) -> Pick:
    """Draw one title from all that fit.

    The seed decides over the whole pool; where titles already shown are to be left out, seeds
    are drawn until one picks another, so that the printed seed repeats the draw for anybody.

    Args:
        snapshot: What to draw from.
        options: The filters.
        seed: Repeats an earlier draw.
        shown: Ids that are not to be drawn.
        adult: Whether titles for adults may come.

    Raises:
        AllShownError: Nothing is left.
        AmbiguousError, BadInputError, NoMatchError, NotFoundError: As for a search.
    """
    criteria = await understand(snapshot, options, adult=adult)
    pool = await snapshot.catalog.ids(criteria.filters)
    if not pool:
        raise await no_match(snapshot, options, criteria)
    if not seed:
        fresh = [movie_id for movie_id in pool if movie_id not in shown]
        if not fresh:
            raise AllShownError(len(pool))
        if len(fresh) * MAX_SHARE_SHOWN < len(pool):
            pool = fresh
        seed = _seed_for(pool, shown)
    movie = await snapshot.catalog.movie(pool[draw_index(seed, len(pool))])
    if movie is None:
        raise await no_match(snapshot, options, criteria)
    reasons = await _reasons(snapshot, criteria, movie, len(pool), excluding=bool(shown))
    return Pick(movie, seed, len(pool), reasons)


def _seed_for(pool: list[str], shown: AbstractSet[str]) -> str:
    while True:
        seed = new_seed(secrets.token_bytes(SEED_BYTES))
        if pool[draw_index(seed, len(pool))] not in shown:
            return seed


async def _reasons(
    snapshot: Snapshot, criteria: Criteria, movie: Movie, pool_size: int, *, excluding: bool
) -> tuple[str, ...]:
    reasons: list[str] = []
    if criteria.phrases:
        reasons.append(f"fits {human_join(criteria.phrases)}")
    if excluding:
        reasons.append("not shown in this channel lately")
    if movie.rating is not None:
        as_good = dataclasses.replace(criteria.filters, min_rating=movie.rating)
        place = await snapshot.catalog.count(as_good)
        if place * 4 <= pool_size:
            reasons.append(
                f"★ {movie.rating:.1f} puts it among the best {place:,} of {pool_size:,}"
            )
    if movie.votes is not None and movie.votes < FEW_VOTES:
        reasons.append(f"little known: {plural(movie.votes, 'vote')}")
    elif movie.votes is not None and movie.votes >= MANY_VOTES:
        reasons.append(f"much seen: {plural(movie.votes, 'vote')}")
    if not reasons:
        reasons.append("luck alone: every title had the same chance")
    return tuple(reasons)

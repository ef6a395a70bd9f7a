"""Picks by chance that anyone can check, with true reasons."""

import asyncio
import dataclasses
import secrets
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import structlog

from bot.catalog.model import Movie
from bot.errors import UnavailableError
from bot.library.criteria import Criteria, no_match, understand
from bot.library.snapshot import Snapshot
from bot.nights.draw import SEED_BYTES, DrawRecord, Entry, draw, lucky_pool, new_seed
from bot.nights.pool import Taste, Wish, eligible_ids, reasons, ruled_out_genres
from bot.state.draws import Draws
from bot.state.losses import Losses
from bot.state.owners import Owner
from bot.text import plural

LUCKY_POOL = 200
"""Fair luck counts in pools up to this size; in larger ones hardly a film would ever win."""

LARGEST_KEPT = 20_000
"""Draws from larger pools are not kept: whoever repeats the filters and the seed repeats them."""

FEW_VOTES = 10_000
_NAMED = 6
"""Of more people only the number is told."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom a film is drawn, and on what terms.

    Attributes:
        owner: Whose draw it is: the server's or, in direct messages, the person's.
        people: For whom.
        wish: What holds for their seen films and lists.
        listed: The only films that may be drawn; ``None`` for any.
        shown: Films that were shown in the channel lately and are to be left out.
        seed: Repeats an earlier draw.
    """

    owner: Owner
    people: Sequence[Taste] = ()
    wish: Wish = dataclasses.field(default_factory=lambda: Wish(unseen=False))
    listed: AbstractSet[str] | None = None
    shown: AbstractSet[str] = frozenset()
    seed: str = ""

    def told(self) -> Sequence[Taste]:
        """Return of whom, and what of them, may be said: nothing but what the draw is about."""
        if not (self.wish.unseen or self.wish.on_lists) or len(self.people) > _NAMED:
            return ()
        if self.wish.on_lists:
            return self.people
        return [dataclasses.replace(taste, watchlist=frozenset()) for taste in self.people]


@dataclass(frozen=True, slots=True)
class Pick:
    """A title that was drawn.

    Attributes:
        movie: What was drawn.
        draw: How: seed, pool and odds.
        reasons: Why it is a fair answer, in words.
        kept: Whether ``/verify`` knows the draw.
    """

    movie: Movie
    draw: DrawRecord
    reasons: tuple[str, ...]
    kept: bool


class AllShownError(Exception):
    """Everything that fits was shown lately.

    Args:
        count: How many titles that are.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"all {count} were shown")
        self.count = count


class NothingLeftError(Exception):
    """Titles fit the filters, but none of them these people.

    Args:
        count: How many titles fit the filters.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"none of {count} is left")
        self.count = count


class Picker:
    """Draws titles, and remembers the draws.

    Args:
        draws: Keeps draws, so that they can be verified.
        losses: Knows how often films have lost.
    """

    def __init__(self, draws: Draws, losses: Losses) -> None:
        self._draws = draws
        self._losses = losses

    async def pick(self, snapshot: Snapshot, options: Mapping[str, str], terms: Terms) -> Pick:
        """Draw one title from all that fit.

        Raises:
            AllShownError: What is left was shown lately.
            AmbiguousError, BadInputError, NoMatchError, NotFoundError: As for a search.
            NothingLeftError: The people leave nothing.
        """
        criteria = await understand(snapshot, options)
        pool = await _pool(snapshot, options, criteria, terms)
        losses = await self._lost(terms.owner, len(pool))
        record = await self._repeated(terms.seed, pool)
        kept = record is not None
        if record is None:
            seed = terms.seed or new_seed(secrets.token_bytes(SEED_BYTES))
            entries = lucky_pool(pool, losses) if losses else [Entry(id_) for id_ in pool]
            record = await asyncio.to_thread(draw, seed, entries)
            if not terms.seed:
                kept = await self.keep(terms.owner, record, count_losses=True)
        movie = await snapshot.catalog.movie(record.picked)
        if movie is None:
            raise await no_match(snapshot, options, criteria)
        said = await _reasons(snapshot, criteria, movie, terms)
        lucky = any(entry.lots > 1 for entry in record.pool)
        said += reasons(
            movie,
            terms.told(),
            losses=losses.get(movie.id, 0) if lucky else 0,
            odds=record.odds if len(pool) > 1 else None,
        )
        return Pick(movie, record, said, kept)

    async def _lost(self, owner: Owner, pool_size: int) -> Mapping[str, int]:
        if pool_size > LUCKY_POOL:
            return {}
        try:
            return await self._losses.get(owner)
        except UnavailableError as error:
            _log.warning("drawn_without_luck", reason=str(error))
            return {}

    async def _repeated(self, seed: str, pool: Sequence[str]) -> DrawRecord | None:
        """Return the draw that was made with a seed, if it was made from films that still fit."""
        if not seed:
            return None
        try:
            record = await self._draws.find(seed)
        except UnavailableError as error:
            _log.warning("draw_not_looked_up", reason=str(error))
            return None
        if record is None or not {entry.id for entry in record.pool} <= set(pool):
            return None
        return record

    async def keep(self, owner: Owner, record: DrawRecord, *, count_losses: bool = False) -> bool:
        """Keep a draw for ``/verify``; say whether that went well.

        Args:
            owner: Whose draw it is.
            record: The draw.
            count_losses: Whether it changes the luck of those that were not drawn.
        """
        if len(record.pool) > LARGEST_KEPT:
            return False
        try:
            await self._draws.record(owner, record)
            if count_losses and 1 < len(record.pool) <= LUCKY_POOL:
                ids = [entry.id for entry in record.pool]
                await self._losses.record(owner, ids, record.picked)
        except UnavailableError as error:
            _log.warning("draw_not_kept", reason=str(error))
            return False
        return True


async def _pool(
    snapshot: Snapshot, options: Mapping[str, str], criteria: Criteria, terms: Terms
) -> Sequence[str]:
    catalog, filters = snapshot.catalog, criteria.filters
    fitting = await catalog.ids(filters)
    if not fitting:
        raise await no_match(snapshot, options, criteria)
    left: Sequence[str] = fitting
    if never := ruled_out_genres(terms.people):
        names = [facet.name for facet in await catalog.genres() if facet.name.casefold() in never]
        without = (*filters.without_genres, *names)
        left = await catalog.ids(dataclasses.replace(filters, without_genres=without))
    left = eligible_ids(left, terms.people, terms.wish)
    if terms.listed is not None:
        left = [id_ for id_ in left if id_ in terms.listed]
    if not left:
        raise NothingLeftError(len(fitting))
    if terms.seed:
        return left
    fresh = [id_ for id_ in left if id_ not in terms.shown]
    if not fresh:
        raise AllShownError(len(left))
    return fresh


async def _reasons(
    snapshot: Snapshot, criteria: Criteria, movie: Movie, terms: Terms
) -> tuple[str, ...]:
    said: list[str] = []
    if criteria.phrases:
        said.append(f"fits: {', '.join(criteria.phrases)}")
    if terms.shown and not terms.seed:
        said.append("not shown in this channel lately")
    if terms.wish.unseen and len(terms.people) > _NAMED:
        said.append(f"not marked as seen by any of {plural(len(terms.people), 'person', 'people')}")
    if movie.rating is not None:
        as_good = dataclasses.replace(criteria.filters, min_rating=movie.rating)
        of_all = await snapshot.catalog.count(criteria.filters)
        place = await snapshot.catalog.count(as_good)
        if place * 4 <= of_all:
            said.append(f"★ {movie.rating:.1f} puts it among the best {place:,} of {of_all:,}")
    if movie.votes is not None and movie.votes < FEW_VOTES:
        said.append("little known")
    return tuple(said)

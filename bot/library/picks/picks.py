"""Verifiable random picks, with reasons that are facts."""

import asyncio
import dataclasses
import secrets
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import structlog

from bot.catalog.model import Movie
from bot.errors import UnavailableError
from bot.i18n import _, number
from bot.library.filters.criteria import Criteria, no_match, understand
from bot.library.picks.pools import Terms, find_pool
from bot.library.snapshot import Snapshot
from bot.rules.picks.draw import SEED_BYTES, DrawRecord, Entries, draw, lucky_pool, new_seed
from bot.rules.picks.pool import reasons
from bot.rules.picks.sealed import NONCE_BYTES, Ticket
from bot.runtime.workers.pool import Work, WorkPool
from bot.state.films.draws.luck import Losses
from bot.state.films.draws.open_draws import Draws
from bot.state.films.draws.sealed_draws import SealedDraws

LUCKY_POOL = 200
"""Fair luck applies in pools up to this size; in larger ones hardly any film would ever win."""

MAX_KEPT_POOL = 20_000
"""Open draws from larger pools are not kept: the same filters and seed repeat them anyway."""

MAX_SEALED_POOL = 2_000
"""From a larger pool, a random sample of this size is drawn from: a sealed draw has to be stored,
as nobody can repeat it, and every person has their own draws."""

FEW_VOTES = 10_000

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn title.

    Attributes:
        movie: The title.
        draw: The pool and odds.
        ticket: The ticket of the draw.
        reasons: Why this one, in words.
        kept: Whether ``/verify`` knows the draw.
        fitting: How many titles fit the filters, before exclusions.
        seal: The commitment of a stored sealed draw.
    """

    movie: Movie
    draw: DrawRecord
    ticket: Ticket
    reasons: tuple[str, ...]
    kept: bool
    fitting: int
    seal: str = ""


@dataclass(frozen=True, slots=True)
class _Repeated:
    """A draw repeated from a seed."""

    ticket: Ticket
    record: DrawRecord
    seal: str = ""


class Picker:
    """Draws titles and remembers the draws.

    Args:
        draws: Stores open draws, so that they can be verified.
        sealed: Stores draws whose pools are private.
        losses: Knows how often films have lost.
        work: Runs the draws.
    """

    def __init__(self, draws: Draws, sealed: SealedDraws, losses: Losses, work: WorkPool) -> None:
        self._work = work
        self._draws = draws
        self._sealed = sealed
        self._losses = losses
        self._large = asyncio.Lock()

    async def pick(self, snapshot: Snapshot, options: Mapping[str, str], terms: Terms) -> Pick:
        """Draw one title from all that fit the options.

        Raises:
            AllShownError: Everything that is left was shown recently.
            AmbiguousError, BadInputError, NoMatchError, NotFoundError: As for a search.
            NothingLeftError: The people's exclusions leave nothing.
            TooFewError: Too few titles fit for a draw for several people.
        """
        criteria, catalog = await understand(snapshot, options), snapshot.catalog
        is_large = (
            catalog.stats.movies > MAX_KEPT_POOL
            and await catalog.count(criteria.filters) > MAX_KEPT_POOL
        )
        # A pool of 100,000 titles takes 15 MB; of those, only one is in memory at a time.
        async with self._large if is_large else nullcontext():
            return await self._pick(snapshot, options, criteria, terms)

    async def _pick(
        self, snapshot: Snapshot, options: Mapping[str, str], criteria: Criteria, terms: Terms
    ) -> Pick:
        pool = await find_pool(snapshot, dict(options), criteria, terms)
        losses = await self._lost(terms, len(pool.ids))
        known = await self._repeated(terms, pool.ids)
        if known is not None:
            ticket, record, kept, seal = known.ticket, known.record, True, known.seal
        else:
            ticket = new_ticket(terms)
            record = await self._work.run(Work.DRAW, _drawn, ticket, pool.ids, losses)
            kept, seal = False, ""
            if not terms.seed:
                kept, seal = await self.keep(terms, ticket, record, count_losses=True)
        movie = await snapshot.catalog.movie(record.picked)
        if movie is None:
            raise await no_match(snapshot, options, criteria)
        said = await _reasons(snapshot, criteria, movie, terms, pool.matching)
        said += reasons(
            movie,
            terms.told(),
            losses=losses.get(movie.id, 0) if record.pool.lots else 0,
            odds=record.odds if len(pool.ids) > 1 and not terms.sealed else None,
        )
        return Pick(movie, record, ticket, said, kept, pool.fitting, seal)

    async def _lost(self, terms: Terms, pool_size: int) -> Mapping[str, int]:
        """Return the losses that count: none for several people, whose lists luck would reveal."""
        if pool_size > LUCKY_POOL or terms.shared:
            return {}
        try:
            return await self._losses.get(terms.keeper)
        except UnavailableError as error:
            _log.warning("drawn_without_luck", reason=str(error))
            return {}

    async def _repeated(self, terms: Terms, pool: Sequence[str]) -> _Repeated | None:
        """Return the draw of a typed seed, if its films still fit."""
        if not terms.seed:
            return None
        try:
            found = await self._find(terms)
        except UnavailableError as error:
            _log.warning("draw_not_looked_up", reason=str(error))
            return None
        if found is None or not set(pool).issuperset(found.record.pool.ids):
            return None
        return found

    async def _find(self, terms: Terms) -> _Repeated | None:
        if not terms.sealed:
            record = await self._draws.find(terms.seed)
            return record and _Repeated(Ticket(record.seed), record)
        sealed = await self._sealed.find(terms.seed)
        if sealed is None or sealed.people != frozenset(terms.ids):
            return None
        return _Repeated(sealed.ticket, sealed.record, sealed.seal)

    async def keep(
        self, terms: Terms, ticket: Ticket, record: DrawRecord, *, count_losses: bool
    ) -> tuple[bool, str]:
        """Store a draw for ``/verify``; return whether that succeeded, and its seal if any.

        Args:
            terms: The terms of the draw.
            ticket: The ticket it was made with.
            record: The draw.
            count_losses: Whether it changes the luck of the titles that were not drawn.
        """
        if len(record.pool) > MAX_KEPT_POOL:
            return False, ""
        seal = ""
        try:
            if ticket.nonce:
                seal = await self._sealed.record(terms.keeper, ticket, record, set(terms.ids))
            else:
                await self._draws.record(terms.keeper, record)
            if count_losses and 1 < len(record.pool) <= LUCKY_POOL and not terms.shared:
                await self._losses.record(terms.keeper, record.pool.ids, record.picked)
        except UnavailableError as error:
            _log.warning("draw_not_kept", reason=str(error))
            return False, ""
        return True, seal


def new_ticket(terms: Terms) -> Ticket:
    """Return the ticket of a draw on these terms, with the typed seed if any."""
    if terms.seed:
        return Ticket(terms.seed)
    nonce = secrets.token_hex(NONCE_BYTES) if terms.sealed else ""
    return Ticket(new_seed(secrets.token_bytes(SEED_BYTES)), nonce)


def _drawn(ticket: Ticket, ids: Sequence[str], losses: Mapping[str, int]) -> DrawRecord:
    ids = _few_enough(ids) if ticket.nonce else ids
    entries = lucky_pool(ids, losses) if losses else Entries.with_one_lot(ids)
    return draw(ticket.drawn_with, entries)


def _few_enough(ids: Sequence[str]) -> Sequence[str]:
    if len(ids) <= MAX_SEALED_POOL:
        return ids
    return secrets.SystemRandom().sample(ids, MAX_SEALED_POOL)


async def _reasons(
    snapshot: Snapshot, criteria: Criteria, movie: Movie, terms: Terms, of_all: int
) -> tuple[str, ...]:
    said: list[str] = []
    if criteria.phrases:
        said.append(_("fits: {filters}", filters=", ".join(criteria.phrases)))
    if terms.shown and not terms.seed:
        said.append(_("not shown in this channel recently"))
    if terms.shared:
        said.extend(_about_all(terms))
    if movie.rating is not None:
        as_good = dataclasses.replace(criteria.filters, min_rating=movie.rating)
        place = await snapshot.catalog.count(as_good)
        if place * 4 <= of_all:
            said.append(
                _(
                    "★ {rating} puts it among the top {place} of {count}",
                    rating=number(movie.rating, 1),
                    place=number(place),
                    count=number(of_all),
                )
            )
    if movie.votes is not None and movie.votes < FEW_VOTES:
        said.append(_("little known"))
    return tuple(said)


def _about_all(terms: Terms) -> Sequence[str]:
    """Return reasons that hold for everybody and single nobody out."""
    said: list[str] = []
    if terms.restrictions.unseen:
        said.append(_("none of you has marked it as seen"))
    if terms.restrictions.on_lists:
        on_all = terms.restrictions.on_lists == len(terms.people)
        said.append(
            _("on the watchlists of all of you")
            if on_all
            else _("on the watchlists of one or more of you")
        )
    return said

"""An evening as a whole: seen as of one moment, and moved on in one step.

Each step is one transaction across the groups of tables that it touches, with the night locked:
of two who press at once, one moves the night on and the other is told where it stands.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.nights.night import (
    Action,
    Night,
    Rights,
    Status,
    advance,
    check_only,
    check_times,
    check_vote,
)
from bot.rules.nights.nominations import Board
from bot.rules.nights.rsvp import Rsvp
from bot.rules.voting.model import Tally
from bot.rules.voting.tally import tally
from bot.state.database.transactions import Database
from bot.state.films.draws.luck import record_losses, take_back_losses
from bot.state.films.draws.open_draws import record_draw
from bot.state.films.film_ref import FilmRef
from bot.state.films.seen_films import mark_seen
from bot.state.nights.due_jobs import Upkeep, schedule_announcement, schedule_event
from bot.state.nights.planning import load, save
from bot.state.nights.plans import Plan, PlannedNight
from bot.state.nights.rsvps import load_rsvps, rsvps
from bot.state.nights.troubles import is_noted, troubles
from bot.state.nights.voting.ballots import ballots, load_ballots
from bot.state.nights.voting.nominations import load_board
from bot.state.nights.voting.results import delete_tally, load_closing, load_tally, save_tally
from bot.state.people.owners import Owner
from bot.state.series.table import PlannedSeries, load_series

_UNKNOWN: Mapping[str, timedelta] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NightSnapshot:
    """All there is to say of a night.

    Attributes:
        planned: The night.
        board: What was nominated.
        rsvps: Who comes.
        ballots: How many ballots the open vote has.
        tally: What came of the vote, once it is closed with a winner.
        event_is_gone: Whether somebody deleted the server's event of it.
        series: The series that it is an evening of.
    """

    planned: PlannedNight
    board: Board
    rsvps: Mapping[int, Rsvp]
    ballots: int
    tally: Tally | None
    event_is_gone: bool = False
    series: PlannedSeries | None = None


class NightTransitions:
    """Shows evenings and moves them on; steps that are not allowed raise ``BadInputError``."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def get(self, night_id: int) -> NightSnapshot:
        """Return all of a night as of one moment.

        Raises:
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        count = select(func.count()).where(ballots.c.night_id == night_id)
        async with self._database.reading() as connection:
            planned = await load(connection, night_id)
            return NightSnapshot(
                planned=planned,
                board=await load_board(connection, planned),
                rsvps=await load_rsvps(connection, night_id),
                ballots=await connection.scalar(count) or 0,
                tally=await load_tally(connection, night_id),
                event_is_gone=await is_noted(connection, night_id, Upkeep.EVENT.name),
                series=await _series_of(connection, planned),
            )

    async def open_nominations(
        self, night_id: int, rights: Rights, closes_at: datetime | None = None
    ) -> PlannedNight:
        """Let people nominate.

        Args:
            night_id: The night.
            rights: What the person may do.
            closes_at: When nominations end by themselves; by default as planned.

        Raises:
            BadInputError: The night stands elsewhere, the person may not, or the times do not fit.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            planned, plan = await _advanced(connection, night_id, Action.NOMINATE, rights)
            if closes_at is not None:
                plan = replace(plan, night=replace(plan.night, nominations_close_at=closes_at))
                check_times(plan.night)
            return await save(connection, planned, plan, self._clock)

    async def open_vote(
        self,
        night_id: int,
        rights: Rights,
        closes_at: datetime | None = None,
        *,
        announce: bool = False,
    ) -> PlannedNight:
        """Let people vote on what stands; blind nominations are shown from now on.

        Args:
            night_id: The night.
            rights: What the person may do.
            closes_at: When the vote ends by itself; by default as planned.
            announce: Whether nobody is there to say so, and a due job is to do it.

        Raises:
            BadInputError: As :meth:`open_nominations`, or no film stands.
            OnlyFilmError: One does: see :meth:`settle`.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            planned, plan = await _advanced(connection, night_id, Action.VOTE, rights)
            check_vote(len((await load_board(connection, planned)).candidates))
            plan = replace(plan, revealed=True)
            if closes_at is not None:
                plan = replace(plan, night=replace(plan.night, vote_closes_at=closes_at))
                check_times(plan.night)
            if announce:
                await self._announce(connection, planned)
            return await save(connection, planned, plan, self._clock)

    async def move_closing(
        self,
        night_id: int,
        rights: Rights,
        closes_at: datetime,
        *,
        lengths: Mapping[str, timedelta] = _UNKNOWN,
    ) -> PlannedNight:
        """Let an open vote close at another time, or open one again for which nobody voted.

        A vote is opened again only where it closed by itself and no ballot marked a film, so that
        nobody's vote is lost: ballots go when they are counted.

        Args:
            night_id: The night.
            rights: What the person may do.
            closes_at: When the vote ends by itself from now on.
            lengths: As of :meth:`close_vote`: a night that was as long as the film that then won
                is so no more.

        Raises:
            BadInputError: The vote is neither open nor to be opened again, the time is past or
                after the night begins, or the person may not.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            planned = await load(connection, night_id, lock=True)
            night = planned.plan.night
            closed = night.status is Status.CLOSED
            action = Action.REOPEN if closed else Action.POSTPONE
            night = replace(night, status=advance(night.status, action, rights))
            if closed:
                night = await self._forget_result(connection, planned, night, lengths)
            if closes_at <= self._clock.now():
                raise BadInputError(_("That time has already passed; the vote has to close later."))
            night = replace(night, vote_closes_at=closes_at)
            check_times(night)
            return await save(connection, planned, replace(planned.plan, night=night), self._clock)

    async def _forget_result(
        self,
        connection: AsyncConnection,
        planned: PlannedNight,
        night: Night,
        lengths: Mapping[str, timedelta],
    ) -> Night:
        """Undo what a vote without votes left behind; return the night without its film."""
        check_vote(len((await load_board(connection, planned)).candidates))
        counted = await load_tally(connection, planned.id)
        if counted is None:
            return night
        if counted.cast > counted.empty:
            raise BadInputError(_("People have voted, and the result stands."))
        closed_at = await load_closing(connection, planned.id)
        if night.vote_closes_at is None or closed_at is None or closed_at < night.vote_closes_at:
            raise BadInputError(
                _("The vote didn't close by itself: somebody closed it, and the result stands.")
            )
        await delete_tally(connection, planned.id)
        server = Owner.server(planned.plan.guild_id)
        stood = [candidate.id for candidate in counted.candidates]
        await take_back_losses(connection, server, stood, counted.winner.id)
        from_film = night.length is not None and night.length == lengths.get(counted.winner.id)
        return replace(night, length=None) if from_film else night

    async def close_vote(
        self,
        night_id: int,
        rights: Rights,
        seed: str,
        *,
        lengths: Mapping[str, timedelta] = _UNKNOWN,
        announce: bool = False,
    ) -> Tally | None:
        """Count the vote and keep its totals; the ballots themselves go.

        The films that stood take part in fair luck, and the draws that ties needed can be verified.
        The night is as long as the film that won, where nobody said how long it is to be.

        Args:
            night_id: The night.
            rights: What the person may do.
            seed: What draws begin from: see ``bot.rules.picks.draw.new_seed``.
            lengths: How long films are, by their ids; of the others, nobody knows.
            announce: Whether nobody is there to say so, and a due job is to do it.

        Returns:
            The tally; ``None`` where every film has been ruled out meanwhile.

        Raises:
            BadInputError: The vote is not open, or the person may not close it.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        return await self._close(
            night_id, Action.CLOSE, rights, seed, lengths=lengths, announce=announce
        )

    async def settle(
        self,
        night_id: int,
        rights: Rights,
        seed: str,
        *,
        lengths: Mapping[str, timedelta] = _UNKNOWN,
    ) -> Tally | None:
        """Take the only film that stands without a vote; as :meth:`close_vote` else.

        Raises:
            BadInputError: No film or several stand, or as :meth:`close_vote`.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        return await self._close(night_id, Action.SETTLE, rights, seed, lengths=lengths)

    async def _close(
        self,
        night_id: int,
        action: Action,
        rights: Rights,
        seed: str,
        *,
        lengths: Mapping[str, timedelta],
        announce: bool = False,
    ) -> Tally | None:
        async with self._database.transaction() as connection:
            planned, plan = await _advanced(connection, night_id, action, rights)
            candidates = (await load_board(connection, planned)).candidates
            if action is Action.SETTLE:
                check_only(len(candidates))
                plan = replace(plan, revealed=True)
            cast = await load_ballots(connection, night_id, plan.method)
            counted = tally(plan.method, cast, candidates, seed) if candidates else None
            if counted is not None and plan.night.length is None:
                length = lengths.get(counted.winner.id)
                plan = replace(plan, night=replace(plan.night, length=length))
            await save(connection, planned, plan, self._clock)
            await _drop_ballots(connection, night_id)
            if announce:
                await self._announce(connection, planned)
            if counted is None:
                return None
            await save_tally(connection, night_id, counted, self._clock)
            server = Owner.server(plan.guild_id)
            stood = [candidate.id for candidate in candidates]
            await record_losses(connection, server, stood, counted.winner.id)
            for draw in counted.draws:
                await record_draw(connection, server, draw, self._clock)
            return counted

    async def watch(self, night_id: int, rights: Rights) -> PlannedNight:
        """Note that a night has been; whoever said they come has seen the film that won.

        Raises:
            BadInputError: The night stands elsewhere, or the person may not.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            planned, plan = await _advanced(connection, night_id, Action.WATCH, rights)
            if counted := await load_tally(connection, night_id):
                film = FilmRef(counted.winner.id, counted.winner.name)
                answers = await load_rsvps(connection, night_id)
                came = sorted(person for person, answer in answers.items() if answer is Rsvp.YES)
                seen = [(person, film, plan.night.starts_at) for person in came]
                await mark_seen(connection, seen)
            return await save(connection, planned, plan, self._clock)

    async def cancel(self, night_id: int, rights: Rights) -> PlannedNight:
        """Call a night off; ballots that were cast go.

        Raises:
            BadInputError: The night stands elsewhere, or the person may not.
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            planned, plan = await _advanced(connection, night_id, Action.CANCEL, rights)
            await _drop_ballots(connection, night_id)
            return await save(connection, planned, plan, self._clock)

    async def drop(self, night_id: int, people: Collection[int]) -> None:
        """Drop the answers and the ballots of people who left the server.

        Raises:
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            await load(connection, night_id, lock=True)
            for table in (rsvps, ballots):
                theirs = table.c.user_id.in_(sorted(people))
                await connection.execute(delete(table).where(table.c.night_id == night_id, theirs))

    async def make_event_again(self, night_id: int) -> bool:
        """Have a night's event made anew if somebody deleted it; say whether somebody had.

        Raises:
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        table = troubles.c
        async with self._database.transaction() as connection:
            planned = await load(connection, night_id, lock=True)
            gone = await connection.execute(
                delete(troubles).where(table.night_id == night_id, table.kind == Upkeep.EVENT.name)
            )
            if gone.rowcount:
                plan = replace(planned.plan, event_id=None, event_times=None)
                await save(connection, planned, plan, self._clock)
                now = self._clock.now()
                await schedule_event(connection, night_id, planned.plan.guild_id, now)
            return bool(gone.rowcount)

    async def look_at_event(self, night_id: int) -> None:
        """Have a night's event compared with it as soon as possible.

        Raises:
            OutdatedError: There is no such night any more.
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            planned = await load(connection, night_id, lock=True, share=True)
            now = self._clock.now()
            await schedule_event(connection, night_id, planned.plan.guild_id, now)

    async def _announce(self, connection: AsyncConnection, planned: PlannedNight) -> None:
        now = self._clock.now()
        await schedule_announcement(connection, planned.id, planned.plan.guild_id, now)


async def _advanced(
    connection: AsyncConnection, night_id: int, action: Action, rights: Rights
) -> tuple[PlannedNight, Plan]:
    """Lock a night, and return it with the plan that it has after the action."""
    planned = await load(connection, night_id, lock=True)
    night = planned.plan.night
    moved = replace(night, status=advance(night.status, action, rights))
    return planned, replace(planned.plan, night=moved)


async def _series_of(connection: AsyncConnection, planned: PlannedNight) -> PlannedSeries | None:
    series_id = planned.plan.series_id
    return None if series_id is None else await load_series(connection, series_id)


async def _drop_ballots(connection: AsyncConnection, night_id: int) -> None:
    await connection.execute(delete(ballots).where(ballots.c.night_id == night_id))

"""A night as a whole: read as of one moment, and its status changed in one step.

Each step is one transaction across all the tables that it touches, with the night locked: of two
people who press at once, one changes the status and the other is told what it is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import bindparam, delete, func, select
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
from bot.state.owners.owners import Owner
from bot.state.series.table import PlannedSeries, load_series

_UNKNOWN: Mapping[str, timedelta] = MappingProxyType({})
_BALLOTS = select(func.count()).where(ballots.c.night_id == bindparam("night"))


@dataclass(frozen=True, slots=True)
class NightSnapshot:
    """Everything about a night.

    Attributes:
        planned: The night.
        board: What was nominated.
        rsvps: Who is coming.
        ballots: How many ballots the open vote has.
        tally: The result of the vote, once it is closed with a winner.
        event_is_gone: Whether somebody deleted its server event.
        series: The series it belongs to.
    """

    planned: PlannedNight
    board: Board
    rsvps: Mapping[int, Rsvp]
    ballots: int
    tally: Tally | None
    event_is_gone: bool = False
    series: PlannedSeries | None = None


class NightTransitions:
    """Reads nights and changes their status; forbidden steps raise ``BadInputError``.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def get(self, night_id: int) -> NightSnapshot:
        """Return everything about a night as of one moment.

        Raises:
            OutdatedError: The night no longer exists.
        """
        async with self._database.reading() as connection:
            planned = await load(connection, night_id)
            return NightSnapshot(
                planned=planned,
                board=await load_board(connection, planned),
                rsvps=await load_rsvps(connection, night_id),
                ballots=await connection.scalar(_BALLOTS, {"night": night_id}) or 0,
                tally=await load_tally(connection, night_id),
                event_is_gone=await is_noted(connection, night_id, Upkeep.EVENT.name),
                series=await _series_of(connection, planned),
            )

    async def open_nominations(
        self, night_id: int, rights: Rights, closes_at: datetime | None = None
    ) -> PlannedNight:
        """Open nominations.

        Args:
            night_id: The night.
            rights: What the person may do.
            closes_at: When nominations end automatically; by default as planned.

        Raises:
            BadInputError: The night has another status, the person may not, or the times clash.
            OutdatedError: The night no longer exists.
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
        """Open the vote on the nominated films; blind nominations are shown from now on.

        Args:
            night_id: The night.
            rights: What the person may do.
            closes_at: When the vote ends automatically; by default as planned.
            announce: Whether nobody is there to say so, and a due job is to do it.

        Raises:
            BadInputError: As :meth:`open_nominations`, or no film stands.
            OnlyFilmError: One does: see :meth:`settle`.
            OutdatedError: The night no longer exists.
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
        """Change when an open vote closes, or reopen one in which nobody voted.

        A vote is reopened only if it closed automatically and no ballot marked a film, so that
        nobody's vote is lost: ballots are deleted when they are counted.

        Args:
            night_id: The night.
            rights: What the person may do.
            closes_at: When the vote ends automatically from now on.
            lengths: As for :meth:`close_vote`: a night that was as long as the film that then won
                no longer is.

        Raises:
            BadInputError: The vote is neither open nor can be reopened, the time is past or after
                the night begins, or the person may not.
            OutdatedError: The night no longer exists.
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
        """Undo the result of a vote without votes; return the night without its film."""
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
        """Count the vote and keep its totals; the ballots are deleted.

        The films that were voted on take part in fair luck, and draws that broke ties can be
        verified. The night becomes as long as the film that won, unless somebody set its length.

        Args:
            night_id: The night.
            rights: What the person may do.
            seed: The seed of draws: see ``bot.rules.picks.draw.new_seed``.
            lengths: The lengths of films by id, where known.
            announce: Whether nobody is there to say so, and a due job is to do it.

        Returns:
            The tally; ``None`` if every film has been ruled out meanwhile.

        Raises:
            BadInputError: The vote is not open, or the person may not close it.
            OutdatedError: The night no longer exists.
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
        """Take the only nominated film without a vote; otherwise as :meth:`close_vote`.

        Raises:
            BadInputError: No film or several are nominated, or as :meth:`close_vote`.
            OutdatedError: The night no longer exists.
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
        """Mark a night as watched; everybody who was coming has seen the film that won.

        Raises:
            BadInputError: The night has another status, or the person may not.
            OutdatedError: The night no longer exists.
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
        """Cancel a night; its ballots are deleted.

        Raises:
            BadInputError: The night has another status, or the person may not.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            planned, plan = await _advanced(connection, night_id, Action.CANCEL, rights)
            await _drop_ballots(connection, night_id)
            return await save(connection, planned, plan, self._clock)

    async def drop(self, night_id: int, people: Collection[int]) -> None:
        """Delete the answers and the ballots of people who left the server.

        Raises:
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            await load(connection, night_id, lock=True)
            for table in (rsvps, ballots):
                theirs = table.c.user_id.in_(sorted(people))
                await connection.execute(delete(table).where(table.c.night_id == night_id, theirs))

    async def make_event_again(self, night_id: int) -> bool:
        """Schedule a new event for a night if somebody deleted its event; return whether so.

        Raises:
            OutdatedError: The night no longer exists.
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
        """Schedule a comparison of a night with its event as soon as possible.

        Raises:
            OutdatedError: The night no longer exists.
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
    """Lock a night, and return it with its plan after the action."""
    planned = await load(connection, night_id, lock=True)
    night = planned.plan.night
    moved = replace(night, status=advance(night.status, action, rights))
    return planned, replace(planned.plan, night=moved)


async def _series_of(connection: AsyncConnection, planned: PlannedNight) -> PlannedSeries | None:
    series_id = planned.plan.series_id
    return None if series_id is None else await load_series(connection, series_id)


async def _drop_ballots(connection: AsyncConnection, night_id: int) -> None:
    await connection.execute(delete(ballots).where(ballots.c.night_id == night_id))

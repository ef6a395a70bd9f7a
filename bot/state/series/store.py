"""Planning series, changing and ending them, and making their evenings one after the other.

A series has one due job at a time, of its latest evening: to post the next. Whatever changes the
series holds its row, so that of several processes one makes an evening and the others find it made.
"""

import enum
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from sqlalchemy import ColumnElement, Delete, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.series.evenings import (
    QUIET_EVENINGS,
    coming,
    is_over,
    missed,
    next_evening,
)
from bot.rules.series.rota import Turn, next_host
from bot.state.database.integrity import sound
from bot.state.database.schema import insert
from bot.state.database.transactions import Database
from bot.state.nights.due_jobs import (
    cancel_next_evening,
    is_next_evening_due,
    schedule_announcement,
    schedule_next_evening,
)
from bot.state.nights.planning import add
from bot.state.nights.planning import load as load_night
from bot.state.nights.planning import save as save_night
from bot.state.nights.plans import Plan, PlannedNight, nights
from bot.state.series.evenings import (
    Terms,
    answered,
    carry_over,
    chosen_by,
    evening_of,
    host_of,
    latest_evening,
)
from bot.state.series.rota import load_passed, load_turns, note_passed
from bot.state.series.table import (
    PlannedSeries,
    Series,
    load_series,
    series,
    series_values,
    skipped_evenings,
)

MAX_SERIES = 10
"""So many series a server may have at a time."""

SKIPPED_AHEAD = timedelta(days=5 * 365)
"""How far ahead an evening can be skipped."""


class Outcome(enum.Enum):
    """What came of a series' due job."""

    POSTED = enum.auto()  # the evening is made; announcing it is a job of its own
    WAITING = enum.auto()  # the next evening is not to be posted yet
    ENDED = enum.auto()  # nobody comes any more
    MOOT = enum.auto()  # somebody else was faster, or it was called off


class SeriesStore:
    """Keeps series.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def begin(self, planned: Series, first: Plan) -> PlannedNight:
        """Keep a new series with its first evening.

        Args:
            planned: The series.
            first: Its first evening; the series' id is put in here.

        Raises:
            BadInputError: The server has too many, or the evening's times do not follow one
                another.
        """
        running = series.c.ended_at.is_(None) & (series.c.guild_id == planned.guild_id)
        async with self._database.transaction() as connection:
            count = await connection.scalar(select(func.count()).where(running)) or 0
            if count >= MAX_SERIES:
                raise BadInputError(
                    _(
                        "This server already has {count} series, the maximum. /night series can "
                        "end one.",
                        count=count,
                    )
                )
            query = series.insert().values(series_values(planned)).returning(series.c.series_id)
            series_id = (await connection.execute(query)).scalar_one()
            night = await add(connection, replace(first, series_id=series_id), self._clock)
            await self._await_next(connection, PlannedSeries(series_id, planned))
            return night

    async def get(self, series_id: int) -> PlannedSeries:
        """Return a series.

        Raises:
            OutdatedError: The series no longer exists.
        """
        async with self._database.reading() as connection:
            return await load_series(connection, series_id)

    async def list(self, guild_id: int, *, ended: bool = False) -> Sequence[PlannedSeries]:
        """Return a server's series that go on, the oldest first; with ``ended``, all of them."""
        query = select(series.c.series_id).where(series.c.guild_id == guild_id, sound(series))
        if not ended:
            query = query.where(series.c.ended_at.is_(None))
        async with self._database.reading() as connection:
            ids = await connection.scalars(query.order_by(series.c.series_id))
            return [await load_series(connection, series_id) for series_id in ids.all()]

    async def latest(self, series_id: int) -> PlannedNight | None:
        """Return the evening of a series that was posted last."""
        async with self._database.reading() as connection:
            return await latest_evening(connection, series_id)

    async def missed(self, night: PlannedNight) -> Sequence[datetime]:
        """Return the evenings before one that never were, as the bot was away.

        Raises:
            OutdatedError: Its series is gone.
        """
        plan = night.plan
        if plan.series_id is None or plan.slot_at is None:
            return ()
        before = (
            select(func.max(nights.c.slot_at, type_=nights.c.slot_at.type))
            .where(nights.c.series_id == plan.series_id, nights.c.slot_at < plan.slot_at)
            .scalar_subquery()
        )
        async with self._database.reading() as connection:
            planned = await load_series(connection, plan.series_id)
            recurrence = planned.series.recurrence
            last = await connection.scalar(select(before))
        since = max(last, planned.series.since) if last else plan.slot_at
        return missed(recurrence, since, plan.slot_at, planned.skipped)

    async def change(self, series_id: int, change: Callable[[Series], Series]) -> PlannedSeries:
        """Change a series, two changes at a time one after the other; return the new one.

        Days that are skipped move along where its weekday does.

        Raises:
            OutdatedError: The series no longer exists.
        """
        async with self._database.transaction() as connection:
            old = await load_series(connection, series_id, lock=True)
            new = replace(old, series=change(old.series))
            was, now = (it.series.recurrence.pattern.weekday for it in (old, new))
            if was != now:
                shift = timedelta(days=(now - was + 3) % 7 - 3)  # to the nearest, either way
                days = {day + shift for day in old.skipped}
                new = replace(new, skipped=frozenset(days))
                await connection.execute(_skips(series_id))
                for day in days:
                    await _note_skip(connection, series_id, day)
            await _save(connection, new)
            await self._await_next(connection, new)
            return new

    async def skip(self, series_id: int, day: date, *, skipped: bool) -> PlannedSeries:
        """Note that there is no evening on a day, or that there is one after all.

        Raises:
            BadInputError: The series has none on that day that is still to be posted.
            OutdatedError: The series no longer exists.
        """
        async with self._database.transaction() as connection:
            planned = await load_series(connection, series_id, lock=True)
            if not self._is_to_come(planned, day):
                raise BadInputError(_("The series has no upcoming evening on that day."))
            if skipped:
                await _note_skip(connection, series_id, day)
            else:
                await connection.execute(_skips(series_id).where(_day(day)))
            planned = await load_series(connection, series_id)
            await self._await_next(connection, planned)
            return planned

    async def end(self, series_id: int) -> PlannedSeries:
        """End a series: no evening is posted any more; those that were are nights like others.

        Raises:
            OutdatedError: The series no longer exists.
        """
        async with self._database.transaction() as connection:
            planned = await load_series(connection, series_id, lock=True)
            planned = await self._ended(connection, planned)
            if latest := await latest_evening(connection, series_id):
                await cancel_next_evening(connection, latest.id)
            return planned

    async def resume(self, series_id: int) -> PlannedSeries:
        """Let a series that ended go on; one that goes on stays as it is.

        Raises:
            OutdatedError: The series no longer exists.
        """
        async with self._database.transaction() as connection:
            planned = await load_series(connection, series_id, lock=True)
            if planned.series.ended_at is None:
                return planned
            going = replace(planned.series, ended_at=None, since=self._clock.now())
            planned = replace(planned, series=going)
            await _save(connection, planned)
            await self._await_next(connection, planned)
            return planned

    async def make_next(
        self, series_id: int, after: int, terms: Terms, gone: Collection[int] = ()
    ) -> Outcome:
        """Make the next evening of a series, once it is time; say what came of it.

        Evenings that have passed meanwhile are let be: there is never more than one.

        Args:
            series_id: The series.
            after: The evening whose job this is.
            terms: How the server votes and nominates now.
            gone: Who has left the server, and does not host.

        Raises:
            OutdatedError: The series no longer exists.
        """
        now = self._clock.now()
        async with self._database.transaction() as connection:
            planned = await load_series(connection, series_id, lock=True)
            latest = await latest_evening(connection, series_id)
            if latest is None or latest.id != after:
                return Outcome.MOOT
            if not await is_next_evening_due(connection, after):
                return Outcome.MOOT
            if planned.series.ended_at is not None:
                return Outcome.ENDED
            since = planned.series.since
            if is_over(await answered(connection, series_id, since, now, QUIET_EVENINGS)):
                await self._ended(connection, planned)
                return Outcome.ENDED
            recurrence, last = planned.series.recurrence, planned.series.last_slot
            found = next_evening(recurrence, last, planned.skipped, now)
            if found.post_at > now:
                await schedule_next_evening(
                    connection, after, planned.series.guild_id, found.post_at
                )
                return Outcome.WAITING
            plan = evening_of(planned.series, series_id, found.starts_at, terms, now)
            if planned.series.rota:
                plan = chosen_by(plan, await host_of(connection, planned, gone, now))
            night = await add(connection, plan, self._clock)
            if planned.series.carries and plan.chooser is None:
                await carry_over(connection, latest, night)
            planned = replace(planned, series=replace(planned.series, last_slot=found.starts_at))
            await _save(connection, planned)
            await schedule_announcement(connection, night.id, plan.guild_id, now)
            await self._await_next(connection, planned)
            return Outcome.POSTED

    async def turns(self, guild_id: int, series_id: int | None) -> Sequence[Turn]:
        """Return how everybody took part in a series or, without one, in a server's nights."""
        async with self._database.reading() as connection:
            return await load_turns(connection, guild_id, series_id, self._clock.now())

    async def pass_on(self, night_id: int, gone: Collection[int] = ()) -> PlannedNight:
        """Let the next one host a night; where nobody is left, everybody may name films.

        Args:
            night_id: The night.
            gone: Who has left the server.

        Raises:
            BadInputError: Nobody hosts it.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            night = await load_night(connection, night_id, lock=True)
            plan = night.plan
            if plan.chooser is None:
                raise BadInputError(_("Everybody nominates films for this night; it has no host."))
            await note_passed(connection, night_id, plan.chooser)
            without = {*gone, *await load_passed(connection, night_id)}
            now = self._clock.now()
            turns = await load_turns(connection, plan.guild_id, plan.series_id, now)
            host = next_host(turns, without)
            return await save_night(connection, night, chosen_by(plan, host), self._clock)

    async def _ended(self, connection: AsyncConnection, planned: PlannedSeries) -> PlannedSeries:
        ended_at = planned.series.ended_at or self._clock.now()
        planned = replace(planned, series=replace(planned.series, ended_at=ended_at))
        await _save(connection, planned)
        return planned

    async def _await_next(self, connection: AsyncConnection, planned: PlannedSeries) -> None:
        """See to it that the next evening is posted in time."""
        latest = await latest_evening(connection, planned.id)
        if latest is None or planned.series.ended_at is not None:
            return
        recurrence, last = planned.series.recurrence, planned.series.last_slot
        found = next_evening(recurrence, last, planned.skipped, self._clock.now())
        guild_id = planned.series.guild_id
        await schedule_next_evening(connection, latest.id, guild_id, found.post_at)

    def _is_to_come(self, planned: PlannedSeries, day: date) -> bool:
        recurrence, now = planned.series.recurrence, self._clock.now()
        if day > recurrence.day(now) + SKIPPED_AHEAD:
            return False
        evenings = coming(recurrence, max(planned.series.last_slot, now), ())
        days = takewhile(lambda one: one <= day, map(recurrence.day, evenings))
        return day in days


async def _save(connection: AsyncConnection, planned: PlannedSeries) -> None:
    await connection.execute(
        update(series).where(series.c.series_id == planned.id).values(series_values(planned.series))
    )


async def _note_skip(connection: AsyncConnection, series_id: int, day: date) -> None:
    row = insert(connection, skipped_evenings).values(series_id=series_id, day=day.isoformat())
    await connection.execute(row.on_conflict_do_nothing())


def _skips(series_id: int) -> Delete:
    return delete(skipped_evenings).where(skipped_evenings.c.series_id == series_id)


def _day(day: date) -> ColumnElement[bool]:
    return skipped_evenings.c.day == day.isoformat()

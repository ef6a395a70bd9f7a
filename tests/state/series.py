"""Series of nights, for tests."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.clock import Clock, ShiftedClock
from bot.rules.nights.nominations import Rules
from bot.rules.series.recurrence import Pattern, Recurrence, Unit
from bot.rules.voting.model import Method
from bot.state.nights.due_jobs import ClaimedJob, Upkeep
from bot.state.nights.plans import Plan, PlannedNight
from bot.state.series.evenings import Terms, chosen_by, evening_of
from bot.state.series.store import Outcome
from bot.state.series.table import Series
from bot.state.store import StateStore
from tests.state.evening import CHANNEL, GUILD, HOST

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BERLIN = ZoneInfo("Europe/Berlin")
TERMS = Terms(Method.APPROVAL, Rules())


def weekly(clock: Clock, *, pattern: Pattern | None = None, **changes: object) -> Series:
    """Return a series whose first evening is in two days, at eight in Berlin."""
    day = (clock.now() + timedelta(days=2)).astimezone(BERLIN).date()
    begins = datetime(day.year, day.month, day.day, 20)  # noqa: DTZ001 - on the wall
    pattern = pattern or Pattern(Unit.WEEK, day.weekday())
    recurrence = Recurrence(pattern, begins, BERLIN)
    starts_at = recurrence.moment(begins)
    series = Series(GUILD, CHANNEL, HOST, recurrence, starts_at, clock.now(), "At ours")
    return replace(series, **changes)


def first_of(series: Series, clock: Clock, *, host: int | None = None) -> Plan:
    """Return the first evening of a series."""
    return chosen_by(evening_of(series, None, series.last_slot, TERMS, clock.now()), host)


def days_of(series: Series, count: int) -> Collection[date]:
    """Return the days of a series' evenings after its first."""
    evenings = islice(series.recurrence.after(series.last_slot), count)
    return [series.recurrence.day(one.astimezone(UTC)) for one in evenings]


async def begin(
    store: StateStore,
    clock: ShiftedClock,
    host: int | None = None,
    pattern: Pattern | None = None,
    **changes: object,
) -> tuple[Series, PlannedNight]:
    """Begin a series; return it and its first evening, whose card was posted."""
    series = weekly(clock, pattern=pattern, **changes)
    night = await store.series.begin(series, first_of(series, clock, host=host))
    await show(store, night)
    return series, night


def go_to_the_day_after(clock: ShiftedClock, series: Series, weeks: int = 0) -> None:
    """Let time pass until the evening after that many weeks has been, and a day more."""
    until = series.last_slot + weeks * WEEK + DAY + timedelta(minutes=1)
    clock.advance((until - clock.now()).total_seconds())


async def show(store: StateStore, night: PlannedNight) -> None:
    """Note that the card of a night was posted."""
    await store.nights.change(night.id, lambda old: replace(old, message_id=night.id))


async def next_jobs(store: StateStore) -> list[ClaimedJob]:
    """Claim all that is due; finish what is not about the next evening of a series."""
    found: list[ClaimedJob] = []
    while claimed := await store.due_jobs.claim():
        for job in claimed:
            if job.task is Upkeep.NEXT_EVENING:
                found.append(job)
            else:
                await store.due_jobs.finish(job)
    return found


async def make_next(store: StateStore, gone: Sequence[int] = ()) -> list[Outcome]:
    """Do what is due for series, as the bot does it."""
    outcomes: list[Outcome] = []
    for job in await next_jobs(store):
        night = await store.nights.get(job.night_id or 0)
        series_id = night.plan.series_id or 0
        outcomes.append(await store.series.make_next(series_id, night.id, TERMS, gone))
        if outcomes[-1] is Outcome.POSTED and (made := await store.series.latest(series_id)):
            await show(store, made)
        await store.due_jobs.finish(job)
    return outcomes


async def upcoming(store: StateStore) -> list[PlannedNight]:
    """Return the server's nights to come."""
    return list(await store.nights.upcoming(GUILD))

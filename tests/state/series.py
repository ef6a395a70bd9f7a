"""Series of nights, for tests."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.rules.nights.nominations import Rules
from bot.rules.series.recurrence import Pattern, Recurrence, Unit
from bot.rules.voting.model import Method
from bot.state.nights.plans import Plan
from bot.state.series.evenings import Terms, chosen_by, evening_of
from bot.state.series.table import Series
from tests.state.evening import CHANNEL, GUILD, HOST

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

"""On which evenings a series falls, by the clock on the wall: RFC 5545's rules, by dateutil."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays

LAST = -1
"""Stands for the last of its weekday in a month, as in RFC 5545."""

MAX_WEEKS = 8
"""A night every so many weeks is the rarest that is called weekly."""

_DAY = timedelta(days=1)
_WEEKLY_LEAD, _MAX_LEAD = 6 * _DAY, 13 * _DAY


class Unit(enum.StrEnum):
    """What a series counts by."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which days.

    Attributes:
        unit: Whether it counts weeks or months.
        weekday: From 0 for Monday.
        step: Of weeks, each how many; of months, which of these weekdays: 1 to 4, or :data:`LAST`.
    """

    unit: Unit
    weekday: int
    step: int = 1

    def __post_init__(self) -> None:
        steps = range(1, MAX_WEEKS + 1) if self.unit is Unit.WEEK else (1, 2, 3, 4, LAST)
        if self.weekday not in range(7) or self.step not in steps:
            raise ValueError(f"no such days: {self}")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A pattern that begins on a day, at an hour of a place.

    Attributes:
        pattern: Which days.
        begins: The first evening as the clocks of the zone show it, without a zone.
        zone: Whose clocks count, in summer and in winter.
    """

    pattern: Pattern
    begins: datetime
    zone: ZoneInfo

    @property
    def lead(self) -> timedelta:
        """How long ahead an evening is posted: a day after the one before, two weeks at most."""
        weekly = self.pattern.unit is Unit.WEEK and self.pattern.step == 1
        return _WEEKLY_LEAD if weekly else _MAX_LEAD

    def after(self, moment: datetime) -> Iterator[datetime]:
        """Give the evenings after a moment, in UTC, the earliest first.

        An hour that daylight saving skips is the one after it; of one that comes twice it is the
        first.
        """
        # Whatever the zone's clocks do, they do not go back by more than a day.
        wall = moment.astimezone(self.zone).replace(tzinfo=None) - _DAY
        for evening in self._rule().xafter(wall, inc=True):
            begins = self.moment(evening)
            if begins > moment:
                yield begins

    def day(self, moment: datetime) -> date:
        """Return the date of an evening, as people there say it."""
        return moment.astimezone(self.zone).date()

    def moment(self, wall: datetime) -> datetime:
        """Return what the clocks of the zone show as a moment in UTC."""
        return wall.replace(tzinfo=self.zone, fold=0).astimezone(UTC)

    def moved(self, new: datetime) -> "Recurrence":
        """Return the series after one of its evenings was moved for good.

        The hour goes with it. The day does in a series of weeks; the days of a month are named by
        their weekday and stay.

        Args:
            new: When that evening is now, aware.
        """
        now = new.astimezone(self.zone).replace(tzinfo=None, fold=0)
        if self.pattern.unit is Unit.WEEK:
            return replace(self, pattern=replace(self.pattern, weekday=now.weekday()), begins=now)
        return replace(self, begins=datetime.combine(self.begins.date(), now.time()))

    def _rule(self) -> rrule:
        weekday, step = weekdays[self.pattern.weekday], self.pattern.step
        if self.pattern.unit is Unit.WEEK:
            return rrule(WEEKLY, dtstart=self.begins, interval=step, byweekday=weekday)
        return rrule(MONTHLY, dtstart=self.begins, byweekday=weekday(step))


def first_evening(pattern: Pattern, day: datetime, now: datetime, zone: ZoneInfo) -> Recurrence:
    """Return the series of a pattern, given any evening of its weekday at its hour.

    Args:
        pattern: Which days.
        day: The next evening of that weekday, aware.
        now: Evenings before are none of it.
        zone: Whose clocks count.
    """
    wall = day.astimezone(zone).replace(tzinfo=None, fold=0)
    since = wall.date() if pattern.unit is Unit.WEEK else wall.date().replace(day=1)
    series = Recurrence(pattern, datetime.combine(since, wall.time()), zone)
    return replace(
        series, begins=datetime.combine(series.day(next(series.after(now))), wall.time())
    )

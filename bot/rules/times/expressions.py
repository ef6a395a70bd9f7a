"""What can be said of a day, an hour and a zone: plain values, whatever time it is now."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from bot.rules.times.lexicon import Kind, Part

HOUR_MINUTES: Final = 60
DAY_MINUTES: Final = 24 * HOUR_MINUTES
NOON_HOUR: Final = 12


@dataclass(frozen=True, slots=True)
class Length:
    """How long something is: whole days of the calendar, and hours and minutes beside them."""

    days: int
    rest: timedelta

    @property
    def total(self) -> timedelta:
        """The length with every day counted as 24 hours."""
        return timedelta(days=self.days) + self.rest


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of the calendar.

    Attributes:
        readings: Each way to read it: year (``None`` if it is not said), month, day.
        exact: Whether it was written as on a calendar, with all its numbers.
    """

    readings: tuple[tuple[int | None, int, int], ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month, such as "the 4th"."""

    day: int


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day of the week.

    Attributes:
        days: Monday is 0; several where a word is misspelt or they are joined by "or".
        which: Whether it is this one or the next, in the words of :class:`Kind`; else ``None``.
        weeks: So many weeks after that.
    """

    days: tuple[int, ...]
    which: Kind | None = None
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class FromToday:
    """So many days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday or Sunday."""

    which: Kind | None = None


Day: TypeAlias = Dated | MonthDay | OnWeekday | FromToday | Weekend


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the day.

    Attributes:
        minutes: What it may be, in minutes since the day began; midnight is the day's end (1440).
        exact: Whether it was written as a clock with 24 hours shows it.
        impossible: Whether nothing is left of it beside the part of the day that is said.
    """

    minutes: tuple[int, ...]
    exact: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said.

    Attributes:
        day: The day, if one was named.
        weekdays: Days of the week that were named beside a date, which has to be one of them.
        hour: The hour.
        hours: How many hours were named.
        part: The part of the day.
        ahead: How long from now.
        now: Whether it is now.
        again: Whether it comes again and again ("every friday").
        past: Whether it was before ("last friday").
        zone: The name of the zone, as typed.
        zones: The zones that this name may mean.
        next_week: Whether it was said to be next week.
        unread: The words that say nothing here.
    """

    day: Day | None = None
    weekdays: tuple[int, ...] = ()
    hour: Hour | None = None
    hours: int = 0
    part: Part | None = None
    ahead: Length | None = None
    now: bool = False
    again: bool = False
    past: bool = False
    zone: str = ""
    zones: tuple[str, ...] = ()
    next_week: bool = False
    unread: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether day and hour can be read in one way only, as far as words tell."""
        hour_is_sure = self.hour is not None and len(self.hour.minutes) == 1
        several = isinstance(self.day, OnWeekday) and len(self.day.days) > 1
        return hour_is_sure and self.hours == 1 and not several and not self.unread

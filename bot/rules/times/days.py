"""Which days of the calendar somebody may mean, seen from a day."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.rules.times.expressions import (
    DAY_MINUTES,
    Dated,
    Day,
    FromToday,
    MonthDay,
    OnWeekday,
    Spoken,
    Weekend,
)
from bot.rules.times.lexicon import Kind

NIGHT_ENDS = timedelta(hours=5)
"""Until then, people speak of the evening before as of the same day."""

FAR = timedelta(days=300)
"""A day that was lately and comes again so late is asked about: perhaps it was a slip."""

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_SATURDAY, _SUNDAY = 5, 6
_LEAP_YEARS = 9  # the next 29 February may be eight years off


class Doubt(enum.StrEnum):
    """Why a time has to be asked back."""

    SKIPPED = "daylight saving skips that hour"
    DOUBLED = "daylight saving has that hour twice"
    SEVERAL = "that can be read in several ways"
    NO_HOUR = "no hour was named"
    OTHER_WEEKDAY = "that date is another day of the week"
    NEXT_YEAR = "that day is over this year"
    ZONE = "the zone can be read in several ways"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that somebody may mean.

    Attributes:
        dates: Every reading.
        step: How far on the same words may mean if these days are past; ``None`` for never.
        doubt: Why it has to be asked back, however few they are.
        nightly: Whether an hour after midnight may belong to the night of that day.
    """

    dates: tuple[date, ...]
    step: timedelta | None = None
    doubt: Doubt | None = None
    nightly: bool = False


def days_of(said: Spoken, now: datetime) -> Days:
    """Return the days that were said.

    Args:
        said: What was said.
        now: The present moment, as the clock on the wall shows it.

    Raises:
        ValueError: It names a day that no calendar has.
        OverflowError: It is beyond all calendars.
    """
    today = now.date()
    found = _days(said.day, now, past_midnight=_is_past_midnight(said))
    if isinstance(said.day, Dated | MonthDay) and said.hour and not said.hour.exact:
        found = replace(found, nightly=True)
    if not said.weekdays:
        return found
    fitting = tuple(day for day in found.dates if day.weekday() in said.weekdays)
    if fitting:
        return replace(found, dates=fitting, doubt=None)
    around = [near for day in found.dates for near in _nearest(day, said.weekdays, today)]
    dates = tuple(sorted({*found.dates, *around}))
    return replace(found, dates=dates, doubt=Doubt.OTHER_WEEKDAY)


def _days(day: Day | None, now: datetime, *, past_midnight: bool) -> Days:
    today = now.date()
    match day:
        case None:
            return Days((today - _DAY if past_midnight else today,), step=_DAY)
        case FromToday():
            return _from_today(day.days, now, past_midnight=past_midnight)
        case OnWeekday():
            return Days(tuple(sorted(_on_weekdays(day, today))), step=_WEEK, nightly=True)
        case Weekend():
            return Days(tuple(_weekend(day, today)), nightly=True)
        case MonthDay(number):
            return Days(_months(number, today))
        case Dated():
            return _dated(day, today)


def _from_today(count: int, now: datetime, *, past_midnight: bool) -> Days:
    still_up = timedelta(hours=now.hour, minutes=now.minute) < NIGHT_ENDS
    meant = now.date() + count * _DAY
    if count == 0 and past_midnight and still_up:
        return Days((meant - _DAY,), step=_DAY, nightly=True)
    # After midnight, "tomorrow" may be the day that has begun.
    dates = (meant - _DAY, meant) if count and still_up else (meant,)
    return Days(dates, nightly=count > 0)


def _on_weekdays(day: OnWeekday, today: date) -> Iterator[date]:
    for number in day.days:
        ahead = (number - today.weekday()) % 7 * _DAY
        coming = today + ahead + day.weeks * _WEEK
        match day.which:
            case _ if day.weeks:
                yield coming
            case None:
                yield coming
                if not ahead:
                    yield coming + _WEEK
            case Kind.THIS:
                yield coming
            case Kind.NEXT_WEEK:
                monday = today - today.weekday() * _DAY + _WEEK
                yield monday + number * _DAY
            case _ if not ahead:
                yield coming + _WEEK
            case Kind.COMING:
                yield coming
            case _:
                yield coming
                if _is_of_this_week(coming, today):
                    yield coming + _WEEK


def _is_of_this_week(day: date, today: date) -> bool:
    """Whether a day is of the week that goes on, be its first day Monday or Sunday."""
    from_monday = day - today < (7 - today.weekday()) * _DAY
    from_sunday = day - today < (7 - (today.weekday() + 1) % 7) * _DAY
    return from_monday or from_sunday


def _weekend(day: Weekend, today: date) -> Iterator[date]:
    saturday = today + (_SATURDAY - today.weekday()) % 7 * _DAY
    if today.weekday() == _SUNDAY:
        saturday = today - _DAY
    begun = today.weekday() in {_SATURDAY, _SUNDAY}
    if day.which is not Kind.NEXT or not begun:
        yield from (one for one in (saturday, saturday + _DAY) if one >= today)
    if day.which is Kind.NEXT:
        yield from (saturday + _WEEK, saturday + _WEEK + _DAY)


def _months(number: int, today: date) -> tuple[date, ...]:
    """Return the next two days of this number, of which the first may be today."""
    found: list[date] = []
    for ahead in range(15):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        try:
            day = date(year, month + 1, number)
        except ValueError:
            continue
        if day > today or (day == today and not found):
            found.append(day)
        if found and found[-1] > today:
            return tuple(found)
    raise ValueError("no month has that day")


def _dated(day: Dated, today: date) -> Days:
    found: list[date] = []
    failure: ValueError | None = None
    for year, month, number in day.readings:
        try:
            found.append(date(year, month, number) if year else _next_date(today, month, number))
        except ValueError as error:
            failure = error
    if not found:
        raise failure or ValueError("no calendar has that day")
    far = all(year is None for year, *_ in day.readings) and min(found) - today > FAR
    return Days(tuple(sorted(set(found))), doubt=Doubt.NEXT_YEAR if far else None)


def _next_date(today: date, month: int, number: int) -> date:
    for year in range(today.year, today.year + _LEAP_YEARS):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError("no calendar has that day")


def _nearest(day: date, weekdays: Sequence[int], today: date) -> Iterator[date]:
    """Yield the days around a date that are the days of the week that were named."""
    for weekday in weekdays:
        ahead = (weekday - day.weekday()) % 7
        near = day + (ahead if ahead <= 3 else ahead - 7) * _DAY  # noqa: PLR2004 - half a week
        yield near if near >= today else near + _WEEK


def _is_past_midnight(said: Spoken) -> bool:
    return said.hour is not None and any(since >= DAY_MINUTES for since in said.hour.minutes)

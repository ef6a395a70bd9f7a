"""Reading a moment or a length."""

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import product
from zoneinfo import ZoneInfo

from bot.errors import BadInputError
from bot.rules.times.grammar import (
    DAY_MINUTES,
    HOUR_MINUTES,
    Days,
    read_clock,
    simplified,
    take_days,
    take_length,
)

MAX_AHEAD = timedelta(days=5 * 365)
"""How far ahead a night can be planned; Discord takes no scheduled event beyond five years."""

MIN_LENGTH = timedelta(minutes=15)
MAX_LENGTH = timedelta(days=1)
DEFAULT_LENGTH = timedelta(hours=3)

_MAX_TEXT = 100
_EXAMPLES = "“friday 8pm”, “tomorrow 20:00”, “in 2 hours” or “24 dec 19:30”"
_DISCORD = re.compile(r"<t:(\d{1,12})(?::\w)?>")
_WITH_OFFSET = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE
)
_EVENING_ENDS = 5 * HOUR_MINUTES


class Doubt(enum.StrEnum):
    """Why a time has to be asked back."""

    SKIPPED = "daylight saving skips that hour"
    DOUBLED = "daylight saving has that hour twice"
    SEVERAL = "that can be read in several ways"


@dataclass(frozen=True, slots=True)
class TimeQuestion:
    """A time that can be meant in several ways; somebody has to choose.

    Attributes:
        doubt: Why.
        readings: What it may mean, earliest first, each with the offset from UTC that holds then.
    """

    doubt: Doubt
    readings: tuple[datetime, ...]


def parse_when(text: str, now: datetime, zone: ZoneInfo) -> datetime | TimeQuestion:
    """Read a moment that is still to come.

    A weekday or an hour alone is the next one; a day without a year is the next of its kind.

    Args:
        text: What was typed.
        now: The present moment, aware.
        zone: The zone of the person who typed it.

    Returns:
        The moment in UTC, or the question which of several is meant.

    Raises:
        BadInputError: It is no time, or it is past, or too far off; the message says which.
    """
    if len(text) > _MAX_TEXT:
        raise BadInputError(f"That is too long for a time; write {_EXAMPLES}.")
    try:
        readings, doubt = _read(text.strip(), now.astimezone(zone), zone)
    except (ValueError, OverflowError) as error:
        raise BadInputError(f"“{text}” names a day that no calendar has.") from error
    if not readings:
        raise BadInputError(f"“{text}” is no time that I can read; write {_EXAMPLES}.")
    ahead = [reading for reading in readings if reading >= now]
    if not ahead:
        latest = readings[-1].astimezone(zone)
        shown = f"{latest:%A}, {latest.day} {latest:%B %Y, %H:%M}"
        raise BadInputError(f"{shown} is already past.")
    if ahead[0] - now > MAX_AHEAD:
        raise BadInputError("That is more than five years ahead.")
    if len(ahead) == 1:
        return ahead[0]
    return TimeQuestion(doubt, tuple(_with_offset(reading, zone) for reading in ahead))


def parse_length(text: str) -> timedelta:
    """Read how long a night is: ``3h``, ``2h30``, ``150 minutes``, ``an hour and 45 minutes``.

    Raises:
        BadInputError: It is no length, or not between :data:`MIN_LENGTH` and :data:`MAX_LENGTH`.
    """
    length, rest = take_length(simplified(text[:_MAX_TEXT]))
    if length is None or rest:
        raise BadInputError(f"“{text[:_MAX_TEXT]}” is no length; write “3h” or “150 minutes”.")
    if not MIN_LENGTH <= length.total <= MAX_LENGTH:
        raise BadInputError("A night lasts from 15 minutes to 24 hours.")
    return length.total


def _read(text: str, now: datetime, zone: ZoneInfo) -> tuple[list[datetime], Doubt]:
    """Return every reading in UTC, earliest first, and why there are several if there are.

    Comparing happens in UTC only: within one zone Python compares what the clocks show, which is
    the same twice when an hour is doubled.
    """
    if exact := _exact(text):
        return [exact], Doubt.SEVERAL
    words = simplified(text)
    if words == "now":
        return [now.astimezone(UTC)], Doubt.SEVERAL
    length, rest = take_length(words.removeprefix("in "))
    if words.startswith("in ") and length:
        if length.rest:
            return ([] if rest else [now.astimezone(UTC) + length.total]), Doubt.SEVERAL
        days: Days | None = Days((now.date() + timedelta(days=length.days),))
        clock = read_clock(rest) if rest else (now.hour * HOUR_MINUTES + now.minute,)
    else:
        days, rest = take_days(words, now.date())
        if days and not rest:
            raise BadInputError(f"“{text}” needs an hour too; write {_EXAMPLES}.")
        clock = read_clock(rest)
    if days is None:
        days = Days((now.date(),), step=timedelta(days=1))
    if days.evening:
        clock = _of_the_evening(clock)
    readings, doubt = _instants(days.dates, clock, zone)
    if days.step and readings and readings[-1] < now.astimezone(UTC):
        return _instants([day + days.step for day in days.dates], clock, zone)
    return readings, doubt


def _exact(text: str) -> datetime | None:
    """Read the notations that name one instant wherever one lives."""
    if match := _DISCORD.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC)
    if _WITH_OFFSET.fullmatch(text):
        return datetime.fromisoformat(
            text.upper().replace("T", " ").replace(" ", "T", 1).replace(" ", "")
        )
    return None


def _of_the_evening(clock: tuple[int, ...]) -> tuple[int, ...]:
    """Return the hours as "tonight" means them: 8 is 20:00, 1:30 comes after midnight."""
    later = clock[-1:]
    return tuple(minutes + DAY_MINUTES if minutes < _EVENING_ENDS else minutes for minutes in later)


def _instants(
    days: Iterable[date], clock: Sequence[int], zone: ZoneInfo
) -> tuple[list[datetime], Doubt]:
    readings: set[datetime] = set()
    doubt = Doubt.SEVERAL
    for day, minutes in product(days, clock):
        wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
        instants = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
        if len(instants) > 1:
            shown = {instant.astimezone(zone).replace(tzinfo=None) for instant in instants}
            doubt = Doubt.DOUBLED if wall in shown else Doubt.SKIPPED
        readings |= instants
    return sorted(readings), doubt


def _with_offset(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment as the zone's clocks show it, yet comparable with others of the zone."""
    local = moment.astimezone(zone)
    return moment.astimezone(timezone(local.utcoffset() or timedelta(0), local.tzname() or "UTC"))

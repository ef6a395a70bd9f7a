"""Reading a moment that is still to come, or how long a night is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.errors import BadInputError
from bot.i18n import _, listing, quoted
from bot.rules.times.days import NIGHT_ENDS, Days, Doubt, days_of
from bot.rules.times.expressions import (
    DAY_MINUTES,
    HOUR_MINUTES,
    FromToday,
    Hour,
    Spoken,
)
from bot.rules.times.lengths import length_of
from bot.rules.times.lexicon import Part
from bot.rules.times.printing import printed
from bot.rules.times.spoken import spoken
from bot.rules.times.zones.zones import zone_of

MAX_AHEAD = timedelta(days=5 * 365)
"""How far ahead a night can be planned; Discord takes no scheduled event beyond five years."""

MIN_LENGTH = timedelta(minutes=15)
MAX_LENGTH = timedelta(days=1)
DEFAULT_LENGTH = timedelta(hours=3)

MAX_ASKED = 5
"""So many readings are asked about at most, the earliest."""

_MAX_TEXT = 100
_DISCORD = re.compile(r"<t:(\d{1,12})(?::\w)?>")
_WITH_OFFSET = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE
)
_HOURS_OF_PARTS = {
    Part.MORNING: (9, 10, 11),
    Part.NOON: (12, 13, 14),
    Part.AFTERNOON: (15, 16, 17),
    Part.NIGHT: (20, 21, 22),
    Part.DAWN: (),
    Part.AM: (9, 10, 11),
}
_HOURS_OF_EVENING = (19, 20, 21)
_USUAL_HOUR = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A moment as somebody may mean it.

    Attributes:
        moment: The moment, in UTC.
        zone: The zone that it was read in.
        anywhere: Whether the same words are this moment in every zone.
    """

    moment: datetime
    zone: tzinfo
    anywhere: bool = False

    @property
    def local(self) -> datetime:
        """The moment as the clocks of its zone show it."""
        return self.moment.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class TimeQuestion:
    """A time that can be meant in several ways, or in one that is doubtful; somebody has to choose.

    Attributes:
        doubt: Why.
        readings: What it may mean, earliest first.
    """

    doubt: Doubt
    readings: tuple[Reading, ...]


def parse_when(text: str, now: datetime, zone: ZoneInfo) -> Reading | TimeQuestion:
    """Read a moment that is still to come, as people write it in English or Spanish.

    A weekday or an hour alone is the next one; a day without a year is the next of its kind.

    Args:
        text: What was typed.
        now: The present moment, aware.
        zone: The zone of the person who typed it, where the text names none.

    Returns:
        The moment, or the question which of several is meant.

    Raises:
        BadInputError: It is no time, or it is past, or too far off; the message says which.
    """
    if len(text) > _MAX_TEXT:
        raise BadInputError(_("That's too long for a time; write {examples}.", examples=examples()))
    text = text.strip()
    try:
        return _chosen(*_readings(text, now, zone), now)
    except (ValueError, OverflowError) as error:
        raise BadInputError(_("“{text}” isn't a day in the calendar.", text=text)) from error


def _readings(text: str, now: datetime, zone: ZoneInfo) -> tuple[list[Reading], Doubt]:
    """Return every reading, earliest first, and why there are several if there are."""
    if exact := _exact(text):
        return [Reading(exact, zone, anywhere=True)], Doubt.SEVERAL
    said = spoken(text)
    _refuse_what_is_no_moment(text, said)
    readings: dict[datetime, Reading] = {}
    zones = _zones(said, now, zone)
    doubt = Doubt.SEVERAL
    for one in zones:
        found, doubt = _read(said, now, one)
        for reading in found:
            readings.setdefault(reading.moment, reading)
    if len(zones) > 1 and len(readings) > 1:
        doubt = Doubt.ZONE
    return sorted(readings.values(), key=lambda one: one.moment), doubt


def parse_length(text: str) -> timedelta:
    """Read how long a night is: ``3h``, ``2h30``, ``150 minutes``, ``dos horas y media``.

    Raises:
        BadInputError: It is no length, or not between :data:`MIN_LENGTH` and :data:`MAX_LENGTH`.
    """
    length = length_of(text[:_MAX_TEXT])
    if length is None:
        raise BadInputError(
            _("“{text}” isn't a length; write “3h” or “150 minutes”.", text=text[:_MAX_TEXT])
        )
    if not MIN_LENGTH <= length.total <= MAX_LENGTH:
        raise BadInputError(_("A night can last from 15 minutes to 24 hours."))
    return length.total


def examples() -> str:
    """Return examples of times, as the end of a sentence."""
    given = (_("friday 8pm"), _("tomorrow 20:00"), _("in 2 hours"), _("24 dec 19:30"))
    return listing([quoted(example) for example in given], either=True)


def _refuse_what_is_no_moment(text: str, said: Spoken) -> None:
    """Raise ``BadInputError`` for what is no moment whatever time it is now."""
    if said.hours > 1:
        raise BadInputError(
            _("“{text}” has more than one time; write only when it starts.", text=text)
        )
    if said.unread and (said.day or said.hour or said.ahead or said.now):
        raise BadInputError(
            _(
                "I can't read {words} in “{text}”; write {examples}.",
                text=text,
                words=listing([quoted(word) for word in said.unread]),
                examples=examples(),
            )
        )
    if said.past:
        raise BadInputError(
            _(
                "“{text}” has already passed; write a time still to come, such as {examples}.",
                text=text,
                examples=examples(),
            )
        )
    if said.again:
        raise BadInputError(_("“{text}” repeats; give a single evening here.", text=text))
    if said.hour is not None and said.hour.impossible:
        raise BadInputError(_("“{text}”: that hour isn't in that part of the day.", text=text))
    if said.next_week and said.day is None:
        raise BadInputError(_("“{text}” needs a day too, as in “friday 8pm”.", text=text))
    is_time = said.now or said.ahead or said.hour or said.day or said.part is not None
    if said.unread or not is_time or (said.now and said.hour):
        raise BadInputError(
            _(
                "I can't read “{text}” as a time; write {examples}.",
                text=text,
                examples=examples(),
            )
        )


def _zones(said: Spoken, now: datetime, own: ZoneInfo) -> Sequence[tzinfo]:
    """Return the zones that a time may be meant in; one's own letters mean one's own zone."""
    if not said.zones:
        return (own,)
    half_a_year = timedelta(days=182)
    letters = {(now + ahead).astimezone(own).tzname() for ahead in (half_a_year, timedelta())}
    if said.zone.upper() in letters:
        return (own,)
    return tuple(map(zone_of, said.zones))


def _chosen(readings: Sequence[Reading], doubt: Doubt, now: datetime) -> Reading | TimeQuestion:
    ahead = [reading for reading in readings if reading.moment >= now]
    if not ahead:
        latest = readings[-1]
        raise BadInputError(
            _(
                "{time} has already passed; write a time still to come, such as {examples}.",
                time=printed(latest.local),
                examples=examples(),
            )
        )
    if ahead[0].moment - now > MAX_AHEAD:
        raise BadInputError(_("That's more than five years ahead."))
    asked = doubt in {Doubt.NO_HOUR, Doubt.NEXT_YEAR, Doubt.OTHER_WEEKDAY}
    if len(ahead) == 1 and not asked:
        return ahead[0]
    return TimeQuestion(doubt, tuple(ahead[:MAX_ASKED]))


def _exact(text: str) -> datetime | None:
    """Read the notations that name one instant wherever one lives."""
    if match := _DISCORD.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC)
    if _WITH_OFFSET.fullmatch(text):
        return datetime.fromisoformat(text.upper().replace(" ", "T")).astimezone(UTC)
    return None


def _read(said: Spoken, now: datetime, zone: tzinfo) -> tuple[list[Reading], Doubt]:
    """Return every reading in a zone and why there are several if there are."""
    here = now.astimezone(zone)
    if said.now:
        return [Reading(now.astimezone(UTC), zone, anywhere=True)], Doubt.SEVERAL
    readings: list[Reading] = []
    if said.ahead is not None:
        if said.ahead.rest:
            moment = now.astimezone(UTC) + said.ahead.total
            readings.append(Reading(moment, zone, anywhere=True))
        else:
            hour = Hour((here.hour * HOUR_MINUTES + here.minute,), exact=True)
            later = Spoken(day=FromToday(said.ahead.days), hour=hour)
            day = Days((here.date() + timedelta(days=said.ahead.days),))
            return _instants(later, day, zone)
        if said.hour is None:
            return readings, Doubt.SEVERAL
    days = days_of(said, here)
    if said.hour is None:
        return _without_hour(said, days, here, zone)
    found, doubt = _instants(said, days, zone)
    if days.step and not any(one.moment >= now for one in found):
        days = replace(days, dates=tuple(day + days.step for day in days.dates))
        found, doubt = _instants(said, days, zone)
    over = days.doubt is None and not any(one.moment >= now for one in found)
    if over and (again := _next_year(said, here, zone)):
        return again, Doubt.NEXT_YEAR
    return readings + found, days.doubt or doubt


def _next_year(said: Spoken, here: datetime, zone: tzinfo) -> list[Reading]:
    """Return the readings of a day without a year, of which this year's is over since today."""
    tomorrow = here.replace(hour=0, minute=0) + timedelta(days=1)
    again = days_of(said, tomorrow)
    if again.doubt is not Doubt.NEXT_YEAR:
        return []
    return _instants(said, again, zone)[0]


def _without_hour(
    said: Spoken, days: Days, here: datetime, zone: tzinfo
) -> tuple[list[Reading], Doubt]:
    """Offer hours at which nights often begin."""
    hours = (
        _HOURS_OF_EVENING
        if said.part is None
        else _HOURS_OF_PARTS.get(said.part, _HOURS_OF_EVENING)
    )
    if len(days.dates) > 1:
        hours = tuple(hour for hour in hours if hour == _USUAL_HOUR) or hours[:1]
    found: list[Reading] = []
    for hour in hours:
        at = replace(said, hour=Hour((hour * HOUR_MINUTES,), exact=True))
        found += _instants(at, days, zone)[0]
    found = sorted((one for one in found if one.moment >= here), key=lambda one: one.moment)
    if not found:
        raise BadInputError(
            _("That needs a time of day too; write {examples}.", examples=examples())
        )
    return found, days.doubt or Doubt.NO_HOUR


def _instants(said: Spoken, days: Days, zone: tzinfo) -> tuple[list[Reading], Doubt]:
    """Return the instants of hours on days.

    Comparing happens in UTC only: within one zone Python compares what the clocks show, which is
    the same twice when an hour is doubled.
    """
    hour = said.hour or Hour(())
    found: set[datetime] = set()
    doubt = Doubt.SEVERAL
    for wall in _walls(hour, days):
        instants = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
        if len(instants) > 1:
            shown = {instant.astimezone(zone).replace(tzinfo=None) for instant in instants}
            doubt = Doubt.DOUBLED if wall in shown else Doubt.SKIPPED
            named = {
                instant
                for instant in instants
                if instant.astimezone(zone).tzname() == said.zone.upper()
            }
            instants = named or instants
        found |= instants
    anywhere = bool(said.zones)
    return [Reading(moment, zone, anywhere=anywhere) for moment in sorted(found)], doubt


def _walls(hour: Hour, days: Days) -> Iterator[datetime]:
    """Yield what the clock on the wall shows at the hours of some days."""
    for day in days.dates:
        for minutes in hour.minutes:
            wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
            yield wall
            early = minutes < NIGHT_ENDS // timedelta(minutes=1)
            if days.nightly and early and minutes < DAY_MINUTES:
                yield wall + timedelta(days=1)

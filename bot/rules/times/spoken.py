"""What a text says of a day, an hour and a zone, whatever time it is now.

:func:`spoken` is for all who read times: a moment to come (``parse``), or evenings that come again.
"""

from dataclasses import replace

from bot.rules.times.expressions import Day, FromToday, OnWeekday, Spoken, Weekend
from bot.rules.times.hours import take_hour, within
from bot.rules.times.lengths import take_ahead
from bot.rules.times.lexicon import Kind, Part
from bot.rules.times.named_days import take_day, take_weekdays
from bot.rules.times.remaining import CLOCKS, Remaining
from bot.rules.times.tokens import tokens_of


def spoken(text: str) -> Spoken:
    """Read what a text says; it never fails, what it cannot read is in ``unread``."""
    rest = Remaining(tokens_of(text))
    again = rest.take("E") is not None
    zone = next(iter(rest.take("Z") or ()), None)
    now = rest.take("w") is not None
    past = rest.take("bW|Wb|b") is not None
    ahead, hour = take_ahead(rest)
    day: Day | None = None
    if ahead is not None and not ahead.rest and rest.has(f"[{CLOCKS}]"):
        day, ahead = FromToday(ahead.days), None
    elif ahead is None:
        day = take_day(rest)
    weekdays = () if day is None else take_weekdays(rest)
    next_week = rest.take("K|XS") is not None
    if next_week and isinstance(day, OnWeekday):  # "thursday 8pm next week"
        day = replace(day, which=Kind.NEXT_WEEK)
    elif next_week and isinstance(day, Weekend):
        day = replace(day, which=Kind.NEXT)
    rest.take("eS")  # "thursday 8pm this week"
    parts: list[Part] = []
    while taken := rest.take("p"):
        parts.append(Part(taken[0].value))
    if rest.take("t"):
        day = day or FromToday(0)
        parts.append(Part.NIGHT)
    hours = [] if hour is None else [hour]
    while (found := take_hour(rest, day)) is not None:
        hours.append(found)
    return Spoken(
        day=day,
        weekdays=weekdays,
        hour=within(hours[0], parts) if hours else None,
        hours=len(hours),
        part=parts[0] if parts else None,
        ahead=ahead,
        now=now,
        again=again,
        past=past,
        zone=zone.text if zone else "",
        zones=zone.zones if zone else (),
        next_week=next_week,
        unread=tuple(rest.unread()),
    )

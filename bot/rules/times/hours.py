"""Hours of the day: which ones words may mean, and what a part of the day makes of them."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.rules.times.expressions import DAY_MINUTES, HOUR_MINUTES, NOON_HOUR, Dated, Day, Hour
from bot.rules.times.lexicon import Kind, Part
from bot.rules.times.remaining import Remaining
from bot.rules.times.tokens import Token

_MINUTES_TO = frozenset({10, 20, 25})
"""Before an hour, these are minutes: "10 to 9"; others may begin a span, "8 to 11"."""

_TWO_DIGITS = 10
_NIGHT_ENDS = 5 * HOUR_MINUTES
_PARTS: Final[Mapping[Part, tuple[float, float]]] = {
    Part.DAWN: (0, 6.99),
    Part.MORNING: (4, 12),
    Part.NOON: (11, 15.99),
    Part.AFTERNOON: (12, 20.99),
    Part.EVENING: (16, 24),
    Part.NIGHT: (17, 24),
    Part.AM: (0, 11.99),
    Part.PM: (12, 23.99),
}
"""The hours of each part of the day, with a last one that still belongs to it."""


def take_hour(rest: Remaining, day: Day | None) -> Hour | None:
    """Take an hour of the day away; ``None`` where none is left.

    Args:
        rest: What is still to be read.
        day: The day that was named: beside a full date, 10:30 is on a clock with 24 hours.
    """
    on_calendar = isinstance(day, Dated) and day.exact
    for pattern, make in (("@?[kx]h?", _on_calendar), *_HOURS) if on_calendar else _HOURS:
        if taken := rest.take(pattern):
            hour = make([token for token in taken if token.kind is not Kind.THE_HOUR])
            if hour is not None:
                return hour
            rest.put_back(taken)
    if taken := rest.take("@?nhn?"):
        number, *more = (token for token in taken if token.kind is Kind.NUMBER)
        hour = _hour_of(number, more[0].value) if more else _number(number)
        if hour is not None:
            return hour
        rest.put_back(taken)
    if taken := rest.take("@?n"):
        if hour := _number(taken[-1]):
            return hour
        rest.put_back(taken)
    return None


def _number(token: Token) -> Hour | None:
    """Read 8, and 2030 as hours and minutes."""
    if not token.text.isdigit() or len(token.text) <= len("20"):
        return _hour_of(token, 0) if token.value < DAY_MINUTES // HOUR_MINUTES else None
    hours, minutes = divmod(token.value, 100)
    if minutes % 5:  # rather a year: 2026
        return None
    if len(token.text) == len("2030"):
        return _exact(hours, minutes)
    return of_the_dial(hours, minutes)


def _hour_of(token: Token, minutes: int) -> Hour | None:
    return of_the_dial(token.value, minutes, padded=token.padded)


def of_the_dial(hour: int, minute: int, *, padded: bool = False) -> Hour | None:
    """Return an hour that may be before or after noon, if it is one of the dial."""
    if padded or not 1 <= hour <= NOON_HOUR or minute >= HOUR_MINUTES:
        return _exact(hour, minute)
    morning = hour % NOON_HOUR * HOUR_MINUTES + minute
    return Hour((morning, morning + DAY_MINUTES // 2))


def _exact(hour: int, minute: int) -> Hour | None:
    since = hour * HOUR_MINUTES + minute
    if since > DAY_MINUTES or minute >= HOUR_MINUTES:
        return None
    return Hour((since,), exact=True)


def _meridiem(taken: list[Token]) -> Hour | None:
    hour, minute = taken[0].values
    if hour is None or not 1 <= hour <= NOON_HOUR:
        return None
    since = hour % NOON_HOUR * HOUR_MINUTES + (minute or 0)
    return Hour((since + taken[0].value * DAY_MINUTES // 2,))


def _clock(taken: list[Token]) -> Hour | None:
    hour, minute = taken[0].values[:2]
    return of_the_dial(hour or 0, minute or 0, padded=taken[0].padded)


def _on_calendar(taken: list[Token]) -> Hour | None:
    """Read an hour beside a full date: 10:30 is what a clock with 24 hours shows, 8:30 perhaps."""
    hour, minute = taken[0].values[:2]
    return of_the_dial(hour or 0, minute or 0, padded=(hour or 0) >= _TWO_DIGITS or taken[0].padded)


def _minutes_past(taken: list[Token]) -> Hour | None:
    return _hour_of(taken[-1], taken[0].value)


def _minutes_to(taken: list[Token]) -> Hour | None:
    if taken[0].value not in _MINUTES_TO and not any(one.kind is Kind.MINUTES for one in taken):
        return None
    return _before(taken[-1], taken[0].value)


def _before(token: Token, minutes: int) -> Hour | None:
    """Return so many minutes before an hour."""
    said = _hour_of(token, 0)
    if said is None or not 0 < minutes < HOUR_MINUTES:
        return None
    return Hour(tuple(sorted((since - minutes) % DAY_MINUTES for since in said.minutes)))


def _half(taken: list[Token]) -> Hour | None:
    """Read "half past 8", and "half 8", which is half past seven on the continent."""
    past = _hour_of(taken[-1], HOUR_MINUTES // 2)
    if any(token.kind is Kind.PAST for token in taken) or past is None:
        return past
    before = _before(taken[-1], HOUR_MINUTES // 2)
    return Hour(tuple(sorted({*past.minutes, *(before.minutes if before else ())})))


def _hour_and_minutes(taken: list[Token]) -> Hour | None:
    """Read "eight thirty"; two small numbers beside each other are no time."""
    return _hour_of(taken[0], taken[1].value) if taken[1].value >= _TWO_DIGITS else None


def _fixed(minutes: int) -> Callable[[list[Token]], Hour | None]:
    return lambda _taken: Hour((minutes,))


_HOURS: tuple[tuple[str, Callable[[list[Token]], Hour | None]], ...] = (
    ("@?c", _meridiem),
    ("@?kh?", _clock),
    ("@?nu?P@?n", _minutes_past),
    ("@?nu?T@?n", _minutes_to),
    ("@?HP?@?n", _half),
    ("@?a?QP@?n", lambda taken: _hour_of(taken[-1], 15)),
    ("@?a?Q[T@]+n", lambda taken: _before(taken[-1], 15)),
    ("@?n&aH|@?n&H", lambda taken: _hour_of(taken[0], 30)),
    ("@?n&a?Q", lambda taken: _hour_of(taken[0], 15)),
    ("@?n~a?Q", lambda taken: _before(taken[0], 15)),
    ("@?n~n", lambda taken: _before(taken[0], taken[-1].value)),
    ("@?n&nu?", lambda taken: _hour_of(taken[0], taken[2].value)),
    ("@?nO", lambda taken: _hour_of(taken[0], 0)),
    ("@?nn(?![huDSm])", _hour_and_minutes),
    ("@?N", _fixed(DAY_MINUTES // 2)),
    ("@?M", _fixed(DAY_MINUTES)),
    ("@?xh?", _clock),
)


def within(hour: Hour, parts: list[Part]) -> Hour:
    """Return what an hour means in parts of the day; after midnight, a night is the next day's."""
    minutes: tuple[int, ...] = hour.minutes
    for part in parts:
        if hour.exact and part in {Part.EVENING, Part.NIGHT, Part.PM, Part.AFTERNOON}:
            # "tonight 08:30" is half past eight in the evening, whoever writes the zero.
            noon = DAY_MINUTES // 2
            minutes += tuple(since + noon for since in minutes if since < noon)
        minutes = tuple(kept for since in minutes if (kept := _in_part(since, part)) is not None)
    if not minutes:
        return Hour(hour.minutes, hour.exact, impossible=True)
    return Hour(tuple(sorted(set(minutes))), exact=hour.exact and minutes == hour.minutes)


def _in_part(since: int, part: Part) -> int | None:
    """Return a time of day as a part of the day has it; ``None`` if it has not."""
    if part is Part.NIGHT and since < _NIGHT_ENDS:
        return since + DAY_MINUTES
    first, last = _PARTS[part]
    return since if first * HOUR_MINUTES <= since <= last * HOUR_MINUTES else None

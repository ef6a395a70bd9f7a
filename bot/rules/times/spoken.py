"""What a text says of a day, an hour and a zone, whatever time it is now.

:func:`spoken` is for all who read times: a moment to come (``when``), or evenings that come again.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from bot.rules.times.lexicon import Kind, Part
from bot.rules.times.tokens import Token, tokens_of

HOUR_MINUTES: Final = 60
DAY_MINUTES: Final = 24 * HOUR_MINUTES
NOON_HOUR: Final = 12
MONTH_DAYS: Final = 31

_CLOCKS = "ckNMn"
_SMALL_WORDS = frozenset("_&aiT@Fl")
"""Kinds that say nothing where they are left over."""

_LENGTH = r"(?:(?:[an]?h&a?[HQ]|n&a?Hh|[anx][huDS]|k)(?:&?[anx][huDS])*n?)"
_PLAUSIBLE_YEARS = range(2000, 2100)
_HOURS_FROM = 2030
"""From here on, four digits are rather an hour than a year: nights are planned five years ahead."""

_MINUTES_TO = frozenset({10, 20, 25})
"""Before an hour, these are minutes: "10 to 9"; others may begin a span, "8 to 11"."""

_SHORT_HOURS = frozenset({"h", "hs"})


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


class _Rest:
    """The words that are still to be read."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.codes = "".join(token.kind.value for token in tokens)

    def take(self, pattern: str) -> list[Token] | None:
        """Take the words away that fit a pattern of kinds; ``None`` where none do."""
        match = re.search(pattern, self.codes)
        if match is None or not match[0]:
            return None
        start, end = match.span()
        self.codes = self.codes[:start] + Kind.NOTHING.value * (end - start) + self.codes[end:]
        return self.tokens[start:end]

    def has(self, pattern: str) -> bool:
        """Whether words that fit are left."""
        return re.search(pattern, self.codes) is not None

    def put_back(self, tokens: list[Token]) -> None:
        """Leave words to others that were taken."""
        for place, token in enumerate(self.tokens):
            if any(token is one for one in tokens):
                self.codes = self.codes[:place] + token.kind.value + self.codes[place + 1 :]

    def unread(self) -> Iterator[str]:
        """Yield what is left and should say something."""
        for code, token in zip(self.codes, self.tokens, strict=True):
            if code not in _SMALL_WORDS:
                yield token.text


def spoken(text: str) -> Spoken:
    """Read what a text says; it never fails, what it cannot read is in ``unread``."""
    rest = _Rest(tokens_of(text))
    again = rest.take("E") is not None
    zone = (rest.take("Z") or [None])[0]
    now = rest.take("w") is not None
    past = rest.take("bW|Wb|b") is not None
    ahead, hour = _ahead(rest)
    day: Day | None = None
    if ahead is not None and not ahead.rest and rest.has(f"[{_CLOCKS}]"):
        day, ahead = FromToday(ahead.days), None
    elif ahead is None:
        day = _day(rest)
    weekdays = () if day is None else _weekdays(rest)
    next_week = rest.take("K|XS|eS") is not None
    parts = [Part(token.value) for token in iter(lambda: (rest.take("p") or [None])[0], None)]
    if tonight := rest.take("t"):
        day = day or FromToday(0)
        parts.append(Part.NIGHT)
        del tonight
    hours = [] if hour is None else [hour]
    while (found := _hour(rest, day)) is not None:
        hours.append(found)
    return Spoken(
        day=day,
        weekdays=weekdays,
        hour=_within(hours[0], parts) if hours else None,
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


def length_of(text: str) -> Length | None:
    """Return the length that a text is; ``None`` if it is none."""
    rest = _Rest(tokens_of(text))
    return _length(rest.tokens) if re.fullmatch(_LENGTH, rest.codes) else None


def _ahead(rest: _Rest) -> tuple[Length | None, Hour | None]:
    """Take how long from now it is; "2h" may be an hour of the day as well."""
    if re.fullmatch("_*nh_*", rest.codes):
        number, unit = (token for token in rest.tokens if token.kind is not Kind.ZONE)
        short = unit.text in _SHORT_HOURS
        spanish = unit.text.startswith("hora") and number.value > NOON_HOUR
        if short and number.value > NOON_HOUR:
            return None, None
        if (short or spanish) and number.value < DAY_MINUTES // HOUR_MINUTES:
            rest.take("nh")
            return _length([number, unit]), _twelve(number.value, 0, padded=number.padded)
    taken = rest.take(f"i{_LENGTH}L?") or rest.take(f"{_LENGTH}L")
    if taken is None and re.fullmatch(f"_*(?!k){_LENGTH}_*", rest.codes):
        taken = rest.take(_LENGTH)
    if taken is None:
        return None, None
    return _length([one for one in taken if one.kind not in {Kind.IN, Kind.LATER}]), None


def _length(tokens: list[Token]) -> Length:
    days, minutes, count, last = 0, 0.0, 0.0, Kind.NOTHING
    for token in tokens:
        match token.kind:
            case Kind.NUMBER:
                count = float(token.value)
            case Kind.ARTICLE:
                count = 1.0
            case Kind.DOTTED:
                count = float(f"{token.values[0]}.{token.values[1]}")
            case Kind.CLOCK:
                minutes += (token.values[0] or 0) * HOUR_MINUTES + (token.values[1] or 0)
                count = 0.0
            case Kind.HALF | Kind.QUARTER:
                part = HOUR_MINUTES / (2 if token.kind is Kind.HALF else 4)
                # "2 and a half hours" is half an hour more, as "2 hours and a half" is.
                minutes += part
                if last is Kind.HOURS:
                    count = 0.0
            case Kind.HOURS | Kind.MINUTES:
                unit = HOUR_MINUTES if token.kind is Kind.HOURS else 1
                minutes += (count or float(last is Kind.NOTHING)) * unit
                last, count = token.kind, 0.0
            case Kind.DAYS | Kind.WEEKS:
                unit_days = count * (7 if token.kind is Kind.WEEKS else 1)
                days += int(unit_days)
                minutes += (unit_days - int(unit_days)) * DAY_MINUTES
                last, count = token.kind, 0.0
            case _:
                continue
    if count and last is Kind.HOURS:  # 1h 30
        minutes += count
    return Length(days, timedelta(minutes=minutes))


def _day(rest: _Rest) -> Day | None:
    for take in _DAYS:
        if (day := take(rest)) is not None:
            return day
    return None


def _full_date(rest: _Rest) -> Day | None:
    if taken := rest.take("f"):
        year, month, day = taken[0].values
        return Dated(((year, month or 0, day or 0),), exact=True)
    return None


def _month_date(rest: _Rest) -> Day | None:
    mar = "[mR]" if rest.has(f"[no]R|Ro|Rn.*[{_CLOCKS}]|[{_CLOCKS}].*Rn") else "m"
    taken = rest.take(f"[no]{mar}n?(?![hO&~])") or rest.take(f"[no]{mar}")
    taken = taken or rest.take(f"{mar}[no]n?(?![hO&~])") or rest.take(f"{mar}[no](?!h)")
    if taken is None:
        return None
    first, second, *more = taken
    month, day = (first, second) if first.kind in {Kind.MONTH, Kind.MONTH_OR_DAY} else (second, first)
    number = month.value if month.kind is Kind.MONTH else 3
    year = None
    if more:
        plausible = more[0].value in _PLAUSIBLE_YEARS
        if plausible and (more[0].value < _HOURS_FROM or rest.has(f"[{_CLOCKS}]")):
            year = more[0].value
        else:
            rest.put_back(more)
    return Dated(((year, number, day.value),), exact=year is not None)


def _slashed_date(rest: _Rest) -> Day | None:
    taken = rest.take("s") or (
        rest.take("[xy]") if re.search(f"[{_CLOCKS}]|[xy].*x|x.*[xy]", rest.codes) else None
    )
    if taken is None:
        return None
    token = taken[0]
    first, second, year = (*token.values, None)[:3]
    if token.kind is Kind.DOTTED:
        return Dated(((None, second or 0, first or 0),))
    orders = {(month, day) for month, day in ((second, first), (first, second)) if month}
    readings = [(year, month or 0, day or 0) for month, day in orders if (month or 0) <= NOON_HOUR]
    return Dated(tuple(sorted(readings, key=lambda one: one[1:])) or ((year, 0, 0),))


def _day_of_month(rest: _Rest) -> Day | None:
    taken = rest.take("o") or rest.take(r"[lD]n(?![hO&~umDS])")
    if taken is None:
        return None
    if not 1 <= taken[-1].value <= MONTH_DAYS:
        rest.put_back(taken)
        return None
    return MonthDay(taken[-1].value)


def _weekday(rest: _Rest) -> Day | None:
    if taken := rest.take("[an]S[FT]?W"):
        return OnWeekday(_weekday_values(taken), weeks=max(1, taken[0].value))
    if taken := rest.take("WS"):
        return OnWeekday(_weekday_values(taken), weeks=1)
    if taken := rest.take("WV"):
        return OnWeekday(_weekday_values(taken), weeks=1)
    taken = rest.take("KW") or rest.take("WK") or rest.take("eXW|[eXC]*W(?:r?W)*[XC]?|R")
    if taken is None:
        return None
    kinds = {token.kind for token in taken}
    which = next(
        (kind for kind in (Kind.NEXT_WEEK, Kind.NEXT, Kind.COMING, Kind.THIS) if kind in kinds), None
    )
    return OnWeekday(_weekday_values(taken), which)


def _weekday_values(taken: list[Token]) -> tuple[int, ...]:
    days = [
        day
        for token in taken
        if token.kind in {Kind.WEEKDAY, Kind.MONTH_OR_DAY}
        for day in ((token.value, *token.others) if token.kind is Kind.WEEKDAY else (1,))
    ]
    return tuple(dict.fromkeys(days))


def _day_word(rest: _Rest) -> Day | None:
    taken = rest.take("d")
    return FromToday(taken[0].value) if taken else None


def _weekend(rest: _Rest) -> Day | None:
    taken = rest.take("[eXC]?G[XC]?")
    if taken is None:
        return None
    kinds = {token.kind for token in taken}
    return Weekend(Kind.NEXT if Kind.NEXT in kinds else None)


_DAYS: tuple[Callable[[_Rest], Day | None], ...] = (
    _full_date,
    _month_date,
    _slashed_date,
    _day_of_month,
    _day_word,
    _weekday,
    _weekend,
)


def _weekdays(rest: _Rest) -> tuple[int, ...]:
    taken = rest.take("[eXC]?W(?:r?W)*[XC]?")
    return _weekday_values(taken) if taken else ()


def _hour(rest: _Rest, day: Day | None) -> Hour | None:
    for pattern, make in _HOURS:
        if taken := rest.take(pattern):
            hour = make([token for token in taken if token.kind is not Kind.THE_HOUR])
            if hour is not None:
                return hour
            rest.put_back(taken)
    if (day is not None or rest.has("nh")) and (taken := rest.take("@?nhn?")):
        numbers = [token for token in taken if token.kind is Kind.NUMBER]
        hour = _said(numbers[0], numbers[1].value if len(numbers) > 1 else 0)
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
    if len(token.text) > 2 and token.text.isdigit():  # noqa: PLR2004 - two digits of an hour
        hours, minutes = divmod(token.value, 100)
        if len(token.text) == 4 and hours <= 24 and minutes < HOUR_MINUTES:  # noqa: PLR2004
            return _exact(hours, minutes)
        return _twelve(hours, minutes)
    return _said(token, 0)


def _said(token: Token, minutes: int) -> Hour | None:
    return _twelve(token.value, minutes, padded=token.padded)


def _twelve(hour: int, minute: int, *, padded: bool = False) -> Hour | None:
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
    return _twelve(hour or 0, minute or 0, padded=taken[0].padded)


def _minutes_past(taken: list[Token]) -> Hour | None:
    return _said(taken[-1], taken[0].value)


def _minutes_to(taken: list[Token]) -> Hour | None:
    if taken[0].value not in _MINUTES_TO and not any(one.kind is Kind.MINUTES for one in taken):
        return None
    return _before(taken[-1], taken[0].value)


def _before(token: Token, minutes: int) -> Hour | None:
    """Return so many minutes before an hour."""
    said = _said(token, 0)
    if said is None or not 0 < minutes < HOUR_MINUTES:
        return None
    return Hour(tuple(sorted((since - minutes) % DAY_MINUTES for since in said.minutes)))


def _half(taken: list[Token]) -> Hour | None:
    """Read "half past 8", and "half 8", which is half past seven on the continent."""
    past = _said(taken[-1], HOUR_MINUTES // 2)
    if any(token.kind is Kind.PAST for token in taken) or past is None:
        return past
    before = _before(taken[-1], HOUR_MINUTES // 2)
    return Hour(tuple(sorted({*past.minutes, *(before.minutes if before else ())})))


def _fixed(minutes: int) -> Callable[[list[Token]], Hour | None]:
    return lambda _taken: Hour((minutes,))


_HOURS: tuple[tuple[str, Callable[[list[Token]], Hour | None]], ...] = (
    ("@?c", _meridiem),
    ("@?k", _clock),
    ("@?nu?P@?n", _minutes_past),
    ("@?nu?T@?n", _minutes_to),
    ("@?nu?@n(?=$)", lambda taken: _before(taken[-1], taken[0].value) if len(taken) == 3 else None),  # noqa: PLR2004
    ("@?HP?@?n", _half),
    ("@?a?QP@?n", lambda taken: _said(taken[-1], 15)),
    ("@?a?Q[T@]+n", lambda taken: _before(taken[-1], 15)),
    ("@?n&aH|@?n&H", lambda taken: _said(taken[0], 30)),
    ("@?n&a?Q", lambda taken: _said(taken[0], 15)),
    ("@?n~a?Q", lambda taken: _before(taken[0], 15)),
    ("@?n~n", lambda taken: _before(taken[0], taken[-1].value)),
    ("@?n&nu?", lambda taken: _said(taken[0], next(t for t in taken[2:]).value)),
    ("@?nO", lambda taken: _said(taken[0], 0)),
    (
        "@?nn(?![huDSm])",
        lambda taken: _said(taken[0], taken[1].value) if taken[1].value >= 10 else None,  # noqa: PLR2004
    ),
    ("@?N", _fixed(DAY_MINUTES // 2)),
    ("@?M", _fixed(DAY_MINUTES)),
    ("@?x", _clock),
)


def _within(hour: Hour, parts: list[Part]) -> Hour:
    """Return what an hour means in a part of the day; from midnight on, a night is the next day's."""
    minutes = hour.minutes
    for part in parts:
        if hour.exact and part in {Part.EVENING, Part.NIGHT, Part.PM, Part.AFTERNOON}:
            # "tonight 08:30" is half past eight in the evening, whoever writes the zero.
            early = tuple(since + DAY_MINUTES // 2 for since in minutes if since < DAY_MINUTES // 2)
            minutes = (*minutes, *early)
        minutes = tuple(kept for since in minutes if (kept := _in_part(since, part)) is not None)
    if not minutes:
        return Hour(hour.minutes, hour.exact, impossible=True)
    return Hour(tuple(sorted(set(minutes))), exact=hour.exact and minutes == hour.minutes)


def _in_part(since: int, part: Part) -> int | None:
    """Return a time of day as a part of the day has it; ``None`` if it has not."""
    hour = since / HOUR_MINUTES
    match part:
        case Part.DAWN:
            return since if hour < 7 else None  # noqa: PLR2004
        case Part.MORNING:
            return since if 4 <= hour <= NOON_HOUR else None  # noqa: PLR2004
        case Part.NOON:
            return since if 11 <= hour < 16 else None  # noqa: PLR2004
        case Part.AFTERNOON:
            return since if NOON_HOUR <= hour < 21 else None  # noqa: PLR2004
        case Part.EVENING:
            return since if 16 <= hour <= 24 else None  # noqa: PLR2004
        case Part.NIGHT:
            if hour < 5:  # noqa: PLR2004
                return since + DAY_MINUTES
            return since if 17 <= hour <= 24 else None  # noqa: PLR2004
        case Part.AM:
            return since if hour < NOON_HOUR else None
        case Part.PM:
            return since if NOON_HOUR <= hour < 24 else None  # noqa: PLR2004

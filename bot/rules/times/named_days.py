"""Days: dates, days of the week, and words such as "tomorrow"."""

import re
from collections.abc import Callable

from bot.rules.times.expressions import (
    NOON_HOUR,
    Dated,
    Day,
    FromToday,
    MonthDay,
    OnWeekday,
    Weekend,
)
from bot.rules.times.lexicon import Kind
from bot.rules.times.remaining import CLOCKS, Remaining
from bot.rules.times.tokens import Token

_MONTH_DAYS = 31
_MARCH, _TUESDAY = 3, 1
_PLAUSIBLE_YEARS = range(2000, 2100)
_HOURS_FROM = 2030
"""From here on, four digits are rather an hour than a year: nights are planned five years ahead."""


def take_day(rest: Remaining) -> Day | None:
    """Take a day away; ``None`` where none is left."""
    for take in _DAYS:
        if (day := take(rest)) is not None:
            return day
    return None


def _full_date(rest: Remaining) -> Day | None:
    if taken := rest.take("f"):
        year, month, day = taken[0].values
        return Dated(((year, month or 0, day or 0),), exact=True)
    return None


def _month_date(rest: Remaining) -> Day | None:
    is_march = not rest.has("m") and rest.has(f"[no]R|Ro|Rn.*[{CLOCKS}]|[{CLOCKS}].*Rn")
    mar = "R" if is_march else "m"
    taken = rest.take(f"[no]{mar}n?(?![hO&~])") or rest.take(f"[no]{mar}")
    taken = taken or rest.take(f"{mar}[no]n?(?![hO&~])") or rest.take(f"{mar}[no](?!h)")
    if taken is None:
        return None
    first, second, *more = taken
    month, day = (
        (first, second) if first.kind in {Kind.MONTH, Kind.MONTH_OR_DAY} else (second, first)
    )
    number = month.value if month.kind is Kind.MONTH else _MARCH
    year = None
    if more:
        plausible = more[0].value in _PLAUSIBLE_YEARS
        if plausible and (more[0].value < _HOURS_FROM or rest.has(f"[{CLOCKS}]")):
            year = more[0].value
        else:
            rest.put_back(more)
    return Dated(((year, number, day.value),), exact=year is not None)


def _slashed_date(rest: Remaining) -> Day | None:
    taken = rest.take("s") or (
        rest.take("[xy]") if re.search(f"[{CLOCKS}]|[xy].*x|x.*[xy]", rest.codes) else None
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


def _day_of_month(rest: Remaining) -> Day | None:
    taken = rest.take("o") or rest.take(r"[lD]n(?![hO&~umDS])")
    if taken is None and re.search("[ckNM]|@n|nh", rest.codes):
        # "jueves 3 a las 20:00": the day of the week is compared with it.
        taken = rest.take(r"(?<=W)n(?![aThO&~umDSPn])")
    if taken is None:
        return None
    if not 1 <= taken[-1].value <= _MONTH_DAYS:
        rest.put_back(taken)
        return None
    return MonthDay(taken[-1].value)


def _weekday(rest: Remaining) -> Day | None:
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
        (kind for kind in (Kind.NEXT_WEEK, Kind.NEXT, Kind.COMING, Kind.THIS) if kind in kinds),
        None,
    )
    return OnWeekday(_weekday_values(taken), which)


def _weekday_values(taken: list[Token]) -> tuple[int, ...]:
    days = [
        day
        for token in taken
        if token.kind in {Kind.WEEKDAY, Kind.MONTH_OR_DAY}
        for day in ((token.value, *token.others) if token.kind is Kind.WEEKDAY else (_TUESDAY,))
    ]
    return tuple(dict.fromkeys(days))


def _day_word(rest: Remaining) -> Day | None:
    taken = rest.take("d")
    return FromToday(taken[0].value) if taken else None


def _weekend(rest: Remaining) -> Day | None:
    taken = rest.take("[eXC]?G[XC]?")
    if taken is None:
        return None
    kinds = {token.kind for token in taken}
    return Weekend(Kind.NEXT if Kind.NEXT in kinds else None)


_DAYS: tuple[Callable[[Remaining], Day | None], ...] = (
    _full_date,
    _month_date,
    _slashed_date,
    _day_of_month,
    _day_word,
    _weekday,
    _weekend,
)


def take_weekdays(rest: Remaining) -> tuple[int, ...]:
    """Take days of the week away that stand beside a date."""
    taken = rest.take("[eXC]?W(?:r?W)*[XC]?|R")
    return _weekday_values(taken) if taken else ()

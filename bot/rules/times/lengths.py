"""Lengths: how long something is, or how long from now."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.rules.times.expressions import DAY_MINUTES, HOUR_MINUTES, NOON_HOUR, Hour, Length
from bot.rules.times.hours import of_the_dial
from bot.rules.times.lexicon import Kind
from bot.rules.times.remaining import Remaining
from bot.rules.times.tokens import Token, tokens_of

_LENGTH = r"(?:(?:[an]?h&a?[HQ]|n&a?Hh|[anx][huDS]|k)(?:&?[anx][huDS])*n?)"
_UNITS: Final[Mapping[Kind, int]] = {
    Kind.MINUTES: 1,
    Kind.HOURS: HOUR_MINUTES,
    Kind.DAYS: DAY_MINUTES,
    Kind.WEEKS: 7 * DAY_MINUTES,
}
_PARTS_OF_AN_HOUR: Final[Mapping[Kind, int]] = {
    Kind.HALF: HOUR_MINUTES // 2,
    Kind.QUARTER: HOUR_MINUTES // 4,
}
_SHORT_HOURS = frozenset({"h", "hs"})


def length_of(text: str) -> Length | None:
    """Return the length that a text is; ``None`` if it is none."""
    rest = Remaining(tokens_of(text))
    return _length(rest.tokens) if re.fullmatch(_LENGTH, rest.codes) else None


def take_ahead(rest: Remaining) -> tuple[Length | None, Hour | None]:
    """Take away how long from now it is; "2h" may be an hour of the day as well."""
    if re.fullmatch("_*nh_*", rest.codes):
        place = rest.codes.index("n")
        number, unit = rest.tokens[place : place + 2]
        short = unit.text in _SHORT_HOURS
        spanish = unit.text.startswith("hora") and number.value > NOON_HOUR
        if short and number.value > NOON_HOUR:
            return None, None
        if (short or spanish) and number.value < DAY_MINUTES // HOUR_MINUTES:
            rest.take("nh")
            return _length([number, unit]), of_the_dial(number.value, 0, padded=number.padded)
    taken = rest.take(f"i{_LENGTH}L?") or rest.take(f"{_LENGTH}L")
    if taken is None and re.fullmatch(f"_*(?!k){_LENGTH}_*", rest.codes):
        taken = rest.take(_LENGTH)
    if taken is None:
        return None, None
    return _length([one for one in taken if one.kind not in {Kind.IN, Kind.LATER}]), None


def _length(tokens: list[Token]) -> Length:
    days, minutes, last = 0, 0.0, Kind.NOTHING
    count: float | None = None
    for token in tokens:
        kind = token.kind
        if kind in {Kind.NUMBER, Kind.DOTTED, Kind.ARTICLE}:
            count = _count(token) if kind is not Kind.ARTICLE or count is None else count
        elif kind is Kind.CLOCK:  # 2h30
            minutes += (token.values[0] or 0) * HOUR_MINUTES + (token.values[1] or 0)
        elif kind in _PARTS_OF_AN_HOUR:
            # "2 and a half hours" is half an hour more, as "2 hours and a half" is.
            minutes += _PARTS_OF_AN_HOUR[kind]
            count = None if last is Kind.HOURS else count
        elif kind in _UNITS:
            whole_days = kind in {Kind.DAYS, Kind.WEEKS}
            units = (1 if count is None else count) * _UNITS[kind]
            days += int(units) // DAY_MINUTES if whole_days else 0
            minutes += units % DAY_MINUTES if whole_days else units
            last, count = kind, None
    if count and last is Kind.HOURS:  # 1h 30
        minutes += count
    return Length(days, timedelta(minutes=minutes))


def _count(token: Token) -> float:
    match token.kind:
        case Kind.ARTICLE:
            return 1.0
        case Kind.DOTTED:
            return float(f"{token.values[0]}.{token.values[1]}")
        case _:
            return float(token.value)

"""Limits of a scheduled event's recurrence rule."""

from collections.abc import Iterator
from typing import Any, cast

from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_list,
    as_objects,
    check_count,
    check_number,
    check_time,
    not_one_of,
    required,
    whole,
)

YEARLY, MONTHLY, WEEKLY, DAILY = range(4)
"""Frequencies."""

_DAYS = ("by_weekday", "by_n_weekday", "by_month")
"""At most one of them sets the days; a month goes with its day."""

_FOR: dict[str, tuple[int, ...]] = {
    "by_weekday": (WEEKLY, DAILY),
    "by_n_weekday": (MONTHLY,),
    "by_month": (YEARLY,),
    "by_month_day": (YEARLY,),
}
_SET_BY_DISCORD = ("end", "count", "by_year_day")
_RUNS_OF_DAYS = (
    {0, 1, 2, 3, 4},
    {1, 2, 3, 4, 5},
    {6, 0, 1, 2, 3},
    {4, 5},
    {5, 6},
    {6, 0},
)
"""The sets of days, with Monday as 0, that a daily event may have."""


def check_recurrence(value: object, path: Path) -> Iterator[Fault]:
    """Check a rule; ``None`` stands for an event that does not recur."""
    if value is None:
        return
    if not isinstance(value, dict):
        yield Fault(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.")
        return
    rule = cast("dict[str, Any]", value)
    if rule.get("start"):
        yield from check_time(rule["start"], (*path, "start"))
    else:
        yield required((*path, "start"))
    frequency = rule.get("frequency")
    yield from check_number(frequency, (*path, "frequency"), YEARLY, DAILY)
    if rule.get("interval") is not None:
        longest = 2 if frequency == WEEKLY else 1
        yield from check_number(rule["interval"], (*path, "interval"), 1, longest)
    for key in _SET_BY_DISCORD:
        if rule.get(key):
            yield Fault((*path, key), "BASE_TYPE_NONE", "This cannot be set")
    yield from _check_days(rule, whole(frequency, -1), path)


def _check_days(rule: dict[str, Any], frequency: int, path: Path) -> Iterator[Fault]:
    if sum(bool(rule.get(key)) for key in _DAYS) > 1:
        yield Fault(path, "RECURRENCE_RULE_EXCLUSIVE", f"Only one of {', '.join(_DAYS)} may be set")
    if bool(rule.get("by_month")) is not bool(rule.get("by_month_day")):
        yield Fault(path, "RECURRENCE_RULE_YEARLY", "A month goes with its day")
    for key, frequencies in _FOR.items():
        if rule.get(key) and frequency not in frequencies:
            yield not_one_of((*path, "frequency"), frequencies)
    for key, least, most in (("by_month", 1, 12), ("by_month_day", 1, 31), ("by_weekday", 0, 6)):
        numbers, faults = as_list(rule.get(key), (*path, key))
        yield from faults
        for position, number in enumerate(numbers):
            yield from check_number(number, (*path, key, position), least, most)
        if numbers and (key != "by_weekday" or frequency == WEEKLY):
            yield from check_count(numbers, (*path, key), 1, 1)
        elif numbers and frequency == DAILY and not _is_run(numbers):
            yield Fault((*path, key), "RECURRENCE_RULE_DAYS", "Not a known set of days")
    yield from _check_counted_day(rule, path)


def _check_counted_day(rule: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check a day such as the second Tuesday of a month."""
    where = (*path, "by_n_weekday")
    counted, faults = as_objects(rule.get("by_n_weekday"), where)
    yield from faults
    if counted:
        yield from check_count(counted, where, 1, 1)
    for position, day in enumerate(counted):
        yield from check_number(day.get("n"), (*where, position, "n"), 1, 5)
        yield from check_number(day.get("day"), (*where, position, "day"), 0, 6)


def _is_run(days: list[Any]) -> bool:
    return any(sorted(map(str, run)) == sorted(map(str, days)) for run in _RUNS_OF_DAYS)

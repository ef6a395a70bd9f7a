"""When the evenings of series are: across months, years and daylight saving."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.series.evenings import (
    NOTICE,
    QUIET_EVENINGS,
    ahead_of,
    coming,
    is_over,
    missed,
    next_evening,
    on_the_wall,
)
from bot.rules.series.recurrence import LAST, Pattern, Recurrence, Unit, first_evening

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
FRIDAYS = Pattern(Unit.WEEK, 4)


def series(pattern: Pattern, begins: datetime, zone: ZoneInfo = BERLIN) -> Recurrence:
    return Recurrence(pattern, begins, zone)


def at(text: str) -> datetime:
    """Return what clocks show."""
    return datetime.fromisoformat(text)


def on_the_clock(found: Recurrence, count: int, after: datetime | None = None) -> Sequence[str]:
    since = after or found.moment(found.begins) - timedelta(hours=1)
    evenings = islice(found.after(since), count)
    return [f"{one.astimezone(found.zone):%Y-%m-%d %H:%M}" for one in evenings]


def test_the_hour_on_the_wall_stays_over_two_changes_of_the_clocks() -> None:
    found = series(FRIDAYS, at("2026-03-20 20:00"))
    year = list(islice(found.after(found.moment(found.begins) - timedelta(hours=1)), 40))
    assert {f"{one.astimezone(BERLIN):%a %H:%M}" for one in year} == {"Fri 20:00"}
    assert {f"{one:%H:%M}" for one in year} == {"19:00", "18:00"}
    assert sum(a.hour != b.hour for a, b in pairwise(year)) == 2


def test_weeks_are_left_out_by_the_calendar_wherever_one_looks_from() -> None:
    found = series(Pattern(Unit.WEEK, 4, 2), at("2026-12-04 20:00"))
    dates = ["2026-12-04 20:00", "2026-12-18 20:00", "2027-01-01 20:00", "2027-01-15 20:00"]
    assert on_the_clock(found, 4) == dates
    later = found.moment(at("2026-12-18 20:00"))
    assert on_the_clock(found, 2, later) == dates[2:]


@pytest.mark.parametrize(
    ("step", "days"),
    [
        (1, ["2026-12-06 18:00", "2027-01-03 18:00", "2027-02-07 18:00"]),
        (4, ["2026-12-27 18:00", "2027-01-24 18:00", "2027-02-28 18:00"]),
        (LAST, ["2026-12-27 18:00", "2027-01-31 18:00", "2027-02-28 18:00"]),
    ],
)
def test_days_of_a_month_are_counted_in_each(step: int, days: list[str]) -> None:
    now = datetime(2026, 11, 30, 6, tzinfo=UTC)
    some_sunday = datetime(2026, 12, 6, 17, tzinfo=UTC)
    found = first_evening(Pattern(Unit.MONTH, 6, step), some_sunday, now, BERLIN)
    assert on_the_clock(found, 3) == days


def test_an_hour_that_the_clocks_skip_is_the_one_after_and_the_next_evening_is_as_ever() -> None:
    found = series(Pattern(Unit.WEEK, 6), at("2027-03-21 02:30"))
    assert on_the_clock(found, 3) == ["2027-03-21 02:30", "2027-03-28 03:30", "2027-04-04 02:30"]
    doubled = series(Pattern(Unit.WEEK, 6), at("2027-10-24 02:30"))
    first, second = islice(doubled.after(doubled.moment(doubled.begins) - NOTICE), 2)
    assert second.astimezone(BERLIN).fold == 0
    assert second - first == timedelta(weeks=1)


def test_moving_for_good_takes_the_hour_along_and_in_weeks_the_day() -> None:
    weekly = series(FRIDAYS, at("2026-12-04 20:00"))
    moved = weekly.moved(weekly.moment(at("2026-12-10 21:30")))
    assert on_the_clock(moved, 2) == ["2026-12-10 21:30", "2026-12-17 21:30"]
    monthly = series(Pattern(Unit.MONTH, 6, 1), at("2026-12-06 18:00"))
    moved = monthly.moved(monthly.moment(at("2026-12-08 19:00")))
    assert on_the_clock(moved, 2) == ["2026-12-06 19:00", "2027-01-03 19:00"]


def test_the_next_evening_is_one_however_long_the_bot_was_away() -> None:
    found = series(FRIDAYS, at("2026-12-04 20:00"))
    first = found.moment(found.begins)
    day = timedelta(days=1)
    second = next_evening(found, first, (), first + day)
    assert second.starts_at == first + 7 * day
    assert second.post_at == first + day
    late = next_evening(found, first, (), first + 30 * day)
    assert late.starts_at == first + 35 * day
    assert [found.day(one) for one in missed(found, first, late.starts_at, ())] == [
        date(2026, 12, 11),
        date(2026, 12, 18),
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]
    years = missed(found, first, first + 2000 * day, ())
    assert (len(years), years[0]) == (100, first + 7 * day)
    soon = next_evening(found, first, (), first + 7 * day - NOTICE + timedelta(minutes=1))
    assert soon.starts_at == first + 14 * day  # nobody would learn of the other in time


def test_skipped_days_are_passed_over_and_nothing_else() -> None:
    found = series(FRIDAYS, at("2026-12-18 20:00"))
    first = found.moment(found.begins)
    christmas = {date(2026, 12, 25), date(2027, 1, 1)}
    assert next_evening(found, first, christmas, first).starts_at == first + timedelta(weeks=3)
    assert next(coming(found, first - NOTICE, christmas)) == first


def test_monthly_evenings_are_posted_two_weeks_ahead_at_most() -> None:
    found = series(Pattern(Unit.MONTH, 6, 1), at("2026-12-06 18:00"))
    first = found.moment(found.begins)
    later = next_evening(found, first, (), first)
    assert later.starts_at - later.post_at == timedelta(days=13)


def test_closings_are_reckoned_on_the_wall() -> None:
    found = series(Pattern(Unit.WEEK, 6), at("2027-03-21 20:00"))
    thursday = ahead_of(found, found.moment(found.begins), found.moment(at("2027-03-18 19:00")))
    over_the_change = found.moment(at("2027-03-28 20:00"))
    closes = on_the_wall(found, over_the_change, thursday)
    assert f"{closes.astimezone(BERLIN):%a %H:%M}" == "Thu 19:00"
    assert over_the_change - closes == thursday - timedelta(hours=1)


def test_a_series_ends_when_nobody_came_to_its_last_evenings() -> None:
    assert QUIET_EVENINGS == 3
    assert is_over([False] * 3)
    assert not is_over([False] * 2)
    assert not is_over([False, False, True])
    assert is_over([False, False, False, True])
    assert not is_over([])


@pytest.mark.parametrize(
    ("unit", "weekday", "step", "holds"),
    [
        *((Unit.WEEK, FRIDAYS.weekday, step, 1 <= step <= 8) for step in (-1, 0, 1, 8, 9)),
        *((Unit.MONTH, FRIDAYS.weekday, step, step != 0) for step in (LAST, 0, 1, 2, 3, 4)),
        (Unit.MONTH, FRIDAYS.weekday, 5, False),
        *((Unit.WEEK, weekday, 1, 0 <= weekday <= 6) for weekday in (-1, 0, 6, 7)),
    ],
)
def test_days_that_there_are(unit: Unit, weekday: int, step: int, holds: bool) -> None:
    with nullcontext() if holds else pytest.raises(ValueError, match="no such days"):
        Pattern(unit, weekday, step)


ZONES = st.sampled_from(
    [BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia"), ZoneInfo("UTC")]
)
PATTERNS = st.one_of(
    st.builds(Pattern, st.just(Unit.WEEK), st.integers(0, 6), st.integers(1, 8)),
    st.builds(Pattern, st.just(Unit.MONTH), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LAST])),
)
MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001 - on the wall


@given(PATTERNS, MOMENTS, ZONES, st.integers(0, 1000))
def test_evenings_follow_one_another_on_their_weekday(
    pattern: Pattern, begins: datetime, zone: ZoneInfo, days: int
) -> None:
    found = first_evening(pattern, begins.replace(tzinfo=zone), begins.replace(tzinfo=UTC), zone)
    since = found.moment(found.begins) + timedelta(days=days)
    evenings = list(islice(found.after(since), 5))
    assert since < evenings[0]
    assert evenings == sorted(set(evenings))
    assert next(found.after(evenings[0])) == evenings[1]
    weekdays = {one.astimezone(zone).weekday() for one in evenings}
    assert pattern.weekday in weekdays  # an hour that is skipped may fall on the next day
    assert len(weekdays) <= 2

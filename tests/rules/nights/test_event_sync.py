"""What moves along with a night whose event somebody moved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.nights.event_sync import MAX_LENGTH, followed
from bot.rules.nights.night import Night, Status, check_times, moved_along
from bot.rules.nights.places import EventTimes

START = datetime(2026, 12, 4, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
AGREED = EventTimes(START, START + 3 * HOUR)
NIGHT = Night(Status.VOTING, START - 72 * HOUR, START, vote_closes_at=START)


def test_an_event_that_was_moved_takes_its_night_along() -> None:
    night = followed(NIGHT, AGREED, EventTimes(START - 24 * HOUR, START - 21 * HOUR))
    assert night == replace(NIGHT, starts_at=START - 24 * HOUR, vote_closes_at=START - 24 * HOUR)
    later = followed(NIGHT, AGREED, EventTimes(START + HOUR, START + 4 * HOUR))
    assert (later.starts_at, later.length) == (START + HOUR, None)


def test_an_event_that_became_longer_makes_its_night_longer() -> None:
    night = followed(NIGHT, AGREED, EventTimes(START, START + 5 * HOUR))
    assert (night.starts_at, night.length) == (START, 5 * HOUR)


def test_lengths_that_are_none_are_left_out() -> None:
    for end in (START, START - HOUR, START + MAX_LENGTH + HOUR):
        assert followed(NIGHT, AGREED, EventTimes(START, end)).length is None


def test_a_length_is_from_a_moment_to_a_week() -> None:
    for length in (timedelta(minutes=1), MAX_LENGTH):
        assert followed(NIGHT, AGREED, EventTimes(START, START + length)).length == length
    assert timedelta(days=7) == MAX_LENGTH


def test_where_both_were_moved_the_night_counts_for_each_of_start_and_length() -> None:
    moved = replace(NIGHT, starts_at=START + 48 * HOUR, length=None)
    event = EventTimes(START - HOUR, START + HOUR)
    night = followed(moved, AGREED, event)
    assert (night.starts_at, night.length) == (START + 48 * HOUR, 2 * HOUR)
    chosen = replace(NIGHT, length=timedelta(minutes=136))  # the film is known meanwhile
    night = followed(chosen, AGREED, EventTimes(START - HOUR, START + 2 * HOUR))
    assert (night.starts_at, night.length) == (START - HOUR, timedelta(minutes=136))


def test_an_event_that_agrees_moves_nothing() -> None:
    assert followed(NIGHT, AGREED, AGREED) == NIGHT


HOURS = st.integers(-500, 500).map(lambda count: count * HOUR)


@given(HOURS, st.none() | HOURS, st.none() | HOURS)
def test_closings_never_follow_the_night(
    moved: timedelta, nominations: timedelta | None, vote: timedelta | None
) -> None:
    night = replace(
        NIGHT,
        starts_at=START + moved,
        nominations_close_at=None if nominations is None else START + nominations,
        vote_closes_at=None if vote is None else START + vote,
    )
    check_times(moved_along(NIGHT, night))

"""A night's states, jobs, pings and its calendar file."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.errors import BadInputError, OnlyFilmError
from bot.rules.nights.ics import Invitation, calendar_file, revision_at
from bot.rules.nights.jobs import JobKind, Timing, jobs, timing
from bot.rules.nights.night import (
    STANDS,
    Action,
    Night,
    Rights,
    Status,
    accepts_votes,
    advance,
    check_only,
    check_times,
    check_vote,
    moved_along,
    nearest,
    possible_actions,
)
from bot.rules.nights.rsvp import MAX_PINGS, Rsvp, ping_batches

START = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
HOST, CLOSER, GUEST = Rights(host=True), Rights(close=True), Rights()
NIGHT = Night(
    Status.VOTING,
    planned_at=START - timedelta(days=5),
    starts_at=START,
    nominations_close_at=START - timedelta(days=2),
    vote_closes_at=START - timedelta(hours=3),
)


def test_a_night_goes_from_plan_to_watched() -> None:
    status = Status.PLANNED
    for action in (Action.NOMINATE, Action.VOTE, Action.CLOSE, Action.WATCH):
        status = advance(status, action, HOST)
    assert status is Status.WATCHED
    assert possible_actions(status, HOST) == ()


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (Status.PLANNED, Action.CLOSE),
        (Status.CLOSED, Action.VOTE),
        (Status.CANCELLED, Action.NOMINATE),
        (Status.WATCHED, Action.CANCEL),
        (Status.VOTING, Action.NOMINATE),
    ],
)
def test_a_step_that_is_not_next_is_refused_in_words(status: Status, action: Action) -> None:
    with pytest.raises(BadInputError, match=re.escape(STANDS[status])):
        advance(status, action, HOST)


@pytest.mark.parametrize(
    "status", [Status.PLANNED, Status.NOMINATING, Status.VOTING, Status.CLOSED]
)
def test_an_open_night_can_be_moved_and_cancelled(status: Status) -> None:
    assert advance(status, Action.MOVE, HOST) is status
    assert advance(status, Action.CANCEL, Rights(moderate=True)) is Status.CANCELLED


def test_who_may_do_what_depends_on_rights() -> None:
    assert possible_actions(Status.VOTING, GUEST) == ()
    assert possible_actions(Status.VOTING, CLOSER) == (Action.POSTPONE, Action.CLOSE)
    assert possible_actions(Status.VOTING, HOST) == (
        Action.MOVE,
        Action.POSTPONE,
        Action.CLOSE,
        Action.CANCEL,
    )
    with pytest.raises(BadInputError, match="Only the host or a moderator can cancel the night"):
        advance(Status.VOTING, Action.CANCEL, CLOSER)
    with pytest.raises(BadInputError, match="whoever may close votes can close the vote"):
        advance(Status.VOTING, Action.CLOSE, GUEST)


NOBODYS = {Action.MOVE, Action.NOMINATE, Action.CANCEL}
"""What whoever may close votes may not do."""


@pytest.mark.parametrize(
    ("status", "next_steps"),
    [
        (Status.PLANNED, {Action.NOMINATE}),
        (Status.NOMINATING, {Action.VOTE, Action.SETTLE}),
        (Status.VOTING, {Action.POSTPONE, Action.CLOSE}),
        (Status.CLOSED, {Action.REOPEN, Action.WATCH}),
        (Status.WATCHED, None),
        (Status.CANCELLED, None),
    ],
)
def test_each_right_allows_its_actions_in_each_status(
    status: Status, next_steps: set[Action] | None
) -> None:
    all_of_them: set[Action] = (
        set() if next_steps is None else next_steps | {Action.MOVE, Action.CANCEL}
    )
    assert set(possible_actions(status, HOST)) == all_of_them
    assert set(possible_actions(status, Rights(moderate=True))) == all_of_them
    assert set(possible_actions(status, CLOSER)) == all_of_them - NOBODYS
    assert possible_actions(status, GUEST) == ()


def test_the_only_film_is_taken_where_there_is_exactly_one() -> None:
    check_only(1)
    for candidates in (0, 2):
        with pytest.raises(BadInputError, match="only film"):
            check_only(candidates)


def test_a_vote_needs_two_films() -> None:
    check_vote(2)
    with pytest.raises(OnlyFilmError, match="without a vote"):
        check_vote(1)
    with pytest.raises(BadInputError, match="/night nominate"):
        check_vote(0)


def test_the_night_that_is_meant_is_not_one_that_was_forgotten() -> None:
    def at(days: int, status: Status) -> Night:
        return replace(NIGHT, starts_at=START + timedelta(days=days), status=status)

    nights = [
        at(-30, Status.NOMINATING),  # forgotten
        at(-1, Status.CLOSED),
        at(1, Status.VOTING),
        at(2, Status.NOMINATING),
        at(3, Status.CLOSED),
    ]
    assert nearest(nights, START, [Status.NOMINATING]) == 3
    assert nearest(nights, START, [Status.VOTING, Status.NOMINATING]) == 2
    assert nearest(nights, START, [Status.CLOSED]) == 1  # yesterday's film waits to be watched
    assert nearest(nights[4:], START, [Status.CLOSED]) == 0
    assert nearest(nights, START, []) == 2
    assert nearest(nights[:2], START, []) == 1
    assert nearest(nights[:1], START, [Status.VOTING]) == 0
    assert nearest(nights, START, [Status.VOTING, Status.CLOSED]) == 2
    assert nearest(nights, nights[4].starts_at, [Status.CLOSED]) == 4
    assert nearest(nights, nights[2].ends_at, [Status.VOTING, Status.CLOSED]) == 4


def test_a_night_has_begun_and_is_over_from_that_very_moment_on() -> None:
    for night, hours in ((NIGHT, 3), (replace(NIGHT, length=timedelta(hours=2)), 2)):
        end, moment = START + timedelta(hours=hours), timedelta.resolution
        assert [night.has_begun(now) for now in (START - moment, START, end)] == [False, True, True]
        assert [night.is_over(now) for now in (START, end - moment, end)] == [False, False, True]


def test_times_of_a_night_follow_one_another() -> None:
    check_times(NIGHT)
    by_hand = replace(NIGHT, nominations_close_at=None, vote_closes_at=None)
    check_times(by_hand)
    check_times(replace(by_hand, nominations_close_at=START))
    check_times(replace(by_hand, vote_closes_at=START))
    with pytest.raises(BadInputError, match="after the nominations"):
        check_times(replace(NIGHT, nominations_close_at=NIGHT.vote_closes_at))
    with pytest.raises(BadInputError, match="before the night begins"):
        check_times(replace(NIGHT, vote_closes_at=START + timedelta(seconds=1)))


def test_jobs_come_in_the_order_they_are_due() -> None:
    assert [(job.kind, START - job.at) for job in jobs(NIGHT)] == [
        (JobKind.REMIND_DAY, timedelta(days=1)),
        (JobKind.CLOSE_VOTE, timedelta(hours=3)),
        (JobKind.REMIND_HOUR, timedelta(hours=1)),
    ]
    nominating = replace(NIGHT, status=Status.NOMINATING)
    assert jobs(nominating)[0].kind is JobKind.OPEN_VOTE


@pytest.mark.parametrize("status", [Status.WATCHED, Status.CANCELLED])
def test_a_night_that_is_over_has_no_jobs(status: Status) -> None:
    assert jobs(replace(NIGHT, status=status)) == ()


def test_a_night_planned_at_short_notice_gets_only_the_reminders_still_to_come() -> None:
    soon = replace(NIGHT, status=Status.CLOSED, planned_at=START - timedelta(hours=5))
    assert [job.kind for job in jobs(soon)] == [JobKind.REMIND_HOUR]
    at_once = replace(soon, planned_at=START - timedelta(minutes=5))
    assert jobs(at_once) == ()


@pytest.mark.parametrize(
    ("kind", "hours_before", "expected"),
    [
        (JobKind.REMIND_DAY, 25, Timing.EARLY),
        (JobKind.REMIND_DAY, 24, Timing.DUE),
        (JobKind.REMIND_DAY, 12, Timing.OVERDUE),
        (JobKind.REMIND_DAY, 1, Timing.EXPIRED),
        (JobKind.REMIND_HOUR, 0.5, Timing.OVERDUE),
        (JobKind.REMIND_HOUR, 0, Timing.EXPIRED),
        (JobKind.CLOSE_VOTE, 3.5, Timing.EARLY),
        (JobKind.CLOSE_VOTE, 3, Timing.DUE),
        (JobKind.CLOSE_VOTE, -100, Timing.OVERDUE),
    ],
)
def test_a_job_is_done_late_after_a_restart_unless_it_would_be_untrue(
    kind: JobKind, hours_before: float, expected: Timing
) -> None:
    job = next(job for job in jobs(NIGHT) if job.kind is kind)
    assert timing(job, START - timedelta(hours=hours_before)) is expected


def test_votes_count_until_the_vote_closes_even_if_nobody_has_closed_it() -> None:
    assert NIGHT.vote_closes_at
    assert accepts_votes(NIGHT, NIGHT.vote_closes_at - timedelta(seconds=1))
    assert not accepts_votes(NIGHT, NIGHT.vote_closes_at)
    assert accepts_votes(replace(NIGHT, vote_closes_at=None), START)
    assert not accepts_votes(replace(NIGHT, status=Status.CLOSED), START - timedelta(days=1))


@given(
    st.dictionaries(st.integers(10**16, 10**19 - 1), st.sampled_from(Rsvp), max_size=300),
    st.integers(25, 2000),
)
def test_exactly_those_who_come_are_pinged_within_the_limits(
    answers: dict[int, Rsvp], room: int
) -> None:
    batches = ping_batches(answers, room)
    pinged = [person for batch in batches for person in batch]
    assert sorted(pinged) == sorted(p for p, answer in answers.items() if answer is Rsvp.YES)
    assert len(pinged) == len(set(pinged))
    for batch in batches:
        assert 1 <= len(batch) <= MAX_PINGS
        assert len("".join(f"<@{person}> " for person in batch)) <= room


@pytest.mark.parametrize(
    ("coming", "room", "sizes"),
    [(0, 22, []), (3, 43, [1, 1, 1]), (3, 44, [2, 1]), (3, 66, [3]), (201, 3000, [100, 100, 1])],
)
def test_a_message_pings_as_many_as_it_can(coming: int, room: int, sizes: list[int]) -> None:
    people = range(10**17, 10**17 + coming)
    batches = ping_batches(dict.fromkeys(people, Rsvp.YES), room)
    assert [len(batch) for batch in batches] == sizes


def test_no_room_for_a_ping_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        ping_batches({10**18: Rsvp.YES}, 20)


INVITATION = Invitation(
    uid="night-7@marquee.example",
    revision=2,
    changed_at=START - timedelta(days=1),
    title="Movie night: Alien; Brazil, or “Clue”",
    description="First line\nSecond \\ line " + "é" * 200,
    place="Café, back room",
)


def test_a_calendar_file_is_read_back_as_it_was_meant() -> None:
    local = timezone(timedelta(hours=1))
    content = calendar_file(replace(NIGHT, starts_at=START.astimezone(local)), INVITATION)
    event = Calendar.from_ical(content).events[0]
    assert event.decoded("dtstart") == START
    assert event.decoded("dtend") == START + timedelta(hours=3)
    assert str(event["summary"]) == INVITATION.title
    assert str(event["description"]) == INVITATION.description
    assert str(event["location"]) == INVITATION.place
    assert (str(event["uid"]), event["sequence"]) == (INVITATION.uid, 2)
    assert str(event["status"]) == "CONFIRMED"


def test_a_calendar_file_keeps_the_rules_of_its_format() -> None:
    content = calendar_file(NIGHT, INVITATION)
    assert content == calendar_file(NIGHT, INVITATION)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"DTSTART:20261127T200000Z" in content


def test_a_cancelled_night_is_cancelled_in_the_calendar() -> None:
    content = calendar_file(replace(NIGHT, status=Status.CANCELLED), INVITATION)
    assert b"STATUS:CANCELLED" in content


def test_a_clock_that_was_set_back_does_not_break_the_calendar_file() -> None:
    earlier, now, later = (NIGHT.planned_at + timedelta(hours=hours) for hours in (-3, 0, 1))
    revisions = [revision_at(moment, NIGHT) for moment in (earlier, now, later)]
    assert revisions == [0, 0, 3600]
    content = calendar_file(NIGHT, replace(INVITATION, revision=revisions[0], changed_at=earlier))
    assert Calendar.from_ical(content).events[0]["sequence"] == 0


def test_a_moved_night_takes_along_the_closing_that_is_its_beginning() -> None:
    by_default = replace(NIGHT, vote_closes_at=START)
    later = START + timedelta(hours=5)
    assert moved_along(by_default, replace(by_default, starts_at=later)).vote_closes_at == later
    assert (
        moved_along(NIGHT, replace(NIGHT, starts_at=later)).vote_closes_at == NIGHT.vote_closes_at
    )
    earlier = START - timedelta(hours=4)
    assert moved_along(NIGHT, replace(NIGHT, starts_at=earlier)).vote_closes_at == earlier
    assert moved_along(NIGHT, replace(NIGHT, starts_at=earlier)) == replace(
        NIGHT, starts_at=earlier, vote_closes_at=earlier
    )
    much_earlier = START - timedelta(days=2)
    squeezed = moved_along(NIGHT, replace(NIGHT, starts_at=much_earlier))
    assert squeezed.vote_closes_at == much_earlier
    assert squeezed.nominations_close_at == much_earlier - timedelta(minutes=1)
    by_hand = replace(NIGHT, vote_closes_at=None, starts_at=much_earlier)
    assert moved_along(replace(NIGHT, vote_closes_at=None), by_hand) == replace(
        by_hand, nominations_close_at=much_earlier - timedelta(minutes=1)
    )
    over = replace(by_default, status=Status.CLOSED)
    assert moved_along(over, replace(over, starts_at=later)).vote_closes_at == START
    chosen = replace(by_default, starts_at=later, vote_closes_at=START - timedelta(hours=1))
    assert moved_along(by_default, chosen).vote_closes_at == chosen.vote_closes_at

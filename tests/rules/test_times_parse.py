"""Times as people write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.rules.times.parse import (
    MAX_AHEAD,
    MAX_LENGTH,
    MIN_LENGTH,
    Doubt,
    TimeQuestion,
    parse_length,
    parse_when,
)
from bot.rules.times.zones import Zones

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # a Monday, 22:00 in Berlin


def local(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> str:
    moment = parse_when(text, now, zone)
    assert isinstance(moment, datetime)
    assert moment.tzinfo is UTC
    return f"{moment.astimezone(zone):%a %d %b %Y %H:%M}"


def asked(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> tuple[Doubt, list[str]]:
    question = parse_when(text, now, zone)
    assert isinstance(question, TimeQuestion)
    return question.doubt, [f"{reading:%a %d %b %H:%M %z}" for reading in question.readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("friday 8pm", "Fri 27 Nov 2026 20:00"),
        ("Fri, 8 p.m.", "Fri 27 Nov 2026 20:00"),
        ("8pm on Friday", "Fri 27 Nov 2026 20:00"),
        ("this friday at 20.15", "Fri 27 Nov 2026 20:15"),
        ("thurs 20h30", "Thu 26 Nov 2026 20:30"),
        ("wednesday 8.30pm", "Wed 25 Nov 2026 20:30"),
        ("tomorrow 20:00", "Tue 24 Nov 2026 20:00"),
        ("20:00 tomorrow", "Tue 24 Nov 2026 20:00"),
        ("day after tomorrow noon", "Wed 25 Nov 2026 12:00"),
        ("in 2 hours", "Tue 24 Nov 2026 00:00"),
        ("in an hour and 15 minutes", "Mon 23 Nov 2026 23:15"),
        ("in half an hour", "Mon 23 Nov 2026 22:30"),
        ("in 1h30", "Mon 23 Nov 2026 23:30"),
        ("in 2 days", "Wed 25 Nov 2026 22:00"),
        ("in 2 days at 8pm", "Wed 25 Nov 2026 20:00"),
        ("in 3 weeks", "Mon 14 Dec 2026 22:00"),
        ("24 dec 19:30", "Thu 24 Dec 2026 19:30"),
        ("dec 24 8pm", "Thu 24 Dec 2026 20:00"),
        ("December 24th, 2026 at 8:30 PM", "Thu 24 Dec 2026 20:30"),
        ("the 24th of december at 19:30", "Thu 24 Dec 2026 19:30"),
        ("24.12. 20:00", "Thu 24 Dec 2026 20:00"),
        ("24.12.2026 20.15", "Thu 24 Dec 2026 20:15"),
        ("25/12 8pm", "Fri 25 Dec 2026 20:00"),
        ("29 feb 20:00", "Tue 29 Feb 2028 20:00"),
        ("22 nov 20:00", "Mon 22 Nov 2027 20:00"),
        ("8pm", "Tue 24 Nov 2026 20:00"),
        ("23:15", "Mon 23 Nov 2026 23:15"),
        ("noon", "Tue 24 Nov 2026 12:00"),
        ("12am", "Tue 24 Nov 2026 00:00"),
        ("midnight", "Tue 24 Nov 2026 00:00"),
        ("friday midnight", "Sat 28 Nov 2026 00:00"),
        ("tonight 11", "Mon 23 Nov 2026 23:00"),
        ("tonight 1:30", "Tue 24 Nov 2026 01:30"),
        ("monday 9pm", "Mon 30 Nov 2026 21:00"),
        ("monday 11pm", "Mon 23 Nov 2026 23:00"),
        ("next monday 8pm", "Mon 30 Nov 2026 20:00"),
        ("sat 20", "Sat 28 Nov 2026 20:00"),
        ("now", "Mon 23 Nov 2026 22:00"),
        ("2026-12-24T19:30", "Thu 24 Dec 2026 19:30"),
        ("2026-12-24 19:30", "Thu 24 Dec 2026 19:30"),
        ("2026-12-24T19:30Z", "Thu 24 Dec 2026 20:30"),
        ("2026-12-24 19:30:00+00:00", "Thu 24 Dec 2026 20:30"),
        ("<t:1800000000:F>", "Fri 15 Jan 2027 09:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert local(text) == expected


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("friday at 8", ["Fri 27 Nov 08:00 +0100", "Fri 27 Nov 20:00 +0100"]),
        ("8 o'clock", ["Tue 24 Nov 08:00 +0100", "Tue 24 Nov 20:00 +0100"]),
        ("next friday 8pm", ["Fri 27 Nov 20:00 +0100", "Fri 04 Dec 20:00 +0100"]),
        ("3/4 8pm", ["Thu 04 Mar 20:00 +0100", "Sat 03 Apr 20:00 +0200"]),
    ],
)
def test_a_time_with_several_readings_is_asked_back(text: str, readings: list[str]) -> None:
    assert asked(text) == (Doubt.SEVERAL, readings)


def test_an_hour_that_daylight_saving_skips_is_asked_back() -> None:
    readings = ["Sun 28 Mar 01:30 +0100", "Sun 28 Mar 03:30 +0200"]
    assert asked("28 mar 2027 2:30") == (Doubt.SKIPPED, readings)


def test_an_hour_that_daylight_saving_doubles_is_asked_back() -> None:
    readings = ["Sun 31 Oct 02:30 +0200", "Sun 31 Oct 02:30 +0100"]
    assert asked("2027-10-31 02:30") == (Doubt.DOUBLED, readings)


def test_the_readings_of_a_doubled_hour_are_an_hour_apart() -> None:
    question = parse_when("2027-10-31 02:30", NOW, BERLIN)
    assert isinstance(question, TimeQuestion)
    first, second = question.readings
    assert second - first == timedelta(hours=1)
    assert len({first, second}) == 2


def test_a_doubled_hour_whose_first_is_past_needs_no_question() -> None:
    between = datetime(2027, 10, 31, 0, 45, tzinfo=UTC)  # the first 02:45 of that night
    moment = parse_when("today 2:30", between, BERLIN)
    assert moment == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_hours_ahead_are_counted_across_daylight_saving() -> None:
    before = datetime(2027, 3, 27, 19, 0, tzinfo=UTC)  # 20:00 in Berlin
    assert local("in 24 hours", before) == "Sun 28 Mar 2027 21:00"
    assert local("in 1 day", before) == "Sun 28 Mar 2027 20:00"


def test_the_day_is_that_of_the_person_not_of_the_server() -> None:
    auckland = ZoneInfo("Pacific/Auckland")  # already Tuesday, 10:00
    assert local("tomorrow 8pm", zone=auckland) == "Wed 25 Nov 2026 20:00"
    assert local("8pm", zone=auckland) == "Tue 24 Nov 2026 20:00"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("today 10:00", "Monday, 23 November 2026, 10:00 is already past"),
        ("tonight at 8pm", "20:00 is already past"),
        ("2020-01-01 10:00", "Wednesday, 1 January 2020, 10:00 is already past"),
        ("<t:1000:R>", "already past"),
        ("friday", "needs an hour"),
        ("30 feb 8pm", "no calendar"),
        ("2026-13-01 10:00", "no calendar"),
        ("99/99 8pm", "no time that I can read"),
        ("13:61", "no time that I can read"),
        ("25:00", "no time that I can read"),
        ("13pm", "no time that I can read"),
        ("in 2 hours friday", "no time that I can read"),
        ("friday 8pm or so", "no time that I can read"),
        ("", "no time that I can read"),
        ("1 jan 2099 20:00", "five years"),
        ("in 9999 weeks", "five years"),
        ("31 dec 9999 midnight", "no calendar"),
        ("8pm" * 40, "too long"),
    ],
)
def test_what_is_no_time_to_come_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        parse_when(text, NOW, BERLIN)


zones = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
).map(ZoneInfo)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
FORMATS = ("{0:%Y-%m-%d %H:%M}", "{0:%d %b %Y %H:%M}", "{0:%B} {0.day}, {0:%Y} at {0:%I:%M %p}")


@given(moments, zones, st.integers(1, 1_000_000), st.sampled_from(FORMATS))
def test_a_full_date_is_read_back_as_written(
    now: datetime, zone: ZoneInfo, minutes: int, form: str
) -> None:
    meant = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    read = parse_when(form.format(meant.astimezone(zone)), now, zone)
    assert meant in (read.readings if isinstance(read, TimeQuestion) else (read,))


VOCABULARY = (
    "in 2 8 8pm 20:00 friday next this tomorrow tonight day after dec 24 24. 3/4 hours h 30 and a "
    "half an noon midnight 2027 -1 . : <t: > at on ' pm"
)
words = st.sampled_from(VOCABULARY.split())


@given(moments, zones, st.one_of(st.text(max_size=120), st.lists(words).map(" ".join)))
def test_any_text_gives_a_time_to_come_or_a_question_or_a_refusal(
    now: datetime, zone: ZoneInfo, text: str
) -> None:
    try:
        read = parse_when(text, now, zone)
    except BadInputError:
        return
    readings = read.readings if isinstance(read, TimeQuestion) else (read,)
    assert all(now <= reading for reading in readings)
    assert readings[0] <= now + MAX_AHEAD
    if isinstance(read, TimeQuestion):
        assert len(readings) > 1
        assert list(readings) == sorted(set(readings))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3h", 180), ("2h30", 150), ("2 h 15", 135), ("150 minutes", 150), ("1.5 hours", 90),
     ("an hour and 45 minutes", 105), ("24 hours", 1440), ("1 day", 1440),
     ("two hours", 120), ("one hour and ten minutes", 70)],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "3", "x", "5m", "25h", "3h or so", "0h"])
def test_what_is_no_length_of_a_night_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        parse_length(text)


@given(st.text(max_size=200))
def test_any_text_gives_a_length_of_a_night_or_a_refusal(text: str) -> None:
    try:
        assert MIN_LENGTH <= parse_length(text) <= MAX_LENGTH
    except BadInputError:
        return


ZONES = Zones()


def test_zones_are_found_by_name_and_suggested_by_place() -> None:
    assert ZONES.find(" europe/berlin ").key == "Europe/Berlin"
    assert ZONES.find("america/new york").key == "America/New_York"
    assert ZONES.suggest("berl")[0] == "Europe/Berlin"
    assert ZONES.suggest("new y") == ("America/New_York",)
    assert "UTC" in ZONES.names
    assert len(ZONES.suggest("")) == 25
    assert {"UTC", "Europe/London", "America/New_York"} < set(ZONES.suggest(""))


def test_a_place_alone_is_a_zone_and_a_slip_is_told_what_is_near() -> None:
    assert ZONES.find("berlin").key == "Europe/Berlin"
    assert ZONES.find("new york").key == "America/New_York"
    with pytest.raises(BadInputError, match=r"did you mean Europe/Berlin"):
        ZONES.find("berlim")
    with pytest.raises(BadInputError, match=r"America/New_York\?"):
        ZONES.find("new y")
    with pytest.raises(BadInputError, match=r"did you mean America/New_York"):
        ZONES.find("EST")
    assert ZONES.suggest("cet")[0] == "Europe/Paris"
    with pytest.raises(BadInputError, match="write a city of it"):
        ZONES.find("gmt+2")


def test_every_zone_that_can_be_chosen_can_be_loaded() -> None:
    assert {ZONES.find(name).key for name in ZONES.names} == set(ZONES.names)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "posixrules"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(BadInputError, match="time zone"):
        ZONES.find(name)

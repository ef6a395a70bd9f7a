"""Times as people write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.i18n import speaking
from bot.rules.times.days import Doubt
from bot.rules.times.expressions import Hour, OnWeekday
from bot.rules.times.hours import within
from bot.rules.times.lexicon import Part
from bot.rules.times.parse import (
    MAX_AHEAD,
    MAX_LENGTH,
    MIN_LENGTH,
    Reading,
    TimeQuestion,
    parse_length,
    parse_when,
)
from bot.rules.times.printing import printed, printed_briefly
from bot.rules.times.spoken import spoken
from bot.rules.times.zones.zones import zone_label

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # a Monday, 22:00 in Berlin


def local(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> str:
    read = parse_when(text, now, zone)
    assert isinstance(read, Reading)
    assert read.moment.tzinfo is UTC
    return f"{read.moment.astimezone(zone):%a %d %b %Y %H:%M}"


def asked(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> tuple[Doubt, list[str]]:
    question = parse_when(text, now, zone)
    assert isinstance(question, TimeQuestion)
    return question.doubt, [f"{reading.local:%a %d %b %H:%M %z}" for reading in question.readings]


def test_an_hour_that_daylight_saving_skips_is_asked_back() -> None:
    readings = ["Sun 28 Mar 01:30 +0100", "Sun 28 Mar 03:30 +0200"]
    assert asked("28 mar 2027 02:30") == (Doubt.SKIPPED, readings)


def test_an_hour_that_daylight_saving_doubles_is_asked_back() -> None:
    readings = ["Sun 31 Oct 02:30 +0200", "Sun 31 Oct 02:30 +0100"]
    assert asked("2027-10-31 02:30") == (Doubt.DOUBLED, readings)


def test_the_readings_of_a_doubled_hour_are_an_hour_apart() -> None:
    question = parse_when("2027-10-31 02:30", NOW, BERLIN)
    assert isinstance(question, TimeQuestion)
    first, second = question.readings
    assert second.moment - first.moment == timedelta(hours=1)
    assert len({first, second}) == 2


def test_a_doubled_hour_whose_first_is_past_needs_no_question() -> None:
    between = datetime(2027, 10, 31, 0, 45, tzinfo=UTC)  # the first 02:45 of that night
    assert local("2027-10-31 02:30", between) == "Sun 31 Oct 2027 02:30"
    read = parse_when("2027-10-31 02:30", between, BERLIN)
    assert isinstance(read, Reading)
    assert read.moment == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


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
        (
            "yesterday",
            "“yesterday” has already passed; write a time still to come, such as “friday",
        ),
        ("2h yesterday", "“2h yesterday” has already passed"),
        ("cada 8 horas", "“cada 8 horas” repeats"),
        ("today 20:00", "Monday, 23 November 2026, 20:00 has already passed"),
        ("2020-01-01 10:00", "Wednesday, 1 January 2020, 10:00 has already passed"),
        ("<t:1000:R>", "already passed"),
        ("<t:999999999999>", "isn't a day in the calendar"),
        ("in 2 hours friday", "can't read “friday”"),
        ("", "can't read"),
        ("9999-12-31 24:00", "isn't a day in the calendar"),
        ("8pm" * 40, "too long"),
    ],
)
def test_what_is_no_time_to_come_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        parse_when(text, NOW, BERLIN)


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("friday 8pm CST", "Asia/Shanghai", "Fri 27 Nov 2026 20:00"),
        ("friday 8pm IST", "Asia/Kolkata", "Fri 27 Nov 2026 20:00"),
        ("friday 8pm EST", "America/New_York", "Fri 27 Nov 2026 20:00"),
    ],
)
def test_letters_of_ones_own_zone_mean_ones_own_zone(text: str, zone: str, expected: str) -> None:
    assert local(text, zone=ZoneInfo(zone)) == expected


def test_a_standard_time_in_summer_is_what_the_clocks_of_its_place_show() -> None:
    new_york = ZoneInfo("America/New_York")
    read = parse_when("4 july 2027 8pm EST", NOW, BERLIN)
    assert isinstance(read, Reading)
    assert f"{read.moment.astimezone(new_york):%H:%M %Z}" == "20:00 EDT"


def test_after_midnight_tomorrow_is_asked_back_and_tonight_goes_on() -> None:
    one_at_night = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # a Tuesday, 01:00 in Berlin
    readings = ["Tue 24 Nov 20:00 +0100", "Wed 25 Nov 20:00 +0100"]
    assert asked("tomorrow 8pm", one_at_night) == (Doubt.SEVERAL, readings)
    assert local("tonight 2:30", one_at_night) == "Tue 24 Nov 2026 02:30"
    assert local("tonight 8", one_at_night) == "Tue 24 Nov 2026 20:00"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("friday", Doubt.NO_HOUR),
        ("friday 28 nov 8pm", Doubt.OTHER_WEEKDAY),
        ("22 nov 20:00", Doubt.NEXT_YEAR),
        ("friday 8pm CST", Doubt.ZONE),
        ("friday 8", Doubt.SEVERAL),
    ],
)
def test_a_question_says_why_it_is_asked(text: str, doubt: Doubt) -> None:
    assert asked(text)[0] is doubt


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("this weekend 8pm", "28,29 28,29 28,29 28,29 28,29 28,29 29"),
        ("next weekend 8pm", "28,29,5,6 28,29,5,6 28,29,5,6 28,29,5,6 28,29,5,6 5,6 5,6"),
        ("next friday 8pm", "27,4 27,4 27,4 27,4 4 4 4,11"),
        ("next sunday 8pm", "29,6 29,6 29,6 29,6 29,6 29,6 6"),
        ("next monday 8pm", "30 30 30 30 30 30 30,7"),
        ("friday next week 8pm", "4 4 4 4 4 4 4"),
    ],
)
def test_what_is_next_depends_on_the_day_of_the_week(text: str, meant: str) -> None:
    for day, days in enumerate(meant.split(), 23):  # from Monday, 23 November on
        read = parse_when(text, datetime(2026, 11, day, 9, tzinfo=UTC), BERLIN)
        readings = read.readings if isinstance(read, TimeQuestion) else (read,)
        assert ",".join(str(reading.local.day) for reading in readings) == days, day


def test_words_can_be_read_without_a_moment() -> None:
    said = spoken("every friday 8pm")
    assert said.again
    assert said.sure
    assert said.day == OnWeekday((4,))
    assert said.hour == Hour((20 * 60,))
    assert not spoken("cada viernes a las 8").sure
    assert spoken("every 2h").again
    assert spoken("todos los viernes a las 20:00 hora de Madrid").zones == ("Europe/Madrid",)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (Part.DAWN, 0, 6),
        (Part.MORNING, 4, 12),
        (Part.NOON, 11, 15),
        (Part.AFTERNOON, 12, 20),
        (Part.EVENING, 16, 24),
        (Part.NIGHT, 17, 24),
        (Part.AM, 0, 11),
        (Part.PM, 12, 23),
    ],
)
def test_a_part_of_the_day_has_its_hours_and_no_others(part: Part, first: int, last: int) -> None:
    after_midnight = range(5) if part is Part.NIGHT else ()  # of the day that follows
    kept = [hour for hour in range(25) if not within(Hour((hour * 60,)), [part]).impossible]
    assert kept == [*after_midnight, *range(first, last + 1)]
    for hour in after_midnight:
        assert within(Hour((hour * 60,)), [part]) == Hour(((24 + hour) * 60,))


zones = st.sampled_from(
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Auckland",
        "UTC",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Etc/GMT+3",
    ]
).map(ZoneInfo)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


@given(
    moments, zones, zones, st.integers(1, 1_000_000), st.sampled_from(["en", "es"]), st.booleans()
)
def test_what_we_print_is_read_back_as_itself(
    now: datetime, zone: ZoneInfo, other: ZoneInfo, minutes: int, language: str, brief: bool
) -> None:
    meant = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    with speaking(language):
        text = (printed_briefly if brief else printed)(meant.astimezone(zone))
        elsewhere = text if "UTC" in text else f"{text} ({zone_label(zone)})"
    for typed, reader in ((text, zone), (elsewhere, other)):
        read = parse_when(typed, now, reader)
        assert isinstance(read, Reading), typed
        assert read.moment == meant, typed


VOCABULARY = (
    "viernes a las de la noche mañana mar el que viene media y menos cuarto horas weekend "
    "week EST CST UTC+2 Madrid every last or to half past quarter 4th 2026 2030 08:30 24.12 24.12. "
    "12-4 am pm in 2 8 8pm 20:00 friday next this tomorrow tonight day after dec 24 24. 3/4 "
    "hours h 30 and a half an noon midnight 2027 -1 . : <t: > at on ' pm"
)
words = st.sampled_from(VOCABULARY.split())


@given(moments, zones, st.one_of(st.text(max_size=120), st.lists(words).map(" ".join)))
def test_any_text_gives_a_time_to_come_or_a_question_or_a_refusal(
    now: datetime, zone: ZoneInfo, text: str
) -> None:
    spoken(text)  # parse_when would take its failures for an impossible date
    try:
        read = parse_when(text, now, zone)
    except BadInputError:
        return
    readings = read.readings if isinstance(read, TimeQuestion) else (read,)
    found = [reading.moment for reading in readings]
    assert all(now <= moment for moment in found)
    assert found[0] <= now + MAX_AHEAD
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3h", 180), ("2h30", 150), ("0h45", 45), ("2h00", 120), ("2 h 15", 135), ("150 minutes", 150),
     ("1.5 hours", 90), ("an hour and 45 minutes", 105), ("24 hours", 1440), ("1 day", 1440),
     ("two hours", 120), ("dos horas y media", 150), ("2 and a half hours", 150),
     ("hora y media", 90), ("1h 30", 90), ("half an hour", 30), ("tres horas", 180),
     ("one hour and ten minutes", 70)],
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

"""How regular nights are written, in English and Spanish."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.rules.series.reading import read_regular
from bot.rules.series.recurrence import LAST, Pattern, Unit

MON, TUE, FRI, SAT, SUN = 0, 1, 4, 5, 6

WAYS = [
    ("every friday 8pm", Unit.WEEK, FRI, 1, "friday 8pm"),
    ("8pm every friday", Unit.WEEK, FRI, 1, "8pm friday"),
    ("Each Friday at 20:00", Unit.WEEK, FRI, 1, "Friday at 20:00"),
    ("fridays 8pm", Unit.WEEK, FRI, 1, "friday 8pm"),
    ("on Sundays, 6 pm", Unit.WEEK, SUN, 1, "Sunday 6 pm"),
    ("every mon 21:00", Unit.WEEK, MON, 1, "mon 21:00"),
    ("weekly on friday 8pm", Unit.WEEK, FRI, 1, "friday 8pm"),
    ("every week on tues 8pm", Unit.WEEK, TUE, 1, "tues 8pm"),
    ("every other friday 8pm", Unit.WEEK, FRI, 2, "friday 8pm"),
    ("every second friday 8pm", Unit.WEEK, FRI, 2, "friday 8pm"),
    ("every 2 weeks on friday 8pm", Unit.WEEK, FRI, 2, "friday 8pm"),
    ("every other week on friday 8pm", Unit.WEEK, FRI, 2, "friday 8pm"),
    ("biweekly on friday 8pm", Unit.WEEK, FRI, 2, "friday 8pm"),
    ("every three weeks friday 8pm", Unit.WEEK, FRI, 3, "friday 8pm"),
    ("first sunday of the month 6pm", Unit.MONTH, SUN, 1, "sunday 6pm"),
    ("the 2nd Tuesday of every month at 19:30", Unit.MONTH, TUE, 2, "Tuesday at 19:30"),
    ("every third friday of the month 8pm", Unit.MONTH, FRI, 3, "friday 8pm"),
    ("monthly on the fourth saturday 8pm", Unit.MONTH, SAT, 4, "saturday 8pm"),
    ("last saturday 8pm", Unit.MONTH, SAT, LAST, "saturday 8pm"),
    ("every last saturday 8pm", Unit.MONTH, SAT, LAST, "saturday 8pm"),
    ("cada viernes a las 20", Unit.WEEK, FRI, 1, "viernes a las 20"),
    ("Todos los viernes a las 20:00", Unit.WEEK, FRI, 1, "viernes a las 20:00"),
    ("los sábados a las 9 de la noche", Unit.WEEK, SAT, 1, "sábado a las 9 de la noche"),
    ("semanal los lunes 21:00", Unit.WEEK, MON, 1, "lunes 21:00"),
    ("cada dos viernes 20:00", Unit.WEEK, FRI, 2, "viernes 20:00"),
    ("cada 2 semanas el viernes a las 20", Unit.WEEK, FRI, 2, "viernes a las 20"),
    ("cada segundo viernes 20:00", Unit.WEEK, FRI, 2, "viernes 20:00"),
    ("un viernes sí y otro no a las 20", Unit.WEEK, FRI, 2, "viernes a las 20"),
    ("viernes alternos 20:00", Unit.WEEK, FRI, 2, "viernes 20:00"),
    ("quincenal los viernes 20:00", Unit.WEEK, FRI, 2, "viernes 20:00"),
    ("primer domingo del mes a las 18", Unit.MONTH, SUN, 1, "domingo a las 18"),
    ("el último sábado de cada mes, 20:00", Unit.MONTH, SAT, LAST, "sábado 20:00"),
    ("cada mes el tercer martes 20:00", Unit.MONTH, TUE, 3, "martes 20:00"),
]


@pytest.mark.parametrize(
    ("words", "text", "unit"),
    [
        ("1st 2nd 3rd 4th", "{word} friday of the month", Unit.MONTH),
        ("first second third fourth", "{word} friday of the month", Unit.MONTH),
        ("primer segundo tercer cuarto", "{word} viernes del mes", Unit.MONTH),
        ("1er 2do 3er 4to", "{word} viernes del mes", Unit.MONTH),
        ("primero segundo tercero cuarto", "{word} viernes del mes", Unit.MONTH),
        ("week other three four 5 6 7 8", "every {word} weeks on friday", Unit.WEEK),
        ("1 dos tres cuatro", "cada {word} semanas el viernes", Unit.WEEK),
    ],
)
def test_numbers_are_read_as_words_too(words: str, text: str, unit: Unit) -> None:
    for step, word in enumerate(words.split(), 1):
        typed = (
            text.format(word=word)
            .replace("week weeks", "week")
            .replace("other weeks", "other week")
        )
        read = read_regular(f"{typed} 20:00")
        assert read is not None, typed
        assert read.pattern == Pattern(unit, FRI, step)


@pytest.mark.parametrize(("text", "unit", "weekday", "step", "time"), WAYS)
def test_what_says_how_often_is_taken_off(
    text: str, unit: Unit, weekday: int, step: int, time: str
) -> None:
    read = read_regular(text)
    assert read is not None
    assert (read.pattern, read.time) == (Pattern(unit, weekday, step), time)


@pytest.mark.parametrize(("text", "unit", "weekday", "step"), [way[:4] for way in WAYS])
def test_a_moment_that_was_chosen_takes_the_place_of_the_hour(
    text: str, unit: Unit, weekday: int, step: int
) -> None:
    asked = read_regular(text)
    assert asked is not None
    chosen = read_regular(f"{asked.said} <t:1798675200>")
    assert chosen is not None
    assert chosen.pattern == Pattern(unit, weekday, step)
    assert (chosen.time, chosen.said) == ("<t:1798675200>", asked.said)


@pytest.mark.parametrize(
    "text",
    ["friday 8pm", "next friday 8pm", "viernes a las 20", "on saturday 8pm", "dec 4 8pm", "in 2h"],
)
def test_a_time_that_comes_once_is_left_alone(text: str) -> None:
    assert read_regular(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("every day 8pm", "every friday 8pm"),
        ("cada mes 20:00", "every friday 8pm"),
        ("every weekend", "last saturday of the month"),
        ("every friday and saturday 8pm", "one weekday"),
        (
            "every third friday 8pm",
            (
                "“every third friday” can be read in two ways. Write “third friday of the month” "
                "or “every 3 weeks on friday”"
            ),
        ),
        ("cada tercer viernes", "“tercer viernes del mes” or “cada 3 semanas el viernes”"),
        (
            "every 9 weeks on friday 8pm",
            "“every 9 weeks on friday” is too far apart: every 8 weeks",
        ),
        ("every 0 weeks on friday 8pm", "every 8 weeks"),
    ],
)
def test_what_cannot_be_repeated_is_told_what_can(text: str, hint: str) -> None:
    with pytest.raises(BadInputError, match=hint.replace("(", r"\(")):
        read_regular(text)


@given(st.text(alphabet="everyfidayscomnthlu 0123456789ñÁßİ<t:>á,.", max_size=60))
def test_whatever_is_written_is_read_or_refused_in_words(text: str) -> None:
    with suppress(BadInputError):
        read = read_regular(text)
        assert read is None or read.said

"""The form behind *Edit*: it shows what a night has and offers the usual values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord.messages.forms import Select
from bot.discord.views.nights.edit_form import (
    AS_IT_IS,
    AS_LONG_AS_THE_FILM,
    BY_HAND,
    chosen_closing,
    chosen_length,
    edit_form,
)
from bot.rules.nights.night import Night, Status
from bot.state.nights.plans import Plan, PlannedNight

START = datetime(2026, 11, 27, 20, tzinfo=UTC)
NIGHT = Night(Status.PLANNED, planned_at=START - timedelta(days=9), starts_at=START)
LENGTHS = {
    90: "1 h 30 min",
    120: "2 hours",
    150: "2 h 30 min",
    180: "3 hours",
    210: "3 h 30 min",
    240: "4 hours",
    300: "5 hours",
    360: "6 hours",
}
BEFORE = {
    0: "When the night begins",
    30: "30 minutes before it begins",
    60: "1 hour before it begins",
    120: "2 hours before it begins",
    180: "3 hours before it begins",
    360: "6 hours before it begins",
    720: "12 hours before it begins",
    1440: "1 day before it begins",
    2880: "2 days before it begins",
}


def select(night: Night, name: str) -> Select:
    form = edit_form(PlannedNight(1, Plan(1, 2, 3, night, "At ours"), 7), None, UTC, 100)
    (found,) = (field for field in form.fields if field.option == name)
    assert isinstance(found, Select)
    return found


def lasting(minutes: int) -> Night:
    return replace(NIGHT, length=timedelta(minutes=minutes))


def closing(minutes: int) -> Night:
    return replace(NIGHT, vote_closes_at=START - timedelta(minutes=minutes))


def test_usual_lengths_are_offered_and_any_other_is_kept() -> None:
    usual = [AS_LONG_AS_THE_FILM, *map(str, LENGTHS)]
    assert [choice.value for choice in select(NIGHT, "length").choices] == usual
    assert [choice.label for choice in select(NIGHT, "length").choices][1:] == [*LENGTHS.values()]
    assert chosen_length(NIGHT) == AS_LONG_AS_THE_FILM
    assert {chosen_length(lasting(minutes)) for minutes in LENGTHS} == set(map(str, LENGTHS))
    kept = select(lasting(100), "length")
    assert kept.chosen == AS_IT_IS
    assert kept.choices[-1].label == "Keep as it is: 1 h 40 min"


def test_usual_closings_are_offered_and_any_other_is_kept() -> None:
    usual = [BY_HAND, *map(str, BEFORE)]
    assert [choice.value for choice in select(NIGHT, "closes").choices] == usual
    assert [choice.label for choice in select(NIGHT, "closes").choices][1:] == [*BEFORE.values()]
    assert chosen_closing(NIGHT) == BY_HAND
    assert {chosen_closing(closing(minutes)) for minutes in BEFORE} == set(map(str, BEFORE))
    kept = select(closing(45), "closes")
    assert kept.chosen == AS_IT_IS
    assert kept.choices[-1].label == "Keep as it is"


@pytest.mark.parametrize("place", [None, "At ours"])
def test_the_place_is_filled_in(place: str | None) -> None:
    form = edit_form(PlannedNight(1, Plan(1, 2, 3, NIGHT, place), 7), None, UTC, 100)
    assert [getattr(field, "value", None) for field in form.fields] == [
        "Fri 27 Nov 2026, 20:00",
        None,
        place or "",
        None,
    ]

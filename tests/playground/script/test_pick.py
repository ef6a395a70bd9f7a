"""Finding buttons, entries and fields by what people write."""

from typing import Any

import pytest

from bot.playground.script.command_line import StepError
from bot.playground.script.pick import find_button, find_choices, read_fields

Json = dict[str, Any]


def button(label: str, custom_id: str, **more: Any) -> Json:
    return {"type": 2, "style": 2, "label": label, "custom_id": custom_id, **more}


def menu(custom_id: str, placeholder: str, *labels: str, **more: Any) -> Json:
    options = [{"label": label, "value": f"v:{label}"} for label in labels]
    return {
        "type": 3,
        "custom_id": custom_id,
        "placeholder": placeholder,
        "options": options,
        **more,
    }


def message(*rows: list[Json]) -> Json:
    return {"components": [{"type": 1, "components": row} for row in rows]}


CARD = message(
    [
        button("Full synopsis", "a", emoji={"name": "📖"}),
        button("Similar", "b"),
        button("similar", "c"),
        button("Simulate", "d"),
        button("2", "e"),
        button("Off", "f", disabled=True),
        {"type": 2, "style": 5, "label": "IMDb", "url": "https://www.imdb.com/"},
        {"type": 2, "style": 2, "emoji": {"name": "🎲"}, "custom_id": "g"},
    ]
)


@pytest.mark.parametrize(
    ("asked", "custom_id"),
    [
        ("Full synopsis", "a"),
        ("📖 Full synopsis", "a"),
        ("FULL SYNOPSIS", "a"),
        ("full", "a"),
        ("Similar", "b"),
        ("similar", "c"),
        ("simu", "d"),
        ("2", "e"),
        ("#2", "b"),
        ("#8", "g"),
        ("🎲", "g"),
    ],
)
def test_a_button_is_found_the_surest_way_first(asked: str, custom_id: str) -> None:
    assert find_button(CARD, asked).custom_id == custom_id


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("Nope", "there is no button 'Nope'; there is '📖 Full synopsis', 'Similar', 'similar'"),
        ("SIMILAR", "'SIMILAR' could be 'Similar', 'similar'"),
        ("sim", "'sim' could be 'Similar', 'similar', 'Simulate'"),
        ("off", "the button 'Off' is disabled"),
        ("imdb", "the button 'IMDb' only opens https://www.imdb.com/"),
        ("#99", "there is no button '#99'"),
    ],
)
def test_a_button_that_cannot_be_pressed_says_why(asked: str, reason: str) -> None:
    with pytest.raises(StepError) as fault:
        find_button(CARD, asked)
    assert str(fault.value).startswith(reason)


MENUS = message(
    [menu("people", "Open a person", "Meryl Streep", "Dustin Hoffman", max_values=2)],
    [menu("films", "Open a film", "Alien: Covenant (2017)", "Heat (1995)")],
    [{"type": 5, "custom_id": "users", "placeholder": "With whom"}],
)


@pytest.mark.parametrize(
    ("text", "custom_id", "values"),
    [
        ("Meryl Streep", "people", ("v:Meryl Streep",)),
        ("meryl | dustin", "people", ("v:Meryl Streep", "v:Dustin Hoffman")),
        ("v:Heat (1995)", "films", ("v:Heat (1995)",)),
        ("Alien: Covenant (2017)", "films", ("v:Alien: Covenant (2017)",)),
        ("Open a film: heat", "films", ("v:Heat (1995)",)),
        ("#1 | #2", "people", ("v:Meryl Streep", "v:Dustin Hoffman")),
        ("#4", "films", ("v:Heat (1995)",)),
        ("With whom: anna | ben", "users", ("anna", "ben")),
        ("#5: anna", "users", ("anna",)),
        ("anna", "users", ("anna",)),
    ],
)
def test_entries_are_found_in_the_menu_that_has_them(
    text: str, custom_id: str, values: tuple[str, ...]
) -> None:
    found, chosen = find_choices(MENUS, text)
    assert (found.custom_id, chosen) == (custom_id, values)


def test_an_unknown_entry_lists_those_there_are() -> None:
    only = message([menu("m", "Film", "Heat", "Ran")])
    with pytest.raises(StepError, match="there is no entry 'Dune'; there is 'Heat', 'Ran'"):
        find_choices(only, "Dune")


def test_a_message_without_menus_says_so() -> None:
    with pytest.raises(StepError, match="there is no menu on this message"):
        find_choices(CARD, "x")


FORM: Json = {
    "title": "Guess",
    "components": [
        {"type": 18, "label": "Film title", "component": {"type": 4, "custom_id": "film"}},
        {"type": 18, "label": "Genres", "component": menu("genres", "", "Drama", "War")},
    ],
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Film title=heat", {"film": "heat"}),
        ("film title = 1 + 1 = 2", {"film": "1 + 1 = 2"}),
        ("film=a | b", {"film": "a | b"}),
        ("film=heat | Genres=drama", {"film": "heat", "genres": ("v:Drama",)}),
        ("Genres=drama|war | film=heat", {"genres": ("v:Drama", "v:War"), "film": "heat"}),
        ("Film title=", {"film": ""}),
    ],
)
def test_fields_are_filled_by_label_or_id(text: str, filled: Json) -> None:
    assert read_fields(FORM, text) == filled


@pytest.mark.parametrize("text", ["heat", "Year=1995", ""])
def test_an_unknown_field_shows_how_to_write_it(text: str) -> None:
    with pytest.raises(StepError, match=r"write !submit Film title=… \| Genres=…"):
        read_fields(FORM, text)

"""How people fill in forms, and what Discord's apps do not let them send."""

from typing import Any

import pytest

from bot.playground.driver.components import fill_modal
from bot.playground.driver.options import NotOfferedError
from tests.playground.bodies import options, select


def form(component: dict[str, Any]) -> dict[str, Any]:
    return {"components": [{"type": 18, "label": "Field", "component": component}]}


def sent(component: dict[str, Any], *given: Any) -> object:
    """Return what a form with one field sends, with a given value or as it is."""
    (label,) = fill_modal(form(component), {"Field": given[0]} if given else {})
    assert label["type"] == 18
    filled = label["component"]
    assert filled["custom_id"] == component["custom_id"]
    return filled["values"] if "values" in filled else filled["value"]


TEXT: dict[str, Any] = {"type": 4, "custom_id": "t", "style": 1}
RADIO: dict[str, Any] = {"type": 21, "custom_id": "r", "options": options(3)}
CHOSEN: list[dict[str, Any]] = [
    {"label": "A", "value": "a", "default": True},
    {"label": "B", "value": "b"},
]
BOX: dict[str, Any] = {"type": 23, "custom_id": "b"}


@pytest.mark.parametrize(
    ("component", "given", "expected"),
    [
        (TEXT, ["Heat"], "Heat"),
        (TEXT | {"value": "Ran"}, [], "Ran"),
        (TEXT | {"value": "Ran"}, ["Heat"], "Heat"),
        (TEXT | {"required": False}, [], ""),
        (TEXT | {"min_length": 2, "max_length": 4}, ["Heat"], "Heat"),
        (TEXT | {"min_length": 2, "max_length": 4}, ["He"], "He"),
        (TEXT, ["x" * 4000], "x" * 4000),
        (RADIO, ["o1"], "o1"),
        (RADIO | {"options": CHOSEN}, [], "a"),
        (RADIO | {"required": False}, [], None),
        (BOX, [], False),
        (BOX | {"default": True}, [], True),
        (BOX | {"default": True}, ["no"], False),
        (BOX, ["Yes"], True),
        (select(options=CHOSEN), ["B"], ["b"]),
        (select(options=CHOSEN), [], ["a"]),
        (select(options=CHOSEN, max_values=2), [["A", "b"]], ["a", "b"]),
        (select(min_values=0), [list[str]()], []),
        (select(required=False), [], []),
        ({"type": 5, "custom_id": "u"}, ["12"], ["12"]),
    ],
)
def test_field_when_submitted_then_the_given_value_or_the_default_is_sent(
    component: dict[str, Any], given: list[Any], expected: object
) -> None:
    assert sent(component, *given) == expected


@pytest.mark.parametrize(
    ("component", "given", "reason"),
    [
        (TEXT, [], "takes 1 to 4000 letters"),
        (TEXT, ["x" * 4001], "takes 1 to 4000 letters"),
        (TEXT | {"min_length": 2, "max_length": 4}, ["H"], "takes 2 to 4 letters"),
        (TEXT | {"min_length": 2, "max_length": 4}, ["Heat!"], "takes 2 to 4 letters"),
        (RADIO, [], "is required"),
        (RADIO, ["o9"], "no option 'o9'"),
        (select(), [], "at least 1 values"),
        (select(options=CHOSEN, max_values=1), [["a", "b"]], "at least 1 values"),
        (select(min_values=2, max_values=2, options=CHOSEN), ["a"], "at least 2 values"),
    ],
)
def test_field_when_it_cannot_take_a_value_then_nothing_is_sent(
    component: dict[str, Any], given: list[Any], reason: str
) -> None:
    with pytest.raises(NotOfferedError, match=reason):
        sent(component, *given)


def test_form_when_it_lacks_a_field_then_nothing_is_sent() -> None:
    with pytest.raises(NotOfferedError, match="no field 'Year'"):
        fill_modal(form(TEXT), {"Field": "Heat", "Year": "1995"})
    row = {"type": 1, "components": [TEXT | {"label": "Title"}]}
    (filled,) = fill_modal({"components": [row]}, {"Title": "Heat"})
    assert filled["components"] == [{"type": 4, "custom_id": "t", "value": "Heat", "id": 2}]
    assert filled["id"] == 1

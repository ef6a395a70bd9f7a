"""Every limit of choices and forms, at its edge: the longest that passes, and one more."""

from typing import Any

import pytest

from bot.playground.discord.limits.interactions import check_choices, check_modal
from tests.playground.bodies import button, options, select, text


def test_choices_are_up_to_25_with_names_and_values() -> None:
    def choices(count: int, name: str = "n", value: Any = "v") -> list[dict[str, Any]]:
        return [{"name": name, "value": value}] * count

    assert not list(check_choices(choices(25), 3))
    assert not list(check_choices([], 3))
    assert not list(check_choices(choices(1, value=1.5), 10))
    for bad in (
        choices(26),
        choices(1, ""),
        choices(1, "x" * 101),
        choices(1, value="x" * 101),
        choices(1, value=1),
        None,
    ):
        assert list(check_choices(bad, 3))
    assert list(check_choices(choices(1, value="1"), 4))


def label(component: dict[str, Any], name: str = "l") -> dict[str, Any]:
    return {"type": 18, "label": name, "component": component}


def modal(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "t", "custom_id": "m", "components": list(components), **more}


def field_input(**more: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "i", "style": 1, **more}


MODALS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("title", modal(text(1), title="x" * 45), modal(text(1), title="x" * 46)),
    ("custom_id", modal(text(1)), modal(text(1), custom_id="")),
    ("components", modal(*[text(1)] * 5), modal(*[text(1)] * 6)),
    ("none", modal(text(1)), modal()),
    ("label", modal(label(field_input(), "x" * 45)), modal(label(field_input(), "x" * 46))),
    (
        "value",
        modal(label(field_input(max_length=3, value="abc"))),
        modal(label(field_input(max_length=3, value="abcd"))),
    ),
    (
        "lengths",
        modal(label(field_input(min_length=2, max_length=2))),
        modal(label(field_input(min_length=3, max_length=2))),
    ),
    (
        "radio",
        modal(label({"type": 21, "custom_id": "r", "options": options(10)})),
        modal(label({"type": 21, "custom_id": "r", "options": options(1)})),
    ),
    ("disabled", modal(label(select())), modal(label(select(disabled=True)))),
    ("in a label", modal(label(select())), modal(label(button()))),
    (
        "rows",
        modal({"type": 1, "components": [field_input(label="l")]}),
        modal({"type": 1, "components": [field_input()]}),
    ),
    (
        "same custom_id",
        modal(label(field_input()), label(select())),
        modal(label(field_input()), label(field_input())),
    ),
]


@pytest.mark.parametrize(("good", "bad"), [m[1:] for m in MODALS], ids=[m[0] for m in MODALS])
def test_a_form_at_a_limit_passes_and_beyond_it_does_not(
    good: dict[str, Any], bad: dict[str, Any]
) -> None:
    assert list(check_modal(good)) == []
    assert list(check_modal(bad))

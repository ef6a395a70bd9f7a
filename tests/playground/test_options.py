"""What people type for a command's options, and what is sent of it."""

from typing import Any

import pytest

from bot.playground.discord.http.wire import Json, Upload
from bot.playground.driver.options import (
    NotOfferedError,
    OptionFiller,
    Value,
    find_subcommand,
    wrap,
)

STRING, INTEGER, BOOLEAN, NUMBER, ATTACHMENT = 3, 4, 5, 10, 11
CHOICES = [{"name": "Heat", "value": "1"}, {"name": "Ran", "value": "2"}]


def filler(*options: Json) -> OptionFiller:
    def keep(file: Upload) -> Json:
        return {"id": file.name}

    return OptionFiller(list(options), keep, lambda _: None, lambda _: True, lambda _: {})


def option(kind: int, **more: Any) -> Json:
    return {"type": kind, "name": "o", **more}


@pytest.mark.parametrize(
    ("offered", "typed", "sent"),
    [
        (option(STRING), "Heat", "Heat"),
        (option(STRING, min_length=4, max_length=4), "Heat", "Heat"),
        (option(STRING), "x" * 6000, "x" * 6000),
        (option(STRING, choices=CHOICES), "Ran", "2"),
        (option(STRING, choices=CHOICES), "2", "2"),
        (option(INTEGER), "7", 7),
        (option(INTEGER, min_value=1, max_value=7), "1", 1),
        (option(INTEGER, min_value=1, max_value=7), 7, 7),
        (option(NUMBER), "7.5", 7.5),
        (option(BOOLEAN), True, True),
        (option(BOOLEAN), "true", True),
        (option(BOOLEAN), "False", False),
        (option(ATTACHMENT), Upload("a.txt", b""), "a.txt"),
    ],
)
def test_option_when_the_typed_value_is_valid_then_it_is_sent(
    offered: Json, typed: Value, sent: object
) -> None:
    assert filler(offered).fill({"o": typed}) == [
        {"name": "o", "type": offered["type"], "value": sent}
    ]


@pytest.mark.parametrize(
    ("offered", "typed", "reason"),
    [
        (option(STRING), "", "letters"),
        (option(STRING), "x" * 6001, "letters"),
        (option(STRING, min_length=4), "Ran", "letters"),
        (option(STRING, max_length=4), "Alien", "letters"),
        (option(STRING, choices=CHOICES), "Alien", "Heat"),
        (option(INTEGER), "7.5", "takes a number"),
        (option(INTEGER), "many", "takes a number"),
        (option(INTEGER, min_value=1, max_value=7), "0", "takes 1 to 7, not 0"),
        (option(INTEGER, min_value=1, max_value=7), 8, "takes 1 to 7, not 8"),
        (option(BOOLEAN), "yes", "takes True or False"),
        (option(BOOLEAN), 1, "takes True or False"),
        (option(ATTACHMENT), "a.txt", "takes a file"),
    ],
)
def test_option_when_the_typed_value_is_invalid_then_nothing_is_sent(
    offered: Json, typed: Value, reason: str
) -> None:
    with pytest.raises(NotOfferedError, match=reason):
        filler(offered).fill({"o": typed})


def test_option_when_it_is_being_typed_then_it_alone_need_not_fit_yet() -> None:
    typing = filler(
        option(STRING, autocomplete=True, min_length=3),
        option(INTEGER) | {"name": "n"},
        option(BOOLEAN) | {"name": "b"},
    )
    assert typing.fill_partly({"n": "many", "b": "true", "o": "H"}, "o") == [
        {"name": "n", "type": INTEGER, "value": "many"},
        {"name": "b", "type": BOOLEAN, "value": True},
        {"name": "o", "type": STRING, "value": "H", "focused": True},
    ]
    assert typing.fill_partly({}, "o")[0]["value"] == ""
    with pytest.raises(NotOfferedError, match="'n' has no autocomplete"):
        typing.fill_partly({}, "n")
    with pytest.raises(NotOfferedError, match=r"no option 'x' \(there are: o, n, b\)"):
        typing.fill_partly({"x": "1"}, "o")
    with pytest.raises(NotOfferedError, match="'o' is required"):
        filler(option(STRING, required=True)).fill({})


def test_subcommand_when_it_is_in_a_group_then_its_path_is_sent() -> None:
    plan = {"type": 1, "name": "plan", "options": [option(STRING)]}
    night = {"name": "night", "options": [{"type": 2, "name": "my", "options": [plan]}, plan]}
    assert find_subcommand(night, ["my", "plan"]) == (["my", "plan"], [option(STRING)])
    assert find_subcommand(night, ["plan"]) == (["plan"], [option(STRING)])
    for path, reason in ((["my"], "/night my needs"), ([], "/night needs"), (["o"], "no subc")):
        with pytest.raises(NotOfferedError, match=reason):
            find_subcommand(night, path)
    filled = [{"name": "o", "type": STRING, "value": "x"}]
    inner = {"name": "plan", "type": 1, "options": filled}
    assert wrap([], filled) == filled
    assert wrap(["plan"], filled) == [inner]
    assert wrap(["my", "plan"], filled) == [{"name": "my", "type": 2, "options": [inner]}]

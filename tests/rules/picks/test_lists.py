"""Names of lists, and how much one owner may keep."""

import pytest

from bot.errors import BadInputError
from bot.rules.picks.lists import (
    DEFAULT_NAME,
    MAX_NAME,
    Caps,
    check_added_films,
    check_new_list,
    list_name,
    shown_name,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Late\tnight \n horror ", "Late night horror"),
        ("Hor\u200bror\x07", "Horror"),
        ("ｈｏｒｒｏｒ", "horror"),
        ("watchLIST", DEFAULT_NAME),
        ("x" * MAX_NAME, "x" * MAX_NAME),
    ],
)
def test_a_name_is_stored_without_what_nobody_sees(typed: str, name: str) -> None:
    assert list_name(typed) == name
    assert shown_name(name) == name


@pytest.mark.parametrize(
    ("typed", "told"), [("\u200b \n", "needs a name"), ("x" * (MAX_NAME + 1), "at most")]
)
def test_a_name_that_cannot_be_shown_is_refused(typed: str, told: str) -> None:
    with pytest.raises(BadInputError, match=told):
        list_name(typed)


def test_an_owner_has_so_many_lists_and_none_twice() -> None:
    caps = Caps(lists=2)
    check_new_list("b", ["a"], caps)
    with pytest.raises(BadInputError, match="already"):
        check_new_list("A", ["a"], caps)
    with pytest.raises(BadInputError, match="more than 2 lists"):
        check_new_list("c", ["a", "b"], caps)
    assert Caps() == Caps(lists=20, films=1000)


def test_a_list_holds_so_many_films() -> None:
    caps = Caps(films=3)
    check_added_films(1, 2, caps)
    for present, added, room in ((1, 3, 2), (3, 1, 0), (5, 1, 0)):
        with pytest.raises(BadInputError, match=f"room for {room} more"):
            check_added_films(present, added, caps)

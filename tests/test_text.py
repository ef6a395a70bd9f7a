"""Texts and titles that are clipped to a limit."""

import pytest

from bot.text import clip, clip_title


@pytest.mark.parametrize(
    ("title", "limit", "fitting"),
    [
        ("Dune (1984)", 12, "Dune (1984)"),
        ("Dune (1984)", 11, "Dune (1984)"),
        ("Dune (1984)", 10, "Du… (1984)"),
        ("Dune (1984)", 8, "… (1984)"),
        ("Dune (1984)", 7, "Dune (…"),
        ("Dune", 4, "Dune"),
        ("Dune", 3, "Du…"),
        ("The Wizard of Oz (1939)", 19, "The Wizard… (1939)"),
    ],
)
def test_title_when_it_is_too_long_then_its_year_stays(
    title: str, limit: int, fitting: str
) -> None:
    assert clip_title(title, limit) == fitting


def test_text_when_there_is_no_room_for_any_of_it_then_that_is_an_error() -> None:
    assert clip("Dune", 1) == "…"
    for limit in (0, -1):
        with pytest.raises(ValueError, match="no room"):
            clip("Dune", limit)

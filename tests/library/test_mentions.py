"""Titles named in a text: by their exact names, the longest first."""

import pytest

from bot.library.names.mentions import titles_in
from bot.search.index import Index
from bot.search.model import Entry

SIX, SEVEN = "Eternal Sunshine of the Spotless Mind", "I Know What You Did Last Summer"
TITLES = ("Alien", "Alien Nation", "Heat", "Up", SIX, SEVEN)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(Entry(title, title, 100_000) for title in TITLES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Is Alien Nation like Alien?", ["Alien Nation", "Alien"]),
        ("I saw “Heat”, and then Heat again", ["Heat"]),
        ("the heat at noon, and Up", []),  # no capital; too short
        (f"tell me of {SIX.lower()}, please", [SIX]),
        (f"tell me of {SEVEN}", []),  # too many words to look up at every position
    ],
)
def test_titles_are_found_by_their_exact_names(index: Index, text: str, named: list[str]) -> None:
    assert [match.name for match in titles_in(index, text, 5)] == named


def test_no_more_titles_are_found_than_wanted(index: Index) -> None:
    assert [match.name for match in titles_in(index, "Heat, Alien", 1)] == ["Heat"]


def test_of_a_long_text_only_the_first_words_are_searched(index: Index) -> None:
    assert titles_in(index, "so " * 399 + "Heat", 5)
    assert not titles_in(index, "so " * 400 + "Heat", 5)

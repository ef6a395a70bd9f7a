import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.spelling.fold import (
    MAX_LETTERS,
    article,
    canonical,
    fold,
    forms,
    initials,
    part_forms,
    readings,
)


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ("Amélie", "amelie"),
        ("  Ocean's   Eleven ", "oceans eleven"),
        ("Tom & Jerry", "tom and jerry"),
        ("E.T. the Extra-Terrestrial", "et the extra terrestrial"),
        ("Mr. Nobody", "mr nobody"),
        ("20,000 Leagues Under the Sea", "20000 leagues under the sea"),
        ("Брат", "brat"),
        ("50/50", "50 50"),
        ("Alien³", "alien 3"),
        ("Cube²: Hypercube", "cube 2 hypercube"),
        ("Z¹⁰", "z 10"),
        ("8½", "8 1 2"),
        ("H₂O", "h2o"),
        ("\u202eDune\u200f", "dune"),
        ("\ud800Dune\x00", "dune"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_fold_gives_plain_words(written: str, raw: str) -> None:
    assert fold(written) == raw


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("the godfather part ii", "godfather 2"),
        ("godfather two", "godfather 2"),
        ("rocky v", "rocky 5"),
        ("v for vendetta", "v for vendetta"),
        ("the king and i", "king and i"),
        ("star wars episode iv", "star wars 4"),
        ("kill bill vol 1", "kill bill 1"),
        ("part 2", "part 2"),
        ("the", "the"),
        ("oceans eleven", "oceans 11"),
        ("friday the thirteenth", "friday the 13th"),
        ("dr strange", "doctor strange"),
        ("kramer versus kramer", "kramer vs kramer"),
        ("part second", "part 2nd"),
    ],
)
def test_canonical_form_keeps_what_was_meant(raw: str, meant: str) -> None:
    assert canonical(raw) == meant


def test_parts_of_a_title_are_its_lead_and_subtitles() -> None:
    parts = part_forms("Star Wars: Episode V - The Empire Strikes Back")
    assert [part.canonical for part in parts] == ["star wars", "episode 5", "empire strikes back"]
    assert forms("Star Trek V: The Final Frontier").canonical == "star trek 5 the final frontier"
    assert part_forms("Spider-Man") == []


def test_initials_keep_numbers_whole() -> None:
    assert initials("back to the future 2") == "bttf2"


def test_readings_of_a_query_set_year_and_noise_aside() -> None:
    found = list(readings("the movie called dune 1984"))
    assert [(r.forms.raw, r.year, r.literal) for r in found] == [
        ("the movie called dune 1984", None, True),
        ("dune", 1984, False),
        ("dune 1984", None, False),
    ]
    assert [r.forms.raw for r in readings("1917")] == ["1917"]
    assert [r.forms.raw for r in readings("the movie")] == ["the movie"]


def test_a_blank_at_the_end_says_that_the_last_word_is_complete() -> None:
    assert [reading.ended for reading in readings("vin ")] == [True]
    assert [reading.ended for reading in readings("vin")] == [False]


def test_an_article_is_told_from_the_rest() -> None:
    assert article("the l") == "the "
    assert article("the") == ""
    assert article("theo james") == ""


@given(st.text(max_size=300) | st.text(alphabet="\ud800 \x00\u202e'&.,-:()19éßЖ字", max_size=300))
def test_fold_is_plain_bounded_and_settled_for_any_text(text: str) -> None:
    raw = fold(text)
    assert len(raw) <= MAX_LETTERS
    assert raw == " ".join(raw.split())
    assert all(letter == " " or (letter.isascii() and letter.isalnum()) for letter in raw)
    assert raw == raw.lower()
    assert fold(raw) == raw
    both = forms(text)
    assert bool(both.canonical) == bool(both.raw)
    assert 1 <= len(list(readings(text))) <= 3

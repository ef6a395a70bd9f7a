"""What may be taken for a name that was found by its spelling alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.ranking.plausibility import is_plausible, similarity


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kramr v kramer", "Kramer vs. Kramer"),
        ("the godfater", "The Godfather"),
        ("god father", "The Godfather"),
        ("thepiano", "The Piano"),
        ("citizen kan", "Citizen Kane"),
        ("lotr fellowship", "The Lord of the Rings: The Fellowship of the Ring"),
        ("rokcy 2", "Rocky II"),
        ("spielburg", "Steven Spielberg"),
        ("leo dicaprio", "Leonardo DiCaprio"),
        ("j bardm", "Javier Bardem"),
        ("the movie amelei", "Amélie"),
    ],
)
def test_slips_and_short_forms_are_like_the_name(typed: str, name: str) -> None:
    assert is_plausible(typed, [name])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("fight club", "Nightcrawler"),
        ("the hobbit", "The Host"),
        ("american pie", "American Sniper"),
        ("batman returns", "Batman Begins"),
        ("jurassic park", "Jurassic World: Fallen Kingdom"),
        ("kung fu panda 2", "Kung Fu Panda"),
        ("the godfather part iii", "The Godfather: Part II"),
        ("nonsense", "Thriller"),
        ("", "P"),
        ("!!!", "P"),
    ],
)
def test_other_titles_are_not_like_it(typed: str, name: str) -> None:
    assert not is_plausible(typed, [name])


def test_any_of_several_names_will_do() -> None:
    assert is_plausible("suspence", ["Thriller", "suspense"])


@given(typed=st.text(max_size=300), name=st.text(max_size=300))
def test_likeness_lies_between_0_and_1(typed: str, name: str) -> None:
    assert 0 <= similarity(typed, name) <= 1

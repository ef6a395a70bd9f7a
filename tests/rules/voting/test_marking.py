"""Filling in a ballot press by press: each press twice is once, and leaves a sound ballot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.rules.voting.marking import OFF, places, with_mark
from bot.rules.voting.model import Method
from bot.rules.voting.tally import check_ballot

FILMS = "abcdef"
presses = st.lists(
    st.tuples(st.sampled_from(FILMS), st.integers(OFF, 5), st.booleans()), max_size=12
)


@given(st.sampled_from(Method), presses)
def test_a_press_repeated_changes_nothing_and_ballots_stay_sound(
    method: Method, made: list[tuple[str, int, bool]]
) -> None:
    ballot: dict[str, int] = {}
    for film, mark, level in made:
        ballot = with_mark(method, ballot, film, mark, level=level)
        assert with_mark(method, ballot, film, mark, level=level) == ballot
        check_ballot(method, ballot)


@given(presses)
def test_places_of_a_ranked_ballot_have_no_gaps(made: list[tuple[str, int, bool]]) -> None:
    ballot: dict[str, int] = {}
    for film, mark, level in made:
        ballot = with_mark(Method.SCHULZE, ballot, film, mark, level=level)
        assert set(ballot.values()) == set(range(1, len(places(ballot)) + 1))


def test_a_film_moved_up_moves_the_others_down() -> None:
    ballot = {"a": 1, "b": 2, "c": 3}
    assert with_mark(Method.RANKED, ballot, "c", 1) == {"c": 1, "a": 2, "b": 3}
    assert with_mark(Method.RANKED, ballot, "a", OFF) == {"b": 1, "c": 2}
    assert with_mark(Method.SCHULZE, ballot, "c", 1, level=True) == {"a": 1, "c": 1, "b": 2}
    assert with_mark(Method.RANKED, ballot, "c", 1, level=True) == {"c": 1, "a": 2, "b": 3}


def test_impossible_marks_are_refused() -> None:
    with pytest.raises(BadInputError):
        with_mark(Method.STAR, {}, "a", 6)
    with pytest.raises(BadInputError):
        with_mark(Method.RANKED, {}, "a", -1)

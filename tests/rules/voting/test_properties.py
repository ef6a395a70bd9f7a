"""Properties that the voting methods have, whatever the ballots."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rules.picks.draw import Check, verify
from bot.rules.voting.model import Ballot, Method, Stage
from tests.rules.voting.elections import (
    LETTERS,
    SOME,
    Election,
    ballots_of,
    elections,
    outcome,
    winners,
)

METHODS = list(Method)
Case = tuple[Method, Election]
ANY: st.SearchStrategy[Case] = st.sampled_from(METHODS).flatmap(
    lambda m: st.tuples(st.just(m), elections(m))
)


@SOME
@given(ANY, st.randoms(use_true_random=False))
def test_who_voted_when_does_not_matter(case: Case, random: Random) -> None:
    method, (candidates, ballots) = case
    shuffled = list(ballots)
    random.shuffle(shuffled)
    assert outcome(method, shuffled, candidates) == outcome(method, ballots, candidates)


@SOME
@given(ANY, st.permutations(LETTERS))
def test_what_a_film_is_called_does_not_matter(case: Case, names: list[str]) -> None:
    method, (candidates, ballots) = case
    called = dict(zip(LETTERS, names, strict=True))
    renamed = [{called[id_]: mark for id_, mark in ballot.items()} for ballot in ballots]
    expected = {called[id_] for id_ in winners(method, ballots, candidates)}
    assert winners(method, renamed, [called[id_] for id_ in candidates]) == expected


@SOME
@given(ANY)
def test_the_order_of_nomination_does_not_matter(case: Case) -> None:
    method, (candidates, ballots) = case
    counted = outcome(method, ballots, candidates)
    assert outcome(method, ballots, candidates[::-1]) == counted


@SOME
@given(ANY)
def test_the_winner_after_tie_breaking_is_one_of_the_winners_before(case: Case) -> None:
    method, (candidates, ballots) = case
    counted = outcome(method, ballots, candidates)
    assert counted.winner in counted.winners
    assert set(counted.winners) <= set(candidates)
    assert counted.exhaustive


@SOME
@given(ANY)
def test_a_seed_is_used_only_for_ties_and_each_draw_can_be_verified(case: Case) -> None:
    method, (candidates, ballots) = case
    counted = outcome(method, ballots, candidates)
    draws = [round_.draw for round_ in counted.rounds if round_.stage is Stage.DRAW]
    assert [record.seed for record in draws if record] == [
        f"k3f7q2ab.{number}" for number in range(1, len(draws) + 1)
    ]
    assert all(record and verify(record) is Check.TRUE for record in draws)
    if len(counted.winners) > 1 and method in {Method.APPROVAL, Method.SINGLE}:
        assert len(draws) == 1


@SOME
@given(ANY)
def test_every_round_but_the_last_leaves_something_to_decide(case: Case) -> None:
    method, (candidates, ballots) = case
    *before, last = outcome(method, ballots, candidates).rounds
    assert last.advancing
    assert not last.tied
    for round_ in before:
        assert round_.eliminated or round_.tied or round_.advancing
        assert not set(round_.eliminated) & {*round_.advancing, *round_.tied}


@SOME
@given(ANY)
def test_counts_of_a_round_are_ordered_and_never_exceed_the_ballots(case: Case) -> None:
    method, (candidates, ballots) = case
    for round_ in outcome(method, ballots, candidates).rounds:
        votes = [count.votes for count in round_.counts]
        assert votes == sorted(votes, reverse=True)
        if method in {Method.RANKED, Method.SINGLE} and round_.counts:
            assert sum(votes) + round_.idle == len(ballots)


@pytest.mark.parametrize("method", [Method.SINGLE, Method.RANKED, Method.SCHULZE])
@SOME
@given(data=st.data())
def test_the_first_choice_of_a_majority_wins(method: Method, data: st.DataObject) -> None:
    candidates, others = data.draw(elections(method))
    favourite = data.draw(st.sampled_from(candidates))
    top: dict[str, int] = {favourite: 1}
    if method is not Method.SINGLE:
        rest = [id_ for id_ in candidates if id_ != favourite]
        top |= {id_: rank for rank, id_ in enumerate(rest, start=2)}
    ballots = [*others, *[top] * (len(others) + 1)]
    assert winners(method, ballots, candidates) == {favourite}


def _raised(method: Method, ballot: Ballot, favourite: str) -> Ballot:
    """Return the ballot with one candidate moved to the very top, the others as they were."""
    match method:
        case Method.APPROVAL:
            return {**ballot, favourite: 1}
        case Method.SINGLE:
            return {favourite: 1}
        case Method.STAR:
            return {**ballot, favourite: 5}
        case _:
            lower = {id_: mark + 1 for id_, mark in ballot.items() if id_ != favourite}
            return {**lower, favourite: 1}


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.SINGLE, Method.SCHULZE])
@SOME
@given(data=st.data())
def test_more_support_never_hurts_a_winner(method: Method, data: st.DataObject) -> None:
    candidates, ballots = data.draw(elections(method))
    assume(ballots)
    favourite = data.draw(st.sampled_from(sorted(winners(method, ballots, candidates))))
    index = data.draw(st.integers(0, len(ballots) - 1))
    raised = [*ballots[:index], _raised(method, ballots[index], favourite), *ballots[index + 1 :]]
    after = winners(method, raised, candidates)
    assert favourite in after
    if method is not Method.SCHULZE:
        assert after <= winners(method, ballots, candidates)


@pytest.mark.parametrize("method", METHODS)
def test_without_ballots_all_are_tied_and_one_is_drawn(method: Method) -> None:
    counted = outcome(method, [], "ABC")
    assert counted.winners == ("A", "B", "C")
    assert counted.rounds[-1].stage is Stage.DRAW


@pytest.mark.parametrize("method", METHODS)
@SOME
@given(data=st.data())
def test_marks_for_a_removed_film_are_passed_over(method: Method, data: st.DataObject) -> None:
    ballots = data.draw(st.lists(ballots_of(method, tuple("ABCD")), max_size=6))
    kept = [{id_: mark for id_, mark in ballot.items() if id_ != "D"} for ballot in ballots]
    assert outcome(method, ballots, "ABC") == outcome(method, kept, "ABC")

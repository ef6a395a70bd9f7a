"""Properties that the voting methods have, whatever the ballots."""

from collections.abc import Sequence
from itertools import pairwise, permutations
from random import Random

import pytest
from elections import (
    LETTERS,
    Election,
    ballots_of,
    duel,
    elections,
    outcome,
    prefers,
    winners,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.nights.draw import Check, verify
from bot.nights.voting.model import Ballot, Method, Stage

METHODS = list(Method)
Case = tuple[Method, Election]
ANY: st.SearchStrategy[Case] = st.sampled_from(METHODS).flatmap(
    lambda m: st.tuples(st.just(m), elections(m))
)


@given(ANY, st.randoms(use_true_random=False))
def test_who_voted_when_does_not_matter(case: Case, random: Random) -> None:
    method, (candidates, ballots) = case
    shuffled = list(ballots)
    random.shuffle(shuffled)
    assert outcome(method, shuffled, candidates) == outcome(method, ballots, candidates)


@given(ANY, st.permutations(LETTERS))
def test_what_a_film_is_called_does_not_matter(case: Case, names: list[str]) -> None:
    method, (candidates, ballots) = case
    called = dict(zip(LETTERS, names, strict=True))
    renamed = [{called[id_]: mark for id_, mark in ballot.items()} for ballot in ballots]
    expected = {called[id_] for id_ in winners(method, ballots, candidates)}
    assert winners(method, renamed, [called[id_] for id_ in candidates]) == expected


@given(ANY)
def test_the_order_of_nomination_does_not_matter(case: Case) -> None:
    method, (candidates, ballots) = case
    counted = outcome(method, ballots, candidates)
    assert outcome(method, ballots, candidates[::-1]) == counted


@given(ANY)
def test_the_winner_after_tie_breaking_is_one_of_the_winners_before(case: Case) -> None:
    method, (candidates, ballots) = case
    counted = outcome(method, ballots, candidates)
    assert counted.winner in counted.winners
    assert set(counted.winners) <= set(candidates)
    assert counted.exhaustive


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


@given(ANY)
def test_every_round_but_the_last_leaves_something_to_decide(case: Case) -> None:
    method, (candidates, ballots) = case
    *before, last = outcome(method, ballots, candidates).rounds
    assert last.advancing
    assert not last.tied
    for round_ in before:
        assert round_.eliminated or round_.tied or round_.advancing
        assert not set(round_.eliminated) & {*round_.advancing, *round_.tied}


@given(ANY)
def test_counts_of_a_round_are_ordered_and_never_exceed_the_ballots(case: Case) -> None:
    method, (candidates, ballots) = case
    for round_ in outcome(method, ballots, candidates).rounds:
        votes = [count.votes for count in round_.counts]
        assert votes == sorted(votes, reverse=True)
        if method in {Method.RANKED, Method.SINGLE} and round_.counts:
            assert sum(votes) + round_.idle == len(ballots)


@pytest.mark.parametrize("method", [Method.SINGLE, Method.RANKED, Method.SCHULZE])
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


@given(elections(Method.SCHULZE))
def test_schulze_elects_whoever_wins_every_duel(case: Election) -> None:
    candidates, ballots = case
    for one in candidates:
        if all(duel(ballots, one, other) > 0 for other in candidates if other != one):
            assert winners(Method.SCHULZE, ballots, candidates) == {one}


@given(elections(Method.SCHULZE, min_candidates=2))
def test_schulze_never_elects_alone_whoever_loses_every_duel(case: Election) -> None:
    candidates, ballots = case
    for one in candidates:
        if all(duel(ballots, one, other) < 0 for other in candidates if other != one):
            assert one not in winners(Method.SCHULZE, ballots, candidates)


@given(elections(Method.RANKED, min_candidates=2))
def test_ranked_choice_never_elects_whoever_loses_every_duel(case: Election) -> None:
    candidates, ballots = case
    for one in candidates:
        if all(duel(ballots, one, other) < 0 for other in candidates if other != one):
            assert one not in winners(Method.RANKED, ballots, candidates)


@given(elections(Method.SCHULZE, min_candidates=2))
def test_schulze_turned_upside_down_does_not_elect_the_same_one(case: Election) -> None:
    candidates, ballots = case
    full = [{id_: ballot.get(id_, 9) for id_ in candidates} for ballot in ballots]
    elected = winners(Method.SCHULZE, full, candidates)
    assume(len(elected) == 1)
    reversed_ = [{id_: 10 - rank for id_, rank in ballot.items()} for ballot in full]
    assert not elected & winners(Method.SCHULZE, reversed_, candidates)


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


@given(elections(Method.RANKED, min_candidates=2), st.data())
def test_copies_of_a_film_change_nothing_in_ranked_choice(
    case: Election, data: st.DataObject
) -> None:
    candidates, ballots = case
    original = data.draw(st.sampled_from(candidates))
    cloned = [{id_: 2 * rank for id_, rank in ballot.items()} for ballot in ballots]
    for ballot in cloned:
        if original in ballot:
            ballot["Z"] = ballot[original] + data.draw(st.sampled_from([-1, 1]))
    before = winners(Method.RANKED, ballots, candidates)
    after = winners(Method.RANKED, cloned, (*candidates, "Z"))
    assert {original if id_ == "Z" else id_ for id_ in after} == before


def _orders_of_elimination(ballots: Sequence[Ballot], candidates: tuple[str, ...]) -> set[str]:
    """Return the instant run-off winners by the definition: one at a time, in any order."""
    if len(candidates) == 1:
        return set(candidates)
    first = dict.fromkeys(candidates, 0)
    for ballot in ballots:
        ranked = [id_ for id_ in ballot if id_ in first]
        if ranked:
            first[min(ranked, key=ballot.__getitem__)] += 1
    lowest = min(first.values())
    elected: set[str] = set()
    for last in candidates:
        if first[last] == lowest:
            left = tuple(id_ for id_ in candidates if id_ != last)
            elected |= _orders_of_elimination(ballots, left)
    return elected


@given(elections(Method.RANKED))
def test_ranked_choice_finds_the_winners_of_every_order_of_elimination(case: Election) -> None:
    candidates, ballots = case
    expected = _orders_of_elimination(ballots, candidates)
    assert winners(Method.RANKED, ballots, candidates) == expected


def _strongest(ballots: Sequence[Ballot], path: tuple[str, ...]) -> int:
    return min(duel(ballots, one, other) for one, other in pairwise(path))


@given(elections(Method.SCHULZE, min_candidates=2), st.data())
def test_strongest_paths_are_the_best_of_all_paths(case: Election, data: st.DataObject) -> None:
    candidates, ballots = case
    start, end = data.draw(st.permutations(candidates))[:2]
    between = [id_ for id_ in candidates if id_ not in {start, end}]
    paths = [
        (start, *way, end)
        for length in range(len(between) + 1)
        for way in permutations(between, length)
    ]
    best = max(0, *(_strongest(ballots, path) for path in paths), 0)
    duels = outcome(Method.SCHULZE, ballots, candidates).duels
    assert duels is not None
    row, column = duels.candidates.index(start), duels.candidates.index(end)
    assert duels.strengths[row][column] == best
    shown = duels.path(start, end)
    assert _strongest(ballots, shown) == best if best else shown == ()


@given(elections(Method.STAR, min_candidates=2))
def test_star_elects_the_preferred_one_of_two_films_with_most_stars(case: Election) -> None:
    candidates, ballots = case
    stars = {id_: sum(ballot.get(id_, 0) for ballot in ballots) for id_ in candidates}
    order = sorted(candidates, key=lambda id_: -stars[id_])
    thirds = [stars[id_] for id_ in order[2:]]
    assume(not thirds or stars[order[1]] > max(thirds))
    one, other = order[:2]
    preference = sum(
        (ballot.get(one, 0) > ballot.get(other, 0)) - (ballot.get(one, 0) < ballot.get(other, 0))
        for ballot in ballots
    )
    expected = {one, other} if preference == 0 else {one if preference > 0 else other}
    assert winners(Method.STAR, ballots, candidates) == expected


@pytest.mark.parametrize("method", METHODS)
def test_without_ballots_all_are_tied_and_one_is_drawn(method: Method) -> None:
    counted = outcome(method, [], "ABC")
    assert counted.winners == ("A", "B", "C")
    assert counted.rounds[-1].stage is Stage.DRAW


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
def test_marks_for_a_removed_film_are_passed_over(method: Method, data: st.DataObject) -> None:
    ballots = data.draw(st.lists(ballots_of(method, tuple("ABCD")), max_size=6))
    kept = [{id_: mark for id_, mark in ballot.items() if id_ != "D"} for ballot in ballots]
    assert outcome(method, ballots, "ABC") == outcome(method, kept, "ABC")


def test_prefers_reads_missing_marks_as_last() -> None:
    assert prefers({"A": 2}, "A", "B")
    assert not prefers({}, "A", "B")

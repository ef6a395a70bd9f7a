"""Properties that one voting method has and others have not."""

from collections.abc import Sequence
from itertools import pairwise, permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rules.voting.model import Ballot, Method
from tests.rules.voting.elections import SOME, Election, duel, elections, outcome, prefers, winners


@SOME
@given(elections(Method.SCHULZE))
def test_schulze_elects_whoever_wins_every_duel(case: Election) -> None:
    candidates, ballots = case
    for one in candidates:
        if all(duel(ballots, one, other) > 0 for other in candidates if other != one):
            assert winners(Method.SCHULZE, ballots, candidates) == {one}


@SOME
@given(elections(Method.SCHULZE, min_candidates=2))
def test_schulze_never_elects_alone_whoever_loses_every_duel(case: Election) -> None:
    candidates, ballots = case
    for one in candidates:
        if all(duel(ballots, one, other) < 0 for other in candidates if other != one):
            assert one not in winners(Method.SCHULZE, ballots, candidates)


@SOME
@given(elections(Method.RANKED, min_candidates=2))
def test_ranked_choice_never_elects_whoever_loses_every_duel(case: Election) -> None:
    candidates, ballots = case
    for one in candidates:
        if all(duel(ballots, one, other) < 0 for other in candidates if other != one):
            assert one not in winners(Method.RANKED, ballots, candidates)


@SOME
@given(elections(Method.SCHULZE, min_candidates=2))
def test_schulze_turned_upside_down_does_not_elect_the_same_one(case: Election) -> None:
    candidates, ballots = case
    full = [{id_: ballot.get(id_, 9) for id_ in candidates} for ballot in ballots]
    elected = winners(Method.SCHULZE, full, candidates)
    assume(len(elected) == 1)
    reversed_ = [{id_: 10 - rank for id_, rank in ballot.items()} for ballot in full]
    assert not elected & winners(Method.SCHULZE, reversed_, candidates)


@SOME
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


@SOME
@given(elections(Method.RANKED))
def test_ranked_choice_finds_the_winners_of_every_order_of_elimination(case: Election) -> None:
    candidates, ballots = case
    expected = _orders_of_elimination(ballots, candidates)
    assert winners(Method.RANKED, ballots, candidates) == expected


def _strongest(ballots: Sequence[Ballot], path: tuple[str, ...]) -> int:
    return min(duel(ballots, one, other) for one, other in pairwise(path))


@SOME
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


@SOME
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


def test_prefers_reads_missing_marks_as_last() -> None:
    assert prefers({"A": 2}, "A", "B")
    assert not prefers({}, "A", "B")

"""Elections for the tests of voting: written as in the literature, or made by hypothesis."""

from collections.abc import Iterable, Sequence
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from bot.rules.voting.model import MAX_SCORE, Ballot, Candidate, Method, Outcome
from bot.rules.voting.tally import tally

LETTERS = "ABCDEF"

SOME = settings(max_examples=40)
"""Elections are slow to make; ``benchmarks/voting/methods.py`` counts tens of thousands."""

Election = tuple[tuple[str, ...], list[Ballot]]


def ranking(order: str) -> Ballot:
    """Return the ballot that ranks these letters from best to worst."""
    return {letter: rank for rank, letter in enumerate(order, start=1)}


def rankings(*groups: tuple[int, str]) -> list[Ballot]:
    """Return ballots written as in the literature: how many people, their order."""
    return [ranking(order) for people, order in groups for _ in range(people)]


def outcome(method: Method, ballots: Sequence[Ballot], candidates: Iterable[str]) -> Outcome:
    """Count with a fixed seed and candidates named by their ids."""
    stand = [Candidate(id_, id_) for id_ in candidates]
    return tally(method, ballots, stand, "k3f7q2ab").outcome


def winners(method: Method, ballots: Sequence[Ballot], candidates: Iterable[str]) -> set[str]:
    """Return the winners before tie-breaking."""
    return set(outcome(method, ballots, candidates).winners)


@cache
def ballots_of(method: Method, candidates: tuple[str, ...]) -> st.SearchStrategy[Ballot]:
    """Return ballots of a method, empty and partial ones among them."""
    marked = st.sampled_from(candidates)
    match method:
        case Method.APPROVAL:
            return st.sets(marked).map(lambda ids: dict.fromkeys(sorted(ids), 1))
        case Method.SINGLE:
            return st.sets(marked, max_size=1).map(lambda ids: dict.fromkeys(ids, 1))
        case Method.RANKED:
            return st.lists(marked, unique=True).map(lambda ids: ranking("".join(ids)))
        case Method.SCHULZE:
            return st.dictionaries(marked, st.integers(1, 4))
        case Method.STAR:
            return st.dictionaries(marked, st.integers(0, MAX_SCORE))


@st.composite
def elections(
    draw: st.DrawFn, method: Method, min_candidates: int = 1, max_ballots: int = 9
) -> Election:
    """Make candidates and ballots; few people, so that ties are common."""
    count = draw(st.integers(min_candidates, len(LETTERS)))
    candidates = tuple(LETTERS[:count])
    return candidates, draw(_lists_of_ballots(method, candidates, max_ballots))


@cache
def _lists_of_ballots(
    method: Method, candidates: tuple[str, ...], max_size: int
) -> st.SearchStrategy[list[Ballot]]:
    """Return a strategy that is made once: hypothesis examines every new one before it draws."""
    return st.lists(ballots_of(method, candidates), max_size=max_size)


def prefers(ballot: Ballot, one: str, other: str) -> bool:
    """Whether a ranked ballot puts one strictly above the other."""
    worst = len(LETTERS) + 1
    return ballot.get(one, worst) < ballot.get(other, worst)


def duel(ballots: Sequence[Ballot], one: str, other: str) -> int:
    """Return by how many ranked ballots one is ahead of the other."""
    return sum(prefers(b, one, other) - prefers(b, other, one) for b in ballots)

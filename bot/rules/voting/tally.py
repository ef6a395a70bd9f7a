"""Counting a vote by any of the methods."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.voting import instant_runoff, plurality, schulze, star
from bot.rules.voting.counting import Draws
from bot.rules.voting.model import MAX_SCORE, Ballot, Candidate, Method, Outcome, Tally

_Counter: TypeAlias = Callable[[Sequence[Ballot], tuple[str, ...], Draws], Outcome]

_COUNTERS: Mapping[Method, _Counter] = MappingProxyType(
    {
        Method.APPROVAL: plurality.count,
        Method.SINGLE: plurality.count,
        Method.RANKED: instant_runoff.count,
        Method.SCHULZE: schulze.count,
        Method.STAR: star.count,
    }
)


def tally(
    method: Method, ballots: Sequence[Ballot], candidates: Sequence[Candidate], seed: str
) -> Tally:
    """Count the ballots.

    Args:
        method: How to count.
        ballots: One for each person who voted; empty ones count as cast.
        candidates: Who stands.
        seed: The seed of draws that break ties (see ``bot.rules.picks.draw``).

    Raises:
        BadInputError: A ballot is not one of this method.
        ValueError: Nobody stands, or somebody stands twice.
    """
    ids = tuple(sorted(candidate.id for candidate in candidates))
    if not ids or len(set(ids)) < len(ids):
        raise ValueError("a vote needs candidates, each of them once")
    for ballot in ballots:
        check_ballot(method, ballot)
    counted = [{id_: ballot[id_] for id_ in ids if id_ in ballot} for ballot in ballots]
    return Tally(
        method=method,
        candidates=tuple(candidates),
        cast=len(counted),
        empty=sum(not ballot for ballot in counted),
        seed=seed,
        outcome=_COUNTERS[method](counted, ids, Draws(seed)),
    )


def check_ballot(method: Method, ballot: Ballot) -> None:
    """Make sure that a ballot is one of this method.

    Raises:
        BadInputError: It is not; the message says why.
    """
    marks = list(ballot.values())
    match method:
        case Method.APPROVAL | Method.SINGLE:
            if any(mark != 1 for mark in marks):
                raise BadInputError(_("A film is either marked or not."))
            if method is Method.SINGLE and len(marks) > 1:
                raise BadInputError(_("Only one film can be chosen."))
        case Method.RANKED | Method.SCHULZE:
            if any(mark < 1 for mark in marks):
                raise BadInputError(_("Ranks are counted from 1."))
            if method is Method.RANKED and len(set(marks)) < len(marks):
                raise BadInputError(_("Two films can't have the same rank."))
        case Method.STAR:
            if any(not 0 <= mark <= MAX_SCORE for mark in marks):
                raise BadInputError(_("A film gets 0 to {most} stars.", most=MAX_SCORE))

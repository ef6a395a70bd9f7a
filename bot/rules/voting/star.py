"""STAR: score, then automatic run-off (starvoting.org).

The two with most stars are finalists; the one whom more ballots give more stars than the other
wins.

The tie rule: a tie for a place in the final is settled by a run-off between the tied, in which
each has a point for every ballot and every tied rival whom that ballot gives fewer stars; a tie in
the final goes to the finalist with more stars. Where that is equal too, the draw decides.

The winners before tie-breaking are those who win for some choice among the tied.
"""

from collections.abc import Sequence
from itertools import combinations, product

from bot.rules.voting.counting import Draws, most, ordered, without
from bot.rules.voting.model import Ballot, Outcome, Round, Stage

_FINALISTS = 2


def count(ballots: Sequence[Ballot], candidates: tuple[str, ...], draws: Draws) -> Outcome:
    """Count by STAR; whoever has no mark on a ballot has no star from it."""
    scores = {
        candidate: sum(ballot.get(candidate, 0) for ballot in ballots) for candidate in candidates
    }
    idle = sum(not any(ballot.values()) for ballot in ballots)
    finalists, rounds = _finalists(ballots, scores, idle, draws)
    if len(finalists) == 1:
        return Outcome(finalists, finalists[0], tuple(rounds))
    winner, final = _final(ballots, finalists, scores, draws)
    return Outcome(_possible_winners(ballots, scores), winner, (*rounds, *final))


def _finalists(
    ballots: Sequence[Ballot], scores: dict[str, int], idle: int, draws: Draws
) -> tuple[tuple[str, ...], list[Round]]:
    """Return the finalists, at most two, and the rounds that found them."""
    places = min(_FINALISTS, len(scores))
    through, tied = _fill(places, scores)
    lower = without(scores, through + tied)
    rounds = [Round(Stage.SCORES, ordered(scores), idle, through, lower, tied)]
    if tied:
        points = _preferences(ballots, tied)
        sure, still_tied = _fill(places - len(through), points)
        lower = without(tied, sure + still_tied)
        rounds.append(Round(Stage.RUN_OFF, ordered(points), 0, sure, lower, still_tied))
        through += sure
        while len(through) < places:
            picked, drawn = draws.pick(without(still_tied, through))
            rounds.append(drawn)
            through += (picked,)
    return through, rounds


def _fill(places: int, counts: dict[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who surely has one of the places, and who ties for what is left of them."""
    sure: tuple[str, ...] = ()
    while len(sure) < places:
        leaders = most({candidate: counts[candidate] for candidate in without(counts, sure)})
        if len(sure) + len(leaders) > places:
            return sure, leaders
        sure += leaders
    return sure, ()


def _final(
    ballots: Sequence[Ballot], finalists: tuple[str, ...], scores: dict[str, int], draws: Draws
) -> tuple[str, list[Round]]:
    preferences = _preferences(ballots, finalists)
    shown, idle = ordered(preferences), len(ballots) - sum(preferences.values())
    best = most(preferences)
    if len(best) > 1:
        best = most({finalist: scores[finalist] for finalist in finalists})
    if len(best) == 1:
        losers = without(finalists, best)
        return best[0], [Round(Stage.FINAL, shown, idle, advancing=best, eliminated=losers)]
    winner, drawn = draws.pick(best)
    return winner, [Round(Stage.FINAL, shown, idle, tied=best), drawn]


def _preferences(ballots: Sequence[Ballot], among: tuple[str, ...]) -> dict[str, int]:
    """Return for each how many ballots give it more stars than a rival, over all rivals."""
    points = dict.fromkeys(among, 0)
    for ballot in ballots:
        for one, other in combinations(among, 2):
            difference = ballot.get(one, 0) - ballot.get(other, 0)
            if difference:
                points[one if difference > 0 else other] += 1
    return points


def _possible_winners(ballots: Sequence[Ballot], scores: dict[str, int]) -> tuple[str, ...]:
    first = most(scores)
    if len(first) > 1:
        finals = list(combinations(first, 2))
    else:
        second = most({candidate: scores[candidate] for candidate in without(scores, first)})
        finals = list(product(first, second))
    won = (most(_preferences(ballots, finalists)) for finalists in finals)
    return tuple(sorted({winner for winners in won for winner in winners}))

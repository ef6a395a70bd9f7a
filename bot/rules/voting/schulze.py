"""The Schulze method: whoever no rival beats along a stronger path.

A duel goes to whoever is above the other on more ballots; its strength is the margin. A path is as
strong as its weakest duel. A candidate beats another when the strongest path there is stronger
than the strongest path back (Schulze, A new monotonic, clone-independent, reversal symmetric, and
Condorcet-consistent single-winner election method, Social Choice and Welfare 36, 2011).

Unbeaten rivals are tied. The tie rule: a run-off between the tied, that is the same method among
them alone, for as long as it leaves fewer of them; then the draw.
"""

from collections.abc import Sequence
from itertools import permutations

from bot.rules.voting.counting import Draws, ordered, without
from bot.rules.voting.model import Ballot, Duels, Outcome, Round, Stage


def count(ballots: Sequence[Ballot], candidates: tuple[str, ...], draws: Draws) -> Outcome:
    """Count by the Schulze method; equal ranks are allowed."""
    duels = strongest_paths(ballots, candidates)
    winners = _unbeaten(duels)
    remaining = winners
    idle = sum(not ballot for ballot in ballots)
    rounds = [_round(Stage.DUELS, duels, remaining, idle)]
    while len(remaining) > 1:
        among = strongest_paths(ballots, remaining)
        unbeaten = _unbeaten(among)
        rounds.append(_round(Stage.RUN_OFF, among, unbeaten, idle))
        if len(unbeaten) == len(remaining):
            break
        remaining = unbeaten
    if len(remaining) == 1:
        return Outcome(winners, remaining[0], tuple(rounds), duels)
    winner, drawn = draws.pick(remaining)
    return Outcome(winners, winner, (*rounds, drawn), duels)


def strongest_paths(ballots: Sequence[Ballot], candidates: tuple[str, ...]) -> Duels:
    """Hold every duel and find the strongest paths (Floyd and Warshall; cubic)."""
    size = len(candidates)
    votes = [[0] * size for _ in range(size)]
    for ballot in ballots:
        ranks = [ballot.get(candidate) for candidate in candidates]
        for i, j in permutations(range(size), 2):
            above, below = ranks[i], ranks[j]
            if above is not None and (below is None or above < below):
                votes[i][j] += 1
    strengths = [[max(votes[i][j] - votes[j][i], 0) for j in range(size)] for i in range(size)]
    steps = [[i] * size for i in range(size)]
    for via, i, j in ((via, i, j) for via in range(size) for i, j in permutations(range(size), 2)):
        through = min(strengths[i][via], strengths[via][j])
        if through > strengths[i][j]:
            strengths[i][j] = through
            steps[i][j] = steps[via][j]
    return Duels(
        candidates,
        tuple(map(tuple, votes)),
        tuple(map(tuple, strengths)),
        tuple(map(tuple, steps)),
    )


def _beaten(duels: Duels, index: int) -> int:
    """Return how many rivals a candidate beats."""
    row = duels.strengths[index]
    return sum(row[rival] > duels.strengths[rival][index] for rival in range(len(row)))


def _unbeaten(duels: Duels) -> tuple[str, ...]:
    strengths = duels.strengths
    rivals = range(len(strengths))
    return tuple(
        sorted(
            candidate
            for index, candidate in enumerate(duels.candidates)
            if all(strengths[index][rival] >= strengths[rival][index] for rival in rivals)
        )
    )


def _round(stage: Stage, duels: Duels, unbeaten: tuple[str, ...], idle: int) -> Round:
    beaten = {candidate: _beaten(duels, i) for i, candidate in enumerate(duels.candidates)}
    decided = len(unbeaten) == 1
    return Round(
        stage,
        ordered(beaten),
        idle,
        advancing=unbeaten if decided else (),
        eliminated=without(duels.candidates, unbeaten),
        tied=() if decided else unbeaten,
    )

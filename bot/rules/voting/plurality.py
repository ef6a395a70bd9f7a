"""Approval and single choice: who is marked on most ballots.

Neither kind of ballot can tell tied candidates apart, so a tie goes straight to the draw.
"""

from collections.abc import Sequence

from bot.rules.voting.counting import Draws, most, ordered, without
from bot.rules.voting.model import Ballot, Outcome, Round, Stage


def count(ballots: Sequence[Ballot], candidates: tuple[str, ...], draws: Draws) -> Outcome:
    """Count how many ballots mark each candidate."""
    counts = {candidate: sum(candidate in ballot for ballot in ballots) for candidate in candidates}
    winners = most(counts)
    idle = sum(not ballot for ballot in ballots)
    if len(winners) == 1:
        decided = Round(
            Stage.COUNT,
            ordered(counts),
            idle,
            advancing=winners,
            eliminated=without(candidates, winners),
        )
        return Outcome(winners, winners[0], (decided,))
    tied = Round(
        Stage.COUNT,
        ordered(counts),
        idle,
        eliminated=without(candidates, winners),
        tied=winners,
    )
    winner, drawn = draws.pick(winners)
    return Outcome(winners, winner, (tied, drawn))

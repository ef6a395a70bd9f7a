"""The values of a vote: candidates, ballots and the tally with its rounds."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.rules.picks.draw import DrawRecord

MAX_SCORE = 5

Ballot: TypeAlias = Mapping[str, int]
"""What one person wrote: candidate id to mark.

The mark is 1 for an approval or a single choice, the rank from 1 (best) for ranked methods and
the stars from 0 to :data:`MAX_SCORE` for STAR. Whoever is not marked is not approved, ranked
below everybody ranked, or has no star. Marks for anything that is not (or no longer) a candidate
are ignored, so that removing a nomination leaves the rest of each ballot valid.
"""


class Method(enum.StrEnum):
    """How ballots are counted."""

    APPROVAL = "approval"
    SINGLE = "single"
    RANKED = "ranked"
    SCHULZE = "schulze"
    STAR = "star"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to vote for: a film by its stable id, with the name it is shown by."""

    id: str
    name: str


class Stage(enum.StrEnum):
    """What a round counts."""

    COUNT = "count"  # ballots: approvals, single choices, or first choices among the remaining
    DUELS = "duels"  # rivals beaten along strongest paths
    SCORES = "scores"  # sums of stars
    FINAL = "final"  # ballots that prefer each of the two finalists
    RUN_OFF = "run-off"  # a count among the tied alone
    DRAW = "draw"  # nothing: the seed decides


@dataclass(frozen=True, slots=True)
class Count:
    """How much a candidate has in a round."""

    candidate: str
    votes: int


@dataclass(frozen=True, slots=True)
class Round:
    """One step on the way to the winner.

    Attributes:
        stage: What was counted.
        counts: Most first, equal ones by id; empty in a draw.
        idle: Ballots that say nothing between the candidates of this round.
        advancing: Who goes on as a finalist or won, where this round settles that.
        eliminated: Who is out after this round.
        tied: Between whom the next round has to decide; empty where nothing is left open.
        draw: The draw, in a round that is one.
    """

    stage: Stage
    counts: tuple[Count, ...] = ()
    idle: int = 0
    advancing: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    draw: DrawRecord | None = None


@dataclass(frozen=True, slots=True)
class Duels:
    """Every candidate against every other.

    Attributes:
        candidates: The order of rows and columns.
        votes: ``votes[i][j]`` ballots put ``i`` strictly above ``j``.
        strengths: ``strengths[i][j]`` is the strength of the strongest path from ``i`` to ``j``,
            0 where there is none.
        steps: ``steps[i][j]`` is the last stop before ``j`` on that path.
    """

    candidates: tuple[str, ...]
    votes: tuple[tuple[int, ...], ...]
    strengths: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[int, ...], ...]

    def path(self, start: str, end: str) -> tuple[str, ...]:
        """Return the strongest path with both ends, or nothing where there is none."""
        first, stop = self.candidates.index(start), self.candidates.index(end)
        if not self.strengths[first][stop]:
            return ()
        stops = [stop]
        while stop != first:
            stop = self.steps[first][stop]
            stops.append(stop)
        return tuple(self.candidates[index] for index in reversed(stops))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of counting by one method.

    Attributes:
        winners: Every possible winner before ties are broken, by id.
        winner: The winner after ties are broken.
        rounds: The way there.
        duels: For Schulze, the pairwise table and the strongest paths.
        exhaustive: Whether ``winners`` is complete: see ``instant_runoff``.
    """

    winners: tuple[str, ...]
    winner: str
    rounds: tuple[Round, ...]
    duels: Duels | None = None
    exhaustive: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted vote.

    Attributes:
        method: How it was counted.
        candidates: Who stood, in the order handed in.
        cast: How many ballots were cast, empty ones among them.
        empty: How many of them mark nobody.
        seed: What every draw of this tally begins from.
        outcome: What came out.
    """

    method: Method
    candidates: tuple[Candidate, ...]
    cast: int
    empty: int
    seed: str
    outcome: Outcome

    @property
    def winner(self) -> Candidate:
        """The winner after ties are broken."""
        return self.candidate(self.outcome.winner)

    @property
    def draws(self) -> tuple[DrawRecord, ...]:
        """Every draw that was needed, in order."""
        return tuple(round_.draw for round_ in self.outcome.rounds if round_.draw is not None)

    def candidate(self, id_: str) -> Candidate:
        """Return the candidate with this id.

        Raises:
            KeyError: Nobody stood under that id.
        """
        for candidate in self.candidates:
            if candidate.id == id_:
                return candidate
        raise KeyError(id_)

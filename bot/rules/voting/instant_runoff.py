"""Ranked choice: instant run-off.

Each ballot counts for the highest of its candidates who remain. Whoever has more than half of the
ballots that still count wins; otherwise the last is out and their ballots move on.

When several are last:

1. all without any vote are out together, and so are tied ones who together have fewer votes than
   the next: in whatever order they went, none of them could be saved;
2. otherwise a run-off between the tied: each ballot counts for the highest of them, the last is
   out;
3. if that leaves a tie too, the draw says who of them is out.

The winners before tie-breaking are those who win for some order of eliminating the tied
("parallel universes": Conitzer, Rognlie and Xia, Preference Functions That Score Rankings and
Maximum Likelihood Estimation, IJCAI 2009). Finding them all is NP-complete, so no more than
:data:`MAX_STATES` sets of remaining candidates are looked at; the outcome says if that was not
enough.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from bot.rules.voting.counting import Draws, fewest, most, ordered, without
from bot.rules.voting.model import Ballot, Outcome, Round, Stage

MAX_STATES = 4096

_Rankings: TypeAlias = Mapping[tuple[str, ...], int]


def count(ballots: Sequence[Ballot], candidates: tuple[str, ...], draws: Draws) -> Outcome:
    """Count by instant run-off; no ballot may give two candidates the same rank."""
    rankings = Counter(tuple(sorted(ballot, key=ballot.__getitem__)) for ballot in ballots)
    winner, rounds = _rounds(rankings, candidates, draws)
    possible, exhaustive = possible_winners(rankings, candidates)
    return Outcome(tuple(sorted(possible | {winner})), winner, tuple(rounds), exhaustive=exhaustive)


def possible_winners(
    rankings: _Rankings, candidates: Collection[str], max_states: int = MAX_STATES
) -> tuple[frozenset[str], bool]:
    """Return who wins for some order of eliminating the tied, and whether that list is complete."""
    found: set[str] = set()
    seen: set[frozenset[str]] = set()
    waiting = [frozenset(candidates)]
    while waiting:
        remaining = waiting.pop()
        if remaining in seen:
            continue
        if len(seen) == max_states:
            return frozenset(found), False
        seen.add(remaining)
        counts = _first_choices(rankings, remaining)
        if settled := _settled(counts):
            found.update(settled)
        elif together := _out_together(counts):
            waiting.append(remaining.difference(together))
        else:
            waiting.extend(remaining - {last} for last in fewest(counts))
    return frozenset(found), True


def _rounds(
    rankings: _Rankings, candidates: tuple[str, ...], draws: Draws
) -> tuple[str, list[Round]]:
    rounds: list[Round] = []
    remaining = candidates
    while True:
        counts = _first_choices(rankings, remaining)
        shown, idle = ordered(counts), _idle(rankings, counts)
        settled = _settled(counts)
        if len(settled) == 1:
            rounds.append(Round(Stage.COUNT, shown, idle, advancing=settled))
            return settled[0], rounds
        last = fewest(counts)
        if settled or len(last) == len(remaining) == 2:  # noqa: PLR2004 - the last two
            rounds.append(Round(Stage.COUNT, shown, idle, tied=last))
            winner, drawn = draws.pick(last)
            return winner, [*rounds, drawn]
        if together := _out_together(counts):
            rounds.append(Round(Stage.COUNT, shown, idle, eliminated=together))
            remaining = without(remaining, together)
            continue
        rounds.append(Round(Stage.COUNT, shown, idle, tied=last))
        if len(last) < len(remaining):
            counts = _first_choices(rankings, last)
            last = fewest(counts)
            decided = len(last) == 1
            rounds.append(
                Round(
                    Stage.RUN_OFF,
                    ordered(counts),
                    _idle(rankings, counts),
                    eliminated=last if decided else (),
                    tied=() if decided else last,
                )
            )
        if len(last) > 1:
            dropped, drawn = draws.drop(last)
            rounds.append(drawn)
            last = (dropped,)
        remaining = without(remaining, last)


def _first_choices(rankings: _Rankings, remaining: Collection[str]) -> dict[str, int]:
    counts = dict.fromkeys(remaining, 0)
    for ranking, ballots in rankings.items():
        for candidate in ranking:
            if candidate in counts:
                counts[candidate] += ballots
                break
    return counts


def _idle(rankings: _Rankings, counts: Mapping[str, int]) -> int:
    return sum(rankings.values()) - sum(counts.values())


def _settled(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the one with a majority, or everybody where no ballot is left, else nobody."""
    leaders = most(counts)
    total = sum(counts.values())
    return leaders if not total or counts[leaders[0]] * 2 > total else ()


def _out_together(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the last ones if all of them must go in whatever order; see the module's rule 1."""
    last = fewest(counts)
    votes_of_last = sum(counts[candidate] for candidate in last)
    above = [votes for candidate, votes in counts.items() if candidate not in last]
    if len(last) == 1 or (above and votes_of_last < min(above)):
        return last
    return ()

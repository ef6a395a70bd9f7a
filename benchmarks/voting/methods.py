"""Compare our voting methods with ``pref_voting`` (MIT), as winner sets before tie-breaking.

::

    python benchmarks/voting/methods.py --elections 10000 --json

``pref_voting`` is heavy, so it is in the ``bench`` group only. Elections are made with a fixed
seed: two to seven candidates; mostly few people, so that ties are common. Ranked ballots are full
rankings or stop early; Schulze's have equal ranks and gaps too.
"""

import argparse
import importlib
import json
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.rules.voting.model import MAX_SCORE, Ballot, Candidate, Method
from bot.rules.voting.tally import tally

Peer = Callable[[list[Ballot], list[int]], set[int]]


@dataclass(frozen=True, slots=True)
class Result:
    """The results of one method.

    Attributes:
        elections: How many were counted by both.
        ties: How many of them had several winners.
        differences: How many had different winner sets.
        ours_s: Seconds that our counting took, tie-breaking and rounds included.
        theirs_s: Seconds that theirs took.
    """

    elections: int
    ties: int
    differences: int
    ours_s: float
    theirs_s: float


def _peer_module(name: str) -> Any:
    """Import one of its modules, none of which is typed or installed beside the bot."""
    return importlib.import_module(f"pref_voting.{name}")


def _peers() -> dict[Method, Peer]:
    """Return the same methods of ``pref_voting``; importing it compiles code for seconds."""
    grades, grade_profiles, iterative, margins, profiles, with_ties = (
        _peer_module(name)
        for name in (
            "grade_methods",
            "grade_profiles",
            "iterative_methods",
            "margin_based_methods",
            "profiles",
            "profiles_with_ties",
        )
    )

    def ranked(ballots: list[Ballot], candidates: list[int]) -> Any:
        marks = [{int(id_): mark for id_, mark in ballot.items()} for ballot in ballots]
        ranks = [candidate + 1 for candidate in candidates]
        if all(sorted(ballot.values()) == ranks for ballot in marks):
            return profiles.Profile(
                [sorted(candidates, key=ballot.__getitem__) for ballot in marks]
            )
        profile = with_ties.ProfileWithTies(marks, candidates=candidates)
        profile.use_extended_strict_preference()
        return profile

    def stars(ballots: list[Ballot], candidates: list[int]) -> Any:
        full = [{c: ballot.get(str(c), 0) for c in candidates} for ballot in ballots]
        return grade_profiles.GradeProfile(full, list(range(MAX_SCORE + 1)), candidates=candidates)

    return {
        Method.RANKED: lambda b, c: set(iterative.instant_runoff_put(ranked(b, c))),
        Method.SCHULZE: lambda b, c: set(margins.beat_path(ranked(b, c))),
        Method.STAR: lambda b, c: set(grades.star(stars(b, c))),
    }


def _ballot(method: Method, random: Random, candidates: list[int], full: bool) -> Ballot:
    order = [str(candidate) for candidate in random.sample(candidates, len(candidates))]
    if method is Method.STAR:
        return {id_: random.randint(0, MAX_SCORE) for id_ in order}
    if full:
        return {id_: rank for rank, id_ in enumerate(order, start=1)}
    order = order[: random.randint(1, len(order))]
    if method is Method.RANKED:
        return {id_: rank for rank, id_ in enumerate(order, start=1)}
    return {id_: random.randint(1, len(candidates)) for id_ in order}


def _election(method: Method, random: Random) -> tuple[list[Ballot], list[int]]:
    candidates = list(range(random.randint(2, 7)))
    people = random.choice([random.randint(1, 12), random.randint(1, 12), random.randint(13, 60)])
    full = random.random() < 0.5
    return [_ballot(method, random, candidates, full) for _ in range(people)], candidates


def compare(method: Method, peer: Peer, elections: int, seed: int) -> Result:
    """Count the same random elections by both."""
    random = Random(f"{seed}:{method}")
    ties = differences = 0
    ours_s = theirs_s = 0.0
    for _ in range(elections):
        ballots, candidates = _election(method, random)
        stand = [Candidate(str(candidate), str(candidate)) for candidate in candidates]
        start = time.perf_counter()
        ours = {int(id_) for id_ in tally(method, ballots, stand, "k3f7q2ab").outcome.winners}
        between = time.perf_counter()
        theirs = {int(winner) for winner in peer(ballots, candidates)}
        theirs_s += time.perf_counter() - between
        ours_s += between - start
        ties += len(ours) > 1
        if ours != theirs:
            differences += 1
            print(f"{method}: ours {sorted(ours)}, theirs {sorted(theirs)}: {ballots}")
    return Result(elections, ties, differences, round(ours_s, 3), round(theirs_s, 3))


def main() -> int:
    """Run the comparison; the exit status is 1 where any winner set differs."""
    parser = argparse.ArgumentParser(description="Compare our voting methods with pref_voting.")
    parser.add_argument("--elections", type=int, default=10_000, help="for each method")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    results = {
        method: compare(method, peer, options.elections, options.seed)
        for method, peer in _peers().items()
    }
    print(f"{'method':8} {'elections':>9} {'ties':>6} {'differ':>6} {'ours s':>7} {'theirs s':>8}")
    for method, result in results.items():
        print(
            f"{method:8} {result.elections:9,} {result.ties:6,} {result.differences:6,} "
            f"{result.ours_s:7.1f} {result.theirs_s:8.1f}"
        )
    if options.json:
        print(json.dumps({method: asdict(result) for method, result in results.items()}))
    return int(any(result.differences for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())

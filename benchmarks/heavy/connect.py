"""How long the shortest chain of films between two people takes to find.

::

    python benchmarks/heavy/connect.py --facts ../shared/questions/kb.txt --json

Without ``--facts`` a graph of the same size is made with a fixed seed. Pairs are random people of
the graph, whether or not anything connects them. Times are processor time: on a busy machine, wall
time would count other work too.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.rules.games.connections import CreditGraph

CREDITS = {"directed_by", "written_by", "starred_actors"}
MADE_FILMS = 16_000


def from_facts(path: Path) -> dict[str, list[str]]:
    """Read the people of each film from lines ``film|relation|person``."""
    people: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        film, relation, value = line.split("|", 2)
        if relation in CREDITS:
            people.setdefault(film, []).append(value)
    return people


def made(random: Random) -> dict[str, list[str]]:
    """Generate as many films, mostly with little-known people, some with very busy ones."""
    return {
        f"film{number}": [f"person{int(random.paretovariate(0.4)) % 30_000}" for _ in range(7)]
        for number in range(MADE_FILMS)
    }


def measure(graph: CreditGraph, pairs: Iterable[tuple[str, str]]) -> tuple[list[float], int, int]:
    """Return the milliseconds of each search, ascending, how many met, and the longest chain."""
    times: list[float] = []
    connected = longest = 0
    for start, end in pairs:
        began = time.thread_time()
        chain = graph.chain(start, end)
        times.append((time.thread_time() - began) * 1000)
        if chain is not None:
            connected += 1
            longest = max(longest, len(chain))
    return sorted(times), connected, longest


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Time the shortest chains between people.")
    parser.add_argument("--facts", type=Path, help="lines of film|relation|person")
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    options = parser.parse_args()
    random = Random(options.seed)
    people = from_facts(options.facts) if options.facts else made(random)
    began = time.perf_counter()
    graph = CreditGraph.of(people.items())
    built = time.perf_counter() - began
    names = sorted({name for cast in people.values() for name in cast})
    pairs = [(random.choice(names), random.choice(names)) for _ in range(options.pairs)]
    times, connected, longest = measure(graph, pairs)
    figures = {
        "films": len(graph),
        "people": len(names),
        "build_s": round(built, 3),
        "pairs": len(times),
        "connected": connected,
        "longest": longest,
        "p50_ms": round(times[len(times) // 2], 3),
        "p99_ms": round(times[len(times) * 99 // 100], 3),
        "max_ms": round(times[-1], 3),
    }
    for name, value in figures.items():
        print(f"{name:10} {value:>12,}")
    if options.json:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())

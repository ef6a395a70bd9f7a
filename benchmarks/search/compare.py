"""How well and how fast names are found, compared with alternative engines.

``python benchmarks/search/compare.py --entries FILE --queries FILE [--against NAME ...]
[--scale N]``

Entries are lines of ``title<TAB>year<TAB>popularity`` or ``name<TAB>popularity``; queries are lines
of ``class<TAB>query<TAB>acceptable line numbers, comma-joined``. Figures over all classes are plain
means of the classes. Instead of line numbers a query may name its answers, with bars between them:
see ``benchmarks/search/queries``. A query's time is the best of three runs on the index as it is
loaded from disk; memory is what a fresh process grows by that loads the saved index and answers all
queries, mapped pages included. Peers are asked in the same run, each in a process of its own, as
many queries as fit into their time, evenly over the classes; they have nothing to load. ``--json``
ends the output with one object.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.entries import Query, read_entries, read_queries, scaled
from benchmarks.search.measuring import (
    figures,
    in_a_process,
    keystrokes,
    measure_peer,
    percentiles,
    resident_mb,
    timed,
)
from benchmarks.search.peers import PEERS, PeerMissingError
from benchmarks.search.report import lines as report_lines
from bot.search.index import Index
from bot.search.model import Entry, Verdict

_REPEATS = 3
_HARD = (
    "the " * 30,
    "a b c d e f g h i j k l m n o p",
    "the man of the night in the house of love and the girl with a story",
    "e" * 4000,
    "s",
    "the movie called the man 1999",
    "aeiou rstln dmchp " * 6,
)
"""Inputs meant to be expensive: common words, single letters, long ones, three readings."""


def sureness(index: Index, queries: Sequence[Query]) -> dict[str, float]:
    """Return how often a clear verdict is right, and how often easy queries get one.

    A prefix is no finished query: what it begins exactly ("star trek") is told apart.
    """
    right: list[bool] = []
    right_finished: list[bool] = []
    easy: list[bool] = []
    for query in queries:
        resolution = index.resolve(query.text)
        clear = resolution.verdict in {Verdict.EXACT, Verdict.CLEAR}
        if resolution.best is not None:
            right.append(resolution.best.key in query.answers)
            if not query.kind.startswith("prefix"):
                right_finished.append(right[-1])
        if query.kind in {"exact", "case_punct_marks", "typo1"}:
            easy.append(clear)
    return {
        "clear_right": _share(right_finished),
        "clear_right_with_prefixes": _share(right),
        "clear_called": len(right),
        "easy_clear": _share(easy),
    }


def _share(values: Sequence[bool]) -> float:
    return float(np.mean(values)) if values else 1.0


def slowest(index: Index, texts: Sequence[str]) -> dict[str, Any]:
    """Return the input that took longest, with the work it was."""
    times = timed(index.search, texts, _REPEATS)
    place = int(np.argmax(times))
    explained = index.explain(texts[place])
    trace = explained.trace if explained else None
    return {
        "query": texts[place][:60],
        "ms": times[place],
        "postings": trace.postings if trace else 0,
        "candidates": trace.candidates if trace else 0,
    }


def measure(entries: list[Entry], queries: list[Query]) -> dict[str, Any]:
    """Build, save, load and ask; return all figures of our own index."""
    start = time.perf_counter()
    built = Index.build(entries)
    build_s = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "index"
        built.save(saved)
        disk = sum(file.stat().st_size for file in saved.iterdir())
        del built
        fresh = _fresh_process(saved, [query.text for query in queries])
        index = Index.load(saved)
        answers = [[match.key for match in index.search(query.text)] for query in queries]
        texts = [query.text for query in queries]
        return {
            **figures(queries, answers),
            **percentiles(timed(index.search, texts, _REPEATS)),
            **percentiles(timed(index.search, keystrokes(texts), _REPEATS), "keystroke_"),
            **sureness(index, queries),
            "slowest": slowest(index, [*_HARD, *texts]),
            "build_s": build_s,
            **fresh,
            "disk_mb": disk / 1e6,
            "entries": len(entries),
            "queries": len(queries),
        }


def _fresh_process(saved: Path, texts: Sequence[str]) -> dict[str, float]:
    """Load the index and ask everything in a process of its own; return what that took."""
    done = subprocess.run(  # noqa: S603  (ourselves)
        [sys.executable, __file__, "--child", str(saved)],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def child(saved: Path) -> None:
    """Be the fresh process: load, ask what standard input holds, print seconds and megabytes."""
    texts = json.load(sys.stdin)
    before = resident_mb()
    start = time.perf_counter()
    index = Index.load(saved)
    load_s = time.perf_counter() - start
    for text in texts:
        index.search(text)
    print(json.dumps({"load_s": load_s, "memory_mb": resident_mb() - before}))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables and, with ``--json``, one object."""
    parser = argparse.ArgumentParser(description="Measure the search beside its peers.")
    parser.add_argument("--entries", type=Path, help="names or titles, one a line")
    parser.add_argument("--queries", type=Path, help="queries with their answers, one a line")
    parser.add_argument("--against", nargs="*", default=[], help=f"{', '.join(PEERS)}, or all")
    parser.add_argument("--peer-seconds", type=float, default=30, help="time for each peer")
    parser.add_argument(
        "--scale",
        type=int,
        default=0,
        help="ask so many entries: more are made up, fewer are the first",
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        child(options.child)
        return
    if not (options.entries and options.queries):
        parser.error("--entries and --queries are needed")
    entries = scaled(read_entries(options.entries), options.scale)
    keys = {entry.key for entry in entries}
    queries = [query for query in read_queries(options.queries, entries) if query.answers & keys]
    names = list(PEERS) if "all" in options.against else options.against
    if unknown := set(names) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    result = measure(entries, queries)
    result["peers"] = {}
    for name in names:
        try:
            peer = in_a_process(measure_peer, name, entries, queries, options.peer_seconds)
        except PeerMissingError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
        else:
            result["peers"][name] = peer
    print("\n".join(report_lines(result)))
    if options.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()

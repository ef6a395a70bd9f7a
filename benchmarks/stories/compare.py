"""How well and how fast titles are found by their stories, compared with full-text engines.

``python benchmarks/stories/compare.py --records FOLDER --queries FILE [--field query|short|full]
[--task NAME] [--judged FILE] [--off FILE] [--against NAME ...] [--scale N] [--json]``

Queries are JSON lines with the description under ``query`` (or under the field that ``--field``
names; those without it are left out) and under ``gold`` the names of the record files that are
meant. Recall is the share of these among the first so many, averaged over the queries; ``mrr`` and
``ndcg_10`` are as the literature has them. With ``--judged`` only those titles are ranked: a list,
or lists by what the query's ``qid`` begins with. With ``--off`` the queries of another file, whose
titles are not in the catalogue, are asked too: ``precision`` is how many of all answers given as
sure are right (1 where there are none), ``off_asserted`` the share of the other file's queries
answered so. A query's time is the best of three; memory is what a fresh process grows by that
loads the saved index and answers all queries, mapped pages included. ``--scale`` asks the same of
so many titles, made of the records' sentences shuffled, and gives those times besides. ``--json``
ends the output with one object.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.measuring import in_a_process, percentiles, resident_mb, timed
from benchmarks.search.peers import PeerMissingError
from benchmarks.stories.peers import PEERS
from bot.catalog.faults import FaultyRecordError
from bot.catalog.records.record import read_record
from bot.stories.stories import Stories
from bot.stories.story import Story, story_of
from bot.stories.sureness import Sureness
from bot.stories.text.table import TABLE
from bot.stories.text.words import sentences

_DEPTH = 100
_RECALLS = (1, 5, 10, 20)
_REPEATS = 3

Judged = Mapping[str, list[str]] | None


@dataclass(frozen=True, slots=True)
class Query:
    """A description with what it means.

    Attributes:
        text: The description.
        gold: The ids of the titles meant.
        among: The only titles to rank.
    """

    text: str
    gold: frozenset[str]
    among: frozenset[str] | None


def read_stories(folder: Path) -> dict[str, Story]:
    """Return what is read of each record file; faulty ones are named and left out."""
    stories: dict[str, Story] = {}
    for path in sorted(folder.glob("*.md")):
        try:
            record = read_record(path.read_bytes(), path.name, path.name)
        except FaultyRecordError as error:
            print(f"left out: {error}", file=sys.stderr)
        else:
            stories[path.name] = story_of(record.movie)
    return stories


def read_judged(path: Path) -> dict[str, list[str]]:
    """Return the names of the only files to rank, by what the queries' ``qid`` begins with."""
    read: Any = json.loads(path.read_text(encoding="utf-8"))
    return {"": read} if isinstance(read, list) else read


def read_queries(
    path: Path, field: str, task: str | None, judged: Judged, stories: Mapping[str, Story]
) -> list[Query]:
    """Return the queries of a file whose titles are among the records."""
    queries: list[Query] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row.get(field)
        gold = frozenset(stories[name].id for name in row["gold"] if name in stories)
        if not text or (task and row["task"] != task) or (row["gold"] and not gold):
            continue
        queries.append(Query(text, gold, _among(judged, str(row["qid"]), stories)))
    return queries


def _among(judged: Judged, qid: str, stories: Mapping[str, Story]) -> frozenset[str] | None:
    if judged is None:
        return None
    names = next(names for begin, names in judged.items() if qid.startswith(begin))
    return frozenset(stories[name].id for name in names if name in stories)


def figures(queries: Sequence[Query], found: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return recall, mean reciprocal rank and nDCG of answers given as ids, best first."""
    hits = [
        np.array([key in query.gold for key in answer], bool)
        for query, answer in zip(queries, found, strict=True)
    ]
    sizes = [len(query.gold) for query in queries]
    result = {
        f"recall_{depth}": _mean(
            hit[:depth].sum() / size for hit, size in zip(hits, sizes, strict=True)
        )
        for depth in _RECALLS
    }
    firsts = [int(hit.argmax()) if hit.any() else None for hit in hits]
    result["mrr"] = _mean(0.0 if first is None else 1 / (1 + first) for first in firsts)
    discounts = 1 / np.log2(np.arange(2, 12))
    result["ndcg_10"] = _mean(
        (discounts[: len(hit[:10])] * hit[:10]).sum() / discounts[: min(10, size)].sum()
        for hit, size in zip(hits, sizes, strict=True)
    )
    return result


def _mean(values: Any) -> float:
    return float(np.mean(list(values) or [0.0]))


def ours(folder: str, queries: Sequence[Query], off: Sequence[Query]) -> dict[str, Any]:
    """Load a saved index in this process and ask it everything."""
    warm = Story("x", "x", synopsis="A shark lives in the sea and sees a ship.")
    Stories.build([warm]).search("shark")  # what any index needs is there in any case
    before = resident_mb()
    start = time.perf_counter()
    stories = Stories.load(Path(folder))
    load_s = time.perf_counter() - start
    found: list[list[str]] = []
    sure: list[bool] = []
    for query in queries:
        hits = stories.search(query.text, query.among, _DEPTH)
        found.append([hit.id for hit in hits])
        sure.append(hits.sureness is Sureness.SURE)
    memory_mb = resident_mb() - before
    texts = [query.text for query in queries]
    result: dict[str, Any] = {
        "queries": len(queries),
        **figures(queries, found),
        **percentiles(timed(stories.search, texts, _REPEATS)),
        "load_s": load_s,
        "memory_mb": memory_mb,
    }
    if off:
        right = sum(
            keys[0] in query.gold
            for query, keys, is_sure in zip(queries, found, sure, strict=True)
            if is_sure
        )
        wrong = sum(stories.search(query.text).sureness is Sureness.SURE for query in off)
        asserted = sum(sure) + wrong
        result["asserted"] = asserted
        result["precision"] = right / asserted if asserted else 1.0
        result["off_asserted"] = wrong / len(off)
    return result


def peer(name: str, stories: Sequence[Story], queries: Sequence[Query]) -> dict[str, Any]:
    """Build a peer in this process and ask it everything."""
    texts = [f"{story.heading}. {story.prose}" for story in stories]
    before = resident_mb()
    start = time.perf_counter()
    ask = PEERS[name](texts)
    build_s = time.perf_counter() - start
    found: list[list[str]] = []
    for query in queries:
        keys = [stories[number].id for number in ask(query.text)]
        found.append([key for key in keys if query.among is None or key in query.among][:_DEPTH])
    memory_mb = resident_mb() - before
    times = timed(ask, [query.text for query in queries], _REPEATS)
    return {
        "queries": len(queries),
        **figures(queries, found),
        **percentiles(times),
        "build_s": build_s,
        "memory_mb": memory_mb,
    }


def scaled(stories: Sequence[Story], count: int) -> list[Story]:
    """Return so many titles: the records, then others made of their sentences."""
    luck = random.Random(1)
    told = [sentences(story.prose) for story in stories]
    made = list(stories[:count])
    pool = [sentence for part in told for sentence in part]
    while len(made) < count:
        at = len(made) % len(stories)
        synopsis = " ".join(luck.choices(pool, k=len(told[at])))
        made.append(replace(stories[at], id=f"x{len(made)}", description="", synopsis=synopsis))
    return made


def main() -> None:
    """Measure and print."""
    options = _options()
    judged = read_judged(options.judged) if options.judged else None
    stories = read_stories(options.records)
    queries = read_queries(options.queries, options.field, options.task, judged, stories)
    queries = [query for query in queries if query.gold]
    off = read_queries(options.off, options.field, None, None, stories) if options.off else []
    print(f"{len(stories):,} titles, {len(queries):,} queries, {len(off):,} off the catalogue")
    result = measured(list(stories.values()), queries, off)
    _show("ours", result)
    if options.scale:
        large = measured(scaled(list(stories.values()), options.scale), queries, [])
        result["scale"] = {
            name: value for name, value in large.items() if name.endswith(("_ms", "_s", "_mb"))
        } | {"titles": options.scale}
        print("at scale: ", "  ".join(f"{k} {v:.4g}" for k, v in result["scale"].items()))
    peers: dict[str, dict[str, Any]] = {}
    result["peers"] = peers
    for name in options.against:
        try:
            peers[name] = in_a_process(peer, name, list(stories.values()), queries)
        except PeerMissingError as error:
            print(error)
            continue
        _show(name, peers[name])
    if options.json:
        print(json.dumps(result))


def measured(
    stories: Sequence[Story], queries: Sequence[Query], off: Sequence[Query]
) -> dict[str, Any]:
    """Build, save, load and ask our index."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index = Stories.build(stories)
        build_s = time.perf_counter() - start
        index.save(Path(folder) / "stories")
        del index
        result = in_a_process(ours, str(Path(folder) / "stories"), queries, off)
    return result | {"build_s": build_s, "file_mb": TABLE.stat().st_size / 1e6}


def _show(name: str, result: Mapping[str, Any]) -> None:
    shown = (f"{key} {value:.3g}" for key, value in result.items() if isinstance(value, float))
    print(f"{name:8}", "  ".join(shown))


def _options() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--field", choices=("query", "short", "full"), default="query")
    parser.add_argument("--task", help="only the queries whose task is this")
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--off", type=Path)
    parser.add_argument("--against", nargs="*", choices=sorted(PEERS), default=sorted(PEERS))
    parser.add_argument("--scale", type=int)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Learn the weights of ``bot/search/ranking/ranking.json`` from queries made here.

``python benchmarks/search/ranking/train.py --entries titles.tsv --entries names.tsv``

The entries are names with a popularity (and a year, in titles); the queries are made from them
by ``queries.py``, with targets drawn by popularity. No query file is ever read. The same seeds
give the same weights. Three things are learned, each on queries the others have not seen: the
order of candidates (softmax over the candidates of a query), the chance of a candidate to be
right, and the sureness of the first one, with the threshold from which on it is called clear.
"""

import argparse
import json
import multiprocessing
import os
import random
import re
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

# Matrices this small gain nothing from a second thread, and sums would depend on how many work.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from benchmarks.search.entries import read_entries
from benchmarks.search.ranking.examples import ask, examples
from benchmarks.search.ranking.models import Array, Examples, Flags, fit, logistic
from benchmarks.search.ranking.queries import NAMES as NAME_MAKERS
from benchmarks.search.ranking.queries import TITLES as TITLE_MAKERS
from bot.search.arrays.builder import Data
from bot.search.ranking.features import NAMES
from bot.search.ranking.ranked import Pool, collect, order_pool
from bot.search.ranking.ranker import VERDICT_NAMES, WEIGHTS, Ranker
from bot.search.ranking.verdict import sureness

_ORDERING, _TESTING = 0.75, 0.78
"""The order is learned from the queries up to the first share of them, and the chance of a
candidate from those up to the second; the sureness from the rest."""
CLOSE = 0.6
"""The minimum similarity of a first match that counts as found: nonsense stays below it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A query as it is sent off, with all that was measured for it."""

    data: Data
    pool: Pool
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is learned from one file of entries: the order, how far it is right, the sureness."""

    train: Examples
    test: Examples
    finished: list[Finished]


def prepare(path: Path, count: int, seed: int) -> Prepared:
    """Make queries from a file of entries, and from small parts of it, and measure them."""
    rng = random.Random(seed)
    entries = read_entries(path)
    makers = TITLE_MAKERS if entries[0].year else NAME_MAKERS
    asked = ask(rng, entries, makers, count)
    for size in (4000, 400):
        asked += ask(rng, rng.sample(entries, size), makers, count // 8)
    rng.shuffle(asked)
    ordering, testing = int(_ORDERING * len(asked)), int(_TESTING * len(asked))
    finished = [
        Finished(query.tables.data, collect(query.tables, query.text.rstrip(), 0), query.answers)
        for query in asked[testing:]
    ]
    return Prepared(examples(asked[:ordering]), examples(asked[ordering:testing]), finished)


def judge(queries: Iterable[Finished], ranker: Ranker) -> tuple[Array, Flags]:
    """Return how sure the first ones look that are not exact names, and whether they are right."""
    rows: list[Array] = []
    right: list[bool] = []
    for query in queries:
        ranked = order_pool(query.data, ranker, query.pool, finished=True)
        if len(ranked.entries) and ranked.tiers[0] == 0:
            rows.append(sureness(ranked))
            right.append(int(ranked.entries[0]) in query.answers)
    return np.array(rows), np.array(right)


def clear_from(odds: Array, right: Flags, precision: float) -> float:
    """Return the least log-odds from which on at least that share is right."""
    order = np.argsort(-odds)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= precision)
    return float(odds[order][good[-1]]) if len(good) else float(odds.max())


def write(path: Path, ranker: Ranker) -> None:
    """Write the weights by feature, so that a change of them can be read."""
    stored: dict[str, Any] = {
        "features": {
            name: {"linear": linear, "hidden": hidden}
            for name, linear, hidden in zip(
                NAMES, rounded(ranker.linear), rounded(ranker.hidden), strict=True
            )
        },
        "bias": rounded(ranker.bias),
        "out": rounded(ranker.out),
        "scale": rounded(np.array(ranker.scale)),
        "verdict": dict(zip(VERDICT_NAMES, rounded(ranker.sure), strict=True)),
        "clear": round(ranker.clear, 4),
        "close": ranker.close,
    }
    text = re.sub(r"\[[^\]]*\]", lambda m: " ".join(m[0].split()), json.dumps(stored, indent=1))
    path.write_text(text + "\n", encoding="utf-8")


def rounded(values: Array) -> Any:
    """Return numbers short enough to read."""
    return np.round(values.astype(float), 4).tolist()


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description="Learn the ranking weights.")
    parser.add_argument("--entries", type=Path, action="append", required=True)
    parser.add_argument("--queries", type=int, default=18000, help="for each file of entries")
    parser.add_argument("--units", type=int, default=64, help="hidden ones")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--precision", type=float, default=0.997)
    parser.add_argument("--seed", type=int, default=3, help="of the queries")
    parser.add_argument("--net-seed", type=int, default=6, help="of the weights to begin with")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    began = time.perf_counter()

    work = partial(prepare, count=options.queries, seed=options.seed)
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as processes:
        prepared = list(processes.map(work, options.entries))
    train = Examples.join(part.train for part in prepared)
    test = Examples.join(part.test for part in prepared)
    finished = [query for part in prepared for query in part.finished]
    print(f"{len(train.sizes)} queries to learn from and {len(finished)} to judge ", end="")
    print(f"after {time.perf_counter() - began:.0f} s")
    net = fit(train, test, options.net_seed, options.units, options.epochs)

    scores = net.scores(test)
    values = np.column_stack((scores, np.ones_like(scores)))
    slope, offset = logistic(values, test.right).tolist()
    untold = np.zeros(len(VERDICT_NAMES), np.float32)
    ranker = Ranker(**net.parts, scale=(slope, offset), sure=untold, clear=0.0, close=CLOSE)
    values, firsts_right = judge(finished, ranker)
    sure = logistic(values, firsts_right)
    odds = values @ sure
    clear = clear_from(odds, firsts_right, options.precision)
    print(f"of {len(odds)} first ones {firsts_right.mean():.3f} are right; ", end="")
    print(f"{(odds >= clear).mean():.3f} are called clear, of these {options.precision} right")
    ranker = replace(ranker, sure=sure, clear=clear)
    write(options.out, ranker)
    print(f"{options.out.name} written after {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()

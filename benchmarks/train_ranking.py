"""Learn the weights of ``bot/search/ranking.json`` from queries made here.

``python benchmarks/train_ranking.py --entries titles.tsv --entries names.tsv``

The entries are names with a popularity (and a year, in titles); the queries are made from them
by ``made_queries``, with targets drawn by popularity. No query file is ever read. The same seed
gives the same weights. Three things are learned, each on queries the others have not seen: the
order of candidates (softmax over the candidates of a query), the chance of a candidate to be
right, and the sureness of the first one, with the threshold from which on it is called clear.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.entries import read_entries
from benchmarks.learning import Array, Example, fit, logistic
from benchmarks.made_queries import NAMES as NAME_MAKERS
from benchmarks.made_queries import TITLES as TITLE_MAKERS
from benchmarks.made_queries import Maker, by_place
from bot.search import ranking
from bot.search.builder import Data
from bot.search.features import NAMES
from bot.search.fold import forms
from bot.search.model import Entry
from bot.search.ranked import collect, order_pool
from bot.search.ranking import Ranker
from bot.search.tables import Tables
from bot.search.verdict import sureness

MOST_PLACES = 10
_FAME = 0.75
"""Targets are drawn by popularity to this power: the famous are asked for more often than others,
but not as much more often as they are better known."""
CLOSE = 0.6
"""The least likeness of a first one that is a find at all: nonsense stays below it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A made query and the numbers of the entries that answer it."""

    tables: Tables
    text: str
    answers: frozenset[int]


def ask(
    rng: random.Random, entries: Sequence[Entry], makers: dict[str, Maker], count: int
) -> list[Asked]:
    """Make queries over an index of the entries, equally many of each class."""
    ordered = sorted(entries, key=lambda entry: -entry.popularity)
    tables = Tables(Data.build(ordered))
    namesakes: dict[str, list[int]] = {}
    for number, entry in enumerate(ordered):
        namesakes.setdefault(forms(entry.name).canonical, []).append(number)
    weights = list(accumulate(entry.popularity**_FAME for entry in ordered))
    classes = list(makers.values())
    asked: list[Asked] = []
    while len(asked) < count:
        (number,) = rng.choices(range(len(ordered)), cum_weights=weights)
        entry = ordered[number]
        text = classes[len(asked) % len(classes)](rng, entry.name)
        if not text:
            continue
        answers = frozenset(namesakes[forms(entry.name).canonical])
        if entry.year and rng.random() < 0.1:
            year = entry.year + rng.choice((0, 0, 0, 1, -1))
            text, answers = f"{text} {year}", frozenset({number})
        place = int(tables.data.entries.places[number])
        if 0 < place <= MOST_PLACES and rng.random() < 0.1:
            text, answers = by_place(rng, entry.name, place), frozenset({number})
        asked.append(Asked(tables, text, answers))
    rng.shuffle(asked)
    return asked


def examples(asked: Sequence[Asked]) -> list[Example]:
    """Measure the candidates of queries; those that were not found teach nothing."""
    made: list[Example] = []
    for query in asked:
        pool = collect(query.tables, query.text, 0)
        owners = query.tables.data.surfaces.entries[pool.surfaces]
        right = np.isin(owners, list(query.answers))
        if right.any():
            made.append(Example(pool.features, right))
    return made


def judge(asked: Sequence[Asked], ranker: Ranker) -> tuple[Array, NDArray[np.bool_]]:
    """Return how sure the first ones look that are not exact names, and whether they are right."""
    rows: list[Array] = []
    right: list[bool] = []
    for query in asked:
        pool = collect(query.tables, query.text.rstrip(), 0)
        ranked = order_pool(query.tables.data, ranker, pool, finished=True)
        if len(ranked.entries) and ranked.tiers[0] == 0:
            rows.append(sureness(ranked))
            right.append(int(ranked.entries[0]) in query.answers)
    return np.array(rows), np.array(right)


def clear_from(odds: Array, right: NDArray[np.bool_], precision: float) -> float:
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
        "verdict": dict(zip(ranking.VERDICT_NAMES, rounded(ranker.sure), strict=True)),
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
    parser.add_argument("--queries", type=int, default=16000, help="for each file of entries")
    parser.add_argument("--units", type=int, default=32, help="hidden ones")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--precision", type=float, default=0.997)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ranking.WEIGHTS)
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    rng = random.Random(options.seed)

    asked: list[Asked] = []
    for path in options.entries:
        entries = read_entries(path)
        makers = TITLE_MAKERS if entries[0].year else NAME_MAKERS
        asked += ask(rng, entries, makers, options.queries)
        for size in (4000, 400):
            asked += ask(rng, rng.sample(entries, size), makers, options.queries // 8)
    rng.shuffle(asked)
    ordering, testing = int(0.7 * len(asked)), int(0.78 * len(asked))
    train = examples(asked[:ordering])
    test = examples(asked[ordering:testing])
    print(f"{len(asked)} queries measured in {time.perf_counter() - began:.0f} s")
    net = fit(train, test, options.seed, options.units, options.epochs)

    scores = np.concatenate([net.score(example.features)[0] for example in test])
    right = np.concatenate([example.right for example in test])
    slope, offset = logistic(np.column_stack((scores, np.ones_like(scores))), right).tolist()
    untold = np.zeros(len(ranking.VERDICT_NAMES), np.float32)
    ranker = Ranker(**net.parts, scale=(slope, offset), sure=untold, clear=0.0, close=CLOSE)
    values, firsts_right = judge(asked[testing:], ranker)
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

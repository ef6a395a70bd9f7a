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
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.entries import read_entries
from benchmarks.made_queries import NAMES as NAME_MAKERS
from benchmarks.made_queries import TITLES as TITLE_MAKERS
from benchmarks.made_queries import Maker
from bot.search import ranking
from bot.search.builder import Data
from bot.search.features import NAMES
from bot.search.fold import forms
from bot.search.model import Entry
from bot.search.ranked import collect, order_pool
from bot.search.ranking import Ranker
from bot.search.tables import Tables
from bot.search.verdict import sureness

Array = NDArray[np.float32]

_SKEW = 1.5
"""What is asked for is drawn by this power of its popularity: the well known are asked for more
often yet than their votes or credits say."""


@dataclass(frozen=True, slots=True)
class Example:
    """One query: the features of its candidates, and which of them are right."""

    features: Array
    right: NDArray[np.bool_]


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
    weights = [entry.popularity**_SKEW for entry in ordered]
    classes = list(makers.values())
    asked: list[Asked] = []
    while len(asked) < count:
        (number,) = rng.choices(range(len(ordered)), weights)
        entry = ordered[number]
        text = classes[len(asked) % len(classes)](rng, entry.name)
        if not text:
            continue
        answers = frozenset(namesakes[forms(entry.name).canonical])
        if entry.year and rng.random() < 0.1:
            year = entry.year + rng.choice((0, 0, 0, 1, -1))
            text, answers = f"{text} {year}", frozenset({number})
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


class Net:
    """The model of ``bot.search.ranking`` with its gradient, trained by Adam."""

    def __init__(self, seed: int, units: int) -> None:
        rng = np.random.default_rng(seed)
        width = len(NAMES)
        self.parts = {
            "linear": np.zeros(width, np.float32),
            "hidden": rng.normal(0, width**-0.5, (width, units)).astype(np.float32),
            "bias": np.zeros(units, np.float32),
            "out": rng.normal(0, units**-0.5, units).astype(np.float32),
        }
        self._mean = {name: np.zeros_like(part) for name, part in self.parts.items()}
        self._square = {name: np.zeros_like(part) for name, part in self.parts.items()}
        self._steps = 0

    def score(self, features: Array) -> tuple[Array, Array]:
        """Return the scores and what the hidden units give."""
        parts = self.parts
        inside = np.maximum(features @ parts["hidden"] + parts["bias"], 0)
        return features @ parts["linear"] + inside @ parts["out"], inside

    def step(self, batch: Sequence[Example], rate: float, decay: float) -> float:
        """Learn from a few queries; return their mean loss before that."""
        features = np.concatenate([example.features for example in batch])
        right = np.concatenate([example.right for example in batch])
        sizes = [len(example.right) for example in batch]
        starts = np.cumsum([0, *sizes[:-1]])
        scores, inside = self.score(features)
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chance = scores / np.repeat(np.add.reduceat(scores, starts), sizes)
        hits = np.where(right, chance, 0)
        found = np.maximum(np.add.reduceat(hits, starts), 1e-9)
        slope = (chance - hits / np.repeat(found, sizes)) / len(batch)
        behind = (slope[:, None] * self.parts["out"]) * (inside > 0)
        self._update(
            {
                "linear": features.T @ slope,
                "hidden": features.T @ behind,
                "bias": behind.sum(0),
                "out": inside.T @ slope,
            },
            rate,
            decay,
        )
        return float(-np.log(found).mean())

    def _update(self, slopes: dict[str, Array], rate: float, decay: float) -> None:
        self._steps += 1
        for name, part in self.parts.items():
            slope = slopes[name] + decay * part
            self._mean[name] += 0.1 * (slope - self._mean[name])
            self._square[name] += 0.001 * (slope**2 - self._square[name])
            mean = self._mean[name] / (1 - 0.9**self._steps)
            square = self._square[name] / (1 - 0.999**self._steps)
            np.subtract(part, rate * mean / (np.sqrt(square) + 1e-8), out=part, casting="unsafe")


def fit(train: list[Example], test: list[Example], seed: int, units: int, epochs: int) -> Net:
    """Train the ranking model, with a falling rate."""
    net, rng = Net(seed, units), random.Random(seed)
    for epoch in range(epochs):
        rng.shuffle(train)
        rate = 0.01 * 0.5 * (1 + np.cos(np.pi * epoch / epochs)) + 1e-4
        losses = [net.step(train[at : at + 64], rate, 1e-5) for at in range(0, len(train), 64)]
        if epoch % 5 == 4:
            print(
                f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, held out {recall(net, test):.4f}"
            )
    return net


def recall(net: Net, examples: Sequence[Example]) -> float:
    """Return the share of queries whose best candidate is right."""
    return float(np.mean([ex.right[int(net.score(ex.features)[0].argmax())] for ex in examples]))


def logistic(values: Array, right: NDArray[np.bool_]) -> Array:
    """Return the weights of a logistic regression (Newton's method, lightly damped)."""
    weights = np.zeros(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (right - chance) - 1e-3 * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values
        weights += np.linalg.solve(bend + 1e-3 * np.eye(len(weights)), slope)
    return weights.astype(np.float32)


def judge(asked: Sequence[Asked], ranker: Ranker) -> tuple[Array, NDArray[np.bool_]]:
    """Return how sure the first ones look that are not exact names, and whether they are right."""
    rows: list[Array] = []
    right: list[bool] = []
    for query in asked:
        pool = collect(query.tables, query.text, 0)
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
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=Path, action="append", required=True)
    parser.add_argument("--queries", type=int, default=5000, help="for each file of entries")
    parser.add_argument("--units", type=int, default=24)
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--precision", type=float, default=0.998)
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
    ordering, testing = int(0.65 * len(asked)), int(0.75 * len(asked))
    start = Ranker.load()
    train = examples(asked[:ordering])
    test = examples(asked[ordering:testing])
    print(f"{len(asked)} queries measured in {time.perf_counter() - began:.0f} s")
    net = fit(train, test, options.seed, options.units, options.epochs)

    scores = np.concatenate([net.score(example.features)[0] for example in test])
    right = np.concatenate([example.right for example in test])
    slope, offset = logistic(np.column_stack((scores, np.ones_like(scores))), right).tolist()
    ranker = replace(start, **net.parts, scale=(slope, offset))
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

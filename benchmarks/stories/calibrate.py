"""Learn the sureness of a found story, from descriptions of films inside and outside the catalogue.

``python benchmarks/stories/calibrate.py --records FOLDER --sets FOLDER [--write]``

A logistic regression on what a search knows of its own answer
(:data:`bot.stories.sureness.FEATURES`), over half-remembered films, quiz questions and one-line
descriptions, most of them of films that are not there. Figures are of queries that the regression
has not seen (five parts, each judged by what was learned from the other four). An answer is given
as sure from the chance on at which 94 of 100 such answers are right and at most
one in 250 of films that are not there gets such an answer; nothing is said to be like
what was described below the chance that 88 of 100 exceed whose title is among the first ten.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.stories.compare import Query, read_queries, read_stories
from bot.stories.builder import build
from bot.stories.question import Reader
from bot.stories.ranking import Ranker
from bot.stories.sureness import FEATURES, MODEL, features
from bot.stories.text.table import the_table

_SETS = (
    ("tot", "short"), ("tot", "query"), ("trivia", "query"), ("blurb", "query"),
    ("tot_neg", "short"), ("tot_neg", "query"), ("blurb_neg", "query"),
)  # fmt: skip
_PARTS = 5
_RIDGE = 3.0
_PRECISION, _MAX_FALSE_SURE = 0.94, 0.004
_MISSED = 0.12

Matrix = NDArray[np.float64]


def judged(
    ranker: Ranker, reader: Reader, ids: Sequence[str], queries: Sequence[Query]
) -> tuple[Matrix, NDArray[np.intp]]:
    """Return the features of each query's answer, and the rank of the right one."""
    rows: list[Sequence[float]] = []
    places: list[int] = []
    for query in queries:
        question = reader.read(query.text)
        if question.is_empty:
            continue
        signals, scores = ranker.rank(question, None)
        rows.append(features(question, signals, scores))
        found = [ids[place] in query.gold for place in signals.shortlist[np.argsort(-scores)]]
        places.append(found.index(True) if True in found else len(found))
    return np.array(rows), np.array(places)


def fitted(values: Matrix, right: NDArray[np.bool_]) -> tuple[Matrix, float]:
    """Return the weights and the bias of a logistic regression, by Newton's method."""
    design = np.column_stack([values, np.ones(len(values))])
    ridge = np.diag([_RIDGE] * values.shape[1] + [0.0])
    at = np.zeros(design.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-design @ at))
        slope = design.T @ (right - likely) - ridge @ at
        at += np.linalg.solve((design.T * (likely * (1 - likely))) @ design + ridge, slope)
    return at[:-1], float(at[-1])


def main() -> None:
    """Learn, show the figures, and write the model if asked to."""
    options = _options()
    stories = read_stories(options.records)
    table = the_table()
    data = build(stories.values(), table)
    ranker = Ranker(data, table.dimensions)
    reader = Reader(table, ranker.has_term, ranker.has_person)
    ids = [story.id for story in stories.values()]
    found: list[Matrix] = []
    places: list[NDArray[np.intp]] = []
    off: list[NDArray[np.bool_]] = []
    for name, field in _SETS:
        path = options.sets / f"{name}.dev.jsonl"
        queries = read_queries(path, field, None, None, stories)
        values, at = judged(ranker, reader, ids, queries)
        found.append(values)
        places.append(at)
        off.append(np.full(len(at), name.endswith("_neg")))
    values, place, is_off = np.concatenate(found), np.concatenate(places), np.concatenate(off)
    right = place == 0
    means, spreads = values.mean(axis=0), values.std(axis=0) + 1e-6
    values = np.clip((values - means) / spreads, -4, 4)
    parts = np.random.default_rng(1).integers(0, _PARTS, len(values))
    chances = np.zeros(len(values))
    for part in range(_PARTS):
        weights, bias = fitted(values[parts != part], right[parts != part])
        chances[parts == part] = 1 / (1 + np.exp(-(values[parts == part] @ weights + bias)))
    sure = _threshold(chances, right, is_off)
    weights, bias = fitted(values, right)
    starts = np.cumsum([0] + [len(part) for part in places])
    print(f"sure from {sure:.3f}: {_told(chances >= sure, right, is_off)}")
    for (name, field), start, end in zip(_SETS, starts[:-1], starts[1:], strict=True):
        own = slice(start, end)
        print(f"  {name:10} {field:6} {_told(chances[own] >= sure, right[own], is_off[own])}")
    unlike = float(np.quantile(chances[place < 10], _MISSED))
    below = chances < unlike
    print(
        f"nothing like it below {unlike:.3f}: {below[is_off].mean():.1%} of those off the "
        f"catalogue, {below[~is_off].mean():.1%} of those in it"
    )
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"  {name:16} {weight:+.2f}")
    if options.write:
        model = {
            "features": FEATURES,
            "means": means.round(5).tolist(),
            "spreads": spreads.round(5).tolist(),
            "weights": weights.round(4).tolist(),
            "bias": round(bias, 4),
            "sure": round(sure, 3),
            "unlike": round(unlike, 3),
        }
        MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _threshold(chances: Matrix, right: NDArray[np.bool_], is_off: NDArray[np.bool_]) -> float:
    """Return the least chance from which on answers are right often enough."""
    order = np.argsort(-chances)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    asserted = np.cumsum(is_off[order]) / is_off.sum()
    enough = np.flatnonzero((precision >= _PRECISION) & (asserted <= _MAX_FALSE_SURE))
    return float(chances[order[enough[-1]]]) if len(enough) else 1.0


def _told(sure: NDArray[np.bool_], right: NDArray[np.bool_], off: NDArray[np.bool_]) -> str:
    asserted = int(sure.sum())
    share = f"{sure[off].mean():.2%} of those off the catalogue" if off.any() else ""
    return f"{asserted} of {len(sure)} asserted, {right[sure].sum()} of them right; {share}"


def _options() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--sets", type=Path, required=True, help="folder of NAME.dev.jsonl files")
    parser.add_argument("--write", action="store_true", help=f"write {MODEL.name}")
    return parser.parse_args()


if __name__ == "__main__":
    main()

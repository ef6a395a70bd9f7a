"""The ranker: a small learned function of features.

The score of a candidate is a weighted sum of its features plus what a few hidden units add,
each the positive part of another weighted sum. The weights are in ``ranking.json``, written by
``benchmarks/search/ranking/train.py``, by feature; ``docs/search.md`` says how they came about.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.postings import Weights
from bot.search.ranking.features import NAMES, Features

WEIGHTS = Path(__file__).with_name("ranking.json")

VERDICT_NAMES = (
    "bias",
    "score",
    "margin",  # to the second
    "edits",
    "joined",
    "words_asked",
    "words_given",
    "words_least",
    "prefix",
    "length",
    "letters",
    "words",
    "rank",
    "number_missing",
)
"""Inputs of the verdict on the first candidate; from the fourth on, its features."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The learned weights.

    Attributes:
        linear: A weight for each feature.
        hidden: A row for each feature, a column for each hidden unit.
        bias: Of each hidden unit.
        out: The weight of each hidden unit.
        scale: Slope and offset that turn a score into the chance to be right.
        sure: Weights of ``VERDICT_NAMES`` for the log-odds that the first one is meant.
        clear: The log-odds from which on the first one is called clear.
        close: The minimum similarity of the first one to count as found at all.
    """

    linear: Weights
    hidden: NDArray[np.float32]
    bias: Weights
    out: Weights
    scale: tuple[float, float]
    sure: Weights
    clear: float
    close: float

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read the weights.

        Raises:
            ValueError: The file is not for the features of this version of the code.
        """
        stored = json.loads(path.read_text(encoding="utf-8"))
        if tuple(stored["features"]) != NAMES or tuple(stored["verdict"]) != VERDICT_NAMES:
            raise ValueError(f"{path.name} was trained for other features: train again")
        rows = stored["features"].values()
        return cls(
            np.array([row["linear"] for row in rows], np.float32),
            np.array([row["hidden"] for row in rows], np.float32),
            np.array(stored["bias"], np.float32),
            np.array(stored["out"], np.float32),
            (float(stored["scale"][0]), float(stored["scale"][1])),
            np.array(list(stored["verdict"].values()), np.float32),
            float(stored["clear"]),
            float(stored["close"]),
        )

    def score(self, features: Features) -> Weights:
        """Return a score for each row of features; only differences mean something."""
        return features @ self.linear + np.maximum(features @ self.hidden + self.bias, 0) @ self.out

    def chances(self, scores: Weights) -> Weights:
        """Return the chance of each candidate, taken alone, to be what was meant."""
        slope, offset = self.scale
        odds = np.minimum(np.maximum(slope * scores + offset, -30), 30)
        return (1 / (1 + np.exp(-odds))).astype(np.float32)


@cache
def the_ranker() -> Ranker:
    """Return the project's weights, read once: all indexes are ranked by them."""
    return Ranker.load()

"""The small models that the ranking needs: a softmax over candidates, a logistic regression."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.intp]

_BATCH = 64
"""Queries in one step of training."""
_RATE = 0.01
_DECAY = 1e-5


@dataclass(frozen=True, slots=True)
class Examples:
    """Concatenated queries, with the features of all their candidates.

    Attributes:
        features: A row for each candidate.
        right: Which candidates are what the query was made from.
        names: A number for each candidate; those of a query with the same one have one name.
        meant: The chance that a candidate's name was meant.
        sizes: How many candidates each query has.
    """

    features: Array
    right: Flags
    names: Numbers
    meant: Array
    sizes: Numbers

    @classmethod
    def join(cls, parts: Iterable[Self]) -> Self:
        """Concatenate several."""
        parts = list(parts)
        return cls(
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.right for part in parts]),
            np.concatenate([part.names for part in parts]),
            np.concatenate([part.meant for part in parts]),
            np.concatenate([part.sizes for part in parts]),
        )

    @property
    def starts(self) -> Numbers:
        """Where each query's candidates begin."""
        return np.cumsum(self.sizes) - self.sizes

    def shuffled(self, rng: np.random.Generator) -> Self:
        """Return the queries in another order."""
        order = rng.permutation(len(self.sizes))
        sizes = self.sizes[order]
        moved = self.starts[order] - (np.cumsum(sizes) - sizes)
        rows = np.repeat(moved, sizes) + np.arange(len(self.right))
        features, right = self.features[rows], self.right[rows]
        return type(self)(features, right, self.names[rows], self.meant[rows], sizes)

    def batches(self) -> list[Self]:
        """Return the queries in small groups, as views, in each of which no names are shared."""
        edges = np.append(self.starts[::_BATCH], len(self.right)).tolist()
        sizes = (self.sizes[at : at + _BATCH] for at in range(0, len(self.sizes), _BATCH))
        most = int(self.names.max()) + 1
        return [
            type(self)(
                self.features[start:stop],
                self.right[start:stop],
                self.names[start:stop] + most * np.repeat(np.arange(len(part)), part),
                self.meant[start:stop],
                part,
            )
            for (start, stop), part in zip(pairwise(edges), sizes, strict=True)
        ]


class Net:
    """The model of ``bot.search.ranking.ranker`` with its gradient, trained by Adam."""

    def __init__(self, rng: np.random.Generator, width: int, units: int) -> None:
        self.parts: dict[str, Array] = {
            "linear": np.zeros(width, np.float32),
            "hidden": rng.normal(0, width**-0.5, (width, units)).astype(np.float32),
            "bias": np.zeros(units, np.float32),
            "out": rng.normal(0, units**-0.5, units).astype(np.float32),
        }
        self._mean = {name: np.zeros_like(part) for name, part in self.parts.items()}
        self._square = {name: np.zeros_like(part) for name, part in self.parts.items()}
        self._steps = 0

    def score(self, features: Array) -> tuple[NDArray[Any], Array]:
        """Return the scores and what the hidden units give."""
        parts = self.parts
        inside = features @ parts["hidden"]
        inside += parts["bias"]
        np.maximum(inside, 0, out=inside)
        return features @ parts["linear"] + inside @ parts["out"], inside

    def scores(self, examples: Examples) -> Array:
        """Return the scores of all candidates."""
        return np.concatenate([self.score(batch.features)[0] for batch in examples.batches()])

    def step(self, batch: Examples, rate: float) -> float:
        """Learn from a few queries; return the sum of their losses before that.

        The loss is the cross entropy between the chances of the names and what they are said to be.
        """
        starts, sizes = batch.starts, batch.sizes
        scores, inside = self.score(batch.features)
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chance = scores / np.repeat(np.add.reduceat(scores, starts), sizes)
        by_name = np.bincount(batch.names, chance).astype(np.float32)[batch.names]
        by_name = np.maximum(by_name, np.float32(1e-9))
        hits = batch.meant * chance / by_name
        slope = (chance - hits) / np.float32(len(sizes))
        behind = slope[:, None] * self.parts["out"]
        behind *= inside > 0
        self._update(
            {
                "linear": slope @ batch.features,
                "hidden": batch.features.T @ behind,
                "bias": behind.sum(0),
                "out": slope @ inside,
            },
            rate,
        )
        return float(-(hits * np.log(by_name)).sum())

    def _update(self, slopes: dict[str, NDArray[Any]], rate: float) -> None:
        self._steps += 1
        for name, part in self.parts.items():
            slope = slopes[name] + _DECAY * part
            self._mean[name] += 0.1 * (slope - self._mean[name])
            self._square[name] += 0.001 * (slope**2 - self._square[name])
            mean = self._mean[name] / (1 - 0.9**self._steps)
            square = self._square[name] / (1 - 0.999**self._steps)
            np.subtract(part, rate * mean / (np.sqrt(square) + 1e-8), out=part)


def rate_at(progress: float, epochs: int) -> float:
    """Return the rate of learning: rising in the first epoch, then falling along a cosine."""
    return _RATE * min(1.0, progress * epochs + 0.02) * (1 + np.cos(np.pi * progress)) / 2 + 1e-4


def fit(train: Examples, test: Examples, seed: int, units: int, epochs: int) -> Net:
    """Train a ranking model, with a falling rate."""
    rng = np.random.default_rng(seed)
    net, train = Net(rng, train.features.shape[1], units), train.shuffled(rng)
    batches = train.batches()
    for epoch in range(epochs):
        order: list[int] = rng.permutation(len(batches)).tolist()
        loss = 0.0
        for done, place in enumerate(order):
            progress = (epoch + done / len(batches)) / epochs
            loss += net.step(batches[place], rate_at(progress, epochs))
        if epoch % 8 == 7:
            mean, right = loss / len(train.sizes), recall(net, test)
            print(f"epoch {epoch + 1}: loss {mean:.4f}, held out {right:.4f}")
    return net


def recall(net: Net, examples: Examples) -> float:
    """Return the share of queries whose best candidate is right."""
    scores, starts = net.scores(examples), examples.starts
    best = scores == np.repeat(np.maximum.reduceat(scores, starts), examples.sizes)
    return float(np.logical_or.reduceat(best & examples.right, starts).mean())


def logistic(values: Array, right: Flags) -> Array:
    """Return the weights of a logistic regression (Newton's method, lightly damped)."""
    weights = np.zeros(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (right - chance) - 1e-3 * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values
        weights += np.linalg.solve(bend + 1e-3 * np.eye(len(weights)), slope)
    return weights.astype(np.float32)

"""The little learning that the ranking needs: a softmax over candidates, a logistic regression."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """One query: the features of its candidates, and which of them are right."""

    features: Array
    right: NDArray[np.bool_]


class Net:
    """The model of ``bot.search.ranking`` with its gradient, trained by Adam."""

    def __init__(self, seed: int, width: int, units: int) -> None:
        rng = np.random.default_rng(seed)
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

    def _update(self, slopes: dict[str, NDArray[Any]], rate: float, decay: float) -> None:
        self._steps += 1
        for name, part in self.parts.items():
            slope = slopes[name] + decay * part
            self._mean[name] += 0.1 * (slope - self._mean[name])
            self._square[name] += 0.001 * (slope**2 - self._square[name])
            mean = self._mean[name] / (1 - 0.9**self._steps)
            square = self._square[name] / (1 - 0.999**self._steps)
            np.subtract(part, rate * mean / (np.sqrt(square) + 1e-8), out=part, casting="unsafe")


def fit(train: list[Example], test: list[Example], seed: int, units: int, epochs: int) -> Net:
    """Train a ranking model, with a falling rate."""
    net, rng = Net(seed, train[0].features.shape[1], units), random.Random(seed)
    for epoch in range(epochs):
        rng.shuffle(train)
        rate = 0.005 * (1 + np.cos(np.pi * epoch / epochs)) + 1e-4
        losses = [net.step(train[at : at + 64], rate, 1e-5) for at in range(0, len(train), 64)]
        if epoch % 4 == 3:
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

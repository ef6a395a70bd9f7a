"""The two steps of learning a story table: imitate the teachers, then tell stories apart."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories.training.texts import Article, Memory, Rows, Texts
from bot.stories.text.hedges import HEDGES

Array = NDArray[np.float32]

DIMENSIONS = 256
_RARITY = 1e-4
"""A word that makes up the share p of all words weighs a / (a + p); this is a."""
_RIDGE, _ROUNDS = 5.0, 25
_STEPS, _AVERAGED = 400, 250
"""Steps of the second step; the table is the mean of those after the last so many."""
_BATCH = 384
_TEMPERATURE = 0.1
_RATE, _RATE_OF_WEIGHTS = 1.5e-3, 1e-2
_HEDGED = 1.5
"""Words known to be hedges begin with so much less weight in questions (natural logarithm)."""
_ALIKE = 0.5
"""The share of a batch that comes in groups of articles much alike."""
_GROUP, _NEAREST = 16, 48


@dataclass
class Learned:
    """The learned parameters.

    Attributes:
        vectors: A vector for each word.
        asked: The logarithm of each word's weight in questions.
        told: The same in stories.
    """

    vectors: Array
    asked: Array
    told: Array


def bags(parts: Sequence[Rows], width: int) -> Any:
    """Return a sparse matrix of 1 + log(count) for each text and word."""
    sparse: Any = importlib.import_module("scipy.sparse")
    texts = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    rows = np.concatenate(parts)
    ones = np.ones(len(rows), np.float32)
    matrix = sparse.coo_matrix((ones, (texts, rows)), shape=(len(parts), width)).tocsr()
    matrix.sum_duplicates()
    matrix.data = 1 + np.log(matrix.data)
    return matrix


def imitate(texts: Texts, of_words: Array, of_sentences: Array) -> Learned:
    """Return the table whose weighted means of words come nearest the teachers' sentences.

    Ridge regression towards the teachers' own vectors of the words, by conjugate gradients for all
    dimensions at once.
    """
    shares = texts.counts / texts.counts.sum()
    weights = (_RARITY / (_RARITY + shares)).astype(np.float32)
    centre = of_sentences.mean(axis=0)
    centred = of_sentences - centre
    _, axes = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    axes = axes[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    wanted = centred @ axes
    start: Array = (of_words - of_words[texts.counts > 50].mean(axis=0)) @ axes
    matrix = bags([texts.rows(text) for text in texts.to_encode], len(weights))
    matrix.data *= weights[matrix.indices]
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    filled = sums > 0
    matrix, wanted, sums = matrix[filled], wanted[filled], sums[filled]
    matrix.data /= np.repeat(sums, np.diff(matrix.indptr))
    guess = matrix @ start
    start = start * ((guess * wanted).sum() / (guess * guess).sum())
    turned = matrix.T.tocsr()
    ridge = _RIDGE * float(np.asarray(matrix.power(2).sum(axis=0)).mean())
    vectors, rest = start.copy(), turned @ (wanted - matrix @ start)
    direction, size = rest.copy(), (rest * rest).sum(axis=0)
    for _ in range(_ROUNDS):
        step = turned @ (matrix @ direction) + ridge * direction
        along = size / ((direction * step).sum(axis=0) + 1e-12)
        vectors += along * direction
        rest -= along * step
        before, size = size, (rest * rest).sum(axis=0)
        direction = rest + size / (before + 1e-12) * direction
    print(
        f"similarity to the teachers: {_similarity(matrix @ start, wanted):.3f} at first, "
        f"{_similarity(matrix @ vectors, wanted):.3f} now",
        flush=True,
    )
    vectors = (vectors / np.linalg.norm(vectors, axis=1).mean()).astype(np.float32)
    told = np.log(weights)
    asked = told.copy()
    asked[[row for row, word in enumerate(texts.words) if word in HEDGES]] -= _HEDGED
    return Learned(vectors, asked, told)


def tell_apart(texts: Texts, learned: Learned, seed: int) -> Learned:
    """Return a table by which a question is nearer to its own story than to others.

    A batch is either sentences of articles, each against the rest of its own, or half-remembered
    films, each against the article of the one that was meant; the others of the batch are what it
    is to be told apart from.
    """
    luck = np.random.default_rng(seed)
    batches = _Batches(texts, learned, luck)
    trainer = _Trainer(learned)
    sums = [np.zeros_like(part) for part in trainer.parts]
    losses: list[float] = []
    for step in range(_STEPS):
        questions, stories = batches.remembered() if step % 2 else batches.quoted()
        width = len(learned.vectors)
        losses.append(trainer.step(bags(questions, width), bags(stories, width)))
        if step >= _STEPS - _AVERAGED:
            sums = [total + part for total, part in zip(sums, trainer.parts, strict=True)]
        if step % 100 == 99:
            print(f"step {step + 1}: loss {np.mean(losses[-100:]):.3f}", flush=True)
    vectors, asked, told = ((total / _AVERAGED).astype(np.float32) for total in sums)
    return Learned(vectors, asked, told)


class _Batches:
    """Makes batches of questions and stories."""

    def __init__(self, texts: Texts, learned: Learned, luck: np.random.Generator) -> None:
        self._articles: list[Article] = texts.articles()
        self._memories: list[Memory] = texts.memories()
        self._luck = luck
        whole = bags(
            [np.concatenate([article.title, *article.sentences]) for article in self._articles],
            len(learned.vectors),
        )
        whole.data *= np.exp(learned.told)[whole.indices]
        self._wholes = _unit(whole @ learned.vectors)

    def quoted(self) -> tuple[list[Rows], list[Rows]]:
        """Return sentences, and the rest of the article of each."""
        luck = self._luck
        questions: list[Rows] = []
        stories: list[Rows] = []
        for at in self._chosen():
            article = self._articles[at]
            own = int(luck.integers(len(article.sentences)))
            sentence = article.sentences[own]
            question = sentence
            if luck.random() < 0.5 and len(sentence) > 6:
                question = sentence[luck.random(len(sentence)) < 0.6]
            questions.append(question if len(question) >= 2 else sentence)
            rest = [
                part
                for place, part in enumerate(article.sentences)
                if place != own or luck.random() < 0.1
            ]
            stories.append(np.concatenate([article.title, *(rest or [sentence])]))
        return questions, stories

    def remembered(self) -> tuple[list[Rows], list[Rows]]:
        """Return some sentences of half-remembered films, and the article of each."""
        luck = self._luck
        chosen: list[int] = luck.choice(len(self._memories), _BATCH, replace=False).tolist()
        questions: list[Rows] = []
        for at in chosen:
            memory = self._memories[at]
            if memory.short is not None and luck.random() < 0.35:
                question = memory.short
            else:
                question = np.concatenate(self._some(memory.sentences))
            if len(question) > 12:
                question = question[luck.random(len(question)) < 0.8]
            questions.append(question if len(question) else np.concatenate(memory.sentences))
        return questions, [self._memories[at].article for at in chosen]

    def _some(self, parts: list[Rows]) -> list[Rows]:
        luck = self._luck
        if len(parts) <= 2 or luck.random() >= 0.7:
            return parts
        count = int(luck.integers(1, len(parts) + 1))
        if luck.random() < 0.5:
            start = int(luck.integers(len(parts) - count + 1))
            return parts[start : start + count]
        return [parts[at] for at in sorted(luck.choice(len(parts), count, replace=False))]

    def _chosen(self) -> list[int]:
        """Return articles: groups much alike, and any others."""
        luck, count = self._luck, len(self._articles)
        seeds = luck.choice(count, int(_BATCH * _ALIKE) // _GROUP, replace=False)
        chosen: dict[int, None] = {}
        for row in self._wholes[seeds] @ self._wholes.T:
            nearest = np.argpartition(-row, _NEAREST)[:_NEAREST]
            chosen.update(dict.fromkeys(luck.choice(nearest, _GROUP, replace=False).tolist()))
        others = luck.choice(count, 2 * _BATCH, replace=False).tolist()
        chosen.update(dict.fromkeys(others))
        return list(chosen)[:_BATCH]


class _Trainer:
    """InfoNCE within a batch, by Adam, on the words that the batch has."""

    def __init__(self, learned: Learned) -> None:
        self.parts = [learned.vectors.copy(), learned.asked.copy(), learned.told.copy()]
        self._means = [np.zeros_like(part) for part in self.parts]
        self._squares = [np.zeros_like(part) for part in self.parts]

    def step(self, questions: Any, stories: Any) -> float:
        """Learn from one batch; return its loss."""
        vectors, asked, told = self.parts
        used = np.unique(np.concatenate([questions.indices, stories.indices]))
        questions, stories = questions[:, used], stories[:, used]
        questions.data = questions.data * np.exp(asked[used])[questions.indices]
        stories.data = stories.data * np.exp(told[used])[stories.indices]
        own = vectors[used]
        sums, others = questions @ own, stories @ own
        unit, unit_others = _unit(sums), _unit(others)
        similarity = unit @ unit_others.T / _TEMPERATURE
        found, found_back = _softmax(similarity), _softmax(similarity.T).T
        right = np.eye(len(similarity), dtype=np.float32)
        slope: Array = (found + found_back - 2 * right) / (2 * len(similarity) * _TEMPERATURE)
        of_sums = _back(slope @ unit_others, unit, sums)
        of_others = _back(slope.T @ unit, unit_others, others)
        slopes = [
            questions.T @ of_sums + stories.T @ of_others,
            _of_weights(questions, of_sums, own),
            _of_weights(stories, of_others, own),
        ]
        rates = (_RATE, _RATE_OF_WEIGHTS, _RATE_OF_WEIGHTS)
        for place, (gradient, rate) in enumerate(zip(slopes, rates, strict=True)):
            mean, square = self._means[place], self._squares[place]
            mean[used] = 0.9 * mean[used] + 0.1 * gradient
            square[used] = 0.99 * square[used] + 0.01 * gradient**2
            self.parts[place][used] -= rate * mean[used] / (np.sqrt(square[used]) + 1e-6)
        return float(-np.log(np.diag(found) + 1e-9).mean())


def mean(runs: Sequence[Learned]) -> Learned:
    """Return the mean of tables that were learned from the same beginning."""
    return Learned(
        np.mean([run.vectors for run in runs], axis=0),
        np.mean([run.asked for run in runs], axis=0),
        np.mean([run.told for run in runs], axis=0),
    )


def shrunk(vectors: Array, weights: Array, dimensions: int) -> Array:
    """Return vectors of fewer dimensions, turned so that what weighs most is kept best."""
    weighted = vectors * weights[:, None]
    _, axes = np.linalg.eigh((weighted.T @ weighted).astype(np.float64))
    return vectors @ axes[:, ::-1][:, :dimensions].astype(np.float32)


def _of_weights(matrix: Any, of_sums: Array, own: Array) -> Array:
    sizes: NDArray[np.int32] = np.diff(matrix.indptr)
    texts = np.repeat(np.arange(len(sizes)), sizes)
    each = matrix.data * (of_sums[texts] * own[matrix.indices]).sum(axis=1)
    return np.bincount(matrix.indices, each, len(own)).astype(np.float32)


def _back(slope: Array, unit: Array, sums: Array) -> Array:
    """Return the slope of sums, given that of the unit vectors made of them."""
    across = slope - (slope * unit).sum(axis=1, keepdims=True) * unit
    return across / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6)


def _softmax(values: Array) -> Array:
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _unit(vectors: Array) -> Array:
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)


def _similarity(some: Array, others: Array) -> float:
    return float((_unit(some) * _unit(others)).sum(axis=1).mean())

"""The table of word vectors that ``benchmarks/stories/training/train.py`` has learned.

A text's vector is the sum of its words' vectors, each weighted by how much the word says about a
story: one weight for words of a question, another for words of a story.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.key_table import KeyNumbers, KeyTable, Lines

TABLE = Path(__file__).parent.with_name("data") / "table.npz"

Vectors = NDArray[np.float32]
Shapes = Mapping[tuple[str, int], str]
_ENDINGS = ("s", "es", "ed", "ing", "ly")
_CHUNK = 16384
"""Words whose vectors are summed at once: 8 MB."""


@dataclass(frozen=True, slots=True)
class Table:
    """Word vectors with their weights.

    Attributes:
        words: The English words, the most frequent first.
        rows: The place of each of them, by the word.
        vectors: The quantized vector of each; a row times its scale is the vector.
        scales: The scale of each row.
        asked: How much each word says in a question.
        told: How much each word says in a story.
        spanish: The row of each Spanish word in the two arrays that follow, by the word.
        meanings: The rows of the English words that mean about the same.
        shares: The share of each of these in the Spanish word; they sum to 1.
        fingerprint: A hash of the table.
        english_shapes: The English words by first letter and length, the most frequent first, with
            line breaks between; see :func:`of_shape`.
        spanish_shapes: The Spanish ones.
    """

    words: Lines
    rows: KeyNumbers
    vectors: NDArray[np.int8]
    scales: Vectors
    asked: Vectors
    told: Vectors
    spanish: KeyNumbers
    meanings: NDArray[np.uint16]
    shares: Vectors
    fingerprint: int
    english_shapes: Shapes
    spanish_shapes: Shapes

    @classmethod
    def load(cls, path: Path = TABLE) -> Self:
        """Read a table from its file."""
        with np.load(path) as file:
            # As Python's lists and dictionaries, fifty thousand words take seven megabytes.
            words = bytes(file["words"]).decode().split("\n")
            spanish = bytes(file["spanish"]).decode().split("\n")
            table = KeyTable.build(words)
            return cls(
                Lines(table.texts),
                KeyNumbers(table),
                file["vectors"],
                file["scales"].astype(np.float32),
                file["asked"].astype(np.float32),
                file["told"].astype(np.float32),
                KeyNumbers(KeyTable.build(spanish)),
                file["meanings"],
                file["shares"].astype(np.float32) / 255,
                zlib.crc32(path.read_bytes()),
                _shapes(words),
                _shapes(spanish),
            )

    @property
    def dimensions(self) -> int:
        """The number of components of a vector."""
        return self.vectors.shape[1]

    def row(self, word: str) -> int:
        """Return the row of an English word or of its stem, or -1."""
        find = self.rows.find
        found = find(word)
        if found < 0 and "'" in word:
            word, *_ = word.split("'", maxsplit=1)
            found = find(word)
        if found < 0:
            stems = (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))
            found = next((row for row in map(find, stems) if row >= 0), -1)
        return found

    def sums(self, rows: NDArray[np.intp], weights: Vectors, owners: NDArray[np.intp]) -> Vectors:
        """Return a unit vector for each owner: the weighted sum of its rows.

        Args:
            rows: Rows of words.
            weights: The weight of each.
            owners: The owner of each, ascending from 0 without gaps.
        """
        count = int(owners[-1]) + 1 if len(owners) else 0
        sums = np.zeros((count, self.dimensions), np.float32)
        for start in range(0, len(rows), _CHUNK):
            part = slice(start, start + _CHUNK)
            vectors = self.vectors[rows[part]].astype(np.float32)
            vectors *= (self.scales[rows[part]] * weights[part])[:, None]
            own = owners[part]
            firsts = np.flatnonzero(np.diff(own, prepend=-1))
            sums[own[firsts]] += np.add.reduceat(vectors, firsts)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return sums / np.maximum(norms, 1e-8)

    def told_vectors(self, rows: NDArray[np.intp], owners: NDArray[np.intp], count: int) -> Vectors:
        """Return the vectors of ``count`` stories or sentences; zero where no word is known.

        Args:
            rows: Rows of all their words, -1 for unknown ones.
            owners: The story or sentence of each word, ascending.
            count: The number of stories or sentences.
        """
        known = rows >= 0
        keys = owners[known] * len(self.words) + rows[known]
        keys, repeats = np.unique(keys, return_counts=True)
        owners, rows = np.divmod(keys, len(self.words))
        weights = ((1 + np.log(repeats)) * self.told[rows]).astype(np.float32)
        filled, dense = np.unique(owners, return_inverse=True)
        vectors = np.zeros((count, self.dimensions), np.float32)
        vectors[filled] = self.sums(rows, weights, dense)
        return vectors


def of_shape(shapes: Shapes, letter: str, length: int) -> Sequence[str]:
    """Return the words with a first letter and a length, the most frequent first."""
    return shapes[letter, length].split("\n") if (letter, length) in shapes else ()


def _shapes(known: Iterable[str]) -> Shapes:
    found: dict[tuple[str, int], list[str]] = {}
    for word in known:
        found.setdefault((word[0], len(word)), []).append(word)
    return {shape: "\n".join(of_it) for shape, of_it in found.items()}


@cache
def the_table() -> Table:
    """Return the project's table, read once."""
    return Table.load()


def shortened(vectors: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    """Quantize vectors; return them with the scale of each."""
    scales: Vectors = np.abs(vectors).max(axis=1, initial=0) / 127 + np.float32(1e-9)
    small: NDArray[np.float32] = np.round(vectors / scales[:, None])
    return small.astype(np.int8), scales


def joined(words: Sequence[str]) -> NDArray[np.uint8]:
    """Return words as one array of bytes, for the file."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)

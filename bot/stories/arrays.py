"""The arrays of an index: postings of words, and vectors of records and sentences."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.texts import Texts
from bot.stories.text.table import Table
from bot.stories.text.terms import id_key

FORMAT = 1
"""Raised whenever the arrays change their meaning: older ones are rebuilt."""
_TERM_FREQUENCY, _LENGTH = 1.2, 0.75
"""BM25's k1 and b."""
LAST_YEAR = 2200
"""Later ones count as this one."""
HEAD = 32
"""Leading components of a vector, compared first; only the best records are compared in full."""

Keys = NDArray[np.uint64]
Places = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Which records have a word, and how often: by record as they were read, and by word.

    Attributes:
        record_starts: Where each record's words begin, and the end.
        record_terms: The keys of the words of each record, ascending.
        record_counts: How often the record has each.
        terms: All keys, ascending.
        starts: Where each key's records begin, and the end.
        records: The records of each key, ascending.
        weights: BM25's term-frequency factor for each of them, as a share of its maximum, in
            255ths.
    """

    record_starts: Places
    record_terms: Keys
    record_counts: NDArray[np.uint8]
    terms: Keys
    starts: Places
    records: Places
    weights: NDArray[np.uint8]

    @classmethod
    def build(
        cls,
        starts: Places,
        terms: Keys,
        counts: NDArray[np.uint8],
        lengths: NDArray[np.float32],
    ) -> Self:
        """Invert lists by record into lists by word; ``lengths`` are those of the records."""
        usual = float(lengths.sum()) / max(1, len(lengths)) or 1.0
        long = _TERM_FREQUENCY * (1 - _LENGTH + _LENGTH * lengths / usual)
        often = counts.astype(np.float32)
        order = np.argsort(terms, kind="stable")
        owners = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
        ordered = terms[order]
        firsts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
        return cls(
            starts,
            terms,
            counts,
            ordered[firsts],
            np.append(firsts, len(ordered)).astype(np.uint32),
            owners[order],
            np.rint(255 * often / (often + long[owners])).astype(np.uint8)[order],
        )

    def under(self, key: int) -> tuple[Places, NDArray[np.uint8]]:
        """Return the records under a key, and their weights in 255ths."""
        # For a single number, bisecting a memoryview is much faster than ``searchsorted``.
        terms, starts = self.terms.data, self.starts.data
        place = bisect_left(terms, key)
        if place == len(terms) or terms[place] != key:
            return self.records[:0], self.weights[:0]
        span = slice(starts[place], starts[place + 1])
        return self.records[span], self.weights[span]


@dataclass(frozen=True, slots=True)
class Data:
    """The arrays of an index.

    Attributes:
        version: The format and the table that they were made with.
        digests: Hash of each record's input; see :meth:`~bot.stories.story.Story.digest`.
        ids: The records' ids.
        id_keys: The keys of the ids, ascending.
        id_places: The record of each.
        votes: How many voted on each.
        years: The first year of each; 0 where it is not known.
        kinds: The number of each one's kind, from 1 on; 0 where it is not known.
        words: Which words each has.
        names: Which people, genres and languages each has.
        lengths: How many words each has.
        adult: Whether each is for adults only.
        told: The records that have a story or tags.
        heads: The leading components of the vector of each of these, end to end.
        tails: The other components.
        sentence_starts: Where each record's sentences begin, and the end.
        sentence_vectors: A vector of each sentence, quantized.
        sentence_scales: The scale of each.
        sentences: The sentences.
    """

    version: Keys
    digests: Keys
    ids: Texts
    id_keys: Keys
    id_places: Places
    votes: NDArray[np.float32]
    years: NDArray[np.int16]
    kinds: NDArray[np.uint8]
    words: Postings
    names: Postings
    lengths: NDArray[np.float32]
    adult: NDArray[np.bool_]
    told: Places
    heads: NDArray[np.float32]
    tails: NDArray[np.float32]
    sentence_starts: Places
    sentence_vectors: NDArray[np.int8]
    sentence_scales: NDArray[np.float32]
    sentences: Texts

    def __len__(self) -> int:
        return len(self.votes)

    def places(self, ids: Iterable[str]) -> Places:
        """Return the records with these ids, in no order; unknown ids are left out."""
        found = self.places_in_order(ids)
        return found[found >= 0].astype(np.uint32)

    def places_in_order(self, ids: Iterable[str]) -> NDArray[np.intp]:
        """Return the record with each of these ids, -1 for an unknown id."""
        keys = np.array([id_key(movie_id) for movie_id in ids], np.uint64)
        at = np.searchsorted(self.id_keys, keys)
        known = at < len(self)
        known[known] = self.id_keys[at[known]] == keys[known]
        found = np.full(len(keys), -1, np.intp)
        found[known] = self.id_places[at[known]]
        return found


def version_of(table: Table) -> Keys:
    """Return the version of arrays made with a table."""
    return np.array([FORMAT, table.fingerprint], np.uint64)


def ranges(starts: Places, at: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the concatenated index ranges of some records' lists."""
    sizes = np.diff(starts.astype(np.intp))[at]
    before = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum())) + np.repeat(starts[at].astype(np.intp) - before, sizes)

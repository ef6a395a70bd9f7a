"""Candidate surfaces for a reading of a query: a few dozen from each method of finding them.

Every method is bounded by a number of postings, whatever the query and the size of the index.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.builder import text_hash
from bot.search.arrays.overlap import Overlap
from bot.search.arrays.postings import BUSY, Ids, Lists, distinct
from bot.search.arrays.tables import Tables
from bot.search.arrays.words import Expansion
from bot.search.spelling.fold import Reading

EXACT_KEPT = 64
PREFIX_KEPT = 48
RESPACED_KEPT = 4  # of each text that differs by a blank
RESPACED_LETTERS = 2 * EXACT_KEPT // RESPACED_KEPT  # longer texts are found by grams only
RANGE_POSTINGS = 16_384  # of a range of keys that has no list of its best known
WORD_POSTINGS = 1_536  # for each word of the query
DEEPER = 6  # factor on these where some entries may be excluded
WORDS_READ = 8  # further words of a query are found by grams only
GRAM_POSTINGS = 3_072
KEPT = 128  # of those found by words or grams
MAX_CANDIDATES = 2 * EXACT_KEPT + 2 * PREFIX_KEPT + KEPT
MAX_POSTINGS = (
    2 * (EXACT_KEPT + RANGE_POSTINGS)
    + WORDS_READ * (DEEPER * WORD_POSTINGS + RANGE_POSTINGS)
    + GRAM_POSTINGS
)
"""The maximum cost of one reading of a query."""

_WORTHWHILE = 0.4  # share of the largest sum below which surfaces are dropped
_FAME = 0.01  # what a doubling of the rank costs while candidates are chosen


@dataclass(frozen=True, slots=True)
class Candidates:
    """Surfaces to be ranked.

    Attributes:
        surfaces: Numbers of surfaces, ascending, each once.
        words: The words of the query that were looked up.
        expansions: For each of these words what it may stand for.
        postings: How many postings were visited.
    """

    surfaces: Ids
    words: list[str]
    expansions: list[list[Expansion]]
    postings: int


def gather(tables: Tables, reading: Reading, require: int) -> Candidates:
    """Collect the candidates for one reading."""
    raw, text = reading.forms.raw, reading.forms.canonical
    words = text.split()[:WORDS_READ]
    expansions = [
        tables.data.words.expand(
            word, tables.alike, unfinished=place == len(words) - 1 and not reading.ended
        )
        for place, word in enumerate(words)
    ]
    finder = _Finder(tables, require)
    found = [finder.exact(form) for form in {raw, text}]
    all_known = all(map(_is_known, expansions))
    # The rest takes the room left by the exact names and by the other form.
    if not any(map(len, found)):
        found.append(finder.respaced(text))
    if all_known and len(words) == 1 and raw == text:
        found.append(finder.with_word(expansions[0][-1]))
    found += [finder.prefix(form + " " * reading.ended) for form in {raw, text}]
    found.append(finder.alike(text, expansions))
    surfaces = distinct(np.concatenate(found))
    return Candidates(surfaces, words, expansions, finder.postings)


class _Finder:
    def __init__(self, tables: Tables, require: int) -> None:
        self._data = tables.data
        require = 0 if require & tables.common_flags else require
        self._require = np.uint32(require)
        self._word_postings = WORD_POSTINGS * (DEEPER if require else 1)
        self.postings = 0

    def exact(self, text: str) -> Ids:
        found = self._data.exact.get_one(text_hash(text), EXACT_KEPT)
        self.postings += len(found)
        return self._allowed(found)

    def respaced(self, text: str) -> Ids:
        """Return the surfaces that differ from a text by one space."""
        if len(text) > RESPACED_LETTERS:
            return np.zeros(0, np.uint32)
        hashes = np.array([text_hash(other) for other in _respaced(text)], np.uint32)
        found = self._data.exact.get(hashes, RESPACED_KEPT)
        self.postings += len(found)
        return self._allowed(found)

    def with_word(self, word: Expansion) -> Ids:
        """Return the best known surfaces with a word, since a surname alone fits long names too."""
        return self._bounded(self._data.words.lists, word, self._word_postings)[:PREFIX_KEPT]

    def prefix(self, text: str) -> Ids:
        if not text.strip():
            return np.zeros(0, np.uint32)
        lists = self._data.prefixes
        start, stop, _ = lists.locate(text)
        found = self._bounded(lists, Expansion(start, stop, 1.0, text), BUSY)
        return _smallest(found, PREFIX_KEPT)

    def alike(self, text: str, expansions: list[list[Expansion]]) -> Ids:
        """Return the surfaces that have most words and grams in common with a text."""
        data = self._data
        overlap = Overlap(len(data.surfaces.kinds))
        all_words = self._add_words(overlap, expansions)
        parts, rarities = data.grams.find(text, GRAM_POSTINGS)
        self.postings += sum(map(len, parts))
        overlap.add_grams(parts, rarities)
        found, words, grams = overlap.add_up()
        if not len(found):
            return found
        worthwhile = words >= _WORTHWHILE * (np.maximum.reduce(words) or 1)
        worthwhile |= grams >= _WORTHWHILE * (np.maximum.reduce(grams) or 1)
        likely = worthwhile.nonzero()[0]
        found, words, grams = found[likely], words[likely], grams[likely]
        if self._require:
            allowed = self._flags(found)
            found, words, grams = found[allowed], words[allowed], grams[allowed]
        if len(found) <= KEPT:
            return found
        scores = words / (data.surfaces.rarity[found] + np.float32(all_words or 1))
        scores += grams / (data.grams.totals[found] + np.float32(sum(rarities) or 1))
        scores -= _FAME * data.entries.ranks[data.surfaces.entries[found]]
        return found[scores.argpartition(-KEPT)[-KEPT:]]

    def _add_words(self, overlap: Overlap, expansions: list[list[Expansion]]) -> float:
        """Collect surfaces with words of the query; return the largest possible weight."""
        lists, surfaces = self._data.words.lists, len(self._data.surfaces.kinds)
        asked = 0.0
        for place, variants in enumerate(expansions):
            parts: list[tuple[Ids, float]] = []
            last = self.postings + self._word_postings
            for variant in reversed(variants):
                part = self._bounded(lists, variant, last - self.postings)
                rarity = math.log1p(surfaces / (len(part) or 1))
                parts.append((part, variant.quality * rarity))
                if self.postings >= last:
                    break
            if parts:
                parts.sort(key=lambda part: -part[1])
                overlap.add_word(place, parts)
                asked += parts[0][1]
        return asked

    def _bounded(self, lists: Lists, variant: Expansion, limit: int) -> Ids:
        """Return postings of a range of keys, or its best known ones, up to a limit."""
        part = lists.under(variant.start, variant.stop)
        if len(part) > limit and variant.stop - variant.start > 1:
            busy = lists.best_under_prefix(variant.text)
            part = part[:RANGE_POSTINGS] if busy is None else busy
            self.postings += len(part)
            return self._allowed(_smallest(part, limit))
        part = part[:limit]
        self.postings += len(part)
        return self._allowed(part)

    def _allowed(self, found: Ids) -> Ids:
        return found[self._flags(found)] if self._require else found

    def _flags(self, found: Ids) -> NDArray[np.bool_]:
        data = self._data
        return (data.entries.flags[data.surfaces.entries[found]] & self._require) != 0


def _is_known(variants: list[Expansion]) -> bool:
    return bool(variants) and variants[-1].quality == 1


def _respaced(text: str) -> list[str]:
    """Return the variants of a text with one space less or more."""
    places = range(1, len(text))
    left_out = [text[:at] + text[at + 1 :] for at in places if text[at] == " "]
    put_in = [f"{text[:at]} {text[at:]}" for at in places if " " not in text[at - 1 : at + 1]]
    return left_out + put_in


def _smallest(ids: Ids, kept: int) -> Ids:
    return ids if len(ids) <= kept else np.partition(ids, kept)[:kept]

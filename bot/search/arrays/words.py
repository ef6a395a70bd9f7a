"""The words of all names: found as typed, as begun, with a typo, or by sound.

Typos are found by deletion hashes (Garbe's SymSpell): two spellings one edit apart become equal
when a letter is left out of one or of both. The hashes are taken of the words' beginnings of 3
to 8 letters, so that a misspelt beginning finds the words it begins, while it is being typed.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.arrays.postings import HashLists, Ids, Lists, Weights, distinct, run_edges, unpack
from bot.search.arrays.tokens import INITIALS, MAX_INITIALS
from bot.search.spelling.phonetics import sound, sounds

_MIN_BEGINNING, _MAX_BEGINNING = 3, 8  # letters of the beginnings that deletion hashes are taken of
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio: Fibonacci hashing
_NODES_PER_HASH = 12
_KEPT = 8
_MISSPELT = 0.95  # penalty for a beginning with a typo
_ALIKE = 0.6  # the minimum similarity of two spellings


class Expansion(NamedTuple):
    """Words that a query word may stand for: a range of word ids, and how well they fit."""

    start: int
    stop: int
    quality: float
    text: str  # what the words begin with


def _without(packed: NDArray[np.uint64], place: int) -> NDArray[np.uint64]:
    """Take one letter out of words packed into 64 bits, first letter highest."""
    after = np.uint64((1 << 8 * (7 - place)) - 1)
    before = ~np.uint64((1 << 8 * (8 - place)) - 1) if place else np.uint64(0)
    return (packed & before) | (packed & after) << np.uint64(8)


def _hash(packed: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (packed * _SPREAD >> np.uint64(32)).astype(np.uint32)


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary with the surfaces that hold each word.

    Attributes:
        lists: Surfaces by word; a word's place among the sorted keys is its id.
        lengths: Letters of each word.
        rarity: Inverse document frequency of each word.
        beginnings: Numbers of beginnings by deletion hash.
        starts: First word of each beginning.
        stops: Last word of each beginning, plus one.
        letters: Letters of each beginning.
        sounds: Words by hash of their sound.
    """

    lists: Lists
    lengths: NDArray[np.uint8]
    rarity: Weights
    beginnings: HashLists
    starts: Ids
    stops: Ids
    letters: NDArray[np.uint8]
    sounds: HashLists

    @classmethod
    def build(cls, lists: Lists, surfaces: int) -> Self:
        """Derive the tables of misspellings and sounds from the word lists."""
        texts = unpack(lists.high, lists.low)
        lengths = np.fromiter(map(len, texts), np.uint8, len(texts))
        counts = np.diff(lists.offsets).astype(np.float32)
        rarity = np.log1p(np.float32(surfaces) / np.maximum(counts, 1)).astype(np.float32)
        first_short, last_short, _ = lists.locate(INITIALS)
        real = np.ones(len(texts), bool)
        real[first_short:last_short] = False
        lengths[~real] -= len(INITIALS)
        beginnings, nodes = _beginnings(lists.high, lengths, real)
        spoken = [number for number in np.flatnonzero(real).tolist() if texts[number].isalpha()]
        keys = sounds([texts[number] for number in spoken])
        hashes = np.array([zlib.crc32(key.encode()) for key in keys], np.uint32)
        by_sound = HashLists.build(hashes, np.array(spoken, np.uint32))
        return cls(lists, lengths, rarity, beginnings, *nodes, by_sound)

    def expand(
        self, word: str, alike: Callable[[str], list[Expansion]], *, unfinished: bool
    ) -> list[Expansion]:
        """Return what a query word may stand for, the least fitting first.

        Args:
            word: The word.
            alike: Returns words spelt or sounding like an unknown one; see :meth:`alike`.
            unfinished: Whether it may still be being typed.
        """
        start, stop, known = self.lists.locate(word)
        if word.isdigit():
            return [Expansion(start, start + 1, 1.0, word)] if known else []
        found: list[Expansion] = []
        if not known and len(word) > _MIN_BEGINNING:
            found += alike(word)
        if start < stop:
            found.append(Expansion(start, stop, 0.9 if unfinished else 0.75, word))
        found.sort(key=lambda expansion: expansion.quality)
        if 1 < len(word) <= MAX_INITIALS:
            at, _, short = self.lists.locate(INITIALS + word)
            if short:
                found.append(Expansion(at, at + 1, 0.9, INITIALS + word))
        if known:
            found.append(Expansion(start, start + 1, 1.0, word))
        return found

    def alike(self, word: str) -> list[Expansion]:
        """Return words that a word may be a misspelling of."""
        return self._misspelt(word) + self._sounding(word)

    def _sounding(self, word: str) -> list[Expansion]:
        key = np.array([zlib.crc32(sound(word).encode())], np.uint32)
        numbers = self.sounds.get(key, _KEPT).tolist()
        return [Expansion(number, number + 1, 0.7, "") for number in numbers]

    def _misspelt(self, word: str) -> list[Expansion]:
        begun = word[:_MAX_BEGINNING]
        variants = {begun} | {begun[:at] + begun[at + 1 :] for at in range(len(begun))}
        packed = [int.from_bytes(variant.encode().ljust(8, b"\0")) for variant in variants]
        hashes = _hash(np.array(packed, np.uint64))
        numbers = distinct(self.beginnings.get(hashes, _NODES_PER_HASH))
        if not len(numbers):
            return []
        starts, stops = self.starts[numbers], self.stops[numbers]
        letters: list[int] = self.letters[numbers].tolist()
        words = unpack(self.lists.high[starts], self.lists.low[starts])
        texts = [text[:length] for text, length in zip(words, letters, strict=True)]
        close = process.cdist([begun], texts, scorer=OSA.normalized_similarity)[0].tolist()
        ranges = zip(starts.tolist(), stops.tolist(), close, texts, strict=True)
        fitting = [
            Expansion(start, stop, _MISSPELT * like, text)
            for start, stop, like, text in ranges
            if like >= _ALIKE
        ]
        return sorted(fitting, key=lambda expansion: -expansion.quality)[:_KEPT]


def _beginnings(
    high: NDArray[np.uint64], lengths: NDArray[np.uint8], real: NDArray[np.bool_]
) -> tuple[HashLists, tuple[Ids, Ids, NDArray[np.uint8]]]:
    """Return deletion hashes and ranges of words for all beginnings of 3 to 8 letters."""
    hashes: list[NDArray[np.uint32]] = []
    owners: list[Ids] = []
    starts: list[Ids] = []
    stops: list[Ids] = []
    letters: list[NDArray[np.uint8]] = []
    nodes = 0
    for length in range(_MIN_BEGINNING, _MAX_BEGINNING + 1):
        kept = np.flatnonzero(real & (lengths >= length))
        shift = np.uint64(64 - 8 * length)
        begun = high[kept] >> shift << shift
        edges = run_edges(begun)
        fresh, ends = edges[:-1], edges[1:]
        packed = begun[fresh]
        starts.append(kept[fresh].astype(np.uint32))
        stops.append((kept[ends - 1] + 1).astype(np.uint32))
        letters.append(np.full(len(fresh), length, np.uint8))
        numbers = np.arange(nodes, nodes + len(fresh), dtype=np.uint32)
        for variant in (packed, *(_without(packed, place) for place in range(length))):
            hashes.append(_hash(variant))
            owners.append(numbers)
        nodes += len(fresh)
    table = HashLists.build(np.concatenate(hashes), np.concatenate(owners))
    return table, (np.concatenate(starts), np.concatenate(stops), np.concatenate(letters))

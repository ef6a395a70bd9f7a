"""An index that finds the catalogue's names anywhere in a sentence.

``bot.search`` ranks one query against all entries. A sentence needs the reverse: which of its
many spans are names? Exact names are keyed by their letters without spaces, so that
``wall-e``, ``WALL·E`` and ``wall e`` are the same. Names with one letter wrong, missing, added or
swapped are found by the deletion neighbourhood (Mor & Fraenkel 1982): two spellings one edit apart
share a form with one letter deleted, and the hashes of all such forms are kept sorted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from bot.questions.names.entries import Entries, Entry, EntryReader
from bot.questions.words.tokens import words_of
from bot.relations import are_among, pair_keys
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.key_table import KeyNumbers, KeyTable, Lines

MIN_FUZZY, MAX_FUZZY = 4, 60
"""Names with fewer or more letters than this are only found when spelt exactly."""
MAX_WORDS = 16
"""The longest span, in words, that is looked up as a name."""
MIN_TYPED = 4
"""Fewer letters than this are never taken as a misspelt name."""
MAX_TYPED = MAX_FUZZY + 1
"""More letters than this are one letter off no name."""
CACHED_KEYS, CACHED_SENTENCES = 4_096, 8
"""How many keys have their exact names cached, and how many sentences their names one letter off:
each sentence is read in every language, and several times."""
MIN_GUESSED = 5
"""A shorter name is only guessed if nothing else explains the word."""
MAX_CHECKED = 2_000
"""The most candidate names of a sentence that are compared letter by letter."""

_FACTOR = 0x9E3779B97F4A7C15  # odd, its bits evenly spread: the golden ratio in 64 bits
_MASK = (1 << 64) - 1
_BASE = np.uint64(_FACTOR)
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class NameArrays:
    """All names, in arrays for :class:`Names`.

    Attributes:
        keys: The names' letters without spaces.
        offsets: Where each key's entries begin in ``entries``, plus the end.
        entries: The entries of each key, full names before short forms.
        longest: The length of the longest key, as an array of one number.
        hashes: Sorted hashes of the keys and their forms with one letter deleted.
        owners: The index of the key of each hash.
        sieve: A bit for each possible prefix of a hash.
    """

    keys: KeyTable
    offsets: NDArray[np.uint32]
    entries: Entries
    longest: NDArray[np.uint32]
    hashes: Hashes
    owners: NDArray[np.uint32]
    sieve: NDArray[np.uint8]

    @classmethod
    def build(
        cls,
        named: Iterable[tuple[str, Entry]],
        pace: Throttle = AT_ONCE,
        *,
        as_spelt: Iterable[tuple[str, Entry]] = (),
    ) -> Self:
        """Make the arrays.

        Args:
            named: Names with their entries.
            pace: Lets other work run in between.
            as_spelt: Names that are found only if spelt exactly; their deletion forms would take
                most of the space.
        """
        by_key: defaultdict[str, list[Entry]] = defaultdict(list)

        def add(text: str, entry: Entry) -> None:
            words = words_of(text)
            if words:
                by_key["".join(words)].append(entry.of_words(len(words)))

        for text, entry in pace.through(named):
            add(text, entry)
        fuzzy = [
            (number, key) for number, key in enumerate(by_key) if MIN_FUZZY <= len(key) <= MAX_FUZZY
        ]
        for text, entry in pace.through(as_spelt):
            add(text, entry)
        for entries in by_key.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: (entry.cost, -entry.weight))
        hashes, owners = _neighbourhoods(fuzzy, pace)
        return cls(
            KeyTable.build(list(by_key)),
            np.cumsum([0, *map(len, by_key.values())]).astype(np.uint32),
            Entries.build(list(chain.from_iterable(by_key.values()))),
            np.array([max(map(len, by_key), default=0)], np.uint32),
            hashes,
            owners,
            _sieve(hashes),
        )


class Names:
    """Looks up the names of a catalogue by their letters.

    Attributes:
        exact: Returns the entries for some letters, full names before short forms.
        runs: Returns which runs of words are spelt exactly like a name: start, end, entries.
    """

    def __init__(self, arrays: NameArrays) -> None:
        self._longest = int(arrays.longest[0])
        self._numbers = KeyNumbers(arrays.keys)
        self._keys = Lines(arrays.keys.texts)
        self._offsets = arrays.offsets.data
        self._entries = EntryReader(arrays.entries)
        self._hashes, self._owners = arrays.hashes, arrays.owners
        self._sizes = np.diff(arrays.keys.texts.offsets.astype(np.int64))
        self._sieve = arrays.sieve
        self._shift = _shift(len(arrays.sieve) * 8)
        self.exact = lru_cache(maxsize=CACHED_KEYS)(self._exact)
        self.runs = lru_cache(maxsize=CACHED_SENTENCES)(self._runs)
        self._near = lru_cache(maxsize=CACHED_SENTENCES)(self._find_near)

    def _runs(self, words: tuple[str, ...]) -> Sequence[tuple[int, int, Sequence[Entry]]]:
        return [
            (start, end, found)
            for start, end, key in self._numbers.joined(words, MAX_WORDS, self._longest)
            if (found := self.exact(key))
        ]

    def _exact(self, key: str) -> Sequence[Entry]:
        number = self._numbers.find(key)
        if number < 0:
            return ()
        places = range(self._offsets[number], self._offsets[number + 1])
        return tuple(map(self._entries.__getitem__, places))

    def near(
        self, text: str, windows: Sequence[tuple[int, int]], short: Sequence[int] = ()
    ) -> Sequence[tuple[int, str]]:
        """Return which spans of letters are one edit away from a name.

        Args:
            text: The sentence's letters, without spaces.
            windows: Spans of it, as start and end, of :data:`MIN_TYPED` to :data:`MAX_TYPED`
                letters.
            short: The indices of those that may be a name of fewer than :data:`MIN_GUESSED`
                letters.

        Returns:
            Pairs of an index in ``windows`` and the key of a name; exact matches are left out.
        """
        return self._near(text, tuple(windows), tuple(short))

    def _find_near(
        self, text: str, windows: tuple[tuple[int, int], ...], short: tuple[int, ...]
    ) -> Sequence[tuple[int, str]]:
        if not windows or not len(self._hashes):
            return []
        places, numbers = self._sharing(*_window_hashes(text, windows), short)
        result: list[tuple[int, str]] = []
        for place, number in zip(map(int, places), map(int, numbers), strict=True):
            start, end = windows[place]
            typed, key = text[start:end], self._keys[number]
            if OSA.distance(typed, key, score_cutoff=1) == 1 and _has_figures(key, typed):
                result.append((place, key))
        return result

    def _sharing(
        self, hashes: Hashes, places: NDArray[np.int64], short: Sequence[int]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return pairs of a window and a name that share a hash, up to a maximum."""
        likely = self._likely(hashes)
        hashes, places = hashes[likely], places[likely]
        left = self._hashes.searchsorted(hashes, "left")
        there = self._hashes[np.minimum(left, len(self._hashes) - 1)] == hashes
        hashes, places, left = hashes[there], places[there], left[there]
        counts = self._hashes.searchsorted(hashes, "right") - left
        places = np.repeat(places, counts)
        before = np.cumsum(counts) - counts
        numbers = self._owners[np.arange(len(places)) + np.repeat(left - before, counts)]
        wanted = (self._sizes[numbers] >= MIN_GUESSED) | are_among(places, short)
        places, numbers = places[wanted], numbers[wanted].astype(np.int64)
        _, firsts = np.unique(pair_keys(places, numbers), return_index=True)
        firsts = np.sort(firsts)[:MAX_CHECKED]
        return places[firsts], numbers[firsts]

    def _likely(self, hashes: Hashes) -> NDArray[np.int64]:
        """Return the indices of the hashes that pass the sieve."""
        values = (hashes >> self._shift).astype(np.int64)
        return np.flatnonzero(self._sieve[values >> 3] >> (values & 7).astype(np.uint8) & 1)


def _sieve(hashes: Hashes) -> NDArray[np.uint8]:
    """Return a filter that rejects most absent hashes: a bit for each hash prefix.

    Searching a million hashes takes twenty memory accesses, and most of them are absent.
    """
    taken = np.zeros(1 << (max(len(hashes), 2).bit_length() + 2), np.bool_)  # a quarter is set
    taken[(hashes >> _shift(len(taken))).astype(np.int64)] = True
    return np.packbits(taken, bitorder="little")


def _shift(bits: int) -> np.uint64:
    """Return the right shift that turns a hash into an index into this many bits."""
    return np.uint64(65 - bits.bit_length())


def _has_figures(key: str, typed: str) -> bool:
    """Return whether two spellings contain the same digits: "Alien 2" is not a typo of "Alien"."""
    if key.isalpha() and typed.isalpha():
        return True
    return Counter(filter(str.isdigit, typed)) == Counter(filter(str.isdigit, key))


def _codes(text: str) -> Hashes:
    encoded = text.encode("utf-32-le", "surrogatepass")  # half a character counts as a letter, too
    return np.frombuffer(encoded, np.uint32).astype(np.uint64) + np.uint64(1)


def _powers(count: int) -> Hashes:
    powers = np.ones(count + 1, np.uint64)
    powers[1:] = _BASE
    return np.multiply.accumulate(powers)


def _neighbourhoods(
    keys: Iterable[tuple[int, str]], pace: Throttle
) -> tuple[Hashes, NDArray[np.uint32]]:
    """Return the sorted hashes of all keys and of their forms with one letter deleted."""
    by_length: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, key in keys:
        by_length[len(key)].append((number, key))
    hashes: list[Hashes] = [np.zeros(0, np.uint64)]
    numbers: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    powers = _powers(MAX_FUZZY + 1)
    for length, members in by_length.items():
        pace.rest()
        codes = _codes("".join(key for _, key in members)).reshape(-1, length)
        prefix = np.zeros((len(members), length + 1), np.uint64)
        for place in range(length):
            prefix[:, place + 1] = prefix[:, place] * _BASE + codes[:, place]
        whole = prefix[:, -1]
        ids = np.array([number for number, _ in members], np.uint32)
        hashes.append(whole)
        numbers.append(ids)
        for place in range(length):
            after = length - place - 1
            tail = whole - prefix[:, place + 1] * powers[after]
            hashes.append(prefix[:, place] * powers[after] + tail)
            numbers.append(ids)
    joined, owners = np.concatenate(hashes), np.concatenate(numbers)
    order = np.argsort(joined, kind="stable")
    return joined[order], owners[order]


def _window_hashes(
    text: str, windows: Sequence[tuple[int, int]]
) -> tuple[Hashes, NDArray[np.int64]]:
    """Return the hashes of windows and of their one-letter deletions, each with its index."""
    codes = _codes(text)
    sums = [0]
    for code in codes.tolist():
        sums.append((sums[-1] * _FACTOR + code) & _MASK)
    prefix = np.array(sums, np.uint64)
    powers = _powers(len(codes) + 1)
    starts, ends = np.array(windows, np.int64).T
    places, sizes = np.arange(len(windows)), ends - starts
    lasts = np.cumsum(sizes) - 1
    # For each letter to be deleted: how many come after it, and where it is.
    behind = np.repeat(lasts, sizes) - np.arange(int(lasts[-1]) + 1)
    gone = np.repeat(ends - 1, sizes) - behind
    # The letters before it move up by one place, so that those of the span less its last are there.
    shorter = prefix[ends] - prefix[starts] * powers[sizes - 1]
    without = np.repeat(shorter, sizes) + (prefix[gone] - prefix[gone + 1]) * powers[behind]
    whole = prefix[ends] - prefix[starts] * powers[sizes]
    return np.concatenate((whole, without)), np.concatenate((places, np.repeat(places, sizes)))

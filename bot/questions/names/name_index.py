"""Every name of the catalogue, found in a sentence at all places at once.

``bot.search`` ranks one query against all entries. A sentence needs the reverse: which of its
many runs of words are names? Exact names are found under their letters without blanks, so that
``wall-e``, ``WALL·E`` and ``wall e`` are one. Names with one letter wrong, missing, added or
swapped are found by the deletion neighbourhood (Mor & Fraenkel 1982): two spellings one edit apart
share a form that lacks one letter of each, and hashes of all such forms are kept sorted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from bot.questions.words.categories import Category
from bot.questions.words.tokens import words_of
from bot.throttle import AT_ONCE, Pace

MIN_FUZZY, MAX_FUZZY = 5, 60
"""Names shorter or longer than this many letters are only found as they are spelt."""
MAX_CHECKED = 2_000
"""At most this many likely names of a sentence are compared letter by letter."""

_FACTOR = 0x9E3779B97F4A7C15  # odd, its bits evenly spread: the golden ratio in 64 bits
_MASK = (1 << 64) - 1
_BASE = np.uint64(_FACTOR)
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the catalogue.

    Attributes:
        category: What it is, as a category of the grammar: ``Title``, ``Name``, ``Tag``, ...
        value: Its number in the graph, or the name itself where it has none; of several people,
            their numbers.
        name: As the catalogue writes it.
        weight: How well known it is; among equals the greatest comes first.
        cost: 0 for the name itself, more for a form of it.
        words: How many words the name, or the form of it, has.
    """

    category: Category
    value: int | str | tuple[int, ...]
    name: str
    weight: float
    cost: float = 0.0
    words: int = 1

    def of_words(self, words: int) -> "Entry":
        """Return the same name with another number of words; ``replace`` is five times slower."""
        if words == self.words:
            return self
        return Entry(self.category, self.value, self.name, self.weight, self.cost, words)


class Names:
    """All names; made once for a catalogue.

    Args:
        named: Names with what they are of.
        pace: Lets others work meanwhile.
        as_spelt: Names that are not found with a letter wrong, which would take most of the memory.
    """

    def __init__(
        self,
        named: Iterable[tuple[str, Entry]],
        pace: Pace = AT_ONCE,
        *,
        as_spelt: Iterable[tuple[str, Entry]] = (),
    ) -> None:
        by_key: defaultdict[str, list[Entry]] = defaultdict(list)

        def add(text: str, entry: Entry) -> None:
            words = words_of(text)
            if words:
                by_key["".join(words)].append(entry.of_words(len(words)))

        for text, entry in pace.through(named):
            add(text, entry)
        self._keys = [key for key in by_key if MIN_FUZZY <= len(key) <= MAX_FUZZY]
        for text, entry in pace.through(as_spelt):
            add(text, entry)
        for entries in by_key.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: (entry.cost, -entry.weight))
        # Most names are of one: a list takes twice the memory.
        self._by_key = {key: tuple(entries) for key, entries in by_key.items()}
        self.longest = max(map(len, self._by_key), default=0)
        self._hashes, self._numbers = _neighbourhoods(self._keys, pace)
        self._sieve = _Sieve(self._hashes)

    def exact(self, key: str) -> Sequence[Entry]:
        """Return the names with exactly these letters, the name itself before forms of it."""
        return self._by_key.get(key, ())

    def near(self, text: str, windows: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
        """Return which runs of letters are one edit away from a name.

        Args:
            text: The sentence's letters, without blanks.
            windows: Runs of it, as start and end.

        Returns:
            Pairs of the place in ``windows`` and the key of the name, without exact ones.
        """
        spans = [
            (place, start, end)
            for place, (start, end) in enumerate(windows)
            if MIN_FUZZY - 1 <= end - start <= MAX_FUZZY + 1
        ]
        if not spans or not self._keys:
            return []
        hashes, places = _window_hashes(text, spans)
        likely = self._sieve.likely(hashes)
        hashes, places = hashes[likely], places[likely]
        left = self._hashes.searchsorted(hashes, "left")
        right = self._hashes.searchsorted(hashes, "right")
        found: dict[tuple[int, int], None] = {}
        for hit in np.flatnonzero(right > left).tolist():
            for number in self._numbers[left[hit] : right[hit]].tolist():
                found[int(places[hit]), number] = None
        result: list[tuple[int, str]] = []
        for place, number in list(found)[:MAX_CHECKED]:
            start, end = windows[place]
            key = self._keys[number]
            typed = text[start:end]
            if not _has_figures(key, typed):
                continue
            if OSA.distance(typed, key, score_cutoff=1) == 1:
                result.append((place, key))
        return result


class _Sieve:
    """Tells most hashes that are not among many at once: a bit for each value of their first bits.

    Finding a hash among a million takes twenty steps through memory; most are not there.
    """

    def __init__(self, hashes: Hashes) -> None:
        bits = max(len(hashes), 2).bit_length() + 2  # at most a quarter of the bits is set
        self._shift = np.uint64(64 - bits)
        taken = np.zeros(1 << bits, np.bool_)
        taken[(hashes >> self._shift).astype(np.int64)] = True
        self._bits = np.packbits(taken, bitorder="little")

    def likely(self, hashes: Hashes) -> NDArray[np.int64]:
        """Return the places of the hashes that may be there."""
        values = (hashes >> self._shift).astype(np.int64)
        return np.flatnonzero(self._bits[values >> 3] >> (values & 7).astype(np.uint8) & 1)


def _has_figures(key: str, typed: str) -> bool:
    """Return whether two spellings have the same figures: "Alien 2" is no slip for "Alien"."""
    return Counter(filter(str.isdigit, typed)) == Counter(filter(str.isdigit, key))


def _codes(text: str) -> Hashes:
    encoded = text.encode("utf-32-le", "surrogatepass")  # half a character is a letter, too
    return np.frombuffer(encoded, np.uint32).astype(np.uint64) + np.uint64(1)


def _powers(count: int) -> Hashes:
    powers = np.ones(count + 1, np.uint64)
    powers[1:] = _BASE
    return np.multiply.accumulate(powers)


def _neighbourhoods(keys: Sequence[str], pace: Pace) -> tuple[Hashes, NDArray[np.uint32]]:
    """Return the sorted hashes of all keys and of all their forms without one letter."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        by_length[len(key)].append(number)
    hashes: list[Hashes] = [np.zeros(0, np.uint64)]
    numbers: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]
    powers = _powers(MAX_FUZZY + 1)
    for length, members in by_length.items():
        pace.rest()
        codes = _codes("".join(keys[number] for number in members)).reshape(-1, length)
        prefix = np.zeros((len(members), length + 1), np.uint64)
        for place in range(length):
            prefix[:, place + 1] = prefix[:, place] * _BASE + codes[:, place]
        whole = prefix[:, -1]
        ids = np.array(members, np.uint32)
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
    text: str, spans: Sequence[tuple[int, int, int]]
) -> tuple[Hashes, NDArray[np.int64]]:
    """Return the hashes of runs and of their forms without one letter, with each one's place."""
    codes = _codes(text)
    sums = [0]
    for code in codes.tolist():
        sums.append((sums[-1] * _FACTOR + code) & _MASK)
    prefix = np.array(sums, np.uint64)
    powers = _powers(len(codes) + 1)
    table = np.array(spans, np.int64)
    sizes = table[:, 2] - table[:, 1]
    rows = np.repeat(np.arange(len(spans)), sizes)
    gone = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + table[rows, 1]
    start, end = table[rows, 1], table[rows, 2]
    head = prefix[gone] - prefix[start] * powers[gone - start]
    tail = prefix[end] - prefix[gone + 1] * powers[end - gone - 1]
    without = head * powers[end - gone - 1] + tail
    whole = prefix[table[:, 2]] - prefix[table[:, 1]] * powers[sizes]
    return np.concatenate((whole, without)), np.concatenate((table[:, 0], table[rows, 0]))

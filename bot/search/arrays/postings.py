"""Flat arrays: lists of ids under sorted keys.

There is no Python object per entry, so all of it can be saved as it is and memory-mapped. Ids are
assigned by popularity: the smaller an id, the better known. A truncated list therefore keeps the
best known, and work is bounded without losing what is most often meant.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_N = TypeVar("_N", bound=np.generic)
Ids = NDArray[np.uint32]
Weights = NDArray[np.float32]

KEY_LETTERS = 16
"""Keys are compared by their first letters, packed into two 64-bit numbers."""
_HALF = KEY_LETTERS // 2
_FIRST_LETTERS = np.array(
    [(1 << 64) - (1 << 64 - 8 * letters) for letters in range(_HALF + 1)], np.uint64
)
"""Masks that keep the first 0 to 8 letters in a number."""
BUSY = 2048
"""A prefix with more postings than this keeps a list of its best known ones."""
BUSY_KEPT = 256


def pack(
    blob: NDArray[np.uint8], starts: NDArray[np.integer], lengths: NDArray[np.integer]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the first 8 and the next 8 letters of pieces of a blob, as numbers that sort alike."""
    padded = np.append(blob, np.zeros(KEY_LETTERS, np.uint8))
    letters = sliding_window_view(padded, KEY_LETTERS)[starts]
    high, low = letters.view(">u8").T.astype(np.uint64)
    high &= _FIRST_LETTERS[np.minimum(lengths, _HALF)]
    low &= _FIRST_LETTERS[np.clip(lengths, _HALF, KEY_LETTERS) - _HALF]
    return high, low


def _least(letters: bytes) -> int:
    """Return the smallest number whose first letters are these, at most 8."""
    return int.from_bytes(letters.ljust(_HALF, b"\0"))


def _most(letters: bytes) -> int:
    """Return the largest number whose first letters are these, at most 8."""
    return int.from_bytes(letters.ljust(_HALF, b"\xff"))


def unpack(high: NDArray[np.uint64], low: NDArray[np.uint64]) -> list[str]:
    """Return the keys that two arrays of numbers stand for."""
    both = np.column_stack((high, low)).astype(">u8").view(f"S{KEY_LETTERS}").ravel()
    return [key.decode() for key in both.tolist()]


def run_edges(values: NDArray[Any]) -> NDArray[np.intp]:
    """Return where runs of equal values begin, and the end of the last."""
    fresh = np.ones(len(values), bool)
    fresh[1:] = values[1:] != values[:-1]
    return np.append(np.flatnonzero(fresh), len(values))


def distinct(ids: NDArray[_N]) -> NDArray[_N]:
    """Return the distinct ids, ascending (``np.unique`` is five times slower since NumPy 2.3)."""
    ids = ids.copy()
    ids.sort()
    fresh = np.empty(len(ids), bool)
    fresh[:1] = True
    np.not_equal(ids[1:], ids[:-1], out=fresh[1:])
    return ids[fresh]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of ascending ids under sorted keys, looked up by key or prefix.

    Attributes:
        high: The first 8 letters of each key, sorted.
        low: The next 8.
        offsets: Where each key's list begins in ``postings``, and the end.
        postings: The lists end to end.
        busy: Prefixes of up to 8 letters that more than ``BUSY`` postings stand under, sorted.
        busy_offsets: Where each busy prefix's list begins in ``busy_postings``, and the end.
        busy_postings: The best known ids under each busy prefix.
    """

    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    offsets: NDArray[np.uint32]
    postings: Ids
    busy: NDArray[np.uint64]
    busy_offsets: NDArray[np.uint32]
    busy_postings: Ids

    @classmethod
    def build(
        cls, high: NDArray[np.uint64], low: NDArray[np.uint64], ids: Ids
    ) -> tuple[Self, NDArray[np.uint32]]:
        """Group pairs of key and id; return the lists and the number of each pair's key."""
        order = np.lexsort((ids, low, high))
        high, low, ids = high[order], low[order], ids[order]
        fresh = np.ones(len(high), bool)
        fresh[1:] = (high[1:] != high[:-1]) | (low[1:] != low[:-1])
        numbers = np.empty(len(high), np.uint32)
        numbers[order] = np.cumsum(fresh, dtype=np.uint32) - 1
        starts = np.flatnonzero(fresh)
        high, low = high[starts], low[starts]
        offsets = np.append(starts, len(ids)).astype(np.uint32)
        busy: dict[int, Ids] = {}
        for mask in _FIRST_LETTERS[1:]:
            prefixes = high & mask
            edges = run_edges(prefixes)
            for place in np.flatnonzero(np.diff(offsets[edges]) > BUSY).tolist():
                start, stop = edges[place], edges[place + 1]
                under = ids[offsets[start] : offsets[stop]]
                busy[int(prefixes[start])] = distinct(under)[:BUSY_KEPT]
        keys = sorted(busy)
        busy_offsets = np.cumsum([0] + [len(busy[key]) for key in keys]).astype(np.uint32)
        lists = cls(
            high,
            low,
            offsets,
            ids,
            np.array(keys, np.uint64),
            busy_offsets,
            np.concatenate([busy[key] for key in keys]) if keys else np.zeros(0, np.uint32),
        )
        return lists, numbers

    def locate(self, text: str) -> tuple[int, int, bool]:
        """Return the range of keys that begin with a text, and whether the first is the text.

        Letters after the 16th are not compared.
        """
        key = text.encode()[:KEY_LETTERS]
        first, rest = key[:_HALF], key[_HALF:]
        # For a single number, bisecting a memoryview takes a third of the time of ``searchsorted``.
        low, high = self.low.data, self.high.data
        least, most = _least(first), _most(first)
        start = bisect_left(high, least)
        stop = bisect_right(high, most if not rest else least, start)
        if not rest:
            return start, stop, start < stop and high[start] == least and not low[start]
        least, most = _least(rest), _most(rest)
        start, stop = bisect_left(low, least, start, stop), bisect_right(low, most, start, stop)
        return start, stop, start < stop and low[start] == least

    def has_prefix(self, text: str) -> bool:
        """Return whether any key begins with a text."""
        start, stop, _ = self.locate(text)
        return start < stop

    def under(self, start: int, stop: int) -> Ids:
        """Return the postings of a range of keys."""
        offsets = self.offsets.data
        return self.postings[offsets[start] : offsets[stop]]

    def best_under_prefix(self, prefix: str) -> Ids | None:
        """Return the best known ids under a busy prefix, or ``None`` where it is not busy."""
        if len(prefix) > _HALF:
            return None
        key = _least(prefix.encode())
        place = bisect_left(self.busy.data, key)
        if place == len(self.busy) or self.busy[place] != key:
            return None
        return self.busy_postings[self.busy_offsets[place] : self.busy_offsets[place + 1]]


@dataclass(frozen=True, slots=True)
class HashLists:
    """Ids under 32-bit hashes: small; callers check them against the text."""

    hashes: NDArray[np.uint32]
    ids: Ids

    @classmethod
    def build(cls, hashes: NDArray[np.uint32], ids: Ids) -> Self:
        """Sort pairs of hash and id."""
        pairs = hashes.astype(np.uint64) << np.uint64(32) | ids
        pairs.sort()
        return cls((pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32))

    def get_one(self, value: int, limit: int) -> Ids:
        """Return at most ``limit`` of the ids under a hash."""
        start = bisect_left(self.hashes.data, value)
        stop = bisect_right(self.hashes.data, value, start, min(start + limit, len(self.ids)))
        return self.ids[start:stop]

    def get(self, hashes: NDArray[np.uint32], limit: int) -> Ids:
        """Return the ids under any of the hashes, at most ``limit`` of each."""
        starts: list[int] = self.hashes.searchsorted(hashes, "left").tolist()
        stops: list[int] = self.hashes.searchsorted(hashes, "right").tolist()
        found = [
            self.ids[start : min(stop, start + limit)]
            for start, stop in zip(starts, stops, strict=True)
            if start < stop
        ]
        return np.concatenate(found) if found else np.zeros(0, np.uint32)

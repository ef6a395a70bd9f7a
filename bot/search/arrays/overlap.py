"""Overlap of surfaces with a query: the weight of shared words and of shared grams.

Postings are summed by sorting: each is packed into one number, its surface above its code, so that
all postings of a surface are adjacent. For the few thousand that a query visits, that takes half
the time of adding into an array of all surfaces, and leaves nothing to clear.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.postings import Ids, Weights

_CODE_BITS = 9
_VARIANT_BITS = 5  # a word's variants are told apart by the lower bits of its codes
_GRAMS_FROM = 256  # codes below are for words, so that there is room for 8 of them
_ROOM = 32 - _CODE_BITS  # bits for a surface; where there are more, 64-bit numbers are sorted


class Shared(NamedTuple):
    """Surfaces, ascending, with the weight of the words and of the grams they share."""

    surfaces: Ids
    words: Weights
    grams: Weights


class Overlap:
    """Collects postings of a query's words and grams."""

    def __init__(self, surfaces: int) -> None:
        self._number = np.uint64 if surfaces >> _ROOM else np.uint32
        self._parts: list[Ids] = []
        self._codes: list[int] = []
        # Real parts are weights of words, imaginary parts those of grams: one pass adds up both.
        self._weights = np.zeros(1 << _CODE_BITS, np.complex64)

    def add_word(self, place: int, variants: list[tuple[Ids, float]]) -> None:
        """Add the expansions of a query word, best first: a surface counts its best."""
        first = place << _VARIANT_BITS
        for code, (part, weight) in enumerate(variants, start=first):
            self._parts.append(part)
            self._codes.append(code)
            self._weights[code] = weight

    def add_grams(self, parts: list[Ids], rarities: list[float]) -> None:
        """Add the surfaces of each gram."""
        self._parts += parts
        codes = range(_GRAMS_FROM, _GRAMS_FROM + len(parts))
        self._codes += codes
        self._weights.imag[_GRAMS_FROM : codes.stop] = rarities

    def add_up(self) -> Shared:
        """Return the sums."""
        if not any(map(len, self._parts)):
            return Shared(np.zeros(0, np.uint32), *np.zeros((2, 0), np.float32))
        number = self._number
        sizes = [len(part) for part in self._parts]
        packed = np.concatenate(self._parts, dtype=number)
        packed <<= number(_CODE_BITS)
        packed |= np.array(self._codes, number).repeat(sizes)
        packed.sort()
        codes = packed & number((1 << _CODE_BITS) - 1)
        weights = self._weights.take(codes)
        packed >>= number(_VARIANT_BITS)
        weights.real[1:] *= packed[1:] != packed[:-1]  # of a word's variants only the best counts
        packed >>= number(_CODE_BITS - _VARIANT_BITS)
        fresh = np.empty(len(packed), bool)
        fresh[0] = True
        np.not_equal(packed[1:], packed[:-1], out=fresh[1:])
        starts = fresh.nonzero()[0]
        sums: NDArray[np.complex64] = np.add.reduceat(weights, starts)
        return Shared(packed[starts].astype(np.uint32, copy=False), sums.real, sums.imag)

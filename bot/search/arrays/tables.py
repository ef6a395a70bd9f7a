"""An open index: its arrays, its texts, and scratch arrays."""

import threading
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.builder import Data
from bot.search.arrays.postings import Ids
from bot.search.arrays.texts import Strings

_WORDS_REMEMBERED = 64
"""Enough for what a few people type at once."""


class Scratch(threading.local):
    """Arrays for sums; one set per thread, all zero between queries."""

    def __init__(self, words: int) -> None:
        self.quality = np.zeros(words, np.float32)


class Tables:
    """What every stage of a search reads.

    Attributes:
        data: The arrays of the index.
        canonical: The surfaces in the canonical form.
        alike: What an unknown word may be a misspelling of; cached while it is being typed, and
            for all readings of a query.
        common_flags: The flag bits that every entry has.
        scratch: This thread's scratch arrays.
    """

    def __init__(self, data: Data) -> None:
        self.data = data
        surfaces = data.surfaces
        self.canonical = Strings(surfaces.canonical)
        self._raw = Strings(surfaces.raw)
        self._respelt = np.zeros(len(surfaces.kinds), bool)
        self._respelt[surfaces.respelt] = True
        self.alike = lru_cache(_WORDS_REMEMBERED)(data.words.alike)
        flags = data.entries.flags
        self.common_flags = int(np.bitwise_and.reduce(flags)) if len(flags) else 0
        self.scratch = Scratch(len(data.words.lengths))

    def respelt(self, ids: Ids) -> tuple[NDArray[np.intp], list[str]]:
        """Return the places of those surfaces whose raw form differs, and their raw forms."""
        places = self._respelt[ids].nonzero()[0]
        return places, self._raw.pick(self.data.surfaces.respelt.searchsorted(ids[places]))

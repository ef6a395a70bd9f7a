"""An index opened for asking: its arrays, its texts as strings, and room to add up in."""

import threading

import numpy as np

from bot.search.builder import Data
from bot.search.postings import strings


class Scratch(threading.local):
    """Arrays that sums are made in; one set for each thread, all zero between two queries."""

    def __init__(self, words: int) -> None:
        self.quality = np.zeros(words, np.float32)


class Tables:
    """What every step of a search reads.

    Attributes:
        data: The arrays of the index.
        raw: The surfaces in the raw form.
        canonical: The surfaces in the canonical form.
        respelt: Whether the two differ.
        common_flags: The flag bits that every entry has.
        scratch: This thread's room to add up in.
    """

    def __init__(self, data: Data) -> None:
        self.data = data
        surfaces = data.surfaces
        self.canonical = strings(surfaces.canonical)
        self.raw = self.canonical.copy()
        self.raw[surfaces.respelt] = strings(surfaces.raw)
        self.respelt = np.zeros(len(surfaces.kinds), bool)
        self.respelt[surfaces.respelt] = True
        flags = data.entries.flags
        self.common_flags = int(np.bitwise_and.reduce(flags)) if len(flags) else 0
        self.scratch = Scratch(len(data.words.lengths))

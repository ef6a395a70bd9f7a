"""Letter trigrams of whole names without spaces, for heavy typos, joined and split words.

The first two letters of every word are added as a trigram with a mark in front.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.postings import Ids, Weights, distinct
from bot.search.arrays.texts import Texts

_LETTERS = 37  # 0 marks a word's start, then 0-9, a-z
_CODES = np.zeros(256, np.uint16)  # 37 to the third is less than 2 to the 16th
_CODES[[ord(letter) for letter in "0123456789abcdefghijklmnopqrstuvwxyz"]] = range(1, 37)
_CODE_OF = _CODES.astype(np.uint8).tobytes()
_BLANK = ord(" ")


def _grams(blob: NDArray[np.uint8], owners: Ids) -> tuple[NDArray[np.uint16], Ids]:
    """Return all grams of texts laid end to end, each with its text's number."""
    letter = blob != _BLANK
    first = letter.copy()
    first[1:] &= ~letter[:-1] | (owners[1:] != owners[:-1])
    codes, first, owners = _CODES[blob[letter]], first[letter], owners[letter]
    inside = owners[:-2] == owners[2:]
    trigrams = (codes[:-2] * _LETTERS + codes[1:-1]) * _LETTERS + codes[2:]
    opening = first[:-1] & ~first[1:] & (owners[:-1] == owners[1:])
    openings = codes[:-1] * _LETTERS + codes[1:]
    return (
        np.concatenate((trigrams[inside], openings[opening])),
        np.concatenate((owners[:-2][inside], owners[:-1][opening])),
    )


def text_grams(text: str) -> list[int]:
    """Return the distinct grams of one text."""
    words = text.split()
    letters = "".join(words).encode().translate(_CODE_OF)
    grams = {
        (a * _LETTERS + b) * _LETTERS + c
        for a, b, c in zip(letters, letters[1:], letters[2:], strict=False)
    }
    openings = (word[:2].encode().translate(_CODE_OF) for word in words if len(word) > 1)
    grams.update(a * _LETTERS + b for a, b in openings)
    return sorted(grams)


@dataclass(frozen=True, slots=True)
class Grams:
    """Surfaces by gram.

    Attributes:
        offsets: Where each gram's list begins in ``postings``, and the end.
        postings: The lists end to end, ascending ids each.
        rarity: Inverse document frequency of each gram.
        totals: Sum of the rarities of each surface's grams.
    """

    offsets: NDArray[np.uint32]
    postings: Ids
    rarity: Weights
    totals: Weights

    @classmethod
    def build(cls, texts: Texts) -> Self:
        """Take the grams of all texts."""
        surfaces = len(texts.offsets) - 1
        owners = np.repeat(np.arange(surfaces, dtype=np.uint32), np.diff(texts.offsets))
        codes, owners = _grams(texts.blob, owners)
        pairs = distinct(codes.astype(np.uint64) << np.uint64(32) | owners)
        postings = pairs.astype(np.uint32)
        counts = np.bincount((pairs >> np.uint64(32)).astype(np.uint16), minlength=_LETTERS**3)
        rarity = np.log1p(surfaces / np.maximum(counts, 1)).astype(np.float32)
        totals = np.bincount(postings, weights=np.repeat(rarity, counts), minlength=surfaces)
        offsets = np.zeros(_LETTERS**3 + 1, np.uint32)
        np.cumsum(counts, out=offsets[1:])
        return cls(offsets, postings, rarity, totals.astype(np.float32))

    def find(self, text: str, budget: int) -> tuple[list[Ids], list[float]]:
        """Return the surfaces and the rarity of each gram of a text, the rarest first.

        A list longer than the remaining budget of postings is cut to its best known surfaces.
        """
        offsets, rarity = self.offsets.data, self.rarity.data
        codes = text_grams(text)
        codes.sort(key=lambda code: offsets[code + 1] - offsets[code])
        parts: list[Ids] = []
        for left, code in zip(range(len(codes), 0, -1), codes, strict=True):
            start, stop = offsets[code], offsets[code + 1]
            stop = min(stop, start + budget // left)
            parts.append(self.postings[start:stop])
            budget -= stop - start
        return parts, [rarity[code] for code in codes]

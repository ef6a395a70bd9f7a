"""Letter trigrams of whole names without blanks: heavy typos, joined and split words.

To the trigrams come the first two letters of every word, as a trigram with a mark in front.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.postings import Ids, Texts, Weights

_LETTERS = 37  # 0 marks a word's start, then 0-9, a-z
_CODES = np.zeros(256, np.uint32)
_CODES[[ord(letter) for letter in "0123456789abcdefghijklmnopqrstuvwxyz"]] = range(1, 37)
_CODE_OF: list[int] = _CODES.tolist()
_BLANK = ord(" ")


def _grams(blob: NDArray[np.uint8], owners: Ids) -> tuple[NDArray[np.uint32], Ids]:
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
    """Return the different grams of one text."""
    words = text.split()
    letters = [_CODE_OF[ord(letter)] for letter in "".join(words)]
    grams = {
        (a * _LETTERS + b) * _LETTERS + c
        for a, b, c in zip(letters, letters[1:], letters[2:], strict=False)
    }
    grams.update(
        _CODE_OF[ord(word[0])] * _LETTERS + _CODE_OF[ord(word[1])]
        for word in words
        if len(word) > 1
    )
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
        pairs = codes.astype(np.uint64) << np.uint64(32) | owners
        pairs.sort()
        fresh = np.ones(len(pairs), bool)
        fresh[1:] = pairs[1:] != pairs[:-1]
        pairs = pairs[fresh]
        postings = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=_LETTERS**3)
        rarity = np.log1p(surfaces / np.maximum(counts, 1)).astype(np.float32)
        totals = np.bincount(postings, weights=np.repeat(rarity, counts), minlength=surfaces)
        offsets = np.zeros(_LETTERS**3 + 1, np.uint32)
        np.cumsum(counts, out=offsets[1:])
        return cls(offsets, postings, rarity, totals.astype(np.float32))

    def lists(self, text: str, budget: int) -> tuple[list[tuple[Ids, float]], float]:
        """Return the lists of a text's grams, rarest first, within a budget of postings.

        A list that exceeds what is left of the budget gives its best known surfaces.

        Returns:
            The lists, each with its gram's rarity, and the sum of the rarities of all grams.
        """
        codes = np.array(text_grams(text), np.intp)
        rarities = self.rarity[codes]
        starts = self.offsets[codes]
        lengths = self.offsets[codes + 1] - starts
        order = np.argsort(lengths)
        spans = zip(
            starts[order].tolist(), lengths[order].tolist(), rarities[order].tolist(), strict=True
        )
        lists: list[tuple[Ids, float]] = []
        for place, (start, length, rarity) in enumerate(spans):
            taken = min(length, budget // (len(codes) - place))
            if taken:
                lists.append((self.postings[start : start + taken], rarity))
                budget -= taken
        return lists, float(rarities.sum())

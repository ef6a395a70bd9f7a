"""Many texts in one array of bytes, saved as it is and mapped into memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.postings import Ids, Weights


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts in one array of bytes."""

    blob: NDArray[np.uint8]
    offsets: NDArray[np.uint32]

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Lay texts end to end."""
        whole = "".join(texts)
        if whole.isascii():
            encoded, sizes = whole.encode(), map(len, texts)
        else:
            pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
            encoded, sizes = b"".join(pieces), map(len, pieces)
        offsets = np.zeros(len(texts) + 1, np.uint32)
        np.cumsum(np.fromiter(sizes, np.uint32, len(texts)), out=offsets[1:])
        return cls(np.frombuffer(encoded, np.uint8), offsets)

    def split(self, place: int) -> tuple[Self, Self]:
        """Return the texts before a place and those from there on; nothing is copied."""
        at = self.offsets[place]
        before = type(self)(self.blob[:at], self.offsets[: place + 1])
        return before, type(self)(self.blob[at:], self.offsets[place:] - at)

    def pick(self, ids: Ids) -> list[str]:
        """Return some of the texts."""
        blob, starts, ends = self.blob.data, self.offsets[ids], self.offsets[ids + 1]
        return [
            str(blob[start:end], "utf-8", "surrogatepass")
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]


class Strings:
    """Many ASCII texts in one string, sliced on first use.

    Slicing all of them at once takes most of the time of opening a large index; slicing them for
    every query takes a twentieth of the query.
    """

    def __init__(self, texts: Texts) -> None:
        self._letters = str(texts.blob.data, "ascii")
        self._offsets = texts.offsets
        self._made = np.empty(len(texts.offsets) - 1, object)
        self._is_made = np.zeros(len(self._made), bool)

    def pick(self, ids: NDArray[np.integer]) -> list[str]:
        """Return some of the texts."""
        if not self._is_made[ids].all():
            letters, starts, ends = self._letters, self._offsets[ids], self._offsets[ids + 1]
            bounds = zip(starts.tolist(), ends.tolist(), strict=True)
            self._made[ids] = [letters[start:end] for start, end in bounds]
            self._is_made[ids] = True
        return self._made[ids].tolist()

    def lengths(self, ids: NDArray[np.integer]) -> Weights:
        """Return how many letters some of the texts have."""
        return (self._offsets[ids + 1] - self._offsets[ids]).astype(np.float32)

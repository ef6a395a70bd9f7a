"""Texts that are looked up by what they are, in arrays that are mapped from disk.

A Python dictionary of as many takes five times their memory, and half a minute a million to make.
"""

from codecs import utf_8_decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.texts import Texts


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Texts in buckets by their CRC-32: at most one for two buckets, so that most have one or none.

    Attributes:
        texts: The texts, each once, by number.
        buckets: Where each bucket begins in ``places``, and the end; a power of two.
        places: The numbers of the texts, bucket by bucket.
    """

    texts: Texts
    buckets: NDArray[np.uint32]
    places: NDArray[np.uint32]

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Make the table of some texts, each of which is there once."""
        count = 1 << (2 * len(texts) + 1).bit_length()
        hashes = np.fromiter((crc32(_bytes(text)) for text in texts), np.uint32, len(texts))
        owners = hashes & np.uint32(count - 1)
        buckets = np.zeros(count + 1, np.uint32)
        np.cumsum(np.bincount(owners, minlength=count), out=buckets[1:])
        return cls(Texts.build(texts), buckets, owners.argsort(kind="stable").astype(np.uint32))


class Lines(Sequence[str]):
    """Many texts, each made when it is asked for."""

    def __init__(self, texts: Texts) -> None:
        self._blob, self._offsets = texts.blob.data, texts.offsets.data

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, place: int) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        offsets = self._offsets
        return utf_8_decode(self._blob[offsets[place] : offsets[place + 1]], "surrogatepass")[0]

    def is_empty(self, place: int) -> bool:
        """Return whether a text has no letter."""
        return self._offsets[place] == self._offsets[place + 1]


class KeyNumbers(Mapping[str, int]):
    """The numbers of the texts of a table."""

    def __init__(self, table: KeyTable) -> None:
        self._blob, self._offsets = table.texts.blob.data, table.texts.offsets.data
        self._buckets, self._places = table.buckets.data, table.places.data
        self._mask = len(self._buckets) - 2
        self._texts = Lines(table.texts)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __getitem__(self, text: str) -> int:
        number = self.find(text)
        if number < 0:
            raise KeyError(text)
        return number

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) >= 0

    def joined(
        self, parts: Sequence[str], most: int, longest: int
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the runs of parts that, joined, may be a text of the table: start, end and text.

        A checksum goes on from part to part, and most of those that are no text's are known by it.

        Args:
            parts: The parts.
            most: The most parts of a run.
            longest: The most letters of a run.
        """
        encoded = [_bytes(part) for part in parts]
        buckets, mask = self._buckets, self._mask
        for start in range(len(parts)):
            checksum = letters = 0
            for end in range(start + 1, min(start + most, len(parts)) + 1):
                letters += len(parts[end - 1])
                if letters > longest:
                    break
                checksum = crc32(encoded[end - 1], checksum)
                bucket = checksum & mask
                if buckets[bucket] != buckets[bucket + 1]:
                    yield start, end, "".join(parts[start:end])

    def find(self, text: str) -> int:
        """Return the number of a text, or -1."""
        letters = text.encode() if text.isascii() else _bytes(text)
        bucket = crc32(letters) & self._mask
        buckets = self._buckets
        start, stop = buckets[bucket], buckets[bucket + 1]
        while start < stop:
            number = self._places[start]
            found = self._blob[self._offsets[number] : self._offsets[number + 1]]
            if found.tobytes() == letters:
                return number
            start += 1
        return -1


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

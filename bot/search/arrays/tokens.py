"""The words, initials and numbers of many names at once.

The names are laid end to end, so that a million of them are tokenized by a few array operations.
The results equal those of ``str.split``, :func:`~bot.search.spelling.fold.initials` and
:func:`last_number` on each.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.postings import Ids, pack

INITIALS = "~"
"""Prefix of a token that holds the initials of a whole name."""

MAX_INITIALS = 8

_BLANK, _A = ord(" "), ord("a")
_MARK = np.uint64(ord(INITIALS) << 56)
_DIGITS = 4  # of the longest number that is distinguished


def last_number(words: str) -> int:
    """Return the last number among canonical words, or 0 where there is none below 10,000."""
    for word in reversed(words.split()):
        if word.isdigit() and len(word) <= _DIGITS:
            return int(word)
    return 0


class Tokens(NamedTuple):
    """Words or initials, each packed into two numbers; see :func:`.pack`.

    Attributes:
        high: The first 8 letters of each.
        low: The next 8.
        owners: The place of the text that each is of, ascending.
    """

    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    owners: Ids


class Parsed:
    """Tokenized texts of plain words, none of them empty.

    Attributes:
        texts: The texts.
        words: All words in order.
        counts: How many of them each text has.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._blob = np.frombuffer(" ".join([*texts, ""]).encode("ascii"), np.uint8)
        self._ends = np.flatnonzero(self._blob == _BLANK)
        self._starts = np.append(0, self._ends + 1)[:-1]
        behind = np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1)
        self._last = np.searchsorted(self._ends, behind - 1)  # the word that ends each text
        self._first = np.append(0, self._last + 1)[:-1]
        self.counts = self._last + 1 - self._first
        owners = np.repeat(np.arange(len(texts), dtype=np.uint32), self.counts)
        self._lengths = self._ends - self._starts
        self.words = Tokens(*pack(self._blob, self._starts, self._lengths), owners)
        letters = _up_to(self._blob >= _A)
        self._numeric = letters[self._starts] == letters[self._ends]

    def numbers(self) -> NDArray[np.uint16]:
        """Return the last number in each text, or 0; see :func:`last_number`."""
        told_apart = self._numeric & (self._lengths <= _DIGITS)
        last = _latest(told_apart)[self._last]
        found = last >= self._first
        digits = (self.words.high[last[found]] >> np.uint64(32)).astype(">u4")
        numbers = np.zeros(len(found), np.uint16)
        numbers[found] = digits.view("S4").astype(np.uint16)
        return numbers

    def initials(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return the initials of each text of several words, and those without numbers at the end.

        Each is packed into one number, 0 where they are fewer than two or too many.
        """
        kept = np.repeat(self._numeric, self._lengths + 1)
        kept[self._ends] = False
        kept[self._starts] = True
        short, before = self._blob[kept], _up_to(kept)
        starts, ends = before[self._starts[self._first]], before[self._ends[self._last]]
        bare_ends = np.maximum(_latest(short >= _A)[ends - 1] + 1, starts)
        return self._packed(short, starts, ends), self._packed(short, starts, bare_ends)

    def _packed(
        self, short: NDArray[np.uint8], starts: NDArray[np.intp], ends: NDArray[np.intp]
    ) -> NDArray[np.uint64]:
        lengths = ends - starts
        lengths[(self.counts == 1) | (lengths == 1) | (lengths > MAX_INITIALS)] = 0
        return pack(short, starts, lengths)[0]


def _up_to(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return how many flags are set before each place, and before the end."""
    return np.append(0, np.cumsum(flags))


def _latest(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return for each place the last flag set up to there, or -1."""
    return np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1))


def tokens_of(parsed: Parsed, respelt: Ids, raw: Sequence[str]) -> Tokens:
    """Return the tokens that each surface can be found by.

    These are its canonical words in order, then words that only its raw form has, then initials of
    both forms; each of the last two once.

    Args:
        parsed: The canonical forms.
        respelt: The surfaces whose raw form is another.
        raw: That form of each of these.
    """
    parts = parsed.words, _other_words(parsed, respelt, raw), _initials(parsed, respelt, raw)
    owners = np.concatenate([part.owners for part in parts])
    order = owners.argsort(kind="stable")
    return Tokens(
        np.concatenate([part.high for part in parts])[order],
        np.concatenate([part.low for part in parts])[order],
        owners[order],
    )


def _other_words(parsed: Parsed, respelt: Ids, raw: Sequence[str]) -> Tokens:
    owners: list[int] = []
    others: list[str] = []
    numbers: list[int] = respelt.tolist()
    for number, form in zip(numbers, raw, strict=True):
        known = set(parsed.texts[number].split())
        if words := [word for word in dict.fromkeys(form.split()) if word not in known]:
            owners.append(number)
            others.append(" ".join(words))
    found = Parsed(others).words
    return found._replace(owners=np.array(owners, np.uint32)[found.owners])


def _initials(parsed: Parsed, respelt: Ids, raw: Sequence[str]) -> Tokens:
    whole, bare = parsed.initials()
    of_raw, _ = Parsed(raw).initials()
    of_raw[parsed.counts[respelt] == 1] = 0
    of_raw[(of_raw == whole[respelt]) | (of_raw == bare[respelt])] = 0
    bare[bare == whole] = 0
    packed = np.concatenate((whole, bare, of_raw))
    everyone = np.arange(len(whole), dtype=np.uint32)
    owners = np.concatenate((everyone, everyone, respelt))
    packed, owners = packed[packed != 0], owners[packed != 0]
    return Tokens(_MARK | packed >> np.uint64(8), packed << np.uint64(56), owners)

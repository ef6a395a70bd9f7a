"""From entries to the arrays of an index.

Every entry gives one or more *surfaces*, texts it may be called by: its name, its aliases, and
for "Star Wars: Episode V - The Empire Strikes Back" also the lead and the subtitles. Entries and
surfaces are numbered by popularity, the best known first.
"""

import enum
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.fold import canonical, forms, initials, split_title
from bot.search.grams import Grams
from bot.search.model import Entry
from bot.search.postings import HashLists, Ids, Lists, Texts, Weights, pack
from bot.search.words import INITIALS, Words, number_tokens


class SurfaceKind(enum.IntEnum):
    """What a surface is to its entry."""

    NAME = 0
    ALIAS = 1
    LEAD = 2
    SUBTITLE = 3


@dataclass(frozen=True, slots=True)
class Entries:
    """What is known of the entries, by their number."""

    keys: Texts
    names: Texts
    years: NDArray[np.int16]  # 0: unknown
    flags: NDArray[np.uint32]
    popularity: Weights
    ranks: Weights  # log2 of 1 + how many are better known


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The texts that entries go by, by their number."""

    entries: Ids
    kinds: NDArray[np.uint8]
    raw: Texts
    canonical: Texts
    numbers: NDArray[np.uint16]  # the last number in it, 0: none
    tokens: Ids  # word ids, canonical words in order, then other forms and initials
    offsets: NDArray[np.uint32]  # where each surface's tokens begin, and the end
    weights: Weights  # rarity of each token that is a canonical word, else 0
    main: NDArray[np.uint8]  # how many of the tokens are its canonical words
    rarity: Weights  # sum of the rarities of its canonical words


@dataclass(frozen=True, slots=True)
class Data:
    """All arrays of an index."""

    entries: Entries
    surfaces: Surfaces
    prefixes: Lists
    exact: HashLists
    words: Words
    grams: Grams

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Self:
        """Fold, number and list everything."""
        ordered = sorted(entries, key=lambda entry: -entry.popularity)
        drafts = _Drafts()
        for number, entry in enumerate(ordered):
            drafts.add_entry(number, entry)
        return cls(_entries(ordered), *drafts.finish())


def text_hash(text: str) -> int:
    """Return the hash under which whole texts are found."""
    return zlib.crc32(text.encode())


def last_number(words: str) -> int:
    """Return the last number among canonical words, or 0 where there is none below 10,000."""
    for word in reversed(words.split()):
        if word.isdigit() and len(word) <= 4:
            return int(word)
    return 0


def _entries(ordered: list[Entry]) -> Entries:
    popularity = np.array([entry.popularity for entry in ordered], np.float64)
    better = np.searchsorted(-popularity, -popularity, side="left")
    return Entries(
        Texts.build([entry.key.encode("utf-8", "surrogatepass") for entry in ordered]),
        Texts.build([entry.name.encode("utf-8", "surrogatepass") for entry in ordered]),
        np.array([entry.year or 0 for entry in ordered], np.int16),
        np.array([entry.flags for entry in ordered], np.uint32),
        popularity.astype(np.float32),
        np.log2(1 + better).astype(np.float32),
    )


class _Drafts:
    """The surfaces in the making, as plain lists."""

    def __init__(self) -> None:
        self._owners: list[int] = []
        self._kinds: list[int] = []
        self._raw: list[bytes] = []
        self._canonical: list[bytes] = []
        self._numbers: list[int] = []
        self._tokens: list[bytes] = []
        self._token_counts: list[int] = []
        self._main: list[int] = []

    def add_entry(self, number: int, entry: Entry) -> None:
        """Add the surfaces of one entry, each text once."""
        seen: set[str] = set()
        for kind, name in (
            (SurfaceKind.NAME, entry.name),
            *((SurfaceKind.ALIAS, alias) for alias in entry.aliases),
        ):
            both = forms(name)
            self._add(number, kind, both.raw, both.canonical, seen)
            parts = split_title(name) if len(both.raw) > 3 else []
            for place, part in enumerate(parts if len(parts) > 1 else ()):
                text = canonical(part)
                if len(text) > 2 and not text.isdigit():
                    self._add(
                        number,
                        SurfaceKind.SUBTITLE if place else SurfaceKind.LEAD,
                        part,
                        text,
                        seen,
                    )

    def _add(self, number: int, kind: SurfaceKind, raw: str, text: str, seen: set[str]) -> None:
        if not raw or raw in seen:
            return
        seen.add(raw)
        words = text.split()
        others = dict.fromkeys(word for word in raw.split() if word not in words)
        tokens = [*words, *others]
        if len(words) > 1:
            short = initials(text)
            tokens += dict.fromkeys(
                INITIALS + letters
                for letters in (short, initials(raw), short.rstrip("0123456789"))
                if 1 < len(letters) <= 8
            )
        self._owners.append(number)
        self._kinds.append(kind)
        self._raw.append(raw.encode())
        self._canonical.append(text.encode())
        self._numbers.append(last_number(text))
        self._tokens += [token.encode()[:16] for token in tokens]
        self._token_counts.append(len(tokens))
        self._main.append(len(words))

    def finish(self) -> tuple[Surfaces, Lists, HashLists, Words, Grams]:
        """Turn the lists into arrays and derive the tables that find surfaces."""
        count = len(self._raw)
        everyone = np.arange(count, dtype=np.uint32)
        offsets = np.zeros(count + 1, np.uint32)
        np.cumsum(self._token_counts, out=offsets[1:])
        keys, places = number_tokens(self._tokens)
        high, low = pack(keys)
        owners = np.repeat(everyone, self._token_counts)
        lists, tokens = Lists.build(high[places], low[places], owners)
        words = Words.build(lists, count)
        raw, texts = Texts.build(self._raw), Texts.build(self._canonical)
        main = np.array(self._main, np.uint8)
        places = np.arange(len(tokens)) - np.repeat(offsets[:-1], self._token_counts)
        weights = words.rarity[tokens] * (places < np.repeat(main, self._token_counts))
        rarity = np.bincount(owners, weights=weights, minlength=count).astype(np.float32)
        surfaces = Surfaces(
            np.array(self._owners, np.uint32),
            np.array(self._kinds, np.uint8),
            raw,
            texts,
            np.array(self._numbers, np.uint16),
            tokens,
            offsets,
            weights,
            main,
            rarity,
        )
        differ = np.array(
            [n for n in range(count) if self._raw[n] != self._canonical[n]], np.uint32
        )
        named = self._raw + [self._canonical[n] for n in differ.tolist()]
        owners = np.concatenate((everyone, differ))
        prefixes, _ = Lists.build(*pack(named), owners)
        hashes = np.fromiter(map(zlib.crc32, named), np.uint32, len(named))
        return surfaces, prefixes, HashLists.build(hashes, owners), words, Grams.build(texts)

"""Builds the arrays of an index from entries.

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

from bot.search.arrays.grams import Grams
from bot.search.arrays.postings import HashLists, Ids, Lists, Weights, pack
from bot.search.arrays.texts import Texts
from bot.search.arrays.tokens import Parsed, tokens_of
from bot.search.arrays.words import Words
from bot.search.model import Entry
from bot.search.spelling.digits import with_letters
from bot.search.spelling.fold import Forms, forms, part_forms
from bot.search.spelling.series import Series

_MIN_PART_LETTERS = 3
"""Shorter parts of a title are not indexed on their own."""


class SurfaceKind(enum.IntEnum):
    """The relation of a surface to its entry."""

    NAME = 0
    ALIAS = 1
    LEAD = 2
    SUBTITLE = 3


@dataclass(frozen=True, slots=True)
class Entries:
    """Facts about the entries, by number."""

    keys: Texts
    names: Texts
    years: NDArray[np.int16]  # 0: unknown
    flags: NDArray[np.uint32]
    popularity: Weights
    ranks: Weights  # log2 of 1 + how many are better known
    places: NDArray[np.uint8]  # in a series, where the title does not say it; 0: in none


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The surfaces, by number."""

    entries: Ids
    kinds: NDArray[np.uint8]
    canonical: Texts
    respelt: Ids  # the surfaces whose raw form differs
    raw: Texts  # the raw form of each of these
    numbers: NDArray[np.uint16]  # the last number in it, 0: none
    tokens: Ids  # word ids, canonical words in order, then other forms and initials
    offsets: NDArray[np.uint32]  # where each surface's tokens begin, and the end
    weights: Weights  # rarity of each token that is a canonical word, else 0
    main: NDArray[np.uint8]  # how many of the tokens are canonical words
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
        drafts = _Drafts(ordered)
        for number, entry in enumerate(ordered):
            drafts.add_entry(number, entry)
        return cls(_entries(ordered, drafts.places()), *drafts.finish())


def text_hash(text: str) -> int:
    """Return the hash under which whole texts are found."""
    return zlib.crc32(text.encode())


def _entries(ordered: list[Entry], places: dict[int, int]) -> Entries:
    in_series = np.zeros(len(ordered), np.uint8)
    in_series[list(places)] = list(places.values())
    popularity = np.array([entry.popularity for entry in ordered], np.float64)
    better = np.searchsorted(-popularity, -popularity, side="left")
    return Entries(
        Texts.build([entry.key for entry in ordered]),
        Texts.build([entry.name for entry in ordered]),
        np.array([entry.year or 0 for entry in ordered], np.int16),
        np.array([entry.flags for entry in ordered], np.uint32),
        popularity.astype(np.float32),
        np.log2(1 + better).astype(np.float32),
        in_series,
    )


class _Drafts:
    """The surfaces while they are built, as plain lists."""

    def __init__(self, ordered: list[Entry]) -> None:
        self._series = Series(ordered)
        self._owners: list[int] = []
        self._kinds: list[int] = []
        self._canonical: list[str] = []
        self._respelt: list[int] = []
        self._raw: list[str] = []

    def add_entry(self, number: int, entry: Entry) -> None:
        """Add the surfaces of one entry, each text once."""
        seen: set[str] = set()
        parts = part_forms(entry.name)
        name = forms(entry.name, parts)
        self._series.add(number, name, parts)
        self._add(number, SurfaceKind.NAME, name, seen)
        aliases = [(alias, part_forms(alias)) for alias in entry.aliases]
        spelt_out = [(letters, list[Forms]()) for letters in with_letters(name.raw)]
        for alias, its_parts in (*aliases, *spelt_out):  # before the parts: "Star Wars" may be both
            self._add(number, SurfaceKind.ALIAS, forms(alias, its_parts), seen)
        for some in (parts, *(its_parts for _, its_parts in aliases)):
            self._add_parts(number, some, seen)

    def _add_parts(self, number: int, parts: list[Forms], seen: set[str]) -> None:
        for place, part in enumerate(parts):
            if len(part.canonical) >= _MIN_PART_LETTERS and not part.canonical.isdigit():
                self._add(number, SurfaceKind.SUBTITLE if place else SurfaceKind.LEAD, part, seen)

    def _add(self, number: int, kind: SurfaceKind, both: Forms, seen: set[str]) -> None:
        raw, text = both
        if not raw or raw in seen:
            return
        seen.add(raw)
        if raw != text:
            self._respelt.append(len(self._canonical))
            self._raw.append(raw)
        self._owners.append(number)
        self._kinds.append(kind)
        self._canonical.append(text)

    def places(self) -> dict[int, int]:
        """Return the places in their series, by the entry's number."""
        return self._series.places()

    def finish(self) -> tuple[Surfaces, Lists, HashLists, Words, Grams]:
        """Turn the lists into arrays and derive the tables that find surfaces."""
        count = len(self._canonical)
        respelt = np.array(self._respelt, np.uint32)
        parsed = Parsed(self._canonical)
        found = tokens_of(parsed, respelt, self._raw)
        lists, tokens = Lists.build(*found)
        words = Words.build(lists, count)
        offsets = np.zeros(count + 1, np.uint32)
        np.cumsum(np.bincount(found.owners, minlength=count), out=offsets[1:])
        places = np.arange(len(tokens), dtype=np.uint32) - offsets[found.owners]
        weights = words.rarity[tokens] * (places < parsed.counts[found.owners])
        rarity = np.bincount(found.owners, weights=weights, minlength=count).astype(np.float32)
        named = Texts.build(self._canonical + self._raw)
        texts, raws = named.split(count)
        surfaces = Surfaces(
            np.array(self._owners, np.uint32),
            np.array(self._kinds, np.uint8),
            texts,
            respelt,
            raws,
            parsed.numbers(),
            tokens,
            offsets,
            weights,
            parsed.counts.astype(np.uint8),
            rarity,
        )
        owners = np.concatenate((np.arange(count, dtype=np.uint32), respelt))
        keys = pack(named.blob, named.offsets[:-1], np.diff(named.offsets))
        prefixes, _ = Lists.build(*keys, owners)
        hashes = np.fromiter(map(text_hash, self._canonical + self._raw), np.uint32, len(owners))
        return surfaces, prefixes, HashLists.build(hashes, owners), words, Grams.build(texts)

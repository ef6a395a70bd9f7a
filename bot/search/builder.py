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

from bot.search.fold import Forms, forms, initials, part_forms
from bot.search.grams import Grams
from bot.search.model import Entry
from bot.search.postings import HashLists, Ids, Lists, Texts, Weights, pack
from bot.search.series import Series
from bot.search.words import INITIALS, MOST_INITIALS, Words, number_tokens

_DIGITS = 4
_SHORTEST_PART = 2
"""Parts of a title of no more letters than this are not told apart by them."""


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
    places: NDArray[np.uint8]  # in a series, where the title does not say it; 0: in none


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The texts that entries go by, by their number."""

    entries: Ids
    kinds: NDArray[np.uint8]
    canonical: Texts
    respelt: Ids  # the surfaces whose raw form is another
    raw: Texts  # that form of each of these
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
        drafts = _Drafts(ordered)
        for number, entry in enumerate(ordered):
            drafts.add_entry(number, entry)
        return cls(_entries(ordered, drafts.places()), *drafts.finish())


def text_hash(text: str) -> int:
    """Return the hash under which whole texts are found."""
    return zlib.crc32(text.encode())


def last_number(words: str) -> int:
    """Return the last number among canonical words, or 0 where there is none below 10,000."""
    for word in reversed(words.split()):
        if word.isdigit() and len(word) <= _DIGITS:
            return int(word)
    return 0


def _initials(raw: str, text: str) -> list[str]:
    """Return what a name of several words may be shortened to, marked as initials."""
    short = initials(text)
    shorts = {short, short.rstrip("0123456789")}
    if raw != text:
        shorts.add(initials(raw))
    return [INITIALS + letters for letters in sorted(shorts) if 1 < len(letters) <= MOST_INITIALS]


def _entries(ordered: list[Entry], places: dict[int, int]) -> Entries:
    in_series = np.zeros(len(ordered), np.uint8)
    in_series[list(places)] = list(places.values())
    popularity = np.array([entry.popularity for entry in ordered], np.float64)
    better = np.searchsorted(-popularity, -popularity, side="left")
    return Entries(
        Texts.build([entry.key.encode("utf-8", "surrogatepass") for entry in ordered]),
        Texts.build([entry.name.encode("utf-8", "surrogatepass") for entry in ordered]),
        np.array([entry.year or 0 for entry in ordered], np.int16),
        np.array([entry.flags for entry in ordered], np.uint32),
        popularity.astype(np.float32),
        np.log2(1 + better).astype(np.float32),
        in_series,
    )


class _Drafts:
    """The surfaces in the making, as plain lists."""

    def __init__(self, ordered: list[Entry]) -> None:
        self._series = Series(ordered)
        self._owners: list[int] = []
        self._kinds: list[int] = []
        self._raw: list[str] = []
        self._canonical: list[str] = []
        self._numbers: list[int] = []
        self._tokens: list[str] = []
        self._token_counts: list[int] = []
        self._main: list[int] = []

    def add_entry(self, number: int, entry: Entry) -> None:
        """Add the surfaces of one entry, each text once."""
        seen: set[str] = set()
        for kind, name in (
            (SurfaceKind.NAME, entry.name),
            *((SurfaceKind.ALIAS, alias) for alias in entry.aliases),
        ):
            parts = part_forms(name)
            both = forms(name, parts)
            self._add(number, kind, both, seen)
            if kind is SurfaceKind.NAME:
                self._series.add(number, both, parts)
            for place, part in enumerate(parts):
                if len(part.canonical) > _SHORTEST_PART and not part.canonical.isdigit():
                    role = SurfaceKind.SUBTITLE if place else SurfaceKind.LEAD
                    self._add(number, role, part, seen)

    def _add(self, number: int, kind: SurfaceKind, both: Forms, seen: set[str]) -> None:
        raw, text = both.raw, both.canonical
        if not raw or raw in seen:
            return
        seen.add(raw)
        words = text.split()
        tokens = words
        if raw != text:
            tokens = [*words, *dict.fromkeys([word for word in raw.split() if word not in words])]
        if len(words) > 1:
            tokens = tokens + _initials(raw, text)
        self._owners.append(number)
        self._kinds.append(kind)
        self._raw.append(raw)
        self._canonical.append(text)
        self._numbers.append(last_number(text))
        self._tokens += tokens
        self._token_counts.append(len(tokens))
        self._main.append(len(words))

    def places(self) -> dict[int, int]:
        """Return the places in their series, by the entry's number."""
        return self._series.places()

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
        canonicals = [text.encode() for text in self._canonical]
        texts = Texts.build(canonicals)
        pairs = enumerate(zip(self._raw, self._canonical, strict=True))
        other = [number for number, (raw, text) in pairs if raw != text]
        raws = [self._raw[number].encode() for number in other]
        respelt = np.array(other, np.uint32)
        main = np.array(self._main, np.uint8)
        places = np.arange(len(tokens)) - np.repeat(offsets[:-1], self._token_counts)
        weights = words.rarity[tokens] * (places < np.repeat(main, self._token_counts))
        rarity = np.bincount(owners, weights=weights, minlength=count).astype(np.float32)
        surfaces = Surfaces(
            np.array(self._owners, np.uint32),
            np.array(self._kinds, np.uint8),
            texts,
            respelt,
            Texts.build(raws),
            np.array(self._numbers, np.uint16),
            tokens,
            offsets,
            weights,
            main,
            rarity,
        )
        named = canonicals + raws
        owners = np.concatenate((everyone, respelt))
        prefixes, _ = Lists.build(*pack(named), owners)
        hashes = np.fromiter(map(zlib.crc32, named), np.uint32, len(named))
        return surfaces, prefixes, HashLists.build(hashes, owners), words, Grams.build(texts)

"""The index: entries in, matches out."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

import numpy as np

from bot.search.arrays import storage
from bot.search.arrays.builder import Data, SurfaceKind, text_hash
from bot.search.arrays.postings import Ids, Weights, distinct
from bot.search.arrays.storage import SearchIndexError
from bot.search.arrays.tables import Tables
from bot.search.model import Entry, Evidence, Match, Resolution, Verdict
from bot.search.ranking.candidates import EXACT_KEPT
from bot.search.ranking.evidence import evidence
from bot.search.ranking.ranked import Ranked, rank
from bot.search.ranking.ranker import Ranker, the_ranker
from bot.search.ranking.verdict import judge
from bot.search.spelling.fold import fold, forms

__all__ = ["Index", "SearchIndexError"]

_PLAUSIBLE = 0.2
"""Of several that may be meant, those less likely than this share of the second are left out."""


class Index:
    """An immutable index over entries; safe to use from several threads."""

    def __init__(self, tables: Tables, ranker: Ranker, narrow: Callable[[int], int] = int) -> None:
        self._data = tables.data
        self._tables = tables
        self._ranker = ranker
        self._narrow = narrow

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Self:
        """Build an index in memory."""
        return cls(Tables(Data.build(entries)), the_ranker())

    def narrowed(self, narrow: Callable[[int], int]) -> Self:
        """Return the same index over fewer entries.

        Args:
            narrow: Maps the flags that a search requires to those required here.
        """
        return type(self)(self._tables, self._ranker, narrow)

    def save(self, folder: Path) -> None:
        """Write the index to a folder (complete or not at all).

        Raises:
            OSError: It could not be written.
        """
        storage.save(self._data, folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open a saved index, memory-mapped.

        Raises:
            SearchIndexError: The folder holds no index of this version of the code.
        """
        return cls(Tables(storage.load(Data, folder)), the_ranker())

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._data.entries.years)

    def search(
        self, query: str, limit: int = 25, *, require: int = 0, prefer: int = 0
    ) -> list[Match]:
        """Return the best matches for a query that may be unfinished (autocomplete).

        Args:
            query: The text so far; without a letter or digit, the most popular match.
            limit: The maximum number of matches.
            require: Only entries that have one of these flag bits; 0: any.
            prefer: Among equals, entries with one of these bits come first.
        """
        limit = max(0, limit)
        ranked = self.explain(query, require=require, prefer=prefer)
        if ranked is None:
            return self._most_popular(limit, self._narrow(require))
        return self._matches(ranked, limit, self._ranker.chances(ranked.scores[:limit]))

    def resolve(
        self, query: str, limit: int = 10, *, require: int = 0, prefer: int = 0
    ) -> Resolution:
        """Return what a finished query means, and how surely; see :meth:`search`."""
        limit = max(0, limit)
        ranked = self.explain(query, require=require, prefer=prefer, finished=True)
        if ranked is None or not len(ranked.entries):
            suggestions = self._most_popular(limit, self._narrow(require))
            return Resolution(query, Verdict.NOTHING, tuple(suggestions))
        verdict = judge(self._tables, self._ranker, ranked)
        chances = self._ranker.chances(ranked.scores[:limit])
        scores = np.where(ranked.tiers[:limit] > 0, np.float32(1), chances)
        matches = self._matches(ranked, limit, scores)
        if verdict is Verdict.SEVERAL:
            first, *others = matches
            least = _PLAUSIBLE * max((m.score for m in others), default=0)
            matches = [first, *(m for m in others if m.score >= least)]
        return Resolution(query, verdict, tuple(matches))

    def named(self, name: str) -> list[Match]:
        """Return entries with exactly this whole name, up to an article or a numeral.

        These are names and aliases, without regard to case, accents and punctuation; the best known
        come first. Where a name is as it was given, that is by evidence ``EXACT``.
        """
        wanted = forms(name)
        if not wanted.raw:
            return []
        data = self._data
        exact = (data.exact.get_one(text_hash(form), EXACT_KEPT) for form in set(wanted))
        ids = distinct(np.concatenate([*exact]))
        if not len(ids):
            return []
        ids = ids[data.surfaces.kinds[ids] <= SurfaceKind.ALIAS]
        if require := self._narrow(0):
            ids = ids[data.entries.flags[data.surfaces.entries[ids]] & np.uint32(require) != 0]
        texts = self._tables.canonical.pick(ids)
        raws = texts.copy()
        for place, raw in zip(*self._tables.respelt(ids), strict=True):
            raws[int(place)] = raw
        found: dict[int, Evidence] = {}
        for entry, text, raw in zip(data.surfaces.entries[ids].tolist(), texts, raws, strict=True):
            if raw == wanted.raw:
                found[entry] = Evidence.EXACT
            elif text == wanted.canonical:
                found.setdefault(entry, Evidence.NUMERAL)
        numbers = np.array(sorted(found), np.uint32)
        kinds = [found[number] for number in sorted(found)]
        return self._to_matches(numbers, [1.0] * len(found), kinds, [wanted.canonical] * len(found))

    def explain(
        self, query: str, *, require: int = 0, prefer: int = 0, finished: bool = False
    ) -> Ranked | None:
        """Return all measurements for a query, or ``None`` where it holds no letter."""
        if not fold(query):
            return None
        query = query.rstrip() if finished else query
        return rank(
            self._tables,
            self._ranker,
            query,
            require=self._narrow(require),
            prefer=prefer,
            finished=finished,
        )

    def _most_popular(self, limit: int, require: int) -> list[Match]:
        flags = self._data.entries.flags
        allowed = np.flatnonzero(flags & np.uint32(require)) if require else np.arange(len(flags))
        numbers = allowed[:limit].astype(np.uint32)
        count = len(numbers)
        return self._to_matches(numbers, [0.0] * count, [Evidence.PREFIX] * count, [""] * count)

    def _matches(self, ranked: Ranked, limit: int, scores: Weights) -> list[Match]:
        texts = self._tables.canonical.pick(ranked.surfaces[:limit])
        found = evidence(ranked, texts)
        return self._to_matches(ranked.entries[:limit], scores.tolist(), found, texts)

    def _to_matches(
        self, numbers: Ids, scores: list[float], found: list[Evidence], named: list[str]
    ) -> list[Match]:
        entries = self._data.entries
        return [
            Match(key, name, year or None, score, kind, text)
            for key, name, year, score, kind, text in zip(
                entries.keys.pick(numbers),
                entries.names.pick(numbers),
                entries.years[numbers].tolist(),
                scores,
                found,
                named,
                strict=True,
            )
        ]

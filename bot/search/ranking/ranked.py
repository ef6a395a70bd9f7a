"""Ranks entries for a query: every reading's candidates, measured and scored together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays.builder import Data, SurfaceKind
from bot.search.arrays.postings import Ids, Weights
from bot.search.arrays.tables import Tables
from bot.search.ranking.candidates import gather
from bot.search.ranking.features import NAMES, SPELT_SO, Features, measure
from bot.search.ranking.ranker import Ranker
from bot.search.spelling.fold import Reading, article, readings

_COLUMN = {name: place for place, name in enumerate(NAMES)}
_PREFERRED = np.float32(0.5)
"""What a preferred flag adds to a score; in a tier of exact names it decides outright."""
_FAR_BETTER_KNOWN = 2.0
"""How many times better known than an exact name a name that contains the query must be to lead."""
_AS_TYPED, _CANONICAL, _JOINED, _WITHOUT_NOISE = 4, 3, 2, 1
_TIERS = {
    SurfaceKind.NAME: {_AS_TYPED: 8, _CANONICAL: 7, _JOINED: 4, _WITHOUT_NOISE: 2},
    SurfaceKind.ALIAS: {_AS_TYPED: 6, _CANONICAL: 5, _JOINED: 3, _WITHOUT_NOISE: 1},
}
"""The tiers of exact names by how exact they are; see :class:`Ranked`."""
_NAME_AS_TYPED = _TIERS[SurfaceKind.NAME][_AS_TYPED]
_NAME_CANONICAL = _TIERS[SurfaceKind.NAME][_CANONICAL]
BEST_ALIAS = _TIERS[SurfaceKind.ALIAS][_AS_TYPED]
FULLY_NAMED = _TIERS[SurfaceKind.ALIAS][_CANONICAL]
"""The lowest tier of a name that matches without leaving anything out of the query."""
JOINED_ALIKE = _TIERS[SurfaceKind.ALIAS][_JOINED]
"""The lowest tier of a name that differs by spaces alone."""
_FAMOUS = 20.0
"""How many times better known an entry must be for its name without article or numeral to count as
exact."""
_EXACT_LEAD = np.float32(0.01)
"""The lead, for each tier, of an exact name over everything spelt differently."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The cost of a query, in counts instead of seconds so that tests are exact.

    Attributes:
        readings: Readings followed.
        postings: Postings visited.
        candidates: Surfaces measured and scored.
    """

    readings: int
    postings: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of all readings, measured, in no order.

    Attributes:
        readings: The ways the query was understood.
        surfaces: Numbers of surfaces; one may be there for several readings.
        read: Which of the readings each was found for.
        features: What was measured.
        trace: How much work it was.
    """

    readings: list[Reading]
    surfaces: Ids
    read: NDArray[np.intp]
    features: Features
    trace: Trace


@dataclass(frozen=True, slots=True)
class Ranked:
    """Entries, best first, each once with the surface that fits best.

    Attributes:
        readings: The ways the query was understood.
        entries: Numbers of entries.
        surfaces: The surface of each.
        read: Which of the readings it answers.
        tiers: 8 named as typed, 7 named in the canonical form, 6 and 5 the same by an alias, 4
            named but for blanks, 3 by an alias so, 2 named when noise is left out, 1 by an alias
            then, 0 otherwise; half more where that is decided by a preferred flag. So an alias
            never comes before another one's exact name.
        scores: By the ranking model.
        features: What was measured.
        trace: How much work it was.
    """

    readings: list[Reading]
    entries: Ids
    surfaces: Ids
    read: NDArray[np.intp]
    tiers: Weights
    scores: Weights
    features: Features
    trace: Trace

    def column(self, name: str) -> Weights:
        """Return one feature of all entries."""
        return self.features[:, _COLUMN[name]]


def collect(tables: Tables, query: str, require: int) -> Pool:
    """Find and measure the candidates of all readings."""
    understood = _worth_following(tables, list(readings(query)))
    gathered = [gather(tables, reading, require) for reading in understood]
    measured = [
        measure(tables, reading, candidates)
        for reading, candidates in zip(understood, gathered, strict=True)
    ]
    surfaces = [candidates.surfaces for candidates in gathered]
    sizes = [len(ids) for ids in surfaces]
    return Pool(
        understood,
        np.concatenate(surfaces) if len(surfaces) > 1 else surfaces[0],
        np.repeat(np.arange(len(understood)), sizes),
        np.concatenate(measured) if len(measured) > 1 else measured[0],
        Trace(len(understood), sum(c.postings for c in gathered), sum(sizes)),
    )


def _worth_following(tables: Tables, understood: list[Reading]) -> list[Reading]:
    """Leave out readings with words that no name has, where the shortest reading is without them.

    In a small catalogue no title has "film" or "2015" in it: "the film dope 2015" is Dope of 2015.
    """
    if len(understood) == 1:
        return understood
    words = [reading.forms.canonical.split() for reading in understood]
    shortest = set(min(words, key=len))
    is_in_names = tables.data.words.lists.has_prefix
    return [
        reading
        for reading, its_words in zip(understood, words, strict=True)
        if all(word in shortest or is_in_names(word) for word in its_words)
    ]


def rank(
    tables: Tables, ranker: Ranker, query: str, *, require: int, prefer: int, finished: bool
) -> Ranked:
    """Find and rank everything that a query may mean.

    Args:
        tables: The index.
        ranker: The ranking model.
        query: What was typed.
        require: Flags of which an entry must have one; 0: any entry.
        prefer: Flags that decide among equals.
        finished: Whether all is typed. Then exact names come first whatever else there is.
            Before that they come before all that is spelt differently, but something far better
            known that begins with the same words, or holds them all, may lead; and once a blank
            is typed after a name, more is to come, so that it is no better than others.
    """
    pool = collect(tables, query, require)
    return order_pool(tables.data, ranker, pool, prefer=prefer, finished=finished)


def order_pool(
    data: Data, ranker: Ranker, pool: Pool, *, prefer: int = 0, finished: bool = False
) -> Ranked:
    """Score candidates and rank their entries; see :func:`rank`."""
    entries = data.surfaces.entries[pool.surfaces]
    scores = ranker.score(pool.features)
    tiers = _tiers(data, pool, finished=finished)
    if prefer:
        preferred = (data.entries.flags[entries] & np.uint32(prefer)) != 0
        scores += _PREFERRED * preferred
        tiers += 0.5 * (preferred & (tiers > 0))
    if tiers.any() and (finished or not pool.readings[0].ended):
        _put_exact_first(scores, tiers, ~_may_lead(data, entries, tiers, pool.features))
    order = np.lexsort((entries, -scores, -tiers) if finished else (entries, -scores))
    order = order[_first_of_each(entries[order])]
    return Ranked(
        pool.readings,
        entries[order],
        pool.surfaces[order],
        pool.read[order],
        tiers[order],
        scores[order],
        pool.features[order],
        pool.trace,
    )


def _first_of_each(entries: Ids) -> list[int]:
    """Return the first place of each entry; for some hundred, a set is faster than sorting."""
    seen: set[int] = set()
    first: list[int] = []
    for place, entry in enumerate(entries.tolist()):
        if entry not in seen:
            seen.add(entry)
            first.append(place)
    return first


def _may_lead(data: Data, entries: Ids, tiers: Weights, features: Features) -> NDArray[np.bool_]:
    """Whether each candidate may come before the exact names while a query is being typed."""
    exact = tiers > 0
    fame = data.entries.popularity[entries] + 1
    far_better_known = fame >= _FAR_BETTER_KNOWN * fame[exact].max(initial=0)
    begun, joined = features[:, _COLUMN["prefix"]] > 0, features[:, _COLUMN["same_joined"]] > 0
    holds_query = has_all_words(features) | begun | joined
    return ~exact & far_better_known & holds_query


def _put_exact_first(scores: Weights, tiers: Weights, behind: NDArray[np.bool_]) -> None:
    """Raise the scores of exact names above those that must stay behind them.

    Among equally exact ones the better known comes first: candidates are in that order.
    """
    exact = tiers > 0
    floor = scores[behind & ~exact].max(initial=-np.inf)
    for tier in set(tiers[exact].tolist()):
        equals = tiers == tier
        raised = np.maximum(scores[equals], floor + _EXACT_LEAD * tier)
        scores[equals] = np.sort(raised)[::-1]


def has_all_words(features: Features) -> NDArray[np.bool_]:
    """Whether each candidate has all words of the query as they are spelt."""
    return features[:, _COLUMN["words_least"]] > SPELT_SO


def _tiers(data: Data, pool: Pool, *, finished: bool) -> Weights:
    """Return how exactly each candidate is named by the query.

    Blanks count until it is finished: another word may be on its way.
    """
    features = pool.features
    tiers = np.zeros(len(features), np.float32)
    same_raw, same = features[:, _COLUMN["same_raw"]], features[:, _COLUMN["same"]]
    # "the maid" and "maid" are joined alike too, but do not differ by a space.
    joined = (features[:, _COLUMN["same_joined"]] > 0) & (features[:, _COLUMN["ratio"]] < 1)
    joined &= finished
    places = (same_raw + same + joined).nonzero()[0]
    if not len(places):
        return tiers
    for place in places.tolist():
        reading = pool.readings[int(pool.read[place])]
        kind = SurfaceKind(int(data.surfaces.kinds[pool.surfaces[place]]))
        if kind not in _TIERS:
            continue
        if reading.year is not None and not features[place, _COLUMN["year_same"]]:
            continue
        if joined[place] and article(reading.forms.raw):
            continue
        best = _AS_TYPED if reading.literal or reading.year is not None else _WITHOUT_NOISE
        how = _AS_TYPED if same_raw[place] else _CANONICAL if same[place] else _JOINED
        tiers[place] = _TIERS[kind][min(best, how)]
    # "godfather" means The Godfather, not the unknown film of just that name.
    fame = data.entries.popularity[data.surfaces.entries[pool.surfaces[places]]] + 1
    unknown = fame[tiers[places] == _NAME_AS_TYPED].max(initial=0)
    if unknown:
        famous = places[(tiers[places] == _NAME_CANONICAL) & (fame >= _FAMOUS * unknown)]
        tiers[famous] = _NAME_AS_TYPED
    return tiers

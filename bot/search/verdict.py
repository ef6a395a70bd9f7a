"""How sure it is that the first of the ranked entries is meant."""

import numpy as np

from bot.search.builder import Data
from bot.search.model import Verdict
from bot.search.postings import Weights
from bot.search.ranked import Ranked
from bot.search.ranking import Ranker

_DOMINANT = 200.0
"""So many times better known than its namesake, an entry is meant when nothing else is said."""
_OVERSHADOWED = 10.0
"""A name typed to the letter is asked back when one that differs by an article or the writing of
a number is this many times better known."""
_CLOSE = 10
"""How many of the ranked entries are looked at for namesakes."""


def judge(data: Data, ranker: Ranker, ranked: Ranked) -> Verdict:
    """Return the verdict on the first entry."""
    if not len(ranked.entries):
        return Verdict.NOTHING
    if ranked.tiers[0] > 0:
        return _judge_exact(data, ranked)
    if likeness(ranked) < ranker.close:
        return Verdict.NOTHING
    sure = float(sureness(ranked) @ ranker.sure) >= ranker.clear
    return Verdict.CLEAR if sure and not _has_namesake(data, ranked) else Verdict.SEVERAL


def sureness(ranked: Ranked) -> Weights:
    """Return the values of ``VERDICT_NAMES`` for the first entry."""
    first = float(ranked.scores[0])
    second = float(ranked.scores[1]) if len(ranked.scores) > 1 else first - 8
    return np.array(
        [
            1.0,
            first / 10,
            min(first - second, 8.0) / 8,
            ranked.column("edits")[0],
            ranked.column("joined")[0],
            ranked.column("words_least")[0],
            ranked.column("letters")[0],
            float(ranked.column("letters")[0] < 0.25),
        ],
        np.float32,
    )


def likeness(ranked: Ranked) -> float:
    """Return how like the first entry is to the query in the kindest view, from 0 to 1."""
    return max(
        float(ranked.column(name)[0])
        for name in ("joined", "sorted", "beginning", "raw_beginning", "words_asked", "initials")
    )


def _judge_exact(data: Data, ranked: Ranked) -> Verdict:
    popularity = data.entries.popularity[ranked.entries] + 1
    rivals = np.flatnonzero(ranked.tiers == ranked.tiers[0])
    if len(rivals) > 1:
        dominant = popularity[0] >= _DOMINANT * popularity[rivals[1:]].max()
        return Verdict.CLEAR if dominant else Verdict.SEVERAL
    others = popularity[(ranked.tiers > 1) & (ranked.tiers < ranked.tiers[0] - 0.5)]
    if len(others) and others.max() >= _OVERSHADOWED * popularity[0]:
        return Verdict.SEVERAL
    return Verdict.EXACT if ranked.tiers[0] >= 2 else Verdict.CLEAR


def _has_namesake(data: Data, ranked: Ranked) -> bool:
    """Whether another close entry has the first one's name and could as well be meant."""
    texts = data.surfaces.canonical.pick(ranked.surfaces[:_CLOSE])
    popularity = data.entries.popularity[ranked.entries[:_CLOSE]] + 1
    years = ranked.column("year_same")[:_CLOSE] + ranked.column("year_near")[:_CLOSE]
    return any(
        texts[place] == texts[0]
        and years[place] >= years[0]
        and popularity[0] < _DOMINANT * popularity[place]
        for place in range(1, len(texts))
    )

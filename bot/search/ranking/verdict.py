"""The verdict: how surely the first of the ranked entries is meant."""

import numpy as np

from bot.search.arrays.builder import Data
from bot.search.arrays.postings import Weights
from bot.search.arrays.tables import Tables
from bot.search.model import Verdict
from bot.search.ranking.ranked import BEST_ALIAS, FULLY_NAMED, JOINED_ALIKE, Ranked, has_all_words
from bot.search.ranking.ranker import VERDICT_NAMES, Ranker
from bot.search.spelling.fold import article

_DOMINANT = 50.0
"""How many times better known than its namesake an entry must be to be meant without further words:
remakes that people know are asked back (Psycho: 14 times), unknown namesakes are not."""
_UNSURE = 3.0
"""Added to popularities before they are compared: a few votes say nothing."""
_BETTER_KNOWN = 1.3
"""How many times better known than an exact name another with all its words must be to compete."""
_FAMOUS = 10.0
"""How many times better known something spelt nearly like an exact name must be to be meant:
people who type "jim carey" mostly mean Jim Carrey. Short names are too easily alike."""
_NEARLY = 0.85
_LONG = 6 / 20
_WIDEST = 8.0
"""Cap on the margin between the first two scores."""
_CLOSE = 10
"""How many of the ranked entries are checked for namesakes."""


def judge(tables: Tables, ranker: Ranker, ranked: Ranked) -> Verdict:
    """Return the verdict on the first entry."""
    if not len(ranked.entries):
        return Verdict.NOTHING
    if ranked.tiers[0] > 0:
        verdict = _judge_exact(tables.data, ranked)
        by_blanks = JOINED_ALIKE <= ranked.tiers[0] < FULLY_NAMED
        if verdict is not Verdict.SEVERAL or not by_blanks:
            return verdict
    if similarity(ranked) < ranker.close:
        return Verdict.NOTHING
    sure = float(sureness(ranked) @ ranker.sure) >= ranker.clear
    return Verdict.CLEAR if sure and not _has_namesake(tables, ranked) else Verdict.SEVERAL


def sureness(ranked: Ranked) -> Weights:
    """Return the values of ``VERDICT_NAMES`` for the first entry."""
    first = float(ranked.scores[0])
    second = float(ranked.scores[1]) if len(ranked.scores) > 1 else first - _WIDEST
    margin = min(first - second, _WIDEST) / _WIDEST
    return np.array(
        [1.0, first / 10, margin, *(ranked.column(name)[0] for name in VERDICT_NAMES[3:])],
        np.float32,
    )


def similarity(ranked: Ranked) -> float:
    """Return how similar the first entry is to the query, from 0 to 1, by the kindest measure."""
    return max(
        float(ranked.column(name)[0])
        for name in ("joined", "beginning", "raw_beginning", "words_asked", "initials")
    )


def _judge_exact(data: Data, ranked: Ranked) -> Verdict:
    rivals = np.flatnonzero(ranked.tiers == ranked.tiers[0])
    if len(rivals) > 1:
        popularity = data.entries.popularity[ranked.entries] + _UNSURE
        dominant = popularity[0] >= _DOMINANT * popularity[rivals[1:]].max()
        return Verdict.CLEAR if dominant else Verdict.SEVERAL
    year_typed = ranked.readings[int(ranked.read[0])].year is not None
    if not year_typed and _is_overshadowed(data, ranked):
        return Verdict.SEVERAL
    return Verdict.EXACT if ranked.tiers[0] >= FULLY_NAMED else Verdict.CLEAR


def _is_overshadowed(data: Data, ranked: Ranked) -> bool:
    """Whether something better known may as well be meant as the one exact name.

    "samuel jackson" is somebody's name, but far more people who type it mean Samuel L. Jackson.
    If an article was typed, the other must have it too. Where the exact name is no alias, two kinds
    of others are meant only if hardly anybody knows it: those with this or a longer alias, and
    those that continue it ("Spider-Man: No Way Home"), whose own words would be typed.
    """
    times = (data.entries.popularity[ranked.entries] + _UNSURE) / (
        data.entries.popularity[ranked.entries[0]] + _UNSURE
    )
    holds = has_all_words(ranked.features) | (ranked.column("same_joined") > 0)
    if article(ranked.readings[0].forms.raw):
        holds &= ranked.column("in_order") > 0
    like = (ranked.column("edits") >= _NEARLY) & (ranked.column("letters") >= _LONG)
    subtitled = (ranked.column("same_raw") > 0) & (ranked.tiers == 0)
    rivals = holds & (times > _BETTER_KNOWN) | like & (times > _FAMOUS) | subtitled & (times >= 1)
    if ranked.tiers[0] > BEST_ALIAS + 1:
        elsewhere = (ranked.column("alias") > 0) | (ranked.column("lead") > 0)
        rivals &= ~elsewhere | (times >= _DOMINANT)
    return bool(rivals.any())


def _has_namesake(tables: Tables, ranked: Ranked) -> bool:
    """Whether another close entry has the same name and could equally be meant."""
    texts = tables.canonical.pick(ranked.surfaces[:_CLOSE])
    popularity = tables.data.entries.popularity[ranked.entries[:_CLOSE]] + _UNSURE
    years = ranked.column("year_same")[:_CLOSE] + ranked.column("year_near")[:_CLOSE]
    return any(
        texts[place] == texts[0]
        and years[place] >= years[0]
        and popularity[0] < _DOMINANT * popularity[place]
        for place in range(1, len(texts))
    )

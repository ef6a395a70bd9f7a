"""Features: how a surface fits a reading, one row for each candidate.

Everything is computed in bulk, with rapidfuzz's ``cdist`` and with NumPy.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from bot.search.arrays.builder import SurfaceKind
from bot.search.arrays.postings import KEY_LETTERS, Ids, Weights
from bot.search.arrays.tables import Tables
from bot.search.arrays.tokens import last_number
from bot.search.ranking.candidates import Candidates
from bot.search.spelling.fold import MAX_LETTERS, Reading, article

NAMES = (
    "ratio",  # of the canonical forms, by insertions and deletions
    "edits",  # likewise by edits, a swap of neighbours counting once
    "joined",  # ratio without blanks
    "whole",  # the best of these
    "slips",  # the edits, up to 6, as a share of 6
    "same_joined",  # equal without blanks
    "beginning",  # ratio with the surface cut to the query's length
    "begun_slips",  # letters of that beginning that differ, up to 4, as a share of 4
    "raw_beginning",  # ratio of the raw forms, cut likewise
    "prefix",  # the surface, in either form, begins with the query
    "raw_prefix",  # the surface's raw form does
    "same",  # the canonical forms are equal, and an article that was typed is there
    "same_raw",  # the raw forms are equal
    "in_order",  # the query's words begin words of the surface in their order, from its first on
    "words_asked",  # share of the query's word weight that the surface has
    "words_given",  # share of the surface's word weight that the query has
    "words_least",  # how well the worst word of the query is matched
    "first_word",  # how well the surface's first word is matched
    "last_word",  # and its last
    "last_typed",  # its last word is in the query as it is spelt, and no blank ended the query
    "initials",
    "length",  # the shorter length as a share of the longer
    "letters",  # of the query, up to 20, as a share of 20
    "words",  # of the query, up to 5, as a share of 5
    "ended",  # a blank was typed after the query's last word
    "number_same",
    "number_other",
    "number_missing",  # the surface has one, the query has none
    "number_extra",  # the query has one, the surface has none
    "place_same",  # nor has the surface, but the entry has this only number as its place
    "year_same",
    "year_near",  # off by one
    "year_other",
    "dated",  # the entry has a year
    "rank",  # log2 of how many are better known, as a share of 20
    "best_rank",  # how much better known than this is the best known candidate
    "fame",  # log of this one's share of the popularity of the best known candidate, a tenth of it
    "lead",
    "subtitle",
    "alias",
)
"""The features in the order of the columns."""

_UNKNOWN = 8.0  # the rarity of a word that no name has
_SLIPS, _BEGUN_SLIPS = 6, 4  # caps on wrong letters
_LIKE_LENGTH = 0.7  # the least that a difference in length leaves of a word's fit

SPELT_SO = 0.99
"""The minimum fit of a word that is spelt as typed."""

_KINDS = (
    ("lead", int(SurfaceKind.LEAD)),
    ("subtitle", int(SurfaceKind.SUBTITLE)),
    ("alias", int(SurfaceKind.ALIAS)),
)  # NumPy compares ten times faster with a plain number than with an enum member

Features = NDArray[np.float32]
Columns = dict[str, Weights]
Scorer = Callable[..., float]


def measure(tables: Tables, reading: Reading, candidates: Candidates) -> Features:
    """Return a row of features for each candidate surface."""
    ids = candidates.surfaces
    rows = np.zeros((len(NAMES), len(ids)), np.float32)
    if len(ids):
        column: Columns = dict(zip(NAMES, rows, strict=True))
        _compare(column, reading, tables, ids)
        _compare_words(column, tables, candidates, ended=reading.ended)
        _compare_facts(column, reading, tables, ids)
    return rows.T


def _compare_facts(column: Columns, reading: Reading, tables: Tables, ids: Ids) -> None:
    """Fill in the features of entries."""
    surfaces, entries = tables.data.surfaces, tables.data.entries
    owners = surfaces.entries[ids]
    number, numbers = last_number(reading.forms.canonical), surfaces.numbers[ids]
    if number:
        column["number_same"][:] = numbers == number
        column["number_extra"][:] = numbers == 0
        if sum(map(str.isdigit, reading.forms.canonical.split())) == 1:  # "part 2" is of film 7
            column["place_same"][:] = (numbers == 0) & (entries.places[owners] == number)
        column["number_other"][:] = (numbers != number) & (numbers != 0)
    else:
        column["number_missing"][:] = numbers != 0
    years = entries.years[owners]
    column["dated"][:] = years != 0
    if reading.year is not None:
        apart = np.abs(years - np.int16(reading.year))
        column["year_same"][:] = apart == 0
        column["year_near"][:] = apart == 1
        column["year_other"][:] = (apart > 1) & (years != 0)
    ranks = np.multiply(entries.ranks[owners], 1 / 20, out=column["rank"])
    np.subtract(ranks, ranks[0], out=column["best_rank"])  # the first is the best known
    fame = np.log(entries.popularity[owners] + 1)
    column["fame"][:] = (fame - fame[0]) / 10
    kinds = surfaces.kinds[ids]
    for name, kind in _KINDS:
        column[name][:] = kinds == kind


def _compare(column: Columns, reading: Reading, tables: Tables, ids: Ids) -> None:
    """Fill in the features of spelling."""
    raw, text = reading.forms
    texts = tables.canonical.pick(ids)
    joined, compact = text.replace(" ", ""), [other.replace(" ", "") for other in texts]
    column["ratio"][:] = _likeness(text, texts)
    column["edits"][:] = _likeness(text, texts, OSA.normalized_similarity)
    column["joined"][:] = _likeness(joined, compact)
    np.maximum(column["ratio"], column["edits"], out=column["whole"])
    np.maximum(column["whole"], column["joined"], out=column["whole"])
    column["same_joined"][:] = column["joined"] == 1
    begun, begun_raw = (form + " " * reading.ended for form in (text, raw))
    size = len(begun)
    column["beginning"][:] = _likeness(begun, [other[:size] for other in texts])
    lengths = tables.canonical.lengths(ids)
    longer = np.maximum(lengths, len(text))
    np.divide(np.minimum(lengths, len(text)), longer, out=column["length"])
    edits = (1 - column["edits"]) * longer
    np.minimum(edits / _SLIPS, 1, out=column["slips"])
    begun_edits = (1 - column["beginning"]) * (np.minimum(lengths, size) + size) / 2
    np.minimum(begun_edits / _BEGUN_SLIPS, 1, out=column["begun_slips"])
    column["letters"][:] = min(1.0, len(raw) / 20)
    column["words"][:] = min(1.0, len(text.split()) / 5)
    column["ended"][:] = reading.ended

    # Raw forms are compared only where they, or the query's, differ from the canonical ones.
    typed = article(raw)
    respelt, raws = tables.respelt(ids)
    if raw != text or typed:  # "a - z" is the same in both, but begins with an article
        others, raws = raws, texts.copy()
        for place, other in zip(respelt.tolist(), others, strict=True):
            raws[place] = other
        respelt = np.arange(len(ids))
    column["same"][:] = column["same_raw"][:] = column["ratio"] == 1
    column["raw_beginning"][:] = column["beginning"]
    if raws:
        column["same_raw"][respelt] = [other == raw for other in raws]
        size = len(begun_raw)
        column["raw_beginning"][respelt] = _likeness(begun_raw, [other[:size] for other in raws])
    if typed:
        column["same"][:] *= [other.startswith(typed) for other in raws]
    column["in_order"][:] = _in_order(raw, raws) if typed else _in_order(text, texts)
    column["raw_prefix"][:] = column["raw_beginning"] == 1
    column["prefix"][:] = np.maximum(column["beginning"], column["raw_beginning"]) == 1


def _likeness(
    text: str, others: list[str], scorer: Scorer = Indel.normalized_similarity
) -> Weights:
    return process.cdist([text], others, scorer=scorer)[0]


def _in_order(text: str, others: list[str]) -> list[bool]:
    first, *rest = text.split() or [""]
    later = [f" {word}" for word in rest]

    def fits(other: str) -> bool:
        at = 0
        for word in later:
            at = other.find(word, at) + 1
            if not at:
                return False
        return True

    return [other.startswith(first) and fits(other) for other in others]


@lru_cache(MAX_LETTERS)
def _length_fits(letters: int) -> Weights:
    """Return the factors on a word's fit, by the length of the word it is compared with."""
    others = np.arange(KEY_LETTERS + 1, dtype=np.float32)
    alike = np.minimum(others, letters) / np.maximum(others, letters)
    return (_LIKE_LENGTH + (1 - _LIKE_LENGTH) * alike).astype(np.float32)


def _compare_words(column: Columns, tables: Tables, candidates: Candidates, *, ended: bool) -> None:
    """Fill in the features of words, with the expansions of each query word."""
    if not candidates.words:
        return
    ids, surfaces, words = candidates.surfaces, tables.data.surfaces, tables.data.words
    begins: NDArray[np.intp] = surfaces.offsets[ids].astype(np.intp)
    counts = surfaces.offsets[ids + 1] - begins
    ends = counts.cumsum()
    starts = ends - counts  # where each candidate's tokens begin among the gathered ones
    places = (begins - starts).repeat(counts)
    places += np.arange(len(places))
    tokens, weights = surfaces.tokens.take(places), surfaces.weights.take(places)
    lengths = words.lengths.take(tokens)

    known = [pair for pair in zip(candidates.words, candidates.expansions, strict=True) if pair[1]]
    rarities = [float(words.rarity[variants[-1].start]) for _, variants in known]
    unknown = len(candidates.words) - len(known)
    if not known:
        return
    quality = tables.scratch.quality
    fits = np.empty((len(known), len(tokens)), np.float32)
    for (word, variants), fit in zip(known, fits, strict=True):
        for start, stop, value, _ in variants:
            quality[start:stop] = value
        quality.take(tokens, out=fit)
        for start, stop, _, _ in variants:
            quality[start:stop] = 0
        np.multiply(fit, _length_fits(len(word)).take(lengths), out=fit)
    covered = np.maximum.reduce(fits)
    shares = np.maximum.reduceat(fits, starts, axis=1)
    total = sum(rarities) + unknown * _UNKNOWN
    column["words_asked"][:] = (np.array(rarities, np.float32) / np.float32(total)) @ shares
    column["words_given"][:] = np.add.reduceat(covered * weights, starts) / surfaces.rarity[ids]
    if not unknown:
        np.minimum.reduce(shares, out=column["words_least"])
    column["first_word"][:] = covered[starts]
    column["last_word"][:] = covered[starts + surfaces.main[ids] - 1]
    if not ended:
        column["last_typed"][:] = column["last_word"] > SPELT_SO
    column["initials"][:] = np.maximum.reduceat(covered * (weights == 0), starts)

"""How a surface fits a reading, in numbers: one row of features for each candidate.

Everything is computed in bulk, with rapidfuzz's ``cdist`` and with NumPy.
"""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.search.builder import SurfaceKind, last_number
from bot.search.candidates import Candidates
from bot.search.fold import Reading, article
from bot.search.postings import Weights
from bot.search.tables import Tables

NAMES = (
    "ratio",  # of the canonical forms, by insertions and deletions
    "edits",  # likewise by edits, a swap of neighbours counting once
    "jaro_winkler",
    "sorted",  # ratio with the words sorted
    "joined",  # ratio without blanks
    "whole",  # the best of these
    "same_joined",  # equal without blanks
    "beginning",  # ratio with the surface cut to the query's length
    "raw_beginning",  # likewise of the raw forms
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
    "initials",
    "length",  # the shorter length as a share of the longer
    "letters",  # of the query, up to 20, as a share of 20
    "words",  # of the query, up to 5, as a share of 5
    "number_same",
    "number_other",
    "number_missing",  # the surface has one, the query has none
    "number_extra",  # the query has one, the surface has none
    "place_same",  # nor has the surface, but the entry has that place in its series
    "year_same",
    "year_near",  # off by one
    "year_other",
    "dated",  # the entry has a year
    "rank",  # log2 of how many are better known, as a share of 20
    "best_rank",  # how much better known than this is the best known candidate
    "lead",
    "subtitle",
    "alias",
)
"""The features in the order of the columns."""

_UNKNOWN = 8.0  # the rarity of a word that no name has
_LIKE_LENGTH = 0.7  # what is left of a word's fit however much longer it is

Features = NDArray[np.float32]


def measure(tables: Tables, reading: Reading, candidates: Candidates) -> Features:
    """Return a row of features for each candidate surface."""
    ids = candidates.surfaces
    rows = np.zeros((len(NAMES), len(ids)), np.float32)
    if not len(ids):
        return rows.T
    column: dict[str, Weights] = dict(zip(NAMES, rows, strict=True))
    text = reading.forms.canonical
    surfaces, entries = tables.data.surfaces, tables.data.entries
    _compare(column, reading, tables.raw.pick(ids), tables.canonical.pick(ids))
    _compare_words(column, tables, candidates)

    number, numbers = last_number(text), surfaces.numbers[ids]
    if number:
        column["number_same"][:] = numbers == number
        column["number_extra"][:] = numbers == 0
        places = entries.places[surfaces.entries[ids]]
        column["place_same"][:] = (numbers == 0) & (places == number)
        column["number_other"][:] = (numbers != number) & (numbers != 0)
    else:
        column["number_missing"][:] = numbers != 0
    owners = surfaces.entries[ids]
    years = entries.years[owners]
    column["dated"][:] = years != 0
    if reading.year is not None:
        apart = np.abs(years - np.int16(reading.year))
        column["year_same"][:] = apart == 0
        column["year_near"][:] = apart == 1
        column["year_other"][:] = (apart > 1) & (years != 0)
    ranks = entries.ranks[owners]
    column["rank"][:] = ranks / 20
    column["best_rank"][:] = (ranks - ranks.min()) / 20
    kinds = surfaces.kinds[ids]
    column["lead"][:] = kinds == SurfaceKind.LEAD
    column["subtitle"][:] = kinds == SurfaceKind.SUBTITLE
    column["alias"][:] = kinds == SurfaceKind.ALIAS
    return rows.T


def _compare(
    column: dict[str, Weights], reading: Reading, raws: list[str], texts: list[str]
) -> None:
    """Compare the spellings."""
    raw, text = reading.forms.raw, reading.forms.canonical
    joined = text.replace(" ", "")
    column["ratio"][:] = process.cdist([text], texts, scorer=fuzz.ratio)[0] / 100
    column["edits"][:] = process.cdist([text], texts, scorer=OSA.normalized_similarity)[0]
    column["jaro_winkler"][:] = process.cdist([text], texts, scorer=JaroWinkler.similarity)[0]
    column["sorted"][:] = process.cdist([text], texts, scorer=fuzz.token_sort_ratio)[0] / 100
    compact = [other.replace(" ", "") for other in texts]
    column["joined"][:] = process.cdist([joined], compact, scorer=fuzz.ratio)[0] / 100
    column["whole"][:] = np.maximum.reduce(
        [column[name] for name in ("ratio", "edits", "sorted", "joined")]
    )
    column["same_joined"][:] = [other == joined for other in compact]
    begun, begun_raw = (form + " " * reading.ended for form in (text, raw))
    cut = [other[: len(begun)] for other in texts]
    column["beginning"][:] = process.cdist([begun], cut, scorer=fuzz.ratio)[0] / 100
    cut_raw = [other[: len(begun_raw)] for other in raws]
    column["raw_beginning"][:] = process.cdist([begun_raw], cut_raw, scorer=fuzz.ratio)[0] / 100
    column["raw_prefix"][:] = column["raw_beginning"] == 1
    column["prefix"][:] = (column["beginning"] == 1) | (column["raw_beginning"] == 1)
    typed = article(raw)
    column["same"][:] = [
        other == text and other_raw.startswith(typed)
        for other, other_raw in zip(texts, raws, strict=True)
    ]
    column["same_raw"][:] = [other == raw for other in raws]
    column["in_order"][:] = _in_order(raw, raws) if typed else _in_order(text, texts)
    lengths = np.fromiter(map(len, texts), np.float32, len(texts))
    column["length"][:] = np.minimum(lengths, len(text)) / np.maximum(lengths, len(text))
    column["letters"][:] = min(1.0, len(raw) / 20)
    column["words"][:] = min(1.0, len(text.split()) / 5)


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


def _compare_words(column: dict[str, Weights], tables: Tables, candidates: Candidates) -> None:
    """Compare word by word, with what each word of the query may stand for."""
    if not candidates.words:
        return
    ids, surfaces, words = candidates.surfaces, tables.data.surfaces, tables.data.words
    begins: NDArray[np.intp] = surfaces.offsets[ids].astype(np.intp)
    counts = surfaces.offsets[ids + np.uint32(1)] - begins
    ends = np.cumsum(counts)
    starts = ends - counts  # where each candidate's tokens begin among the gathered ones
    places = np.arange(int(ends[-1])) + np.repeat(begins - starts, counts)
    tokens, weights = surfaces.tokens[places], surfaces.weights[places]
    lengths = words.lengths[tokens].astype(np.float32)

    quality = tables.scratch.quality
    covered = np.zeros(len(tokens), np.float32)
    asked = np.zeros(len(ids), np.float32)
    least = np.ones(len(ids), np.float32)
    total = 0.0
    for word, variants in zip(candidates.words, candidates.expansions, strict=True):
        rarity = _UNKNOWN
        if variants:
            rarity = float(words.rarity[variants[-1].start])
            for start, stop, value, _ in variants:
                quality[start:stop] = value
            fit = quality[tokens]
            for start, stop, _, _ in variants:
                quality[start:stop] = 0
            size = np.float32(len(word))
            fit *= _LIKE_LENGTH + (1 - _LIKE_LENGTH) * (
                np.minimum(lengths, size) / np.maximum(lengths, size)
            )
            np.maximum(covered, fit, out=covered)
            share = np.maximum.reduceat(fit, starts)
            np.minimum(least, share, out=least)
            asked += rarity * share
        else:
            least[:] = 0
        total += rarity
    column["words_asked"][:] = asked / total
    given = np.add.reduceat(covered * weights, starts)
    column["words_given"][:] = given / surfaces.rarity[ids]
    column["words_least"][:] = least
    column["first_word"][:] = covered[starts]
    column["last_word"][:] = covered[starts + surfaces.main[ids] - 1]
    column["initials"][:] = np.maximum.reduceat(np.where(weights > 0, 0, covered), starts)

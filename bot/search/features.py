"""How a surface fits a reading, in numbers: one row of features for each candidate.

Everything is computed in bulk, with rapidfuzz's ``cdist`` and with NumPy.
"""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.search.builder import Data, SurfaceKind, last_number
from bot.search.candidates import Candidates, Scratch
from bot.search.fold import Reading
from bot.search.postings import Weights

NAMES = (
    "ratio",  # of the canonical forms, by insertions and deletions
    "edits",  # likewise by edits, a swap of neighbours counting once
    "jaro_winkler",
    "sorted",  # ratio with the words sorted
    "joined",  # ratio without blanks
    "beginning",  # ratio with the surface cut to the query's length
    "raw_beginning",  # likewise of the raw forms
    "prefix",  # the surface, in either form, begins with the query
    "same",  # the canonical forms are equal
    "same_raw",  # the raw forms are equal
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

Features = NDArray[np.float32]


def measure(data: Data, reading: Reading, candidates: Candidates, scratch: Scratch) -> Features:
    """Return a row of features for each candidate surface."""
    ids = candidates.surfaces
    rows = np.zeros((len(NAMES), len(ids)), np.float32)
    if not len(ids):
        return rows.T
    column = dict(zip(NAMES, rows, strict=True))
    raw, text = reading.forms.raw, reading.forms.canonical
    surfaces, entries = data.surfaces, data.entries
    raws, texts = surfaces.raw.pick(ids), surfaces.canonical.pick(ids)
    _compare(column, raw, text, raws, texts)
    _compare_words(column, data, candidates, scratch)

    number, numbers = last_number(text), surfaces.numbers[ids]
    if number:
        column["number_same"][:] = numbers == number
        column["number_extra"][:] = numbers == 0
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
    column: dict[str, Weights], raw: str, text: str, raws: list[str], texts: list[str]
) -> None:
    """Compare the spellings."""
    joined = text.replace(" ", "")
    column["ratio"][:] = process.cdist([text], texts, scorer=fuzz.ratio)[0] / 100
    column["edits"][:] = process.cdist([text], texts, scorer=OSA.normalized_similarity)[0]
    column["jaro_winkler"][:] = process.cdist([text], texts, scorer=JaroWinkler.similarity)[0]
    column["sorted"][:] = process.cdist([text], texts, scorer=fuzz.token_sort_ratio)[0] / 100
    compact = [other.replace(" ", "") for other in texts]
    column["joined"][:] = process.cdist([joined], compact, scorer=fuzz.ratio)[0] / 100
    cut = [other[: len(text)] for other in texts]
    column["beginning"][:] = process.cdist([text], cut, scorer=fuzz.ratio)[0] / 100
    cut_raw = [other[: len(raw)] for other in raws]
    column["raw_beginning"][:] = process.cdist([raw], cut_raw, scorer=fuzz.ratio)[0] / 100
    np.maximum(
        column["beginning"] == 1,
        column["raw_beginning"] == 1,
        out=column["prefix"],
        casting="unsafe",
    )
    column["same"][:] = [other == text for other in texts]
    column["same_raw"][:] = [other == raw for other in raws]
    lengths = np.fromiter(map(len, texts), np.float32, len(texts))
    column["length"][:] = np.minimum(lengths, len(text)) / np.maximum(lengths, len(text))
    column["letters"][:] = min(1.0, len(raw) / 20)
    column["words"][:] = min(1.0, len(text.split()) / 5)


def _compare_words(
    column: dict[str, Weights], data: Data, candidates: Candidates, scratch: Scratch
) -> None:
    """Compare word by word, with what each word of the query may stand for."""
    if not candidates.words:
        return
    ids, surfaces, words = candidates.surfaces, data.surfaces, data.words
    begins = surfaces.offsets[ids].astype(np.int64)
    counts = surfaces.offsets[ids + np.uint32(1)].astype(np.int64) - begins
    starts = np.cumsum(counts) - counts  # where each candidate begins among the gathered tokens
    places = np.arange(int(counts.sum()), dtype=np.int64) - np.repeat(starts, counts)
    tokens = surfaces.tokens[places + np.repeat(begins, counts)]
    main = surfaces.main[ids].astype(np.int64)
    weights = words.rarity[tokens] * (places < np.repeat(main, counts))
    lengths = words.lengths[tokens].astype(np.float32)

    quality = scratch.quality
    covered = np.zeros(len(tokens), np.float32)
    asked = np.zeros(len(ids), np.float32)
    least = np.ones(len(ids), np.float32)
    total = 0.0
    for word, variants in zip(candidates.words, candidates.expansions, strict=True):
        for start, stop, value, _ in variants:
            quality[start:stop] = value
        fit = quality[tokens]
        for start, stop, _, _ in variants:
            quality[start:stop] = 0
        size = np.float32(len(word))
        fit *= 0.7 + 0.3 * np.minimum(lengths, size) / np.maximum(lengths, size)
        np.maximum(covered, fit, out=covered)
        share = np.maximum.reduceat(fit, starts)
        np.minimum(least, share, out=least)
        rarity = max((float(words.rarity[v.start]) for v in variants[-1:]), default=8.0)
        asked += rarity * share
        total += rarity
    column["words_asked"][:] = asked / total
    given = np.add.reduceat(covered * weights, starts)
    column["words_given"][:] = given / np.maximum(surfaces.rarity[ids], 1e-6)
    column["words_least"][:] = least
    column["first_word"][:] = covered[starts]
    column["last_word"][:] = covered[starts + main - 1]
    extra = np.where(places >= np.repeat(main, counts), covered, 0)
    column["initials"][:] = np.maximum.reduceat(extra, starts)

"""Queries made from entries, with everything that each of them may as well have been made from.

A few letters, a surname or initials are the beginning, surname or initials of many. What a query
was made from is drawn by popularity; that others may have been drawn as well need not be learned
from more draws: the same slips are made with every other candidate's name, and where the same text
comes of it, that one was meant with a chance by its share of popularity.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from benchmarks.search.ranking.models import Array, Examples, Flags, Numbers
from benchmarks.search.ranking.queries import WHOLE_NAMES, Maker, by_place
from bot.search.arrays.builder import Data
from bot.search.arrays.postings import Ids
from bot.search.arrays.tables import Tables
from bot.search.model import Entry
from bot.search.ranking.ranked import collect
from bot.search.spelling.fold import forms

_MAX_PLACES = 10
_FAME = 0.75
"""Targets are drawn by popularity to this power: the famous are asked for more often than others,
but not as much more often as they are better known."""
_NOBODY, _ANSWER = 0, 1
"""Numbers of names: those of candidates that the query cannot come from, and the answer's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A made query.

    Attributes:
        tables: What it is asked of.
        text: What is typed.
        answers: The numbers of the entries that answer it.
        remake: Makes a text of another name by the same slips; ``None`` where it would be another.
    """

    tables: Tables
    text: str
    answers: frozenset[int]
    remake: Callable[[str], str | None] | None


def ask(
    rng: random.Random, entries: Sequence[Entry], makers: dict[str, Maker], count: int
) -> list[Asked]:
    """Make queries over an index of the entries, equally many of each class."""
    ordered = sorted(entries, key=lambda entry: -entry.popularity)
    tables = Tables(Data.build(ordered))
    namesakes: dict[str, list[int]] = {}
    for number, entry in enumerate(ordered):
        namesakes.setdefault(forms(entry.name).canonical, []).append(number)
    weights = list(accumulate(entry.popularity**_FAME for entry in ordered))
    classes = list(makers)
    asked: list[Asked] = []
    while len(asked) < count:
        (number,) = rng.choices(range(len(ordered)), cum_weights=weights)
        entry = ordered[number]
        kind = classes[len(asked) % len(classes)]
        slips = _Slips(makers[kind], rng.getrandbits(32))
        text = slips(entry.name)
        if not text:
            continue
        answers = frozenset(namesakes[forms(entry.name).canonical])
        remake = None if kind in WHOLE_NAMES else slips
        if entry.year and rng.random() < 0.1:
            year = entry.year + rng.choice((0, 0, 0, 1, -1))
            text, answers, remake = f"{text} {year}", frozenset({number}), None
        place = int(tables.data.entries.places[number])
        if 0 < place <= _MAX_PLACES and rng.random() < 0.1:
            text, answers, remake = by_place(rng, entry.name, place), frozenset({number}), None
        asked.append(Asked(tables, text, answers, remake))
    rng.shuffle(asked)
    return asked


@dataclass(frozen=True, slots=True)
class _Slips:
    """A way to misspell names, the same each time."""

    maker: Maker
    seed: int

    def __call__(self, name: str) -> str | None:
        return self.maker(random.Random(self.seed), name)


def examples(asked: Sequence[Asked]) -> Examples:
    """Measure the candidates of queries; those that were not found teach nothing."""
    features: list[Array] = []
    rights: list[Flags] = []
    names: list[Numbers] = []
    meant: list[Array] = []
    for query in asked:
        pool = collect(query.tables, query.text, 0)
        owners = query.tables.data.surfaces.entries[pool.surfaces]
        right = np.isin(owners, list(query.answers))
        if right.any():
            features.append(pool.features)
            rights.append(right)
            numbers, chances = _meant(query, owners)
            names.append(numbers)
            meant.append(chances)
    return Examples(
        np.concatenate(features),
        np.concatenate(rights),
        np.concatenate(names),
        np.concatenate(meant),
        np.array([len(right) for right in rights]),
    )


def _meant(query: Asked, owners: Ids) -> tuple[Numbers, Array]:
    """Return the number of each candidate's name, and the chance that it was meant."""
    entries = query.tables.data.entries
    candidates, places = np.unique(owners, return_inverse=True)
    numbers = np.where(np.isin(candidates, list(query.answers)), _ANSWER, _NOBODY)
    if query.remake is not None:
        known: dict[str, int] = {}
        for place, name in enumerate(entries.names.pick(candidates)):
            if numbers[place] == _NOBODY and query.remake(name) == query.text:
                numbers[place] = known.setdefault(forms(name).canonical, len(known) + _ANSWER + 1)
    weights = entries.popularity[candidates].astype(float) ** _FAME * (numbers != _NOBODY)
    shares = np.bincount(numbers, weights) / weights.sum()
    return numbers[places], shares.astype(np.float32)[numbers[places]]

"""Taste similarity: how similarly people rate the films that they watched together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from bot.rules.nights.past import PastNight

MIN_IN_COMMON = 3
"""Films that two people must both have rated before their similarity is stated."""

RATERS_COMPARED = 60
"""People compared with each other at most: those with the most ratings."""


@dataclass(frozen=True, slots=True)
class TasteSimilarity:
    """How far apart two people's ratings are, on average over the films that both rated."""

    people: tuple[int, int]
    films: int
    apart: float


def by_film(nights: Sequence[PastNight]) -> Mapping[str, Mapping[int, int]]:
    """Return the ratings of each film, by film and person."""
    ratings: dict[str, dict[int, int]] = defaultdict(dict)
    for night in nights:
        ratings[night.film.id].update(night.ratings)
    return ratings


def taste_similarities(
    ratings: Mapping[str, Mapping[int, int]], of: int | None = None
) -> list[TasteSimilarity]:
    """Return how similarly people rate, the most similar first.

    Args:
        ratings: By film and person.
        of: Whom to compare with the others; everybody with everybody if ``None``.
    """
    by_person: dict[int, dict[str, int]] = defaultdict(dict)
    for film, given in ratings.items():
        for person, rating in given.items():
            by_person[person][film] = rating
    most = sorted(by_person, key=lambda person: (-len(by_person[person]), person))
    pairs = combinations(sorted(most[:RATERS_COMPARED]), 2)
    if of is not None:
        pairs = ((of, other) for other in most if other != of and of in by_person)
    found = [
        TasteSimilarity((one, other), len(apart), fmean(apart))
        for one, other in pairs
        if len(apart := _apart(by_person[one], by_person[other])) >= MIN_IN_COMMON
    ]
    return sorted(found, key=lambda pair: (pair.apart, -pair.films, pair.people))


def _apart(one: Mapping[str, int], other: Mapping[str, int]) -> list[int]:
    """Return how far apart two people's ratings are, film by film."""
    return [abs(one[film] - other[film]) for film in sorted(one.keys() & other.keys())]

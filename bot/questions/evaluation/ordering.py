"""Titles by their figures: in an order, between bounds."""

from collections.abc import Callable, Iterable, Sequence
from sys import maxsize
from typing import TypeVar

from bot.questions.evaluation.graph import Graph
from bot.questions.query.nodes import Attribute, Between, Key, Order, ValueCount

Member = TypeVar("Member")
KEYS = {
    Attribute.YEAR: Key.YEAR,
    Attribute.RATING: Key.RATING,
    Attribute.VOTES: Key.VOTES,
    Attribute.RUNTIME: Key.RUNTIME,
}
"""By what figure an attribute is measured."""


def figure(graph: Graph, key: Key, number: int) -> float | None:
    """Return a title's figure for a key, ``None`` where the catalogue has none."""
    film = graph.films[number]
    match key:
        case Key.YEAR:
            return film.year
        case Key.RATING:
            return film.rating
        case Key.VOTES:
            return film.votes
        case Key.RUNTIME:
            return film.runtime
        case Key.STORY:  # its story is told, or not: how well it fits, the evaluator knows
            return 0.0
        case Key.BEST:
            return None if film.rating is None else graph.score[number]


def ordered(graph: Graph, numbers: Iterable[int], order: Order) -> list[int]:
    """Return titles in an order, cut to its limit; those without the figure are left out."""
    keyed = [
        (found, number)
        for number in sorted(numbers)
        if (found := figure(graph, order.key, number)) is not None
    ]
    keyed.sort(key=lambda pair: -pair[0] if order.descending else pair[0])
    last = None if order.limit is None else order.skip + order.limit
    return [number for _, number in keyed[order.skip : last]]


def first_with_ties(
    members: Sequence[Member], limit: int | None, figure_of: Callable[[Member], float]
) -> Sequence[Member]:
    """Return the first of ordered members, those as good as the last of them included."""
    if limit is None or len(members) <= limit:
        return members
    last = figure_of(members[limit - 1])
    return [
        member for place, member in enumerate(members) if place < limit or figure_of(member) == last
    ]


def within(graph: Graph, test: Between | ValueCount, numbers: frozenset[int]) -> frozenset[int]:
    """Return the titles whose figure lies between two bounds."""
    if isinstance(test, ValueCount):
        return _with_value_count(graph, test, numbers)
    low = float("-inf") if test.low is None else test.low
    high = float("inf") if test.high is None else test.high
    if test.attribute is Attribute.YEAR:
        years = (graph.by_year[year] for year in graph.by_year if low <= year <= high)
        return numbers.intersection(frozenset[int]().union(*years))
    key = KEYS[test.attribute]
    return frozenset(
        number
        for number in numbers
        if (found := figure(graph, key, number)) is not None and low <= found <= high
    )


def _with_value_count(graph: Graph, test: ValueCount, numbers: frozenset[int]) -> frozenset[int]:
    """Return the titles whose number of values, or of people in a role, is within the bounds."""
    low, high = test.low or 0, maxsize if test.high is None else test.high
    attribute, roles = test.attribute, test.roles

    def count(number: int) -> int:
        if attribute is None:
            return len(graph.credited(number, roles))
        return len(graph.films[number].values(attribute))

    return frozenset(number for number in numbers if low <= count(number) <= high)

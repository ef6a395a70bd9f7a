"""Sorting and filtering of titles by their figures."""

from collections.abc import Iterable
from sys import maxsize

import numpy as np

from bot.questions.evaluation.graph.film_set import FilmSet
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import Attribute, Between, Key, Order, ValueCount
from bot.relations import Numbers

KEYS = {
    Attribute.YEAR: Key.YEAR,
    Attribute.RATING: Key.RATING,
    Attribute.VOTES: Key.VOTES,
    Attribute.RUNTIME: Key.RUNTIME,
}
"""The key of each numeric attribute."""


def figure(graph: Graph, key: Key, number: int) -> float | None:
    """Return a title's figure for a key, ``None`` if unknown."""
    return graph.figure(key, number)


def ordered(graph: Graph, numbers: Iterable[int], order: Order) -> list[int]:
    """Return titles in an order, up to its limit; those without the figure are left out."""
    films = numbers.array() if isinstance(numbers, FilmSet) else np.array(sorted(numbers), np.int64)
    figures = graph.figures[order.key][films]
    known = ~np.isnan(figures)
    films, figures = films[known], figures[known]
    last = None if order.limit is None else order.skip + order.limit
    places = (-figures if order.descending else figures).argsort(kind="stable")
    return films[places[order.skip : last]].tolist()


def lacking(graph: Graph, key: Key, numbers: FilmSet) -> int:
    """Return how many titles have no figure for a key."""
    return int(np.count_nonzero(np.isnan(graph.figures[key][numbers.array()])))


def within(graph: Graph, test: Between | ValueCount, numbers: FilmSet) -> FilmSet:
    """Return the titles whose figure lies between two bounds."""
    if isinstance(test, ValueCount):
        return _with_value_count(graph, test, numbers)
    low = float("-inf") if test.low is None else test.low
    high = float("inf") if test.high is None else test.high
    if test.attribute is Attribute.YEAR:
        return numbers & graph.released_between(low, high)
    key = KEYS[test.attribute]
    if numbers.few is None:
        column = graph.figures[key]
        return numbers.where((column >= low) & (column <= high))
    return FilmSet.of(
        number
        for number in numbers.few
        if (found := graph.figure(key, number)) is not None and low <= found <= high
    )


def _with_value_count(graph: Graph, test: ValueCount, numbers: FilmSet) -> FilmSet:
    """Return the titles with a number of values, or of people in a role, within the bounds."""
    low, high = test.low or 0, maxsize if test.high is None else test.high
    films = numbers.array()
    counts = _value_counts(graph, test, films)
    return FilmSet.of_array(films[(low <= counts) & (counts <= high)], len(graph.films))


def _value_counts(graph: Graph, test: ValueCount, films: Numbers) -> Numbers:
    if test.attribute is None:
        places, _ = graph.credited_in(films, test.roles)
        return np.bincount(places, minlength=len(films))
    facet = graph.facets.get(test.attribute)
    return np.zeros(len(films), int) if facet is None else facet.held.sizes()[films]

"""Careers, from people's first title to their last."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Role
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import Attribute
from bot.relations import Numbers


class Career(NamedTuple):
    """A person with the years of their first and last title."""

    person: int
    first: int
    last: int


def career_of_length(
    graph: Graph, people: Sequence[int] | None, roles: Sequence[Role], *, longest: bool
) -> Career | None:
    """Return the longest or the shortest career of some people, or of everybody.

    Ties go to the person with the lowest number for the longest, with the highest for the shortest.

    Returns:
        ``None`` if no year is known.
    """
    everybody = np.arange(len(graph.people))
    among = everybody if people is None else np.array(sorted(people), np.int64)
    first, last = _first_and_last_years(graph, among, roles)
    known = np.flatnonzero(last >= first)
    if not len(known):
        return None
    spans = last[known] - first[known]
    # The first maximum, or the last minimum.
    place = int(spans.argmax()) if longest else len(spans) - 1 - int(spans[::-1].argmin())
    found = known[place]
    return Career(int(among[found]), int(first[found]), int(last[found]))


def _first_and_last_years(
    graph: Graph, people: Numbers, roles: Sequence[Role]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each person's first and last year; last < first if none is known."""
    facet = graph.facets[Attribute.YEAR]
    years = np.array([int(name) for name in facet.names], np.int64)
    first = np.full(len(people), np.iinfo(np.int64).max)
    last = np.full(len(people), np.iinfo(np.int64).min)
    for credits_ in graph.arrays.credits(roles):
        owners, films = credits_.films.gather(people)
        places, numbers = facet.held.gather(films)
        np.minimum.at(first, owners[places], years[numbers])
        np.maximum.at(last, owners[places], years[numbers])
    return first, last

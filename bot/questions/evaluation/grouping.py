"""Grouping of titles by decade, genre, director ..., and figures of the groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.ordering import KEYS
from bot.questions.query.nodes import Attribute, Credited, Order, Values
from bot.questions.query.queries import MEANS, Figure, TopGroups
from bot.questions.query.walk import named_within
from bot.relations import Numbers, are_among, first_places, sorted_pairs
from bot.runtime.workers.budget import look

MIN_TITLES = 3
"""Groups with fewer titles are not ranked by an average, which would say little about them."""
MEASURED = {figure: attribute for attribute, figure in MEANS.items()} | {
    Figure.TOTAL_VOTES: Attribute.VOTES
}
"""The attribute that a figure is computed from."""
IN_ORDER_OF_TIME = frozenset({Attribute.YEAR, Attribute.DECADE})


@dataclass(frozen=True, slots=True)
class Group:
    """The titles of one value or person.

    Attributes:
        member: The value, or the person's number.
        films: The titles' numbers, best known first.
    """

    member: int | str
    films: Sequence[int]


class Groups(Sequence[Group]):
    """Groups in order; each is created on demand.

    Args:
        numbers: The members' numbers.
        offsets: Where each group's titles begin in ``films``, plus the end.
        films: The titles of all groups, concatenated.
        name: Returns the member for a number.
    """

    def __init__(
        self, numbers: Numbers, offsets: Numbers, films: Numbers, name: Callable[[int], int | str]
    ) -> None:
        self.numbers = numbers
        self.offsets = offsets
        self.films = films
        self._name = name

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Group: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> Group | Self:
        if isinstance(place, slice):
            return self.picked(np.arange(len(self))[place])
        place = range(len(self))[place]
        films = self.films[self.offsets[place] : self.offsets[place + 1]]
        return Group(self._name(int(self.numbers[place])), films.tolist())

    @property
    def sizes(self) -> Numbers:
        """The number of titles in each group."""
        return np.diff(self.offsets)

    def picked(self, places: Numbers) -> Self:
        """Return the groups at some positions."""
        sizes = self.sizes[places]
        offsets = np.append(0, np.cumsum(sizes))
        films = self.films[
            np.arange(offsets[-1]) + np.repeat(self.offsets[places] - offsets[:-1], sizes)
        ]
        return type(self)(self.numbers[places], offsets, films, self._name)

    def chosen(self, order: Order | None, graph: Graph) -> Self:
        """Return the groups after applying a set's order and limit, without empty ones."""
        if order is None:
            return self.picked(np.flatnonzero(self.sizes))
        figures = graph.figures[order.key][self.films]
        owners = self._owners()
        known = np.flatnonzero(~np.isnan(figures))
        figures = -figures[known] if order.descending else figures[known]
        known = known[np.lexsort((figures, owners[known]))]
        sizes = np.bincount(owners[known], minlength=len(self))
        ranks = np.arange(len(known)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        meant = ranks >= order.skip
        if order.limit is not None:
            meant &= ranks < order.skip + order.limit
        kept = known[meant]
        sizes = np.bincount(owners[kept], minlength=len(self))
        offsets = np.append(0, np.cumsum(sizes))
        cut = type(self)(self.numbers, offsets, self.films[kept], self._name)
        return cut.picked(np.flatnonzero(sizes))

    def reckon(self, what: Figure, graph: Graph) -> NDArray[np.float64]:
        """Return a figure for each group; NaN if none of its titles has it."""
        if what is Figure.NUMBER:
            return self.sizes.astype(np.float64)
        figures = graph.figures[KEYS[MEASURED[what]]][self.films]
        known = ~np.isnan(figures)
        owners = self._owners()[known]
        counts = np.bincount(owners, minlength=len(self))
        totals = np.bincount(owners, weights=figures[known], minlength=len(self))
        divisors = np.ones(len(self)) if what is Figure.TOTAL_VOTES else counts
        return np.divide(totals, divisors, out=np.full(len(self), np.nan), where=counts > 0)

    def _owners(self) -> Numbers:
        return np.repeat(np.arange(len(self)), self.sizes)


def groups(of: Credited | Values, graph: Graph, evaluator: Evaluator) -> Groups:
    """Return a set's titles in groups: periods in order, others by size."""
    look()
    films = evaluator.film_set(replace(of.films, order=None)).array()
    if isinstance(of, Values):
        facet = graph.facets.get(of.attribute)
        if facet is None:
            return Groups(films[:0], np.zeros(1, int), films[:0], str)
        places, members = facet.held.gather(films)
        name = facet.names.__getitem__
    else:
        places, members = graph.credited_in(films, of.roles, every=of.every)
        places, members = sorted_pairs(places, members)
        name = int
        left_out = [number for number in _named(of, graph) if number >= 0]
        kept = ~are_among(members, left_out)
        places, members = places[kept], members[kept]
    numbers, firsts, counts = first_places(members)
    offsets = np.append(0, np.cumsum(counts))
    found = Groups(numbers, offsets, films[sorted_pairs(members, places)[1]], name)
    if isinstance(of, Values) and of.attribute in IN_ORDER_OF_TIME:
        names = [str(name(number)) for number in numbers.tolist()]
        return found.picked(np.array(sorted(range(len(names)), key=names.__getitem__), np.int64))
    return found.picked(np.lexsort((firsts, -counts)))


def reckon(what: Figure, films: Sequence[int], graph: Graph) -> float | None:
    """Return a figure of titles; ``None`` if none of them has it."""
    if what is Figure.NUMBER:
        return float(len(films))
    figures = graph.figures[KEYS[MEASURED[what]]][np.asarray(films, np.int64)]
    figures = figures[~np.isnan(figures)]
    if not len(figures):
        return None
    total = sum(figures.tolist())
    return total if what is Figure.TOTAL_VOTES else total / len(figures)


@dataclass(frozen=True, slots=True)
class Leading:
    """The top-ranking groups.

    Attributes:
        groups: The groups, including any tied with the last.
        figures: The figure of each group.
        least: The minimum number of titles for a group to be ranked.
    """

    groups: Groups
    figures: Sequence[float]
    least: int


def leading(query: TopGroups, graph: Graph, evaluator: Evaluator) -> Leading:
    """Return the top-ranking groups with their figures."""
    found = groups(query.of, graph, evaluator)
    figures = found.reckon(query.figure, graph)
    places, least = np.flatnonzero(~np.isnan(figures)), 1
    if query.limit is not None and query.figure in MEANS.values():
        enough = places[found.sizes[places] >= MIN_TITLES]
        if len(enough):
            places, least = enough, MIN_TITLES
    if query.low is not None:
        places = places[figures[places] >= query.low]
    if query.high is not None:
        places = places[figures[places] <= query.high]
    values = figures[places]
    places = places[(-values if query.descending else values).argsort(kind="stable")]
    if query.limit is not None and len(places) > query.limit:
        last = figures[places[query.limit - 1]]
        others = np.flatnonzero(figures[places[query.limit :]] != last)
        places = places[: query.limit + int(others[0])] if len(others) else places
    return Leading(found.picked(places), figures[places].tolist(), least)


def _named(of: Credited, graph: Graph) -> Sequence[int]:
    """Return the people named within a set, -1 for those the catalogue lacks."""
    return [graph.person_number.find(id_) for id_ in named_within(of.films)]

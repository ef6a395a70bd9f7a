"""Titles by decade, by genre, by director: groups, and what is reckoned of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.evaluation.ordering import KEYS, figure, first_with_ties, ordered
from bot.questions.query.nodes import (
    MEANS,
    Attribute,
    Credited,
    Figure,
    Films,
    TopGroups,
    Values,
)
from bot.questions.query.walk import named_within

MIN_TITLES = 3
"""An average of fewer titles does not lead: of one, it says nothing of who made it."""
MEASURED = {figure: attribute for attribute, figure in MEANS.items()} | {
    Figure.TOTAL_VOTES: Attribute.VOTES
}
"""Of what a figure is reckoned."""
IN_ORDER_OF_TIME = frozenset({Attribute.YEAR, Attribute.DECADE})


@dataclass(frozen=True, slots=True)
class Group:
    """The titles that one value, or one person, gives.

    Attributes:
        member: The value, or the person's number.
        films: Their numbers, best known first.
    """

    member: int | str
    films: Sequence[int]


def groups(of: Credited | Values, graph: Graph, evaluator: Evaluator) -> list[Group]:
    """Return the titles of a set in groups: times in their order, else the largest group first."""
    found: defaultdict[int | str, list[int]] = defaultdict(list)
    for number in sorted(evaluator.film_set(replace(of.films, order=None))):
        if isinstance(of, Values):
            members: Sequence[int | str] = graph.films[number].values(of.attribute)
        else:
            members = sorted(graph.credited(number, of.roles, every=of.every))
        for member in members:
            found[member].append(number)
    for id_ in named_within(of.films) if isinstance(of, Credited) else ():
        found.pop(graph.person_number.get(id_, ""), None)
    made = [Group(member, films) for member, films in found.items()]
    if isinstance(of, Values) and of.attribute in IN_ORDER_OF_TIME:
        return sorted(made, key=lambda group: str(group.member))
    return sorted(made, key=lambda group: -len(group.films))


def reckon(what: Figure, films: Sequence[int], graph: Graph) -> float | None:
    """Return a figure of titles; ``None`` where none of them has it."""
    if what is Figure.NUMBER:
        return float(len(films))
    key = KEYS[MEASURED[what]]
    figures = [value for number in films if (value := figure(graph, key, number)) is not None]
    if not figures:
        return None
    total = sum(figures)
    return total if what is Figure.TOTAL_VOTES else total / len(figures)


def chosen(films: Films, group: Group, graph: Graph) -> Sequence[int]:
    """Return which titles of a group a set's order means: the best one."""
    return group.films if films.order is None else ordered(graph, group.films, films.order)


def leading(
    query: TopGroups, graph: Graph, evaluator: Evaluator
) -> tuple[Sequence[tuple[Group, float]], int]:
    """Return the groups that stand out with their figures, ties with the last one included.

    Returns:
        Them, and how many titles a group must have to be among them.
    """
    found = [
        (group, value)
        for group in groups(query.of, graph, evaluator)
        if (value := reckon(query.figure, group.films, graph)) is not None
    ]
    least = 1
    if query.limit is not None and query.figure in MEANS.values():
        enough = [pair for pair in found if len(pair[0].films) >= MIN_TITLES]
        if enough:
            found, least = enough, MIN_TITLES
    if query.low is not None or query.high is not None:
        low = float("-inf") if query.low is None else query.low
        high = float("inf") if query.high is None else query.high
        found = [pair for pair in found if low <= pair[1] <= high]
    found.sort(key=lambda pair: -pair[1] if query.descending else pair[1])
    return first_with_ties(found, query.limit, lambda pair: pair[1]), least

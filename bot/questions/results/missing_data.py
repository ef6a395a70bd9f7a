"""Attributes the catalogue has no data on: the answer says so instead of being empty."""

from collections.abc import Iterator, Sequence

from bot.catalog.model import Role
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.grouping import MEASURED
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Between,
    Condition,
    Credit,
    Credited,
    Films,
    Key,
    Not,
    OfKind,
    Order,
    Partners,
    Unsatisfiable,
    ValueCount,
    Values,
    is_one_title,
)
from bot.questions.query.queries import Check, Compare, Figure, Grouped, Mean, Query, TopGroups
from bot.questions.query.walk import walk
from bot.questions.wording.phrases import Phrases

SHOWN = 10
"""How many titles are shown if only the kind of title can be known."""
_ORDERED_BY = {
    Key.BEST: Attribute.RATING,
    Key.RATING: Attribute.RATING,
    Key.VOTES: Attribute.VOTES,
    Key.YEAR: Attribute.YEAR,
    Key.RUNTIME: Attribute.RUNTIME,
    Key.STORY: Attribute.STORY,
}


def missing_data(query: Query, graph: Graph, phrases: Phrases) -> str | None:
    """Say which part of a query this catalogue has no data on, if any."""
    nodes = walk(query)
    for roles in _roles_within(nodes):
        if len(roles) == 1 and not graph.lists_role(roles[0]):
            return phrases.say("empty.no_role", role=phrases.say(f"role.{roles[0].value}s"))
    for need in _needs(query, nodes):
        if isinstance(need, Unsatisfiable):
            name = phrases.say(f"attribute.{need.attribute.value}")
            label = phrases.named(need.attribute.value, need.label)
            return phrases.say("empty.nothing", attribute=name, label=label)
        if not graph.has(need):
            name = phrases.say(f"attribute.{need.value}")
            return phrases.say("empty.no_attribute", attribute=name)
    return None


def known_part(query: Query, graph: Graph) -> Films | None:
    """Return the titles that a query asks for, ignoring what this catalogue has no data on.

    ``None`` if it asks for something else or nothing is missing. If only the kind of title is left,
    the best ones are returned.
    """
    if isinstance(query, Check) and query.low is query.high is None:
        query = query.films  # "is there a good western"
    if isinstance(query, Values) and not graph.has(query.attribute):
        query = query.films  # "a short duration film"
        if any(map(is_one_title, query.conditions)):
            return None
        return known_part(query, graph) or query
    if not isinstance(query, Films):
        return None
    kept = tuple(it for it in query.conditions if not _is_missing(it, graph))
    order = query.order
    if order is not None and not graph.has(_ORDERED_BY[order.key]):
        order = None
    if kept == query.conditions and order == query.order:
        return None
    if order is None and all(isinstance(part, OfKind) for part in kept):
        order = Order(Key.BEST, limit=SHOWN)
    return Films(kept, order)


def _is_missing(condition: Condition, graph: Graph) -> bool:
    return any(
        part.attribute is not None and not graph.has(part.attribute)
        for part in walk(condition)
        if isinstance(part, Between | ValueCount)
    )


def _needs(query: Query, nodes: Sequence[Node]) -> Iterator[Attribute | Unsatisfiable]:
    """Yield the attributes and unsatisfiable conditions that a query needs."""
    yield from _reckoned(query)
    for films in nodes:
        if not isinstance(films, Films):
            continue
        for condition in films.conditions:
            inner = condition.condition if isinstance(condition, Not) else condition
            if isinstance(inner, Unsatisfiable):
                yield inner
            if isinstance(inner, Between | ValueCount) and inner.attribute is not None:
                yield inner.attribute
        if films.order is not None:
            yield _ORDERED_BY[films.order.key]


def _reckoned(query: Query) -> list[Attribute]:
    """Return the attributes that values, groups and figures are computed from."""
    match query:
        case Values(attribute) | Mean(attribute):
            return [attribute]
        case Grouped(of, figure) | TopGroups(of, figure):
            made_by = [of.attribute] if isinstance(of, Values) else []
        case Compare(_, _, None, figure=figure):
            made_by = []
        case _:
            return []
    return made_by if figure is None or figure is Figure.NUMBER else [*made_by, MEASURED[figure]]


def _roles_within(nodes: Sequence[Node]) -> list[tuple[Role, ...]]:
    found: list[tuple[Role, ...]] = []
    for node in nodes:
        match node:
            case Credit(roles, every=True) | Credited(roles, every=True):
                found += [(role,) for role in roles]
            case Credit(roles) | Credited(roles) | Partners(roles=roles) if roles != ANY_ROLE:
                found.append(roles)
            case _:
                pass
    return found

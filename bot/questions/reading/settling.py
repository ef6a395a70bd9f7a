"""Reconciles contradictory conditions: "movies and series", "classic 90s thrillers"."""

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.composition import options
from bot.questions.grammar.quality import QUALITIES
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    Attribute,
    Between,
    Condition,
    Credit,
    Films,
    Franchise,
    Genre,
    Key,
    Not,
    OfKind,
    Order,
    Values,
    is_one_title,
)
from bot.questions.query.walk import walk

SHOWN = 10
"""How many of the newest titles are shown if nothing else was asked for."""
_LOOSE_YEARS = ("old", "recent")


def settled(node: Node, graph: Graph) -> Node:
    """Return a query whose conditions can hold together.

    Films and series are both meant if both are named; "classic" or "new" sets no years if they
    contradict a given year.
    """
    match node:
        case Values(Attribute.STORY, Films(conditions, None) as films) if conditions and not any(
            map(_is_one, conditions)
        ):
            return settled(films, graph)  # "tell me about action films of 2017"
        case Films((*kinds, recent), None) if recent == QUALITIES["recent"](graph) and all(
            isinstance(part, OfKind) for part in kinds
        ):
            return Films(tuple(kinds), Order(Key.YEAR, limit=SHOWN))  # "what is new"
        case Films(conditions, order) if len(conditions) > 1:
            return Films(without_denials(_years(_kinds(conditions), graph)), order)
        case _:
            pass
    if any(isinstance(part, Films) and len(part.conditions) > 1 for part in walk(node)):
        return node.map(lambda part: settled(part, graph))
    return node


def without_denials(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return conditions without those that negate another: "not gory" horror is still horror."""
    genres = {part for part in conditions if isinstance(part, Genre)}
    denied = [
        part
        for part in conditions
        if isinstance(part, Not) and genres.intersection(options(part.condition))
    ]
    return tuple(part for part in conditions if part not in denied)


def _is_one(condition: Condition) -> bool:
    return isinstance(condition, Franchise | Credit) or is_one_title(condition)


def _kinds(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    named = [part for part in conditions if isinstance(part, OfKind)]
    if not named[1:] or set(named[0].kinds).intersection(*(part.kinds for part in named[1:])):
        return conditions
    kinds = tuple(dict.fromkeys(kind for part in named for kind in part.kinds))
    rest = tuple(part for part in conditions if not isinstance(part, OfKind))
    return (OfKind(kinds), *rest)


def _years(conditions: tuple[Condition, ...], graph: Graph) -> tuple[Condition, ...]:
    named = [it for it in conditions if isinstance(it, Between) and it.attribute is Attribute.YEAR]
    if not named[1:]:
        return conditions
    if not any(it.low is not None and it.high is not None for it in named):
        return conditions
    loose = [QUALITIES[name](graph) for name in _LOOSE_YEARS]
    return tuple(part for part in conditions if part not in loose)

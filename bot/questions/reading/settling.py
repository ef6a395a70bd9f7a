"""Conditions that are not meant all at once: "movies and series", "classic 90s thrillers"."""

from bot.questions.evaluation.graph import Graph
from bot.questions.grammar.quality import QUALITIES
from bot.questions.query.node import Node
from bot.questions.query.nodes import Attribute, Between, Condition, Films, OfKind
from bot.questions.query.walk import walk

_LOOSE_YEARS = ("old", "recent")


def settled(node: Node, graph: Graph) -> Node:
    """Return a query whose conditions can hold together.

    Films and series are both meant where both are named; and "classic", or "new", says no year
    beside one that it does not fit.
    """
    if isinstance(node, Films) and len(node.conditions) > 1:
        return Films(_years(_kinds(node.conditions), graph), node.order)
    if any(isinstance(part, Films) and len(part.conditions) > 1 for part in walk(node)):
        return node.map(lambda part: settled(part, graph))
    return node


def _kinds(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    named = [part for part in conditions if isinstance(part, OfKind)]
    if len(named) < 2 or set(named[0].kinds).intersection(*(part.kinds for part in named[1:])):
        return conditions
    kinds = tuple(dict.fromkeys(kind for part in named for kind in part.kinds))
    rest = tuple(part for part in conditions if not isinstance(part, OfKind))
    return (OfKind(kinds), *rest)


def _years(conditions: tuple[Condition, ...], graph: Graph) -> tuple[Condition, ...]:
    named = [it for it in conditions if isinstance(it, Between) and it.attribute is Attribute.YEAR]
    if len(named) < 2:
        return conditions
    low = max((it.low for it in named if it.low is not None), default=None)
    high = min((it.high for it in named if it.high is not None), default=None)
    if low is None or high is None or low <= high:
        return conditions
    loose = [QUALITIES[name](graph) for name in _LOOSE_YEARS]
    return tuple(part for part in conditions if part not in loose)

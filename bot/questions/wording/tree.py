"""Queries as trees, for "why": one node per line."""

from collections.abc import Iterator
from functools import singledispatch

from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Credit,
    CreditCount,
    Credited,
    Films,
    Named,
    Not,
    Partners,
    Together,
    Values,
)
from bot.questions.query.queries import (
    Career,
    Check,
    Compare,
    Grouped,
    Mean,
    Portrayed,
    Query,
    TopGroups,
)
from bot.questions.wording.conditions import role_name
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases


def tree(query: Query, phrases: Phrases) -> str:
    """Return a query as a tree, one node per line, indented by two spaces per level."""
    explainer = Explainer(phrases, noted=True)
    return "\n".join(f"{'  ' * depth}{text}" for depth, text in _lines(query, explainer, 0))


def _lines(node: Node, explainer: Explainer, depth: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a node and its descendants, each with its depth."""
    yield depth, _head(node, explainer)
    for child in node.children():
        yield from _lines(child, explainer, depth + 1)
    if isinstance(node, Films) and node.order is not None:
        yield depth + 1, explainer.order(node.order)
    elif isinstance(node, Check) and (bounds := explainer.check(node)):
        yield depth + 1, bounds


@singledispatch
def _head(node: Node, explainer: Explainer) -> str:
    """Return the text for a node: its chip label if it is a condition, else its tag."""
    return explainer.of(node) if isinstance(node, Condition) else node.tag


@_head.register(Not)
@_head.register(AnyOf)
@_head.register(AllOf)
def _(node: Not | AnyOf | AllOf, _: Explainer) -> str:
    return node.tag


@_head.register(Credit)
@_head.register(Credited)
def _(node: Credit | Credited, _: Explainer) -> str:
    return f"{node.tag} {' + '.join(node.roles) if node.every else role_name(node.roles)}"


@_head.register
def _(node: Partners, _: Explainer) -> str:
    return f"{node.tag} {role_name(node.roles)}"


@_head.register
def _(node: Together, _: Explainer) -> str:
    return f"{node.tag} ({'every' if node.every else 'any'})"


@_head.register
def _(node: Portrayed, _: Explainer) -> str:
    return f"{node.tag} {node.name}"


@_head.register
def _(node: Values, _: Explainer) -> str:
    return f"{node.tag} {node.attribute.value}"


@_head.register
def _(node: Mean, _: Explainer) -> str:
    return f"{'Total' if node.total else node.tag} {node.attribute.value}"


@_head.register
def _(node: CreditCount, explainer: Explainer) -> str:
    return explainer.often(node)


@_head.register
def _(node: Grouped, _: Explainer) -> str:
    return f"{node.tag} {'titles' if node.figure is None else node.figure.value}"


@_head.register
def _(node: TopGroups, explainer: Explainer) -> str:
    return explainer.leading(node)


@_head.register
def _(node: Compare, _: Explainer) -> str:
    return f"{node.tag} {node.figure.value if node.key is None else node.key.value}"


@_head.register
def _(node: Named, _: Explainer) -> str:
    return node.name


@_head.register
def _(node: Career, explainer: Explainer) -> str:
    return explainer.of(node) if node.people is None else node.tag

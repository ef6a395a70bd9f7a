"""Queries as trees, for "why": one node a line."""

from bot.questions.query.nodes import (
    AllOf,
    Among,
    AnyOf,
    Between,
    Career,
    Check,
    Common,
    Compare,
    Count,
    Credit,
    CreditCount,
    Credited,
    Films,
    Franchise,
    Genre,
    Grouped,
    Language,
    Mean,
    Named,
    Not,
    OfKind,
    Partners,
    Query,
    Several,
    Tag,
    Titled,
    Together,
    Top,
    TopGroups,
    Unsatisfiable,
    ValueCount,
    Values,
)
from bot.questions.wording.explain_groups import role_name
from bot.questions.wording.explanation import Explainer


def tree(query: Query, explainer: Explainer) -> str:
    """Return a query as a tree, one node a line, indented by two blanks a level."""
    return "\n".join(f"{'  ' * depth}{text}" for depth, text in _nodes(explainer, query, 0))


def _nodes(explainer: Explainer, node: object, depth: int) -> list[tuple[int, str]]:
    """Return a query's nodes with their depth; a node is named by its type."""
    kind = type(node).__name__
    match node:
        case Films(conditions, order):
            lines = [(depth, "Films")]
            for condition in conditions:
                lines += _nodes(explainer, condition, depth + 1)
            return lines if order is None else [*lines, (depth + 1, explainer.order(order))]
        case Credit(roles, people, every) | Credited(roles, people, every):
            role = " + ".join(roles) if every else role_name(roles)
            return [(depth, f"{kind} {role}"), *_nodes(explainer, people, depth + 1)]
        case Partners(people, roles):
            return [(depth, f"{kind} {role_name(roles)}"), *_nodes(explainer, people, depth + 1)]
        case Together(members, every):
            head = f"{kind} ({'every' if every else 'any'})"
            return [
                (depth, head),
                *(line for part in members for line in _nodes(explainer, part, depth + 1)),
            ]
        case Values(attribute, films):
            return [(depth, f"{kind} {attribute.value}"), *_nodes(explainer, films, depth + 1)]
        case Mean(attribute, films, total):
            head = f"{'Total' if total else kind} {attribute.value}"
            return [(depth, head), *_nodes(explainer, films, depth + 1)]
        case AnyOf(parts) | AllOf(parts) | Common(parts) | Several(parts):
            return [
                (depth, kind),
                *(line for part in parts for line in _nodes(explainer, part, depth + 1)),
            ]
        case Check(inner) if bounds := explainer.check(node):
            return [
                (depth, kind),
                *_nodes(explainer, inner, depth + 1),
                (depth + 1, bounds),
            ]
        case Not(inner) | Count(inner) | Check(inner) | Top(inner) | Career(inner) if inner:
            return [(depth, kind), *_nodes(explainer, inner, depth + 1)]
        case CreditCount(of):
            return [(depth, explainer.often(node)), *_nodes(explainer, of, depth + 1)]
        case Grouped(of, figure):
            head = f"{kind} {'titles' if figure is None else figure.value}"
            return [(depth, head), *_nodes(explainer, of, depth + 1)]
        case TopGroups(of):
            return [(depth, explainer.leading(node)), *_nodes(explainer, of, depth + 1)]
        case Compare(left, right, key, figure=figure, others=others):
            sides = (left, right, *others)
            return [
                (depth, f"{kind} {figure.value if key is None else key.value}"),
                *(line for films in sides for line in _nodes(explainer, films, depth + 1)),
            ]
        case Named(_, name):
            return [(depth, name)]
        case Career():
            return [(depth, explainer.query(node))]
        case (
            Titled()
            | Among()
            | Franchise()
            | Genre()
            | Language()
            | Tag()
            | OfKind()
            | Between()
            | ValueCount()
            | Unsatisfiable()
        ):
            return [(depth, explainer.condition(node))]
        case _:
            raise TypeError(f"no part of a query: {node!r}")

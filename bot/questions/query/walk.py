"""Query traversal: the nodes of a query, the people and titles it names, its conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.questions.query.node import Derived, Node
from bot.questions.query.nodes import Condition, Credit, Films, Named, OfKind, Titled
from bot.questions.query.queries import Check, Compare, Mean, Query, Several


def walk(node: Node) -> Sequence[Node]:
    """Yield a node and its descendants in pre-order."""
    found: list[Node] = []
    left = [node]
    while left:
        part = left.pop()
        found.append(part)
        if children := part.children():
            left += reversed(children)
    return found


def named_within(node: Node) -> Iterator[str]:
    """Yield the ids of the people named in a set."""
    for part in walk(node):
        if isinstance(part, Named):
            yield part.id


def conditions_of(query: Node) -> Sequence[Condition]:
    """Return the conditions on the titles of a query, or of its first part."""
    match query:
        case Films(conditions):
            return conditions
        case Several((first, *_)):
            return conditions_of(first)
        case Derived():
            return conditions_of(query.source)
        case _:
            return ()


def is_everything(query: Node) -> bool:
    """Return whether a query is about all titles, or all of some kinds."""
    match query:
        case Films(conditions, order):
            return order is None and all(
                # "with somebody who is in a film" says nothing, either
                isinstance(part, OfKind)
                or (isinstance(part, Credit) and is_everything(part.people))
                for part in conditions
            )
        case Check() | Mean():  # a single figure, over however many titles
            return False
        case Derived():
            return is_everything(query.source)
        case _:
            return False


def is_of_any_title(query: Node) -> bool:
    """Return whether a query gives all titles, or all of some kinds, in whatever order."""
    return isinstance(query, Films) and all(isinstance(part, OfKind) for part in query.conditions)


def unasked(query: Query | None) -> Query | None:
    """Return a query without its yes/no form."""
    match query:
        case Compare():
            return replace(query, polar=False)
        case Check(films):
            return films
        case _:
            return query


def titles_named(films: Films) -> Sequence[Condition]:
    """Return the titles that a set names."""
    return [part for part in films.conditions if isinstance(part, Titled)]

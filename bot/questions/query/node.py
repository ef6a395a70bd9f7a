"""What every node of a query can do: name its parts, and be made anew with them changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, ClassVar, Self, cast, get_args, get_type_hints

STORED_AS = "stored_as"


def stored_as(name: str) -> Mapping[str, str]:
    """Return the metadata of a field that stored queries know by another name."""
    return {STORED_AS: name}


class Node:
    """A part of a query: a frozen dataclass.

    Attributes:
        tag: What it is called in stored queries and in the tree that "why" shows. Messages keep it
            for 90 days, so it outlives the name of the class.
    """

    __slots__ = ()
    tag: ClassVar[str]

    def children(self) -> "Iterator[Node]":
        """Give the nodes directly within it, in the order of its fields."""
        for name in _node_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, tuple):
                yield from cast("tuple[Node, ...]", value)
            elif value is not None:
                yield value

    def map(self, change: "Callable[[Node], Node]") -> Self:
        """Return it with each node directly within it changed."""
        changed: dict[str, object] = {}
        for name in _node_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, tuple):
                changed[name] = tuple(map(change, cast("tuple[Node, ...]", value)))
            elif value is not None:
                changed[name] = change(value)
        return replace(cast("Any", self), **changed)


class Derived(Node):
    """A node that takes something from one set, its only child."""

    __slots__ = ()

    @property
    def source(self) -> Node:
        """The set."""
        return next(self.children())


@cache
def _node_fields(kind: type[Node]) -> tuple[str, ...]:
    """Return the fields of a node that hold other nodes."""
    hints = get_type_hints(kind)
    return tuple(it.name for it in fields(cast("Any", kind)) if _holds_nodes(hints[it.name]))


def _holds_nodes(hint: object) -> bool:
    if isinstance(hint, type) and issubclass(hint, Node):
        return True
    return any(map(_holds_nodes, get_args(hint)))

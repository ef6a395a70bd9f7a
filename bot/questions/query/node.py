"""The base of all query nodes: listing child nodes, and rebuilding with changed ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, ClassVar, Self, cast, get_args, get_type_hints

STORED_AS = "stored_as"


def stored_as(name: str) -> Mapping[str, str]:
    """Return the metadata of a field that is stored under another name."""
    return {STORED_AS: name}


class Node:
    """A part of a query: a frozen dataclass.

    Attributes:
        tag: Its name in stored queries and in the tree that "why" shows. Messages keep it for 90
            days, so it may outlive the name of the class.
    """

    __slots__ = ()
    tag: ClassVar[str]

    def children(self) -> "Sequence[Node]":
        """Return its child nodes, in the order of its fields."""
        names = _NODE_FIELDS[type(self)]
        if len(names) == 1:
            return _as_nodes(getattr(self, names[0]))
        return [node for name in names for node in _as_nodes(getattr(self, name))] if names else ()

    def map(self, change: "Callable[[Node], Node]") -> Self:
        """Return a copy with a function applied to each child node."""
        changed: dict[str, object] = {}
        for name in _NODE_FIELDS[type(self)]:
            value = getattr(self, name)
            nodes = tuple(map(change, _as_nodes(value)))
            changed[name] = nodes if isinstance(value, tuple) else next(iter(nodes), None)
        return replace(cast("Any", self), **changed)


class Derived(Node):
    """A node derived from one set, its only child."""

    __slots__ = ()

    @property
    def source(self) -> Node:
        """The set."""
        return self.children()[0]


_NODE_FIELDS: dict[type[Node], tuple[str, ...]] = {}
"""The fields of each class that hold nodes, cached as every answer needs them many times."""


def _node_fields(kind: type[Node]) -> tuple[str, ...]:
    """Return the fields of a class that hold nodes."""
    hints = get_type_hints(kind)
    return tuple(it.name for it in fields(cast("Any", kind)) if _holds_nodes(hints[it.name]))


def look_up_fields(kind: type[Node] = Node) -> None:
    """Look up the fields of all node classes in advance: their type hints have to be resolved."""
    for known in kind.__subclasses__():
        if is_dataclass(known) and known not in _NODE_FIELDS:
            _NODE_FIELDS[known] = _node_fields(known)
        look_up_fields(known)


def _as_nodes(value: "Node | tuple[Node, ...] | None") -> "Sequence[Node]":
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _holds_nodes(hint: object) -> bool:
    if isinstance(hint, type) and issubclass(hint, Node):
        return True
    return any(map(_holds_nodes, get_args(hint)))

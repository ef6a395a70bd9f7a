"""What a grammar is made of: rules, and the constituents that they make."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Build = Callable[..., Any]
"""A rule's meaning: a function of the composer and the meanings of the parts; see ``compose``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: one or two parts make a whole.

    Attributes:
        left: The category of the (left) part.
        right: The category of the right part; ``None`` for a rule with one part.
        result: The category of the whole.
        cost: How far-fetched it is to read the parts so.
        build: Makes the meaning of the whole.
        keeps: Whose mark the whole keeps: "left", "right", "any" of them, or neither.
        same: Whether the parts must have the same mark: the same role, the same attribute.
        takes: Which parts' meanings are handed to ``build``, and in which order.
        priority: Of rules for the same neighbours, the one with the lowest is tried first: what it
            makes wins a tie.
        apart: Whether only one of the parts may have a mark: no title is two titles.
    """

    left: str
    right: str | None
    result: str
    cost: float
    build: Build
    keeps: str = ""
    same: bool = False
    apart: bool = False
    takes: str = "lr"
    priority: int = 0

    def compose(self, composer: object, parts: Sequence[object]) -> object:
        """Return the meaning of a whole from those of its parts."""
        if self.right is None or self.takes == "lr":
            return self.build(composer, *parts)
        if self.takes == "rl":
            return self.build(composer, parts[1], parts[0])
        return self.build(composer, parts["lr".index(self.takes)])

    def mark(self, left: str, right: str) -> str:
        """Return the mark of a whole whose parts have these."""
        if self.keeps == "left":
            return left
        if self.keeps == "right":
            return right
        return left or right if self.keeps == "any" else ""


def renamed(part: str, result: str, cost: float) -> Rule:
    """Return the rule of a whole that is its only part, as something else."""
    return Rule(part, None, result, cost, _meaning)


def head_left(
    left: str, right: str, result: str, cost: float, same: bool = False, priority: int = 0
) -> Rule:
    """Return the rule of a whole that means what its left part means."""
    return Rule(left, right, result, cost, _meaning, "left", same, takes="l", priority=priority)


def head_right(
    left: str, right: str, result: str, cost: float, same: bool = False, priority: int = 0
) -> Rule:
    """Return the rule of a whole that means what its right part means."""
    return Rule(left, right, result, cost, _meaning, "right", same, takes="r", priority=priority)


def _meaning(_: object, part: object) -> object:
    return part


class Item:
    """A constituent: a run of words read as a category.

    Attributes:
        category: As what it is read.
        mark: What must agree with neighbours: a role, an attribute.
        start: Its first word.
        end: The word after its last.
        cost: How far-fetched the reading is, words passed over within it included.
        value: The meaning of a word; ``None`` for what a rule made.
        rule: The rule that made it.
        parts: The parts it was made of.
        refers: Whether it is a word for something said before.
    """

    __slots__ = ("category", "cost", "end", "mark", "parts", "refers", "rule", "start", "value")

    def __init__(
        self,
        category: str,
        mark: str,
        start: int,
        end: int,
        cost: float,
        value: object = None,
        rule: Rule | None = None,
        parts: "tuple[Item, ...]" = (),
        *,
        refers: bool = False,
    ) -> None:
        self.category = category
        self.mark = mark
        self.start = start
        self.end = end
        self.cost = cost
        self.value = value
        self.rule = rule
        self.parts = parts
        self.refers = refers

    def words(self) -> "Iterable[Item]":
        """Give the words and names that it was made of, from left to right."""
        left: list[Item] = [self]
        while left:
            item = left.pop()
            if item.parts:
                left += reversed(item.parts)
            else:
                yield item


class Grammar:
    """Rules, laid out for the parser; in which order they are given makes no difference.

    Raises:
        ValueError: Two rules for the same neighbours have the same priority.
    """

    def __init__(self, rules: Sequence[Rule], roots: Mapping[str, float]) -> None:
        self.roots = roots
        self.alone: defaultdict[str, list[Rule]] = defaultdict(list)
        self.pairs: defaultdict[str, dict[str, list[Rule]]] = defaultdict(dict)
        places: set[tuple[str, str | None, int]] = set()
        for rule in sorted(rules, key=lambda rule: rule.priority):
            place = (rule.left, rule.right, rule.priority)
            if place in places:
                neighbours = " ".join(filter(None, (rule.left, rule.right)))
                raise ValueError(f"{neighbours}: two rules of priority {rule.priority}")
            places.add(place)
            if rule.right is None:
                self.alone[rule.left].append(rule)
            else:
                self.pairs[rule.right].setdefault(rule.left, []).append(rule)

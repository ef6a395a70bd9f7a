"""The elements of a grammar: rules, and the constituents they build."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.questions.words.categories import Category

Build = Callable[..., object]
"""A rule's semantics: a function of the composer and the meanings of the parts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: one or two parts make a whole.

    Attributes:
        left: The category of the (left) part.
        right: The category of the right part; ``None`` for a rule with one part.
        result: The category of the whole.
        cost: How far-fetched this reading is.
        build: Composes the meaning of the whole.
        keeps: The part whose mark the whole inherits: "left", "right", "any" or neither.
        same: Whether the parts must have the same mark: the same role, the same attribute.
        takes: The parts whose meanings are passed to ``build``, in order.
        priority: Among rules for the same neighbours, the lowest is tried first and wins ties.
        apart: Whether at most one part may have a mark: no title is two titles.
    """

    left: Category
    right: Category | None
    result: Category
    cost: float
    build: Build
    keeps: str = ""
    same: bool = False
    apart: bool = False
    takes: str = "lr"
    priority: int = 0

    def compose(self, composer: object, parts: Sequence[object]) -> object:
        """Compose the meaning of the whole from those of its parts."""
        if self.right is None or self.takes == "lr":
            return self.build(composer, *parts)
        if self.takes == "rl":
            return self.build(composer, parts[1], parts[0])
        return self.build(composer, parts["lr".index(self.takes)])

    def mark(self, left: str, right: str) -> str:
        """Return the mark of the whole, given those of its parts."""
        if self.keeps == "left":
            return left
        if self.keeps == "right":
            return right
        return left or right if self.keeps == "any" else ""


def renamed(part: Category, result: Category, cost: float) -> Rule:
    """Return a unary rule that only changes the category."""
    return Rule(part, None, result, cost, _meaning)


def head_left(
    left: Category,
    right: Category,
    result: Category,
    cost: float,
    same: bool = False,
    priority: int = 0,
) -> Rule:
    """Return a rule whose result means what the left part means."""
    return Rule(left, right, result, cost, _meaning, "left", same, takes="l", priority=priority)


def head_right(
    left: Category,
    right: Category,
    result: Category,
    cost: float,
    same: bool = False,
    priority: int = 0,
) -> Rule:
    """Return a rule whose result means what the right part means."""
    return Rule(left, right, result, cost, _meaning, "right", same, takes="r", priority=priority)


def _meaning(_: object, part: object) -> object:
    return part


class Item:
    """A constituent: a span of words read as a category.

    Attributes:
        category: The category it is read as.
        mark: A feature that must agree with neighbours: a role, an attribute.
        start: Its first word.
        end: The word after its last.
        cost: How far-fetched the reading is, including skipped words within it.
        value: The meaning of a terminal; ``None`` if a rule built it.
        rule: The rule that built it.
        parts: The parts it was built from.
        refers: Whether it is an anaphor: "it", "those".
    """

    __slots__ = ("category", "cost", "end", "mark", "parts", "refers", "rule", "start", "value")

    def __init__(
        self,
        category: Category,
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

    def rules(self) -> "Iterator[Rule]":
        """Yield every rule used to build it, its own first."""
        if self.rule is not None:
            yield self.rule
        for part in self.parts:
            yield from part.rules()

    def words(self) -> "Iterable[Item]":
        """Yield its terminals from left to right."""
        left: list[Item] = [self]
        while left:
            item = left.pop()
            if item.parts:
                left += reversed(item.parts)
            else:
                yield item


class Grammar:
    """Rules, indexed for the parser; their order makes no difference.

    Args:
        rules: The rules.
        roots: The categories a whole question can have, with their costs.
        terminals: The categories of words.
        outside: Those of them that no rule needs to consume.

    Raises:
        ValueError: Nothing produces or nothing consumes a category, or two rules for the same
        neighbours have the same priority.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        roots: Mapping[Category, float],
        terminals: Collection[Category],
        outside: Collection[Category] = (),
    ) -> None:
        self.roots = roots
        self.alone: defaultdict[Category, list[Rule]] = defaultdict(list)
        self.pairs: defaultdict[Category, dict[Category, list[Rule]]] = defaultdict(dict)
        _check_categories(rules, roots, terminals, outside)
        places: set[tuple[Category, Category | None, int]] = set()
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


def _check_categories(
    rules: Sequence[Rule],
    roots: Collection[Category],
    terminals: Collection[Category],
    outside: Collection[Category],
) -> None:
    made = {rule.result for rule in rules}.union(terminals)
    taken = {rule.left for rule in rules}.union(roots)
    taken.update(rule.right for rule in rules if rule.right is not None)
    faults = [
        *(f"nothing makes {category}" for category in sorted(taken - made)),
        *(f"nothing takes {category}" for category in sorted(made - taken - set(outside))),
        *(f"{category} is not used" for category in sorted(set(Category) - made - taken)),
    ]
    if faults:
        raise ValueError(", ".join(faults))

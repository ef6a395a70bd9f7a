"""What a grammar is made of: rules, and the constituents that they make."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.questions.words.categories import Category

Build = Callable[..., object]
"""A rule's meaning: a function of the grammar's composer and of the meanings of the parts."""


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


def renamed(part: Category, result: Category, cost: float) -> Rule:
    """Return the rule of a whole that is its only part, as something else."""
    return Rule(part, None, result, cost, _meaning)


def head_left(
    left: Category,
    right: Category,
    result: Category,
    cost: float,
    same: bool = False,
    priority: int = 0,
) -> Rule:
    """Return the rule of a whole that means what its left part means."""
    return Rule(left, right, result, cost, _meaning, "left", same, takes="l", priority=priority)


def head_right(
    left: Category,
    right: Category,
    result: Category,
    cost: float,
    same: bool = False,
    priority: int = 0,
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
        """Give every rule that it was made by, its own first."""
        if self.rule is not None:
            yield self.rule
        for part in self.parts:
            yield from part.rules()

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

    Args:
        rules: The rules.
        roots: What a whole question may be, with what it costs.
        terminals: What words may be read as.
        outside: Those of them that no rule needs to take.

    Raises:
        ValueError: A category is made by nothing or taken by nothing, or two rules for the same
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

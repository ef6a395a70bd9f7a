"""A bottom-up chart parser that may pass over words at a price.

The chart holds, for every run of words and every category, the cheapest way to read it. Two
neighbours are joined where a rule of the grammar says so; neighbours may have words between them
that are passed over, each at its own price. What comes out is the cheapest sequence of
constituents over the whole sentence: one constituent where the sentence was understood, several
where only parts of it were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from bot.questions.rules import Grammar, Item, Rule

MAX_GAP = 3.5
"""Words between two neighbours may cost at most this much together."""
MAX_JOINS = 6_000
"""The parser stops after trying so many pairs of rule and neighbours: work is bounded."""
BETWEEN_PARTS = 4.0
"""What it costs that a sentence falls apart into one more part."""
Waiting = defaultdict[int, list[Item]]
"""What is still to be put into the chart, by the word it begins with."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence as a sequence of constituents.

    Attributes:
        parts: The constituents, from left to right.
        cost: What they, the words passed over and the gaps between them cost.
    """

    parts: tuple[Item, ...]
    cost: float


class Chart:
    """All readings of one sentence; complete once made.

    Args:
        grammar: The rules.
        terminals: The readings of single words and names.
        skip_costs: What it costs to pass over each word.

    Attributes:
        joins: How many pairs were tried.
    """

    def __init__(
        self, grammar: Grammar, terminals: Iterable[Item], skip_costs: Sequence[float]
    ) -> None:
        self._grammar = grammar
        self._size = len(skip_costs)
        self._skipped = [0.0]
        for cost in skip_costs:
            self._skipped.append(self._skipped[-1] + cost)
        self._ends: list[defaultdict[str, list[Item]]] = [
            defaultdict(list) for _ in range(self._size + 1)
        ]
        self._best: dict[tuple[str, str, int, int], Item] = {}
        self._cheapest: dict[tuple[str, str, int], float] = {}
        self._known_neighbours: dict[tuple[str, int], list[tuple[list[Item], list[Rule]]]] = {}
        self.joins = 0
        starting: list[Waiting] = [defaultdict(list) for _ in range(self._size + 1)]
        for item in terminals:
            starting[item.end][item.start].append(item)
        for end in range(1, self._size + 1):
            self._fill(end, starting[end])

    def parses(self, limit: int) -> list[Parse]:
        """Return the best parse and other ways to read the sentence as one constituent."""
        last = self._skipped[self._size]
        whole = [
            Parse(
                (item,),
                item.cost + root + self._skipped[item.start] + last - self._skipped[item.end],
            )
            for item in self._best.values()
            if (root := self._grammar.roots.get(item.category)) is not None
        ]
        whole.sort(key=lambda parse: parse.cost)
        pieces = self._pieces()
        if pieces is not None and (not whole or pieces.cost < whole[0].cost):
            whole.insert(0, pieces)
        return whole[:limit]

    def _fill(self, end: int, terminals: Waiting) -> None:
        """Make every constituent that ends at a place; those that end before it are complete."""
        waiting = terminals
        cell = self._ends[end]
        self._cheapest.clear()
        for start in range(end - 1, -1, -1):
            queue = waiting[start]
            place = 0
            while place < len(queue):
                item = queue[place]
                place += 1
                key = (item.category, item.mark, start, end)
                known = self._best.get(key)
                if known is not None:
                    if known.cost <= item.cost:
                        continue
                    cell[item.category].remove(known)
                self._best[key] = item
                cell[item.category].append(item)
                queue.extend(
                    Item(
                        rule.result,
                        item.mark,
                        start,
                        end,
                        item.cost + rule.cost,
                        None,
                        rule,
                        (item,),
                    )
                    for rule in self._grammar.alone.get(item.category, ())
                )
                self._join(item, waiting)

    def _join(self, right: Item, waiting: Waiting) -> None:
        lefts = self._grammar.pairs.get(right.category)
        if lefts is None:
            return
        skipped, cheapest, end = self._skipped, self._cheapest, right.end
        here = skipped[right.start]
        for place in range(right.start, 0, -1):
            gap = here - skipped[place]
            if gap > MAX_GAP or self.joins > MAX_JOINS:
                return
            for items, rules in self._neighbours(right.category, place, lefts):
                for left in items:
                    self.joins += len(rules)
                    for rule in rules:
                        if (rule.same and left.mark != right.mark) or (
                            rule.apart and left.mark and right.mark
                        ):
                            continue
                        mark = rule.mark(left.mark, right.mark) if rule.keeps else ""
                        start, cost = left.start, left.cost + right.cost + gap + rule.cost
                        key = (rule.result, mark, start)
                        if cost >= cheapest.get(key, inf):
                            continue  # it would be thrown away when its turn comes
                        cheapest[key] = cost
                        waiting[start].append(
                            Item(rule.result, mark, start, end, cost, None, rule, (left, right))
                        )

    def _neighbours(
        self, category: str, place: int, lefts: Mapping[str, list[Rule]]
    ) -> list[tuple[list[Item], list[Rule]]]:
        """Return what may stand left of a category and ends at a place, with the rules for it.

        What ends before the word that is being read is complete, so it is looked up once.
        """
        key = (category, place)
        found = self._known_neighbours.get(key)
        if found is None:
            cell = self._ends[place]
            found = [(items, lefts[left]) for left, items in cell.items() if left in lefts]
            self._known_neighbours[key] = found
        return found

    def _pieces(self) -> Parse | None:
        """Return the cheapest sequence of constituents over the sentence, if there is any."""
        best: list[tuple[float, tuple[Item, ...]]] = [(0.0, ())]
        for end in range(1, self._size + 1):
            cost, parts = best[-1]
            choice = (cost + self._skipped[end] - self._skipped[end - 1], parts)
            for category, items in self._ends[end].items():
                root = self._grammar.roots.get(category)
                if root is None:
                    continue
                for item in items:
                    before, others = best[item.start]
                    price = before + item.cost + root + (BETWEEN_PARTS if others else 0.0)
                    if price < choice[0]:
                        choice = (price, (*others, item))
            best.append(choice)
        cost, parts = best[-1]
        return Parse(parts, cost) if parts else None

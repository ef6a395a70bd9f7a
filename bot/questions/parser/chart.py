"""A bottom-up chart parser that can skip words at a cost.

For every span of words and every category, the chart keeps the cheapest constituent. Rules of the
grammar join neighbouring constituents; words between them can be skipped, each at its own cost. The
result is the cheapest sequence of constituents over the whole sentence: a single one if the
sentence was understood, several if only parts of it were.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.questions.parser.rules import Grammar, Item, Rule
from bot.questions.words.categories import Category

MAX_GAP = 3.5
"""The maximum total cost of the skipped words between two neighbours."""
MAX_JOINS = 4_500
"""The parser stops after trying this many pairs of neighbours, to bound the work."""
ROUNDING = 1e-9
"""Costs that differ by less are the same: sums of the same costs differ by their order."""
BETWEEN_PARTS = 4.0
"""The cost of each further part that a sentence falls into."""
Label = tuple[Category, str]
"""A constituent's category and mark; only the cheapest of each is kept for a span."""
Waiting = tuple[float, Rule | None, tuple[Item, ...]]
"""An agenda entry: a cost, with a rule and its parts, or a terminal."""
Neighbour = tuple[Label, Item, int, float, Rule, float]
"""A possible left neighbour with its start and cost, the rule that joins both with its cost, and
before them the label of the result."""
Route = Sequence[tuple[float, Sequence[Neighbour]]]
"""All possible left neighbours of a category that begins somewhere, nearest first: those that end
at one position, with the cost of the gap."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence as a sequence of constituents.

    Attributes:
        parts: The constituents, from left to right.
        cost: The total cost of the constituents, the skipped words and the gaps.
    """

    parts: tuple[Item, ...]
    cost: float


class Chart:
    """All constituents of one sentence, built on construction.

    Args:
        grammar: The rules.
        terminals: The constituents for single words and names.
        skip_costs: The cost of skipping each word.

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
        self._ends: list[defaultdict[Category, list[Item]]] = [
            defaultdict(list) for _ in range(self._size + 1)
        ]
        self._roots: list[Item] = []
        self._reaches: list[list[tuple[int, float]] | None] = [None] * (self._size + 1)
        self._columns: defaultdict[Label, dict[int, Sequence[Neighbour]]] = defaultdict(dict)
        self._routes: list[dict[Label, Route]] = [{} for _ in range(self._size)]
        self.joins = 0
        starting: list[list[Item]] = [[] for _ in range(self._size + 1)]
        for item in terminals:
            starting[item.end].append(item)
        for end in range(1, self._size + 1):
            if starting[end]:
                self._fill(end, starting[end])

    def parses(self, limit: int) -> list[Parse]:
        """Return the best parse, and other parses with a single constituent."""
        roots, skipped = self._grammar.roots, self._skipped
        last = skipped[self._size]
        priced = [
            (
                item.cost + roots[item.category] + skipped[item.start] + last - skipped[item.end],
                place,
            )
            for place, item in enumerate(self._roots)
        ]
        priced.sort()  # the sort is stable
        whole = [Parse((self._roots[place],), cost) for cost, place in priced[:limit]]
        pieces = self._pieces()
        if pieces is not None and (not whole or pieces.cost < whole[0].cost):
            whole.insert(0, pieces)
        return whole[:limit]

    def _fill(self, end: int, terminals: Sequence[Item]) -> None:
        """Build all constituents that end at a position; those that end before it are complete."""
        roots = self._grammar.roots
        waiting = _cheapest(end, terminals)
        for start in range(end - 1, -1, -1):
            # All joins for this span are known by now, as the right part begins later.
            if waiting[start]:
                made = self._build(start, end, waiting)
                self._roots += [item for item in made if item.category in roots]

    def _build(self, start: int, end: int, waiting: list[dict[Label, Waiting]]) -> Iterable[Item]:
        """Build and return the constituents of a span."""
        alone, pairs = self._grammar.alone, self._grammar.pairs
        here, cell, routes = waiting[start], self._ends[end], self._routes[start]
        made: dict[Label, Item] = {}
        agenda = list(here.items())
        for label, found in agenda:  # it grows during the loop
            if here[label] is not found:
                continue  # superseded by a cheaper one
            category, mark = label
            cost, rule, parts = found
            item = Item(category, mark, start, end, cost, None, rule, parts) if rule else parts[0]
            if label in made:
                cell[category].remove(made[label])
            made[label] = item
            cell[category].append(item)
            for single in alone.get(category, ()):
                whole = (single.result, mark)
                price = cost + single.cost
                rival = here.get(whole)
                if rival is None or price < rival[0] - ROUNDING:
                    here[whole] = (price, single, (item,))
                    agenda.append((whole, here[whole]))
            if category in pairs and self.joins <= MAX_JOINS:
                route = routes.get(label)
                if route is None:
                    route = routes[label] = self._route(label, start)
                if route:
                    self._join(item, route, waiting)
        return made.values()

    def _join(self, right: Item, route: Route, waiting: list[dict[Label, Waiting]]) -> None:
        """Join a constituent with all possible left neighbours."""
        right_cost = right.cost
        for gap, neighbours in route:
            if self.joins > MAX_JOINS:
                return
            self.joins += len(neighbours)
            for whole, left, start, left_cost, rule, rule_cost in neighbours:
                cost = left_cost + right_cost + gap + rule_cost
                there = waiting[start]
                rival = there.get(whole)
                if rival is None:
                    there[whole] = (cost, rule, (left, right))
                elif cost < rival[0] - ROUNDING:
                    del there[whole]  # ties keep the earlier one
                    there[whole] = (cost, rule, (left, right))

    def _route(self, label: Label, start: int) -> Route:
        """Return all possible left neighbours of a category that begins at a position.

        Constituents that begin there end at many positions and have the same neighbours.
        """
        column = self._columns[label]
        route: list[tuple[float, Sequence[Neighbour]]] = []
        for place, gap in self._reach(start):
            neighbours = column.get(place)
            if neighbours is None:
                neighbours = column[place] = self._neighbours(label, place)
            if neighbours:
                route.append((gap, neighbours))
        return route

    def _reach(self, start: int) -> Sequence[tuple[int, float]]:
        """Return where left neighbours of a word can end, nearest first, with gap costs."""
        found = self._reaches[start]
        if found is None:
            skipped = self._skipped
            found = self._reaches[start] = []
            for place in range(start, 0, -1):
                gap = skipped[start] - skipped[place]
                if gap > MAX_GAP:
                    break
                if self._ends[place]:
                    found.append((place, gap))
        return found

    def _neighbours(self, label: Label, place: int) -> Sequence[Neighbour]:
        """Return the possible left neighbours of a category that end at a position.

        Constituents that end before the current word are complete, so this is cached.
        """
        category, mark = label
        lefts, cell = self._grammar.pairs[category], self._ends[place]
        if cell.keys().isdisjoint(lefts):
            return ()
        return [
            (
                (rule.result, rule.mark(left.mark, mark) if rule.keeps else ""),
                left,
                left.start,
                left.cost,
                rule,
                rule.cost,
            )
            for before, items in cell.items()
            if before in lefts
            for left in items
            for rule in lefts[before]
            if not (rule.same and left.mark != mark) and not (rule.apart and left.mark and mark)
        ]

    def _pieces(self) -> Parse | None:
        """Return the cheapest sequence of constituents over the sentence, if any."""
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
                    if price < choice[0] - ROUNDING:
                        choice = (price, (*others, item))
            best.append(choice)
        cost, parts = best[-1]
        return Parse(parts, cost) if parts else None


def _cheapest(end: int, words: Iterable[Item]) -> list[dict[Label, Waiting]]:
    """Return the cheapest constituents of each label that end at a position, by start."""
    waiting: list[dict[Label, Waiting]] = [{} for _ in range(end)]
    for word in words:
        label = (word.category, word.mark)
        rival = waiting[word.start].get(label)
        if rival is None or word.cost < rival[0]:
            waiting[word.start][label] = (word.cost, None, (word,))
    return waiting

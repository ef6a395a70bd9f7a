"""A bottom-up chart parser that may pass over words at a price.

The chart holds, for every run of words and every category, the cheapest way to read it. Two
neighbours are joined where a rule of the grammar says so; neighbours may have words between them
that are passed over, each at its own price. What comes out is the cheapest sequence of
constituents over the whole sentence: one constituent where the sentence was understood, several
where only parts of it were.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.questions.parser.rules import Grammar, Item, Rule
from bot.questions.words.categories import Category

MAX_GAP = 3.5
"""Words between two neighbours may cost at most this much together."""
MAX_JOINS = 4_500
"""The parser stops after trying this many pairs of rule and neighbours, so that work is bounded."""
BETWEEN_PARTS = 4.0
"""What it costs that a sentence falls apart into one more part."""
Label = tuple[Category, str]
"""A constituent's category and mark: of each, the cheapest over the same words is kept."""
Waiting = tuple[float, Rule | None, tuple[Item, ...]]
"""What is still to be put into the chart: its cost, and what a rule makes of parts, or a word."""
Neighbour = tuple[Label, Item, Rule]
"""What may stand left of a constituent, with the rule and the label of what it makes of both."""


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
        self._ends: list[defaultdict[Category, list[Item]]] = [
            defaultdict(list) for _ in range(self._size + 1)
        ]
        self._roots: list[Item] = []
        self._reaches: list[list[tuple[int, float]] | None] = [None] * (self._size + 1)
        self._columns: dict[Label, dict[int, Sequence[Neighbour]]] = {}
        self.joins = 0
        starting: list[list[Item]] = [[] for _ in range(self._size + 1)]
        for item in terminals:
            starting[item.end].append(item)
        for end in range(1, self._size + 1):
            if starting[end]:
                self._fill(end, starting[end])

    def parses(self, limit: int) -> list[Parse]:
        """Return the best parse and other ways to read the sentence as one constituent."""
        roots, skipped = self._grammar.roots, self._skipped
        last = skipped[self._size]
        priced = [
            (
                item.cost + roots[item.category] + skipped[item.start] + last - skipped[item.end],
                place,
            )
            for place, item in enumerate(self._roots)
        ]
        priced.sort()  # of equal ones, the first stays first
        whole = [Parse((self._roots[place],), cost) for cost, place in priced[:limit]]
        pieces = self._pieces()
        if pieces is not None and (not whole or pieces.cost < whole[0].cost):
            whole.insert(0, pieces)
        return whole[:limit]

    def _fill(self, end: int, terminals: Sequence[Item]) -> None:
        """Make every constituent that ends at a place; those that end before it are complete."""
        alone, pairs, roots = self._grammar.alone, self._grammar.pairs, self._grammar.roots
        cell = self._ends[end]
        waiting = _cheapest(end, terminals)
        for start in range(end - 1, -1, -1):
            # What two parts make is all known here: the right one begins later.
            here = waiting[start]
            if not here:
                continue
            made: dict[Label, Item] = {}
            agenda = list(here.items())
            for label, found in agenda:  # it grows meanwhile
                if here[label] is not found:
                    continue  # a cheaper one follows
                category, mark = label
                cost, rule, parts = found
                item = (
                    Item(category, mark, start, end, cost, None, rule, parts) if rule else parts[0]
                )
                if label in made:
                    cell[category].remove(made[label])
                made[label] = item
                cell[category].append(item)
                for single in alone.get(category, ()):
                    whole = (single.result, mark)
                    price = cost + single.cost
                    rival = here.get(whole)
                    if rival is None or price < rival[0]:
                        here[whole] = (price, single, (item,))
                        agenda.append((whole, here[whole]))
                if category in pairs:
                    self._join(item, waiting)
            self._roots += [item for item in made.values() if item.category in roots]

    def _join(self, right: Item, waiting: list[dict[Label, Waiting]]) -> None:
        """Join a constituent to all that may stand left of it."""
        label = (right.category, right.mark)
        column = self._columns.get(label)
        if column is None:
            column = self._columns[label] = {}
        right_cost = right.cost
        for place, gap in self._reach(right.start):
            if self.joins > MAX_JOINS:
                return
            neighbours = column.get(place)
            if neighbours is None:
                neighbours = column[place] = self._neighbours(label, place)
            self.joins += len(neighbours)
            for whole, left, rule in neighbours:
                cost = left.cost + right_cost + gap + rule.cost
                there = waiting[left.start]
                rival = there.get(whole)
                if rival is None:
                    there[whole] = (cost, rule, (left, right))
                elif cost < rival[0]:
                    del there[whole]  # what is dearer and was found later stays behind
                    there[whole] = (cost, rule, (left, right))

    def _reach(self, start: int) -> Sequence[tuple[int, float]]:
        """Return where what stands left of a word may end, nearest first, with the gap between."""
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
        """Return what may stand left of a category and ends at a place, with what that makes.

        What ends before the word that is being read is complete, so it is looked up once.
        """
        category, mark = label
        lefts, cell = self._grammar.pairs[category], self._ends[place]
        if cell.keys().isdisjoint(lefts):
            return ()
        return [
            ((rule.result, rule.mark(left.mark, mark) if rule.keeps else ""), left, rule)
            for before, items in cell.items()
            if before in lefts
            for left in items
            for rule in lefts[before]
            if not (rule.same and left.mark != mark) and not (rule.apart and left.mark and mark)
        ]

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


def _cheapest(end: int, words: Iterable[Item]) -> list[dict[Label, Waiting]]:
    """Return the cheapest words of each label that end at a place, by the place they begin at."""
    waiting: list[dict[Label, Waiting]] = [{} for _ in range(end)]
    for word in words:
        label = (word.category, word.mark)
        rival = waiting[word.start].get(label)
        if rival is None or word.cost < rival[0]:
            waiting[word.start][label] = (word.cost, None, (word,))
    return waiting

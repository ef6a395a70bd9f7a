"""Results for groups of titles: "the best film of each decade", "the best decade"."""

from collections.abc import Callable

import numpy as np

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.grouping import Group, Groups, groups, leading
from bot.questions.query.nodes import Attribute, Credited, Key, Values
from bot.questions.query.queries import Figure, Grouped, TopGroups
from bot.questions.results.answer import Evidence, Result, Status
from bot.questions.results.lazy import made
from bot.questions.results.rankings import briefly
from bot.questions.results.yes_or_no import MAX_EVIDENCE
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.text import hours_and_minutes

MAX_LINES = 20
"""The most groups shown, one line each; for years, the latest ones."""


class GroupedResults:
    """Answers questions about groups on one graph, in one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._evaluator = evaluator
        self._phrases = phrases
        self._say = phrases.say
        self._explainer = Explainer(phrases)

    def grouped(self, query: Grouped) -> Result | None:
        """Return the answer for each group; ``None`` if there are no groups."""
        told, text = self._told(query, groups(query.of, self._graph, self._evaluator))
        if not told:
            return None
        places = range(len(told))
        late = isinstance(query.of, Values) and query.of.attribute is Attribute.YEAR
        shown = places[-MAX_LINES:] if late else places[:MAX_LINES]
        lines = [
            self._say("each.line", name=self._name(query.of, told[place]), value=text(place))
            for place in shown
        ]
        if len(told) > len(shown):
            rest = f"{len(told) - len(shown):,}"
            lines.append(self._say("each.more", count=rest))
        what = self._explainer.figure_by(query.of, query.figure)
        head = self._phrases.opening("each.head", what=what)
        return Result(
            Status.ANSWERED,
            head,
            films=told.films.tolist() if query.figure is None else [],
            people=self._people(query.of, told),
            values=[]
            if query.figure is None
            else made(places, lambda place: f"{self._name(query.of, told[place])}: {text(place)}"),
            lines=lines,
        )

    def leading(self, query: TopGroups) -> Result | None:
        """Return the top-ranking groups; ``None`` if there are none."""
        top = leading(query, self._graph, self._evaluator)
        found = top.groups
        if not found:
            return None
        listing = self._phrases.listing(
            range(len(found)), lambda place: self._member(query, found[place], top.figures[place])
        )
        if query.limit is None:
            count = f"{len(found):,}"
            sentence = self._say("each.so_many", count=count, names=listing)
        else:
            what = self._explainer.leading(query)
            sentence = self._phrases.opening("each.leading", what=what, names=listing)
            if top.least > 1:
                sentence += " " + self._say("each.enough", count=top.least)
        return Result(
            Status.ANSWERED,
            sentence,
            people=self._people(query.of, found),
            values=[]
            if isinstance(query.of, Credited)
            else made(range(len(found)), lambda place: str(found[place].member)),
            evidence=[
                Evidence(self._graph.films[number].id, self._graph.films[number].label)
                for number in (found[0].films if len(found) == 1 else ())[:MAX_EVIDENCE]
            ],
        )

    def _told(self, query: Grouped, found: Groups) -> tuple[Groups, Callable[[int], str]]:
        """Return the groups with something to report, and what, by position."""
        order, figure = query.of.films.order, query.figure
        if figure is None:
            key = Key.YEAR if order is None else order.key
            chosen = found.chosen(order, self._graph)
            return chosen, lambda place: self._phrases.listing(
                chosen[place].films,
                lambda number: briefly(self._graph.films[number], key, self._phrases),
            )
        reckoned = found.reckon(figure, self._graph)
        known = np.flatnonzero(~np.isnan(reckoned))
        return found.picked(known), lambda place: self.figure(figure, float(reckoned[known[place]]))

    def _member(self, query: TopGroups, group: Group, value: float) -> str:
        name = self._name(query.of, group)
        figure = self.figure(query.figure, value)
        if query.figure is Figure.NUMBER:
            return self._say("answer.top_member", name=name, count=figure)
        titles = self._phrases.count("films", len(group.films))
        return self._say("each.member", name=name, value=figure, titles=titles)

    def figure(self, what: Figure, value: float) -> str:
        """Return a figure as text."""
        if what is Figure.MEAN_RUNTIME:
            return hours_and_minutes(round(value))
        return f"{value:.1f}" if what is Figure.MEAN_RATING else f"{value:,.0f}"

    def _name(self, of: Credited | Values, group: Group) -> str:
        if isinstance(of, Values):
            return self._phrases.named(of.attribute.value, str(group.member))
        return self._graph.people[int(group.member)].name

    def _people(self, of: Credited | Values, found: Groups) -> list[int]:
        return [] if isinstance(of, Values) else found.numbers.tolist()

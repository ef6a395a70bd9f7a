"""What is said of groups of titles: "the best film of each decade", "the best decade"."""

from collections.abc import Sequence

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.evaluation.grouping import Group, chosen, groups, leading, reckon
from bot.questions.query.nodes import Attribute, Credited, Figure, Grouped, Key, TopGroups, Values
from bot.questions.results.answer import Evidence, Result, Status
from bot.questions.results.rankings import briefly
from bot.questions.results.yes_or_no import MAX_EVIDENCE
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.text import hours_and_minutes

MAX_LINES = 20
"""At most this many groups are shown, a line each; of years, the last ones."""


class GroupedResults:
    """Tells of groups on one graph, in the words of one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._evaluator = evaluator
        self._phrases = phrases
        self._say = phrases.say
        self._explainer = Explainer(phrases)

    def grouped(self, query: Grouped) -> Result | None:
        """Return what was asked of each group; ``None`` where there is none."""
        found = groups(query.of, self._graph, self._evaluator)
        told: list[tuple[Group, str, Sequence[int]]] = []
        for group in found:
            text, films = self._told(query, group)
            if text:
                told.append((group, text, films))
        if not told:
            return None
        late = isinstance(query.of, Values) and query.of.attribute is Attribute.YEAR
        shown = told[-MAX_LINES:] if late else told[:MAX_LINES]
        lines = [
            self._say("each.line", name=self._name(query.of, group), value=text)
            for group, text, _ in shown
        ]
        if len(told) > len(shown):
            rest = f"{len(told) - len(shown):,}"
            lines.append(self._say("each.more", count=rest))
        what = self._explainer.figure_by(query.of, query.figure)
        head = self._phrases.opening("each.head", what=what)
        return Result(
            Status.ANSWERED,
            head,
            films=[number for _, _, films in told for number in films],
            people=self._people(query.of, [group for group, _, _ in told]),
            values=[]
            if query.figure is None
            else [f"{self._name(query.of, group)}: {text}" for group, text, _ in told],
            lines=lines,
        )

    def leading(self, query: TopGroups) -> Result | None:
        """Return the groups that stand out; ``None`` where there is none."""
        found, least = leading(query, self._graph, self._evaluator)
        if not found:
            return None
        figures = {group.member: value for group, value in found}
        listing = self._phrases.listing(
            [group for group, _ in found],
            lambda group: self._member(query, group, figures[group.member]),
        )
        if query.limit is None:
            count = f"{len(found):,}"
            sentence = self._say("each.so_many", count=count, names=listing)
        else:
            what = self._explainer.leading(query)
            sentence = self._phrases.opening("each.leading", what=what, names=listing)
            if least > 1:
                sentence += " " + self._say("each.enough", count=least)
        return Result(
            Status.ANSWERED,
            sentence,
            people=self._people(query.of, [group for group, _ in found]),
            values=[]
            if isinstance(query.of, Credited)
            else [str(group.member) for group, _ in found],
            evidence=[
                Evidence(self._graph.films[number].id, self._graph.films[number].label)
                for number in (found[0][0].films if len(found) == 1 else ())[:MAX_EVIDENCE]
            ],
        )

    def _told(self, query: Grouped, group: Group) -> tuple[str, Sequence[int]]:
        """Return what is said of one group, and its titles that were asked for."""
        if query.figure is None:
            films = chosen(query.of.films, group, self._graph)
            key = Key.YEAR if query.of.films.order is None else query.of.films.order.key
            return self._phrases.listing(
                films, lambda number: briefly(self._graph.films[number], key, self._phrases)
            ), films
        value = reckon(query.figure, group.films, self._graph)
        return "" if value is None else self.figure(query.figure, value), ()

    def _member(self, query: TopGroups, group: Group, value: float) -> str:
        name = self._name(query.of, group)
        figure = self.figure(query.figure, value)
        if query.figure is Figure.NUMBER:
            return self._say("answer.top_member", name=name, count=figure)
        titles = self._phrases.count("films", len(group.films))
        return self._say("each.member", name=name, value=figure, titles=titles)

    def figure(self, what: Figure, value: float) -> str:
        """Return a figure as it is written."""
        if what is Figure.MEAN_RUNTIME:
            return hours_and_minutes(round(value))
        return f"{value:.1f}" if what is Figure.MEAN_RATING else f"{value:,.0f}"

    def _name(self, of: Credited | Values, group: Group) -> str:
        if isinstance(of, Values):
            return self._phrases.named(of.attribute.value, str(group.member))
        return self._graph.people[int(group.member)].name

    def _people(self, of: Credited | Values, found: Sequence[Group]) -> list[int]:
        return [] if isinstance(of, Values) else [int(group.member) for group in found]

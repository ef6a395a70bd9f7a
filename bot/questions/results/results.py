"""From a query to its result: what answers it, and the sentence that says so."""

from collections.abc import Sequence
from functools import singledispatchmethod
from typing import cast

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.query.nodes import (
    Career,
    Check,
    Compare,
    Count,
    Credited,
    Films,
    Grouped,
    Mean,
    People,
    Query,
    Several,
    Top,
    TopGroups,
    Values,
)
from bot.questions.results.answer import Result, Status
from bot.questions.results.comparisons import compare
from bot.questions.results.counts import Counts
from bot.questions.results.grouped_results import GroupedResults
from bot.questions.results.missing_data import lacking
from bot.questions.results.rankings import career, mean, top_members, unknown
from bot.questions.results.set_results import SetResults
from bot.questions.results.yes_or_no import Checker
from bot.questions.wording.phrases import Phrases


class Results:
    """Answers queries on one graph, in the words of one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._phrases = phrases
        self._evaluator = evaluator
        self._checker = Checker(graph, evaluator, phrases)
        self._groups = GroupedResults(graph, evaluator, phrases)
        self._sets = SetResults(graph, evaluator, self._checker, phrases)
        self._counts = Counts(graph, evaluator, self._sets, self._checker, phrases)

    def of(self, query: Query) -> Result:
        """Return what a query gives."""
        missing = lacking(query, self._graph, self._phrases)
        if missing is not None:
            return Result(Status.EMPTY, missing)
        return self._of(query)

    @singledispatchmethod
    def _of(self, query: Query) -> Result:
        """Return what people give: whatever else is asked has a method of its own."""
        return self._sets.people(cast("People", query))

    @_of.register
    def _(self, query: Films) -> Result:
        return self._sets.films(query)

    @_of.register
    def _(self, query: Several) -> Result:
        return self._several(query.parts)

    @_of.register
    def _(self, query: Mean) -> Result:
        figure = mean(query, self._graph, self._evaluator, self._phrases)
        return self._sets.nothing(query.films) if figure is None else figure

    @_of.register
    def _(self, query: Values) -> Result:
        return self._sets.values(query)

    @_of.register
    def _(self, query: Grouped) -> Result:
        told = self._groups.grouped(query)
        return self._sets.nothing(query.of.films) if told is None else told

    @_of.register
    def _(self, query: TopGroups) -> Result:
        told = self._groups.leading(query)
        return self._sets.nothing(query) if told is None else told

    @_of.register
    def _(self, query: Count) -> Result:
        return self._counts.count(query)

    @_of.register
    def _(self, query: Check) -> Result:
        if query.low is not None or query.high is not None:
            return self._counts.check(query)
        return self._sets.check(query.films)

    @_of.register
    def _(self, query: Compare) -> Result:
        outcome = compare(query, self._graph, self._evaluator, self._phrases)
        status = Status.ANSWERED if outcome.known else Status.EMPTY
        return Result(status, outcome.sentence, outcome.films, outcome.people, outcome.values)

    @_of.register
    def _(self, query: Top) -> Result:
        found = top_members(query, self._graph, self._evaluator, self._phrases)
        if found is None:
            return self._sets.nothing(query.of)
        return self._sets.with_proofs(query, found)

    @_of.register
    def _(self, query: Career) -> Result:
        found = career(query, self._graph, self._evaluator, self._phrases)
        return unknown(query, self._phrases) if found is None else found

    def _several(self, parts: Sequence[Values | Credited | Films]) -> Result:
        """Return what each part gives, one sentence after the other."""
        found = [self.of(part) for part in parts]
        answered = [result for result in found if result.status is Status.ANSWERED]
        return Result(
            Status.ANSWERED if answered else Status.EMPTY,
            " ".join(dict.fromkeys(result.sentence for result in found)),
            films=list(dict.fromkeys(film for result in answered for film in result.films)),
            people=list(dict.fromkeys(who for result in answered for who in result.people)),
            values=[value for result in answered for value in result.values],
            evidence=list(dict.fromkeys(proof for result in answered for proof in result.evidence)),
        )

"""Turns queries into results: the answers, and the sentences that state them."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import Films, Values
from bot.questions.query.queries import (
    Career,
    Check,
    Compare,
    Count,
    Grouped,
    Mean,
    Portrayed,
    Query,
    Several,
    Top,
    TopGroups,
)
from bot.questions.results.answer import Result, Status
from bot.questions.results.comparisons import compare
from bot.questions.results.counts import Counts
from bot.questions.results.grouped_results import GroupedResults
from bot.questions.results.missing_data import missing_data
from bot.questions.results.portrayals import portrayed
from bot.questions.results.rankings import career, mean, top_members, unknown
from bot.questions.results.set_results import SetResults
from bot.questions.results.story_evidence import hedged
from bot.questions.results.yes_or_no import Checker
from bot.questions.wording.phrases import Phrases
from bot.runtime.workers.budget import look


class Results:
    """Answers queries on one graph, in one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._phrases = phrases
        self._evaluator = evaluator
        self._checker = Checker(graph, evaluator, phrases)
        self._groups = GroupedResults(graph, evaluator, phrases)
        self._sets = SetResults(graph, evaluator, self._checker, phrases)
        self._counts = Counts(graph, evaluator, self._sets, self._checker, phrases)

        self._answers: Mapping[type, Callable[[Any], Result]] = {
            Films: self._sets.films,
            Values: self._sets.values,
            Several: self._several,
            Count: self._counts.count,
            Check: self._check,
            Compare: self._compare,
            Top: self._top,
            Career: self._career,
            Mean: self._mean,
            Grouped: self._grouped,
            TopGroups: self._leading,
            Portrayed: self._portrayed,
        }  # everything else is a set of people

    def of(self, query: Query) -> Result:
        """Return the result of a query."""
        look()
        missing = missing_data(query, self._graph, self._phrases)
        if missing is not None:
            return Result(Status.EMPTY, missing, evidence=self._sets.asked_about(query))
        found = self._answers.get(type(query), self._sets.people)(query)
        return hedged(query, found, self._graph, self._evaluator, self._phrases)

    def _mean(self, query: Mean) -> Result:
        figure = mean(query, self._graph, self._evaluator, self._phrases)
        return self._sets.nothing(query.films) if figure is None else figure

    def _grouped(self, query: Grouped) -> Result:
        told = self._groups.grouped(query)
        return self._sets.nothing(query.of.films) if told is None else told

    def _leading(self, query: TopGroups) -> Result:
        told = self._groups.leading(query)
        return self._sets.nothing(query) if told is None else told

    def _check(self, query: Check) -> Result:
        if query.low is not None or query.high is not None:
            return self._counts.check(query)
        return self._sets.check(query.films)

    def _compare(self, query: Compare) -> Result:
        outcome = compare(query, self._graph, self._evaluator, self._phrases)
        status = Status.ANSWERED if outcome.known else Status.EMPTY
        return Result(status, outcome.sentence, outcome.films, outcome.people, outcome.values)

    def _top(self, query: Top) -> Result:
        found = top_members(query, self._graph, self._evaluator, self._phrases)
        if found is None:
            return self._sets.nothing(query.of)
        return self._sets.with_proofs(query, found)

    def _career(self, query: Career) -> Result:
        found = career(query, self._graph, self._evaluator, self._phrases)
        return unknown(query, self._phrases) if found is None else found

    def _portrayed(self, query: Portrayed) -> Result:
        return portrayed(query, self._graph, self._evaluator, self._phrases)

    def _several(self, query: Several) -> Result:
        """Return the combined results of the parts, one sentence after another."""
        found = [self.of(part) for part in query.parts]
        answered = [result for result in found if result.status is Status.ANSWERED]
        return Result(
            Status.ANSWERED if answered else Status.EMPTY,
            " ".join(dict.fromkeys(result.sentence for result in found)),
            films=list(dict.fromkeys(film for result in answered for film in result.films)),
            people=list(dict.fromkeys(who for result in answered for who in result.people)),
            values=[value for result in answered for value in result.values],
            evidence=list(dict.fromkeys(proof for result in answered for proof in result.evidence)),
        )

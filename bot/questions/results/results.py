"""From a query to its result: what answers it, and the sentence that says so."""

from collections.abc import Sequence

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.query.nodes import (
    Career,
    Check,
    Common,
    Compare,
    Count,
    CreditCount,
    Credited,
    Films,
    Grouped,
    Mean,
    Named,
    Partners,
    Query,
    Several,
    Together,
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
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases


class Results:
    """Answers queries on one graph, in the words of one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._phrases = phrases
        self._say = phrases.say
        self._explainer = Explainer(phrases)
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
        match query:
            case Films():
                return self._sets.films(query)
            case Named() | Credited() | Partners() | Together() | Common() | CreditCount():
                return self._sets.people(query)
            case Several(parts):
                return self._several(parts)
            case Mean():
                figure = mean(query, self._graph, self._evaluator, self._phrases)
                return self._sets.nothing(query.films) if figure is None else figure
            case Values():
                return self._sets.values(query)
            case Grouped():
                told = self._groups.grouped(query)
                return self._sets.nothing(query.of.films) if told is None else told
            case TopGroups():
                told = self._groups.leading(query)
                return self._sets.nothing(query) if told is None else told
            case Count():
                return self._counts.count(query)
            case Check(films):
                if query.low is not None or query.high is not None:
                    return self._counts.check(query)
                return self._sets.check(films)
            case Compare():
                return self._compare(query)
            case Top():
                found = top_members(query, self._graph, self._evaluator, self._phrases)
                return (
                    self._sets.nothing(query.of)
                    if found is None
                    else self._sets.with_proofs(query, found)
                )
            case Career():
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

    def _compare(self, query: Compare) -> Result:
        outcome = compare(query, self._graph, self._evaluator, self._phrases)
        status = Status.ANSWERED if outcome.known else Status.EMPTY
        return Result(status, outcome.sentence, outcome.films, outcome.people, outcome.values)

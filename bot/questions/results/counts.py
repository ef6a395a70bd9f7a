"""Counts the members of sets, and checks counts."""

from collections.abc import Callable, Sequence

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import Films, Values
from bot.questions.query.queries import MEANS, Check, Count
from bot.questions.results.answer import Result, Status
from bot.questions.results.set_results import SetResults
from bot.questions.results.yes_or_no import Checker, missing_names, say_missing
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Member, Phrases


class Counts:
    """Counts on one graph, in the words of one language."""

    def __init__(
        self,
        graph: Graph,
        evaluator: Evaluator,
        sets: SetResults,
        checker: Checker,
        phrases: Phrases,
    ) -> None:
        self._graph = graph
        self._evaluator = evaluator
        self._sets = sets
        self._checker = checker
        self._phrases = phrases
        self._say = phrases.say

    def count(self, query: Count) -> Result:
        """Return how many members a set has, and which."""
        counted = self._counted(query)
        missing = missing_names(query.of, self._graph) if counted.values == ["0"] else ()
        if missing:
            return Result(Status.EMPTY, say_missing(missing, self._phrases))
        return counted

    def _counted(self, query: Count) -> Result:
        of = query.of
        match of:
            case Films():
                found = self._evaluator.films(of)
                if not found and (premise := self._checker.false_premise(of)) is not None:
                    return Result(Status.EMPTY, premise.sentence, evidence=premise.evidence)
                sentence = self._told(
                    query, "films", found, lambda number: self._graph.films[number].label
                )
                return Result(Status.ANSWERED, sentence, films=found, values=[str(len(found))])
            case Values():
                found_values = self._evaluator.values(of)
                if not found_values or of.attribute in MEANS:
                    return self._sets.values(of)
                sentence = self._told(
                    query,
                    "values",
                    found_values,
                    lambda value: self._phrases.named(of.attribute.value, value),
                )
                return Result(Status.ANSWERED, sentence, values=[str(len(found_values))])
            case _:
                people = self._evaluator.people(of)
                sentence = self._told(query, "people", people, self._graph.names.__getitem__)
                return Result(Status.ANSWERED, sentence, people=people, values=[str(len(people))])

    def check(self, query: Check) -> Result:
        """Return whether a set has a number of titles; there may be more than are on record."""
        found = self._evaluator.films(query.films)
        too_many = query.high is not None and len(found) > query.high
        holds = len(found) >= (query.low or 0) and not too_many
        certain = too_many or (holds and query.high is None)
        key = f"answer.number_{'yes' if holds else 'no'}{'' if certain else '_known'}"
        count = self._phrases.count("films", len(found))
        if found:
            names = self._phrases.listing(found, lambda number: self._graph.films[number].label)
            count = self._say("answer.so_many", count=count, names=names)
        return Result(
            Status.ANSWERED,
            self._say(key, count=count),
            films=found,
            values=[self._say("yes" if holds else "no")],
        )

    def _told(
        self, query: Count, noun: str, members: Sequence[Member], name: Callable[[Member], str]
    ) -> str:
        """Say how many there are and which, or that there are none."""
        count = self._phrases.count(noun, len(members))
        if not members:
            what = Explainer(self._phrases).of(query.of)
            return self._say("answer.count", count=count, what=what)
        return self._say("answer.films", count=count, names=self._phrases.listing(members, name))

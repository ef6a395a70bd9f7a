"""Results of sets: titles, people or values, and the sentence that lists them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.catalog.model import Role
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import FilmNode, Graph
from bot.questions.evaluation.ordering import KEYS, ordered
from bot.questions.query.nodes import (
    About,
    Alike,
    Attribute,
    Common,
    CreditCount,
    Credited,
    Films,
    Key,
    Named,
    OnNetflix,
    Order,
    People,
    Telling,
    Titled,
    Together,
    Values,
    is_one_title,
)
from bot.questions.query.queries import MEANS, Query, Top
from bot.questions.results.answer import Evidence, Result, Status
from bot.questions.results.nothing_found import nothing, only_title
from bot.questions.results.rankings import briefly, ranked
from bot.questions.results.story_evidence import listed
from bot.questions.results.yes_or_no import MAX_EVIDENCE, Checker
from bot.questions.wording.conditions import role_name
from bot.questions.wording.explanation import Explainer, order_name
from bot.questions.wording.phrases import MAX_NAMED, Phrases

_OF_EACH = {attribute: KEYS[attribute] for attribute in MEANS}
"""Figures that are reported for each of several titles."""


class SetResults:
    """Lists sets on one graph, in one language."""

    def __init__(
        self, graph: Graph, evaluator: Evaluator, checker: Checker, phrases: Phrases
    ) -> None:
        self._graph = graph
        self._phrases = phrases
        self._say = phrases.say
        self._explainer = Explainer(phrases)
        self._evaluator = evaluator
        self._checker = checker

    def films(self, query: Films) -> Result:
        """Return the titles of a set; a named title with conditions is checked for them."""
        found = self._evaluator.films(query)
        if not found:
            premise = self._checker.false_premise(query)
            if premise is not None:
                return Result(Status.EMPTY, premise.sentence, evidence=premise.evidence)
            return self.nothing(query)
        if any(isinstance(condition, Titled) for condition in query.conditions):
            if not query.conditions[1:]:
                label = self._label(found[0])
                return Result(Status.MENTION, self._say("answer.card", names=label), films=found)
            if query.order is None:  # unlike "the newest Dracula film"
                return self.check(query)  # "the Tom Hanks film Big": whether it is one
        if len(found) == 1 and all(map(is_one_title, query.conditions)):  # "the second one"
            label = self._label(found[0])
            return Result(Status.ANSWERED, self._say("answer.card", names=label), films=found)
        return self._listed(query, found)

    def _listed(self, query: Films, found: Sequence[int]) -> Result:
        """List titles, in their order if they have one."""
        models = [part.label for part in query.conditions if isinstance(part, Alike)]
        if query.order is None and models:
            names = self._phrases.listing(found, self._label)
            what = self._phrases.join(models)
            return Result(Status.ANSWERED, self._say("answer.alike", what=what, names=names), found)
        if query.order is None and (told := self._evaluator.by_story(query)) is not None:
            if any(isinstance(it, About) and it.telling is Telling.ONE for it in query.conditions):
                return self._described(found, sure=told.sure)
            said = listed(query, told, found, self._graph, self._phrases)
            return Result(Status.ANSWERED, said, found)
        if query.order is None:
            count = self._phrases.count("films", len(found))
            listing = self._phrases.listing(found, self._label)
            key = "answer.film" if len(found) == 1 else "answer.films"
            return Result(Status.ANSWERED, self._say(key, count=count, names=listing), found)
        listing = ranked(found, query.order, self._graph, self._phrases)
        if query.order.skip:
            said = self._explainer.order(query.order)
            sentence = self._phrases.opening("answer.nth", order=said, names=listing)
            return Result(Status.ANSWERED, sentence, found)
        key = f"answer.{order_name(query.order)}{'_one' if len(found) == 1 else ''}"
        return Result(Status.ANSWERED, self._say(key, names=listing), found)

    def _described(self, found: Sequence[int], *, sure: bool) -> Result:
        """Return the candidates for a described title, and say how likely the first is."""
        labels = [self._label(number) for number in found[: MAX_NAMED + 1]]
        names = self._phrases.join(labels[1:] if sure else labels, either=True)
        key = "possibly" if not sure else "surely" if len(labels) > 1 else "surely_one"
        sentence = self._say(f"answer.{key}", first=labels[0], names=names)
        return Result(Status.ANSWERED, sentence, found)

    def people(self, query: People) -> Result:
        """Return the people of a set, with titles as evidence."""
        found = self._evaluator.people(query)
        if not found:
            if isinstance(query, Credited) and not self._evaluator.film_set(query.films):
                premise = self._checker.false_premise(query.films)
                if premise is not None:
                    return Result(Status.EMPTY, premise.sentence, evidence=premise.evidence)
            return self.nothing(query)
        if isinstance(query, Together):
            both = self._phrases.join([self._graph.people[number].name for number in found])
            return Result(Status.MENTION, self._say("answer.card", names=both), people=found)
        if isinstance(query, Named):
            sentence = self._say("answer.person", name=query.name, roles=self._roles(found[0]))
            return Result(Status.MENTION, sentence, people=found)
        listing = self._phrases.listing(found, self._naming(query))
        title = (
            only_title(query.films, self._graph, self._evaluator)
            if isinstance(query, Credited)
            else None
        )
        if isinstance(query, Credited) and title is not None and not query.every:
            key = f"answer.{role_name(query.roles)}"
            sentence = self._say(key, title=title.label, names=listing)
        else:
            count = self._phrases.count("people", len(found))
            key = "answer.people" if len(found) > 1 else "answer.only"
            sentence = self._say(key, count=count, names=listing)
        return Result(Status.ANSWERED, sentence, people=found, evidence=self._proofs(query, found))

    def _naming(self, query: People) -> Callable[[int], str]:
        """Return how people are listed: with their number of titles if that was asked."""
        if not isinstance(query, CreditCount):
            return lambda number: self._graph.people[number].name
        counted = self._evaluator.counted(query.of)
        return lambda number: self._say(
            "answer.top_member",
            name=self._graph.people[number].name,
            count=f"{counted.films_of(number):,}",
        )

    def values(self, query: Values) -> Result:
        """Return the values of an attribute over a set."""
        title = only_title(query.films, self._graph, self._evaluator)
        if query.attribute is Attribute.STORY:
            return self._story(query)
        if query.attribute is Attribute.WATCH and title is None:
            return self.films(Films((*query.films.conditions, OnNetflix()), query.films.order))
        found = self._evaluator.values(query)
        if not found:
            if not self._evaluator.film_set(query.films):
                return self.films(query.films)
            return self._unsaid(query, title)
        films = self._evaluator.films(query.films)
        evidence = [
            Evidence(self._graph.films[number].id, self._graph.films[number].label)
            for number in films[:MAX_EVIDENCE]
        ]
        listing = self._phrases.listing(
            found, lambda value: self._phrases.named(query.attribute.value, value)
        )
        key = _OF_EACH.get(query.attribute)
        if key is not None and title is None:
            sentence = self._figures(films if query.films.order else self._by(films, key), key)
        elif title is not None:
            said = f"answer.{query.attribute.value}"
            sentence = self._say(said, title=title.label, names=listing)
        else:
            noun = "years" if query.attribute is Attribute.YEAR else "values"
            count = self._phrases.count(noun, len(found))
            key = "answer.values" if len(found) > 1 else "answer.only"
            sentence = self._say(key, count=count, names=listing)
        return Result(Status.ANSWERED, sentence, values=found, evidence=evidence)

    def _by(self, films: Sequence[int], key: Key) -> Sequence[int]:
        return ordered(self._graph, films, Order(key, limit=None))

    def _figures(self, films: Sequence[int], key: Key) -> str:
        """Return titles with their figures, as a bare figure says little."""
        count = self._phrases.count("films", len(films))
        names = self._phrases.listing(
            films, lambda number: briefly(self._graph.films[number], key, self._phrases)
        )
        return self._say("answer.films", count=count, names=names)

    def _story(self, query: Values) -> Result:
        films = self._evaluator.films(query.films)
        if not films:
            return self.films(query.films)
        told = next((number for number in films if not self._graph.stories.is_empty(number)), None)
        if told is None:
            only = self._graph.films[films[0]] if len(films) == 1 else None
            return self._unsaid(query, only)
        film = self._graph.films[told]
        sentence = self._say("answer.story", title=film.label, names=film.story)
        return Result(Status.ANSWERED, sentence, films=[told], values=[film.story])

    def _unsaid(self, query: Values, title: FilmNode | None) -> Result:
        """Say that no record has it."""
        if title is not None:
            said = self._say(f"unsaid.{query.attribute.value}", title=title.label)
            return Result(Status.EMPTY, said, evidence=[Evidence(title.id, title.label)])
        what = self._explainer.of(query)
        return Result(Status.EMPTY, self._say("empty.unknown_value", what=what))

    def asked_about(self, query: Query) -> list[Evidence]:
        """Return the title that a question is about, if it is named."""
        films = query.films if isinstance(query, Values) else None
        if films is None or not any(isinstance(part, Titled) for part in films.conditions):
            return []
        found = self._evaluator.films(films)[:1]
        return [Evidence(self._graph.films[film].id, self._label(film)) for film in found]

    def nothing(self, query: Query) -> Result:
        """Say that a query has no result."""
        return nothing(query, self._graph, self._evaluator, self._phrases)

    def _label(self, number: int) -> str:
        return self._graph.films[number].label

    def _roles(self, person: int) -> str:
        counts = [
            self._say(f"credits.{role.value}", count=self._phrases.count("films", count))
            for role in Role
            if (count := len(self._graph.films_of(person, role)))
        ]
        return ", ".join(counts)

    def with_proofs(self, query: Top, found: Result) -> Result:
        """Return ranked people with titles as evidence."""
        if isinstance(query.of, Values):
            return found
        return replace(found, evidence=self._proofs(query.of, found.people))

    def _proofs(self, query: People, people: Sequence[int]) -> list[Evidence]:
        if isinstance(query, Common):
            return [proof for part in query.sets for proof in self._proofs(part, people)]
        proofs: list[Evidence] = []
        for person in people[:MAX_EVIDENCE]:
            films = self._evaluator.evidence(query, person)
            if films:
                film = self._graph.films[films[0]]
                name = self._graph.people[person].name
                proofs.append(Evidence(film.id, f"{name}: {film.label}"))
        return proofs

    def check(self, films: Films) -> Result:
        """Return whether a set has any title."""
        outcome = self._checker.check(films)
        return Result(
            Status.ANSWERED if outcome.holds is not None else Status.EMPTY,
            outcome.sentence,
            films=outcome.films,
            values=() if outcome.holds is None else [self._say("yes" if outcome.holds else "no")],
            evidence=outcome.evidence,
        )

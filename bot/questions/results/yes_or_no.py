"""Yes or no, always with the evidence.

Records list only a handful of people, so the answer never denies a credit: an unlisted person is
"not among the credits I have".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalog.model import Role
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    About,
    Among,
    Attribute,
    Between,
    Condition,
    Credit,
    Films,
    Genre,
    Language,
    Named,
    Not,
    OfKind,
    OnNetflix,
    Tag,
    Titled,
    Together,
    ValueCount,
    is_one_title,
)
from bot.questions.query.walk import walk
from bot.questions.results.answer import Evidence
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases

_FACTS = (
    Attribute.KIND,
    Attribute.GENRE,
    Attribute.LANGUAGE,
    Attribute.YEAR,
    Attribute.RATING,
    Attribute.VOTES,
    Attribute.RUNTIME,
    Attribute.TAG,
    Attribute.WATCH,
)

MAX_EVIDENCE = 10
"""The most titles given as evidence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a yes/no question.

    Attributes:
        holds: Yes or no; ``None`` if the catalogue cannot tell.
        sentence: The answer in words, with its evidence.
        films: The titles for which the answer is yes.
        evidence: The evidence for it.
    """

    holds: bool | None
    sentence: str
    films: Sequence[int] = ()
    evidence: Sequence[Evidence] = ()


class Checker:
    """Checks whether sets of titles are empty."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._evaluator = evaluator
        self._phrases = phrases
        self._explainer = Explainer(phrases)

    def check(self, films: Films) -> Outcome:
        """Return whether a set has any title."""
        found = self._evaluator.films(films)
        title = _named(films)
        if not found:
            if title is not None and self._number(films, title) is not None:
                return self._denied(films, title)
            missing = missing_names(films, self._graph)
            if missing:
                return Outcome(None, say_missing(missing, self._phrases))
            what = self._explainer.of(films)
            return Outcome(None, self._phrases.say("answer.no_films", what=what))
        proofs = [
            Evidence(self._graph.films[number].id, self._graph.films[number].label)
            for number in found[:MAX_EVIDENCE]
        ]
        if title is None:
            count = self._phrases.count("films", len(found))
            names = self._phrases.listing(found, lambda number: self._graph.films[number].label)
            key = "answer.yes_film" if len(found) == 1 else "answer.yes_films"
            if any(isinstance(part, About) for part in films.conditions):
                key = "answer.yes_told"
            sentence = self._phrases.say(key, count=count, names=names)
            return Outcome(True, sentence, found, proofs)
        label = self._graph.films[found[0]].label
        credit = next((part for part in films.conditions if isinstance(part, Credit)), None)
        if credit is not None:
            held = self._held(credit, found[0])
            form = held[0].value if len(held) == 1 else "any"
            sentence = self._phrases.say(
                f"answer.yes_{form}",
                people=self._holders(credit, found[0]),
                role=self._phrases.join([self._phrases.say(f"role.{it.value}") for it in held]),
                title=label,
            )
        elif OnNetflix() in films.conditions and len(films.conditions) <= 2:  # noqa: PLR2004
            sentence = self._phrases.say("answer.yes_watch", title=label)
        elif len(films.conditions) == 1:
            sentence = self._phrases.say("answer.yes_listed", title=label)
        else:
            sentence = self._phrases.say(
                "answer.yes_title", title=label, facts=self._facts(films, found[0])
            )
        return Outcome(True, sentence, found, proofs[:1])

    def false_premise(self, films: Films) -> Outcome | None:
        """Say what is wrong with "Inception with Harrison Ford", if a title was named."""
        title = _named(films)
        if title is None or len(films.conditions) == 1:
            return None
        return self._denied(films, title, premise=True)

    def _denied(self, films: Films, title: Titled, *, premise: bool = False) -> Outcome:
        number = self._number(films, title)
        if number is None:
            return Outcome(None, self._phrases.say("answer.no_films", what=title.label))
        label = self._graph.films[number].label
        failing = [part for part in films.conditions if not self._holds(title, part)]
        credit = next((part for part in failing if isinstance(part, Credit)), None)
        proofs = [Evidence(self._graph.films[number].id, label)]
        if credit is not None:
            key = "answer.premise_credit" if premise else "answer.no_credit"
            people = self._explainer.of(credit.people)
            return Outcome(None, self._phrases.say(key, people=people, title=label), (), proofs)
        held = next(
            (
                part.condition
                for part in failing
                if isinstance(part, Not) and isinstance(part.condition, Credit)
            ),
            None,
        )
        if held is not None:
            people = self._holders(held, number)
            sentence = self._phrases.say("answer.no_without", title=label, people=people)
            return Outcome(False, sentence, (), proofs)
        if any(isinstance(part, About | Tag) for part in failing):
            return Outcome(None, self._phrases.say("unsaid.about", title=label), (), proofs)
        untold = self._untold(failing, number)
        if untold is not None:
            sentence = self._phrases.say(f"unsaid.{untold.value}", title=label)
            return Outcome(None, sentence, (), proofs)
        key = "answer.premise_title" if premise else "answer.no_title"
        facts = self._facts(films, number)
        return Outcome(False, self._phrases.say(key, title=label, facts=facts), (), proofs)

    def _untold(self, failing: Sequence[Condition], film: int) -> Attribute | None:
        """Return the attribute whose absence in the catalogue makes a condition fail."""
        asked = [attribute for part in failing for attribute in _attributes(part)]
        known = [bool(self._graph.films[film].values(attribute)) for attribute in asked]
        return next((it for it, told in zip(asked, known, strict=True) if not told), None)

    def _holds(self, title: Titled, condition: Condition) -> bool:
        return bool(self._evaluator.film_set(Films((title, condition))))

    def _number(self, films: Films, title: Titled) -> int | None:
        found = self._evaluator.films(replace(films, conditions=(title,), order=None))
        return found[0] if found else None

    def _holders(self, credit: Credit, film: int) -> str:
        """Return the holders of a credit, by name if the question did not name them."""
        if isinstance(credit.people, Named | Together):
            return self._explainer.of(credit.people)
        credited = {who for role in credit.roles for who in self._graph.people_of(film, role)}
        found = [who for who in self._evaluator.people(credit.people) if who in credited]
        return self._phrases.listing(found, lambda number: self._graph.people[number].name)

    def _held(self, credit: Credit, film: int) -> Sequence[Role]:
        """Return the roles, among those asked for, that people of a credit have in a title."""
        people = set(self._evaluator.people(credit.people))
        return [role for role in credit.roles if people & set(self._graph.people_of(film, role))]

    def _facts(self, films: Films, number: int) -> str:
        """Return the title's values for the attributes that were asked about."""
        asked = {found for condition in films.conditions for found in _attributes(condition)}
        film = self._graph.films[number]
        texts: list[str] = []
        for attribute in _FACTS:
            if attribute in asked:
                held = film.values(attribute)
                if attribute is Attribute.TAG:  # a title has dozens of tags
                    held = [value for value in held if value in _tags(films)] or held
                names = [self._phrases.named(attribute.value, value) for value in held]
                if names:
                    value = self._phrases.listing(names, str)
                    texts.append(self._phrases.say(f"fact.{attribute.value}", value=value))
        return self._phrases.join(texts) or film.label


def say_missing(names: Sequence[str], phrases: Phrases) -> str:
    """Say that people are not in the catalogue."""
    key = "empty.no_person" if len(names) == 1 else "empty.no_people"
    return phrases.say(key, names=phrases.join(names))


def missing_names(query: Node, graph: Graph) -> list[str]:
    """Return the names in a query of people the catalogue lacks."""
    return [
        part.name
        for part in walk(query)
        if isinstance(part, Named) and part.id not in graph.person_number
    ]


def _tags(films: Films) -> frozenset[str]:
    return frozenset(
        part.name
        for condition in films.conditions
        for part in walk(condition)
        if isinstance(part, Tag)
    )


def _named(films: Films) -> Titled | None:
    """Return the title that is asked about: a named one, or the one mentioned before."""
    found = next(filter(is_one_title, films.conditions), None)
    if isinstance(found, Among):
        return Titled(found.ids, found.label)
    return found if isinstance(found, Titled) else None


def _attributes(condition: Condition) -> Iterator[Attribute]:
    """Yield the attributes that a condition is about."""
    for part in walk(condition):
        match part:
            case Between(attribute) | ValueCount(attribute) if attribute is not None:
                yield attribute
            case Genre():
                yield Attribute.GENRE
            case Language():
                yield Attribute.LANGUAGE
            case Tag():
                yield Attribute.TAG
            case OfKind() | OnNetflix():
                yield part.attribute
            case _:
                continue

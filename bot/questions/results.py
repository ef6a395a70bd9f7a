"""From a query to its result: what answers it, and the sentence that says so."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.model import Role
from bot.questions.answers import Evidence, Status
from bot.questions.comparing import compare
from bot.questions.evaluate import Evaluator
from bot.questions.explain import Explainer, order_name, role_name
from bot.questions.graph import FilmNode, Graph
from bot.questions.lacking import lacking
from bot.questions.phrases import Phrases
from bot.questions.query import (
    Career,
    Check,
    Compare,
    Count,
    Mean,
    Query,
    Set,
    Several,
    Top,
)
from bot.questions.rankings import career, mean, top_members, unknown
from bot.questions.result import Result
from bot.questions.sets import (
    Attribute,
    Common,
    Credit,
    Credited,
    Films,
    Named,
    OfKind,
    Partners,
    People,
    Titled,
    Together,
    Values,
)
from bot.questions.yesno import PROOFS, Checker


class Results:
    """Answers queries on one graph, in the words of one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._phrases = phrases
        self._say = phrases.say
        self._explainer = Explainer(phrases)
        self._evaluator = evaluator
        self._checker = Checker(graph, evaluator, phrases)

    def of(self, query: Query) -> Result:
        """Return what a query gives."""
        missing = lacking(query, self._graph, self._phrases)
        if missing is not None:
            return Result(Status.EMPTY, missing)
        match query:
            case Films():
                return self._films(query)
            case Named() | Credited() | Partners() | Together() | Common():
                return self._people(query)
            case Several(parts):
                return self._several(parts)
            case Mean():
                figure = mean(query, self._graph, self._evaluator, self._phrases)
                return self._nothing(query.films) if figure is None else figure
            case Values():
                return self._values(query)
            case Count(of):
                return self._count(query, of)
            case Check(films):
                return self._check(films)
            case Compare():
                return self._compare(query)
            case Top():
                found = top_members(query, self._graph, self._evaluator, self._phrases)
                return self._nothing(query.of) if found is None else self._with_proofs(query, found)
            case Career():
                found = career(query, self._graph, self._evaluator, self._phrases)
                return unknown(query, self._phrases) if found is None else found

    def _films(self, query: Films) -> Result:
        found = self._evaluator.films(query)
        if not found:
            premise = self._checker.false_premise(query)
            if premise is not None:
                return Result(Status.EMPTY, premise.sentence, evidence=premise.evidence)
            return self._nothing(query)
        if len(query.conditions) > 1 and any(isinstance(c, Titled) for c in query.conditions):
            return self._check(query)  # "the Tom Hanks film Big": whether it is one
        if len(query.conditions) == 1 and isinstance(query.conditions[0], Titled):
            label = self._label(found[0])
            return Result(Status.MENTION, self._say("answer.card", names=label), films=found)
        if query.order is None:
            count = self._phrases.count("films", len(found))
            listing = self._phrases.listing(found, self._label)
            return Result(
                Status.ANSWERED, self._say("answer.films", count=count, names=listing), found
            )
        listing = self._phrases.listing(found, lambda number: self._with_figure(number, query))
        key = f"answer.{order_name(query.order)}{'_one' if len(found) == 1 else ''}"
        return Result(Status.ANSWERED, self._say(key, names=listing), found)

    def _people(self, query: People) -> Result:
        found = self._evaluator.people(query)
        if not found:
            return self._nothing(query)
        if isinstance(query, Together):
            both = self._phrases.join([self._graph.people[number].name for number in found])
            return Result(Status.MENTION, self._say("answer.card", names=both), people=found)
        if isinstance(query, Named):
            sentence = self._say("answer.person", name=query.name, roles=self._roles(found[0]))
            return Result(Status.MENTION, sentence, people=found)
        listing = self._phrases.listing(found, lambda number: self._graph.people[number].name)
        title = self._only_title(query.films) if isinstance(query, Credited) else None
        if isinstance(query, Credited) and title is not None and not query.every:
            key = f"answer.{role_name(query.roles)}"
            sentence = self._say(key, title=title.label, names=listing)
        else:
            count = self._phrases.count("people", len(found))
            sentence = self._say("answer.people", count=count, names=listing)
        return Result(Status.ANSWERED, sentence, people=found, evidence=self._proofs(query, found))

    def _values(self, query: Values) -> Result:
        title = self._only_title(query.films)
        if query.attribute is Attribute.STORY:
            return self._story(query)
        found = self._evaluator.values(query)
        if not found:
            if not self._evaluator.film_set(query.films):
                return self._films(query.films)
            what = self._explainer.query(query)
            return Result(Status.EMPTY, self._say("empty.unknown_value", what=what))
        films = self._evaluator.films(query.films)
        evidence = [
            Evidence(self._graph.films[number].id, self._graph.films[number].label)
            for number in films[:PROOFS]
        ]
        listing = self._phrases.listing(
            found, lambda value: self._phrases.named(query.attribute.value, value)
        )
        if title is not None:
            key = f"answer.{query.attribute.value}"
            sentence = self._say(key, title=title.label, names=listing)
        else:
            noun = "years" if query.attribute is Attribute.YEAR else "values"
            count = self._phrases.count(noun, len(found))
            sentence = self._say("answer.values", count=count, names=listing)
        return Result(Status.ANSWERED, sentence, values=found, evidence=evidence)

    def _story(self, query: Values) -> Result:
        films = self._evaluator.films(query.films)
        if not films:
            return self._films(query.films)
        told = [number for number in films if self._graph.films[number].story]
        if not told:
            what = self._explainer.query(query)
            return Result(Status.EMPTY, self._say("empty.unknown_value", what=what))
        film = self._graph.films[told[0]]
        sentence = self._say("answer.story", title=film.label, names=film.story)
        return Result(Status.ANSWERED, sentence, films=told[:1], values=[film.story])

    def _several(self, parts: Sequence[Values | Credited]) -> Result:
        """Return what each part gives, one sentence after the other."""
        found = [self.of(part) for part in parts]
        answered = [result for result in found if result.status is Status.ANSWERED]
        return Result(
            Status.ANSWERED if answered else Status.EMPTY,
            " ".join(result.sentence for result in found),
            people=list(dict.fromkeys(who for result in answered for who in result.people)),
            values=[value for result in answered for value in result.values],
            evidence=list(dict.fromkeys(proof for result in answered for proof in result.evidence)),
        )

    def _count(self, query: Count, of: Set) -> Result:
        what = self._explainer.query(of)
        match of:
            case Films():
                found = self._evaluator.films(of)
                if not found and (premise := self._checker.false_premise(of)) is not None:
                    return Result(Status.EMPTY, premise.sentence, evidence=premise.evidence)
                count = self._phrases.count("films", len(found))
                return Result(
                    Status.ANSWERED,
                    self._say("answer.count", count=count, what=what),
                    films=found,
                    values=[str(len(found))],
                )
            case Values():
                if of.attribute in {Attribute.VOTES, Attribute.RATING}:
                    return self._values(of)
                found_values = self._evaluator.values(of)
                if not found_values:
                    return self._values(of)
                count = self._phrases.count("values", len(found_values))
                number = len(found_values)
                people: Sequence[int] = ()
            case _:
                people = self._evaluator.people(of)
                number = len(people)
                count = self._phrases.count("people", number)
        sentence = self._say("answer.count", count=count, what=self._explainer.query(query.of))
        return Result(Status.ANSWERED, sentence, people=people, values=[str(number)])

    def _check(self, films: Films) -> Result:
        outcome = self._checker.check(films)
        return Result(
            Status.ANSWERED if outcome.holds is not None else Status.EMPTY,
            outcome.sentence,
            films=outcome.films,
            values=() if outcome.holds is None else [self._say("yes" if outcome.holds else "no")],
            evidence=outcome.evidence,
        )

    def _compare(self, query: Compare) -> Result:
        outcome = compare(query, self._graph, self._evaluator, self._phrases)
        status = Status.ANSWERED if outcome.known else Status.EMPTY
        return Result(status, outcome.sentence, outcome.films, outcome.people, outcome.values)

    def _nothing(self, query: Query) -> Result:
        what = self._explainer.query(query)
        if isinstance(query, Films) and (makers := self._makers(query)):
            names = self._phrases.listing(makers, lambda number: self._graph.people[number].name)
            return Result(
                Status.EMPTY, self._say("empty.no_more", what=what, people=names), people=makers
            )
        return Result(Status.EMPTY, self._say("empty.films", what=what))

    def _makers(self, films: Films) -> Sequence[int]:
        """Return who "the director of Heat" is, where nothing else of theirs is known."""
        paths = [
            part.people
            for part in films.conditions
            if isinstance(part, Credit) and isinstance(part.people, Credited)
        ]
        narrow = any(not isinstance(part, Credit | OfKind) for part in films.conditions)
        if len(paths) != 1 or narrow:
            return ()
        if self._only_title(paths[0].films) is None:
            return ()
        return self._evaluator.people(paths[0])

    def _label(self, number: int) -> str:
        return self._graph.films[number].label

    def _only_title(self, films: Films) -> FilmNode | None:
        """Return the title where a set is one named title and nothing else."""
        one = films.order is not None and films.order.limit == 1
        if one or any(isinstance(condition, Titled) for condition in films.conditions):
            found = self._evaluator.films(films)
            if len(found) == 1:
                return self._graph.films[found[0]]
        return None

    def _with_figure(self, number: int, query: Films) -> str:
        film = self._graph.films[number]
        if query.order is not None and order_name(query.order) in {"newest", "oldest"}:
            return film.label
        if film.rating is None:
            return film.label
        if film.votes is None:
            return f"{film.label}, {self._say('rated_plain', rating=f'{film.rating:g}')}"
        figure = self._say("rated", rating=f"{film.rating:g}", votes=f"{film.votes:,}")
        return f"{film.label}, {figure}"

    def _roles(self, person: int) -> str:
        counts = [
            f"{self._say(f'role.{role.value}')}: {count}"
            for role in Role
            if (count := len(self._graph.films_of(person, role)))
        ]
        return ", ".join(counts)

    def _with_proofs(self, query: Top, found: Result) -> Result:
        if isinstance(query.of, Values):
            return found
        return replace(found, evidence=self._proofs(query.of, found.people))

    def _proofs(self, query: People, people: Sequence[int]) -> list[Evidence]:
        if isinstance(query, Common):
            return [proof for part in query.sets for proof in self._proofs(part, people)]
        proofs: list[Evidence] = []
        for person in people[:PROOFS]:
            films = self._evaluator.evidence(query, person)
            if films:
                film = self._graph.films[films[0]]
                name = self._graph.people[person].name
                proofs.append(Evidence(film.id, f"{name}: {film.label}"))
        return proofs

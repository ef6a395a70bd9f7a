"""Suggests close questions that have an answer, and notes for answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from bot.catalog.model import FILM_KINDS, PersonRef, Role
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.ordering import lacking
from bot.questions.evaluation.query_cost import is_sweeping
from bot.questions.evaluation.well_known import WellKnown, well_known
from bot.questions.query.nodes import (
    ANY_ROLE,
    About,
    Alike,
    AnyOf,
    Attribute,
    Between,
    Condition,
    Credit,
    Credited,
    Films,
    Key,
    Language,
    Named,
    Not,
    OfKind,
    OnNetflix,
    Order,
    Partners,
    Titled,
    Together,
    Values,
    is_one_title,
)
from bot.questions.query.queries import Check, Count, Query
from bot.questions.query.walk import conditions_of, is_everything, titles_named, walk
from bot.questions.results.answer import Answer, Result, Status, Suggestion
from bot.questions.results.results import Results
from bot.questions.wording.chips import chips, named_titles
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases

MAX_OFFERED = 3
EXAMPLE_TITLES = 10
"""How many titles an example asks for."""
_HAS_ANSWER = frozenset({Status.ANSWERED, Status.MENTION})
MAX_LOOKED_AT = 1_000
"""Examples come from this many titles with the most votes: a large catalogue has too many."""
MAX_TRIED = 8
"""The most close questions that are tried, to bound the work."""


class Suggester:
    """Suggests questions close to a query, in one language."""

    def __init__(
        self, graph: Graph, evaluator: Evaluator, results: Results, phrases: Phrases
    ) -> None:
        self._graph = graph
        self._evaluator = evaluator
        self._results = results
        self._phrases = phrases
        self._explainer = Explainer(phrases)

    def of(self, query: Query) -> tuple[Suggestion, ...]:
        """Return questions close to a query that has no answer."""
        if isinstance(query, Named | Together):
            return self.suggestions(_about(query))
        if _only_named(query):
            return ()  # its card answers anything one might ask
        if isinstance(query, Check):
            return self.suggestions(_instead_of_check(query))
        # Drop the last condition first: it is the one that left nothing.
        without = [
            chip.without for chip in chips(query, self._explainer) if chip.without is not None
        ]
        return self.suggestions(part for part in reversed(without) if _says_something(part))

    def wider(self, films: Films) -> tuple[Suggestion, ...]:
        """Return sets with one condition less and different titles."""
        without = (
            chip.without for chip in chips(films, self._explainer) if chip.without is not None
        )
        return self.suggestions((part for part in without if _says_something(part)), films)

    def instead(self, queries: Sequence[Query]) -> tuple[Suggestion, ...]:
        """Return questions to ask instead of a partly understood one."""
        asked = [
            query
            for query in queries
            if not isinstance(query, Named | Together) and not _only_named(query)
        ]
        named = [query for query in queries if query not in asked]
        titles = [query for query in named if _only_named(query)]
        without = (
            chip.without
            for query in asked
            for chip in chips(query, self._explainer)
            if chip.without is not None
        )
        about = (about for query in named if query not in titles for about in _about(query))
        close = [part for part in (*asked, *without) if _says_something(part)]
        return self.suggestions([*close[:1], *titles, *about, *close[1:]])

    @cached_property
    def examples(self) -> tuple[Suggestion, ...]:
        """Example questions of each sort that this catalogue can answer, ready to type."""
        graph = self._graph
        found: list[tuple[str, str, Query]] = []
        if actor := _busiest(graph, Role.CAST):
            named = Named(actor.id, actor.name)
            found.append(("person", actor.name, Films((Credit((Role.CAST,), named),))))
        if director := _busiest(graph, Role.DIRECTOR):
            film = graph.films[graph.films_of(graph.person_number[director.id], Role.DIRECTOR)[0]]
            titled = Films((Titled((film.id,), film.title),))
            found.append(("title", film.title, Credited((Role.DIRECTOR,), titled)))
        decades = Counter(
            film.years[0] // 10 * 10 for film in graph.films[:MAX_LOOKED_AT] if film.years
        )
        if decades:
            first = max(decades, key=lambda decade: (decades[decade], decade))
            years = Between(Attribute.YEAR, first, first + 9)
            best = Films((OfKind(FILM_KINDS), years), Order(Key.BEST, limit=EXAMPLE_TITLES))
            found.append(("decade", self._phrases.named("decade", f"{first}s"), best))
        return tuple(
            Suggestion(self._phrases.say(f"example.{key}", name=name), query)
            for key, name, query in found
            if self._results.of(query).status in _HAS_ANSWER
        )

    def suggestions(
        self, queries: Iterable[Query], beside: Query | None = None
    ) -> tuple[Suggestion, ...]:
        """Return the first few queries that have an answer, without sweeping ones.

        Args:
            queries: Queries, likeliest first; those with the same answer as an earlier one are
                skipped.
            beside: A query whose answer should not be repeated.
        """
        found: list[Suggestion] = []
        tried = list(dict.fromkeys(queries))[:MAX_TRIED]
        known = [] if beside is None or not tried else [_content(self._results.of(beside))]
        for query in tried:
            if is_sweeping(query, self._evaluator):
                continue
            result = self._results.of(query)
            if result.status in _HAS_ANSWER and _content(result) not in known:
                known.append(_content(result))
                found.append(Suggestion(self.label(query), query))
            if len(found) == MAX_OFFERED:
                break
        return tuple(found)

    def label(self, query: Query) -> str:
        """Return the button label of a query."""
        if isinstance(query, Named):
            return self._phrases.say("suggest.person", name=query.name)
        if isinstance(query, Films) and _only_named(query):
            films = self._evaluator.films(query)
            name = self._graph.films[films[0]].label if films else ""
            return self._phrases.say("suggest.title", name=name)
        return self._explainer.of(query)

    def namesakes(self, query: Query) -> tuple[Suggestion, ...]:
        """Return the query asked of the other titles of a name."""
        if not isinstance(query, Films | Values | Credited):
            return ()
        films = query if isinstance(query, Films) else query.films
        changed: list[Query] = []
        for place, condition in enumerate(films.conditions):
            if not isinstance(condition, Titled):
                continue
            for id_ in self._known(condition)[1 : MAX_OFFERED + 1]:
                label = self._graph.films[self._graph.film_number[id_]].label
                other = Titled((id_,), label)
                conditions = (*films.conditions[:place], other, *films.conditions[place + 1 :])
                swapped = replace(films, conditions=conditions)
                changed.append(
                    swapped if isinstance(query, Films) else replace(query, films=swapped)
                )
        return self.suggestions(changed)

    def notes(self, query: Query) -> tuple[str, ...]:
        """Return notes for an answer: credits are incomplete, a name is shared."""
        found: list[str] = [self._foreign(known) for known in self._well_known(query)]
        films = query if isinstance(query, Films) else None
        asked = conditions_of(query)
        if OnNetflix() in asked and not any(map(is_one_title, asked)):
            found.append(self._phrases.say("note.netflix"))
        if films and any(isinstance(part, Not) and _credits(part) for part in films.conditions):
            found.append(self._phrases.say("note.incomplete"))
        if films and any(isinstance(part, Not) and _left_out(part) for part in films.conditions):
            found.append(self._phrases.say("note.unlisted"))
        if films and any(_leaves_out_a_theme(part) for part in films.conditions):
            found.append(self._phrases.say("note.by_stories"))
        if unmeasured := self._unmeasured(query):
            found.append(self._phrases.count("note.unmeasured", unmeasured))
        for titled in named_titles(query):
            known = self._known(titled)
            if len(known) > 1:
                label = self._graph.films[self._graph.film_number[known[0]]].label
                found.append(
                    self._phrases.say(
                        "note.namesakes", count=len(known), title=titled.label, label=label
                    )
                )
        return tuple(found)

    def _well_known(self, query: Query) -> Iterator[WellKnown]:
        """Yield the titles to be similar to that only the table has."""
        for part in conditions_of(query):
            for id_ in part.ids if isinstance(part, Alike) else ():
                known = well_known().by_id.get(id_)
                if known is not None and id_ not in self._graph.film_number:
                    yield known

    def _foreign(self, known: WellKnown) -> str:
        """Say that a title is not in the catalogue, and what similarity is based on."""
        genres = [self._phrases.named(Attribute.GENRE.value, genre) for genre in known.genres]
        return self._phrases.say(
            "note.foreign", title=known.title, genres=self._phrases.join(genres)
        )

    def _unmeasured(self, query: Query) -> int:
        """Return how many titles are left out only because their length is unknown."""
        if not self._graph.has(Attribute.RUNTIME):
            return 0
        for films in walk(query):
            if not isinstance(films, Films) or titles_named(films):
                continue
            others = tuple(part for part in films.conditions if not _is_of_length(part))
            ordered = films.order is not None and films.order.key is Key.RUNTIME
            if ordered or len(others) < len(films.conditions):
                return lacking(self._graph, Key.RUNTIME, self._evaluator.film_set(Films(others)))
        return 0

    def _known(self, titled: Titled) -> list[str]:
        """Return the namesakes that this catalogue has: a query may come from an older one."""
        return [id_ for id_ in titled.ids if id_ in self._graph.film_number]


def _leaves_out_a_theme(condition: Condition) -> bool:
    return isinstance(condition, Not) and any(isinstance(it, About) for it in walk(condition))


def _busiest(graph: Graph, role: Role) -> PersonRef | None:
    """Return the person with the most of the best-known titles in a role."""
    known = Counter(
        person
        for film in range(min(len(graph.films), MAX_LOOKED_AT))
        for person in graph.people_of(film, role)
    )
    if not known:
        return None
    number = max(known, key=lambda person: (known[person], graph.people[person].name))
    return PersonRef(graph.people[number].id, graph.people[number].name)


def _content(result: Result) -> tuple[frozenset[int], frozenset[int], tuple[str, ...]]:
    return frozenset(result.films), frozenset(result.people), tuple(result.values)


def _credits(condition: Not) -> bool:
    return any(isinstance(part, Credit) for part in walk(condition))


def _left_out(condition: Not) -> bool:
    return any(isinstance(part, Language | Between) for part in walk(condition)) and not (
        _is_of_length(condition)
    )


def _is_of_length(condition: Condition) -> bool:
    return any(
        isinstance(part, Between) and part.attribute is Attribute.RUNTIME
        for part in walk(condition)
    )


def _only_named(query: Query) -> bool:
    return (
        isinstance(query, Films)
        and len(query.conditions) == 1
        and isinstance(query.conditions[0], Titled)
    )


def _says_something(query: Query) -> bool:
    """Return whether a set has conditions other than kinds and exclusions."""
    if isinstance(query, Count | Check):
        return not any(map(is_one_title, conditions_of(query)))
    if not isinstance(query, Films):
        return not is_everything(query)
    return any(not isinstance(part, OfKind | Not) for part in query.conditions)


def _instead_of_check(query: Check) -> Iterator[Query]:
    """Yield alternatives to asking whether a person is in a title: its cast, their titles."""
    conditions = query.films.conditions
    titled = tuple(part for part in conditions if isinstance(part, Titled))
    for part in conditions:
        if isinstance(part, Credit) and titled:
            yield Credited(part.roles if len(part.roles) == 1 else (Role.CAST,), Films(titled))
    rest = tuple(part for part in conditions if not isinstance(part, Titled))
    if titled:
        yield Films(rest)
    elif len(rest) > 1:
        for place in range(len(rest)):
            yield Films(rest[:place] + rest[place + 1 :])


def _about(query: Query) -> Iterator[Query]:
    """Yield the questions that a bare name may stand for."""
    if isinstance(query, Named):
        yield Films((Credit((Role.CAST,), query),))
        yield Films((Credit((Role.DIRECTOR,), query),))
        yield Partners(query, (Role.CAST,), (Role.CAST,))
        yield Films((Credit((Role.WRITER,), query),))
    elif isinstance(query, Together):
        credits_ = tuple(Credit(ANY_ROLE, person) for person in query.people)
        yield Films(credits_ if query.every else (AnyOf(credits_),))


def says_less(query: Query, answer: Answer) -> bool:
    """Return whether a query only names something, or asks for a figure of titles found."""
    if isinstance(query, Named) or (isinstance(query, Values) and answer.movie_ids):
        return True
    return isinstance(query, Films) and all(map(is_one_title, query.conditions))

"""Evaluates queries on the graph.

A path never leads back to where it started: "who acted with Al Pacino" does not list Al Pacino, nor
"which films share a director with Heat" Heat. So each step leaves out the people and titles named
deeper inside the query.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

import numpy as np

from bot.catalog.model import Role
from bot.questions.evaluation.characters import Parts
from bot.questions.evaluation.graph.film_set import FilmSet
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.likeness import Likeness
from bot.questions.evaluation.ordering import ordered, within
from bot.questions.evaluation.story_search import ByStory, StorySearch
from bot.questions.evaluation.tally import Tally
from bot.questions.query.nodes import (
    About,
    Alike,
    AllOf,
    Among,
    AnyOf,
    Attribute,
    Between,
    Common,
    Condition,
    Credit,
    CreditCount,
    Credited,
    Films,
    Franchise,
    Genre,
    Key,
    Language,
    Named,
    Not,
    OfKind,
    OnNetflix,
    Partners,
    People,
    Tag,
    Telling,
    Titled,
    Together,
    ValueCount,
    Values,
)
from bot.questions.query.walk import named_within, walk
from bot.runtime.workers.budget import look
from bot.stories.stories import Stories

CACHED_SETS, CACHED_TALLIES = 64, 16
"""How many sets and tallies are cached: one answer needs the same few repeatedly. With 100,000
titles, a set of titles takes 100 KB and a tally of its people a megabyte."""
SILENT = "None"
"""The language of silent films, which no story tells of."""
MAX_ALIKE = 30
"""The most titles that a search for similar ones gives."""
MAX_ONE_BY_ONE = 64
"""Up to this many titles or people are processed one by one, more of them in arrays."""
_NONE = FilmSet.of(())


class Evaluator:
    """Evaluates queries on one graph and caches recent results.

    Args:
        graph: The catalogue.
        stories: Finds titles by theme; ``None`` finds none.

    Attributes:
        parts: Who plays which character, as far as stories tell.
    """

    def __init__(self, graph: Graph, stories: Stories | None = None) -> None:
        self._graph = graph
        self.parts = Parts(graph.arrays.parts)
        self._stories = StorySearch(graph, stories)
        self.telling_of = self._stories.telling_of
        self.says = self._stories.says
        self.is_name = self._stories.is_name
        self._likeness = Likeness(graph, stories)
        self._by_likeness = lru_cache(maxsize=CACHED_SETS)(self._ranked_alike)
        self.film_set = lru_cache(maxsize=CACHED_SETS)(self._film_set)
        self.counted = lru_cache(maxsize=CACHED_TALLIES)(self._counted)
        self._credited_films = lru_cache(maxsize=CACHED_SETS)(self._films_of_people)

    def films(self, query: Films) -> list[int]:
        """Return the titles of a set in its order, or else best known first."""
        numbers = self.film_set(query)
        if query.order is None or self._goes_by_story(query):
            ranked = self._ranked(query)
            if ranked is None:
                return self._first_languages_first(query, numbers.ascending())
            return [number for number in ranked if number in numbers]
        # The limit is already applied.
        return ordered(self._graph, numbers, replace(query.order, skip=0))

    def _first_languages_first(self, query: Films, films: list[int]) -> list[int]:
        """Return titles, those whose first language was asked for at the front.

        A film with a few words of French is not a French film.
        """
        asked = self._languages(query)
        if not asked:
            return films
        languages = self._graph.facets[Attribute.LANGUAGE]
        return sorted(films, key=lambda film: not asked.intersection(languages.numbers(film)[:1]))

    def _mainly_so(self, query: Films, numbers: FilmSet) -> FilmSet:
        """Return the titles of a set whose first language was asked for, if any.

        "The best French film" must be one of these.
        """
        asked = self._languages(query) if query.order is not None else frozenset[int]()
        if not asked:
            return numbers
        languages = self._graph.facets[Attribute.LANGUAGE]
        mainly = [film for film in numbers if asked.intersection(languages.numbers(film)[:1])]
        return FilmSet.of(mainly) if mainly else numbers

    def _languages(self, query: Films) -> frozenset[int]:
        numbers = (
            self._graph.by_language.number(part.name)
            for part in query.conditions
            if isinstance(part, Language)
        )
        return frozenset(number for number in numbers if number is not None)

    def _ranked(self, query: Films) -> Sequence[int] | None:
        """Return a set's titles by how well they match, ``None`` if the conditions do not rank."""
        if models := _models(query):
            return self._alike(query, models)
        told = self.by_story(query)
        return None if told is None else told.films

    def _goes_by_story(self, query: Films) -> bool:
        """Return whether the titles of a set stay in the order in which their stories match.

        If no story is certainly about the theme, the oldest title or the best is none of it either.
        """
        if query.order is not None and query.order.key is Key.STORY:
            return True
        told = None if query.order is None or _models(query) else self.by_story(query)
        return told is not None and not told.certain

    def by_story(self, query: Films) -> ByStory | None:
        """Return a set's titles ranked by story, ``None`` if it has no theme."""
        text = _told(query)
        if not text:
            return None
        rest = tuple(it for it in query.conditions if not isinstance(it, About | Language))
        among = self.film_set(Films(rest))
        for part in query.conditions:
            if isinstance(part, Language) and part.name == SILENT:
                among &= self._matching(part)
            elif isinstance(part, Language):
                # If the catalogue does not give the language, the story may.
                among &= self._matching(part) | (self._graph.all_films - self._told(part))
                text = f"{text}. {part.name}"
        return self._stories.about(text, among, one=_is_described(query))

    def _ranked_alike(self, ids: tuple[str, ...], among: FilmSet) -> Sequence[int]:
        return self._likeness.ranked(ids, among)[:MAX_ALIKE]

    def _alike(self, query: Films, ids: Sequence[str]) -> Sequence[int]:
        """Return a set's titles by similarity to others, most similar first."""
        rest = tuple(part for part in query.conditions if not isinstance(part, Alike))
        return self._by_likeness(tuple(ids), self.film_set(Films(rest)))

    def _film_set(self, query: Films) -> FilmSet:
        """Return the titles of a set, unordered, after applying its limit."""
        look()
        if (ranked := self._ranked(query)) is not None:
            order = query.order
            if order is None:
                return FilmSet.of(ranked)
            if self._goes_by_story(query):
                last = None if order.limit is None else order.skip + order.limit
                return FilmSet.of(ranked[order.skip : last])
            if (told := self.by_story(query)) is not None:
                ranked = told.for_ordering
            if order.limit is None:
                return FilmSet.of(ranked)
            return FilmSet.of(ordered(self._graph, ranked, order))
        found: FilmSet | None = None
        tests: list[Between | ValueCount] = []
        for condition in query.conditions:
            if isinstance(condition, ValueCount) or (
                isinstance(condition, Between) and condition.attribute is not Attribute.YEAR
            ):
                tests.append(condition)
                continue
            matching = self._matching(condition)
            found = matching if found is None else found & matching
        numbers = self._graph.all_films if found is None else found
        for test in tests:
            numbers = within(self._graph, test, numbers)
        numbers = self._mainly_so(query, self._most_likely(query, numbers))
        if query.order is not None and query.order.limit is not None:
            return FilmSet.of(ordered(self._graph, numbers, query.order))
        return numbers

    def people(self, query: People) -> list[int]:
        """Return the people of a set: as billed for one title, else busiest first."""
        match query:
            case Named(id_):
                number = self._graph.person_number.get(id_)
                return [] if number is None else [number]
            case Together(members):
                return list(dict.fromkeys(who for part in members for who in self.people(part)))
            case Credited() | Partners():
                return self.counted(query).numbers
            case Common(sets):
                first, *others = map(self.people, sets)
                shared = set(first).intersection(*others)
                return [who for who in first if who in shared]
            case CreditCount(of):
                least = query.low or 1
                if query.every_title and isinstance(of, Credited):
                    least = max(least, len(self.film_set(of.films)))
                return self.counted(of).between(least, query.high).numbers

    def values(self, query: Values) -> list[str]:
        """Return the values of an attribute: years ascending, others commonest first."""
        found = [str(value) for value in self.counted(query).names]
        if query.attribute in {Attribute.YEAR, Attribute.DECADE}:
            found.sort()
        return found

    def _counted(self, query: Credited | Partners | Values) -> Tally:
        """Return the members of a set with their number of titles, most first."""
        look()
        match query:
            case Values(attribute, films):
                return self._value_tally(attribute, self.films(films))
            case Credited(roles, films, every):
                tally = self._credit_tally(self.films(films), roles, every=every)
                return self._leave_out(tally, films)
            case Partners(people, roles, own_roles):
                shared = self._credited_films(own_roles, people).ascending()
                return self._leave_out(self._credit_tally(shared, roles), people)

    def _value_tally(self, attribute: Attribute, films: Sequence[int]) -> Tally:
        facet = self._graph.facets.get(attribute)
        if facet is None:
            return Tally.of((), str)
        if len(films) > MAX_ONE_BY_ONE:
            return Tally.of_array(facet.held.gather(np.array(films))[1], facet.names.__getitem__)
        numbers = chain.from_iterable(facet.numbers(film) for film in films)
        return Tally.of(numbers, facet.names.__getitem__)

    def _credit_tally(
        self, films: Sequence[int], roles: Sequence[Role], *, every: bool = False
    ) -> Tally:
        if len(films) > MAX_ONE_BY_ONE:
            return Tally.of_array(
                self._graph.credited_in(np.array(films), roles, every=every)[1], int
            )
        credited = (self._graph.credited(film, roles, every=every) for film in films)
        return Tally.of(chain.from_iterable(credited), int)

    def evidence(self, query: People, person: int) -> list[int]:
        """Return the titles that qualify somebody for a set of people, best known first."""
        match query:
            case Credited(roles, films, every):
                numbers, together = self.film_set(films), every
            case Partners(people, roles, own_roles):
                numbers, together = self._credited_films(own_roles, people), False
            case CreditCount(of):
                return self.evidence(of, person)
            case _:
                return []
        held = [frozenset(self._graph.films_of(person, role)) for role in roles]
        own = held[0].intersection(*held[1:]) if together else held[0].union(*held[1:])
        return (FilmSet.of(own) & numbers).ascending()

    def _most_likely(self, query: Films, numbers: FilmSet) -> FilmSet:
        """Keep only the first of several namesakes that all fit."""
        for condition in query.conditions:
            if isinstance(condition, Titled):
                fitting = [
                    number
                    for id_ in condition.ids
                    if (number := self._graph.film_number.find(id_)) in numbers
                ]
                return FilmSet.of(fitting[:1])
        return numbers

    def _matching(self, condition: Condition) -> FilmSet:
        graph = self._graph
        match condition:
            case Titled(ids) | Among(ids) | Franchise(ids):
                numbers = map(graph.film_number.find, ids)
                return FilmSet.of(number for number in numbers if number >= 0)
            case Credit(roles, people, every):
                found = self._credited_films(roles, people, every=every)
                for topic in self._topics(people):
                    found -= topic
                return found
            case Genre() | Language() | Tag() | OnNetflix():
                return graph.by[condition.attribute].get(condition.name, _NONE)
            case OfKind(kinds):
                return FilmSet.union(graph.by_kind.get(kind, _NONE) for kind in kinds)
            case Between() | ValueCount():
                return within(self._graph, condition, graph.all_films)
            case _:
                return self._joined(condition)

    def with_character(self, name: str) -> list[int]:
        """Return the titles whose name or story mentions a character."""
        told = (part.film for part in self.parts.named(name))
        titled = (self._graph.film_number[id_] for id_ in self._graph.titles_beginning(name))
        return list(dict.fromkeys([*told, *titled, *self.telling_of(name)]))

    def _joined(self, condition: Condition) -> FilmSet:
        """Return the titles that meet a compound condition."""
        match condition:
            case Not(inner):
                return self._told(inner) - self._matching(inner)
            case AnyOf(parts):
                return FilmSet.union(map(self._matching, parts))
            case AllOf(parts):
                return self.film_set(Films(parts))
            case Alike():
                return self.film_set(Films((condition,)))
            case About(text):
                return FilmSet.of(self._stories.about(text, self._graph.all_films).films)
            case _:
                return _NONE

    def _told(self, condition: Condition) -> FilmSet:
        """Return the titles for which the catalogue knows whether a condition holds."""
        match condition:
            case Language() | Genre():
                return self._graph.facets[condition.attribute].films_with_any
            case Between(attribute):
                return within(self._graph, Between(attribute), self._graph.all_films)
            case AnyOf(parts) | AllOf(parts):
                return self._in_all(self._told(part) for part in parts)
            case _:
                return self._graph.all_films

    def _films_of_people(
        self, roles: Sequence[Role], people: People, *, every: bool = False
    ) -> FilmSet:
        look()
        if isinstance(people, Together):
            sets = [self._credited_films(roles, part, every=every) for part in people.people]
            if not people.every:
                return FilmSet.union(sets)
            return self._in_all(sets) if sets else _NONE
        found = self.people(people)
        if len(found) > MAX_ONE_BY_ONE:
            return self._graph.films_with(np.array(found), roles, every=every)
        films_of = self._graph.films_of
        if every:
            return FilmSet.of(
                film
                for person in found
                for film in films_of(person, roles[0])
                if person in self._graph.credited(film, roles, every=True)
            )
        return FilmSet.of(
            film for person in found for role in roles for film in films_of(person, role)
        )

    def _in_all(self, sets: Iterable[FilmSet]) -> FilmSet:
        found = self._graph.all_films
        for part in sets:
            found &= part
        return found

    def _topics(self, people: People) -> Iterator[FilmSet]:
        """Yield the titles named within."""
        for part in walk(people):
            if isinstance(part, Films) and any(isinstance(c, Titled) for c in part.conditions):
                yield self.film_set(part)

    def _leave_out(self, tally: Tally, inside: Films | People) -> Tally:
        numbers = map(self._graph.person_number.find, named_within(inside))
        return tally.without([number for number in numbers if number >= 0])


def _models(query: Films) -> Sequence[str]:
    """Return the ids of the titles that a set's titles should be similar to."""
    return [id_ for part in query.conditions if isinstance(part, Alike) for id_ in part.ids]


def _is_described(query: Films) -> bool:
    return any(isinstance(it, About) and it.telling is Telling.ONE for it in query.conditions)


def _told(query: Films) -> str:
    """Return the themes of a set as one text."""
    return ". ".join(part.text for part in query.conditions if isinstance(part, About))

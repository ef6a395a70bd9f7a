"""What a query yields on the graph.

A path never comes back to where it began: "who acted with Al Pacino" does not name Al Pacino, and
"which films share a director with Heat" does not name Heat. So each step leaves out the people
and titles that are named further inside the query.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, starmap
from typing import NamedTuple

from bot.catalog.model import Role
from bot.questions.evaluation.graph import Graph
from bot.questions.evaluation.likeness import Likeness
from bot.questions.evaluation.ordering import ordered, within
from bot.questions.evaluation.other_words import prepare, wordings
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
    Language,
    Named,
    Not,
    OfKind,
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
from bot.stories.stories import Stories
from bot.stories.sureness import Sureness

CACHED_SETS = 64
"""How many sets are cached: one answer needs the same few several times."""
MAX_TOLD = 30
"""At most so many titles are about something."""
LONG_TOLD = 6
"""A text of so many words describes one title rather than a theme."""
NEAREST_TOLD = 5
"""Where none is clearly about it, so many of the nearest are given."""
MAX_DESCRIBED = 10
"""So many titles may be the one that is described."""
FilmSet = frozenset[int]
_NONE: FilmSet = frozenset()


class Counted(NamedTuple):
    """A member of a set with the number of titles that give it."""

    value: int | str
    films: int


class ByStory(NamedTuple):
    """Titles by how well their stories fit.

    Attributes:
        films: Best first.
        clear: Whether they are about it, rather than just the nearest.
        sure: Whether the first is surely meant, where one title is described.
    """

    films: Sequence[int]
    clear: bool
    sure: bool = False


class Evaluator:
    """Answers queries on one graph; what was answered lately is kept.

    Args:
        graph: The catalogue.
        stories: Finds its titles by what they are about; ``None`` finds none.
    """

    def __init__(self, graph: Graph, stories: Stories | None = None) -> None:
        self._graph = graph
        self._stories = stories
        prepare()
        self._likeness = Likeness(graph, stories)
        self._by_likeness = lru_cache(maxsize=CACHED_SETS)(self._ranked_alike)
        self._by_story = lru_cache(maxsize=CACHED_SETS)(self._search)
        self.film_set = lru_cache(maxsize=CACHED_SETS)(self._film_set)
        self.counted = lru_cache(maxsize=CACHED_SETS)(self._counted)

    def films(self, query: Films) -> list[int]:
        """Return the titles of a set, in its order, or the best known first."""
        numbers = self.film_set(query)
        if query.order is None and (alike := _models(query)):
            return self._alike(query, alike)
        if query.order is None:
            told = self.by_story(query)
            return sorted(numbers) if told is None else list(told.films)
        return ordered(self._graph, numbers, replace(query.order, skip=0))  # they are cut already

    def by_story(self, query: Films) -> ByStory | None:
        """Return a set's titles by their stories, ``None`` where it asks for none."""
        text = _told(query)
        if not text:
            return None
        rest = tuple(it for it in query.conditions if not isinstance(it, About | Language))
        among = self.film_set(Films(rest))
        for part in query.conditions:
            if isinstance(part, Language):
                # Where the catalogue does not say the language, the story may.
                among &= self._matching(part) | (self._graph.all_films - self._told(part))
                text = f"{text}. {part.name}"
        return self._by_story(text, among, one=_is_described(query))

    def _ranked_alike(self, models: tuple[int, ...], among: FilmSet) -> Sequence[int]:
        return self._likeness.ranked(models, among)[:MAX_TOLD]

    def _alike(self, query: Films, ids: Sequence[str]) -> list[int]:
        """Return a set's titles by how much they are like others, most first."""
        known = self._graph.film_number
        models = tuple(known[id_] for id_ in ids if id_ in known)
        rest = tuple(part for part in query.conditions if not isinstance(part, Alike))
        return list(self._by_likeness(models, self.film_set(Films(rest)))) if models else []

    def _search(self, text: str, among: FilmSet, *, one: bool = False) -> ByStory:
        if self._stories is None or not among:
            return ByStory((), clear=False)
        graph = self._graph
        everything = len(among) == len(graph.films)
        ids = None if everything else [graph.films[number].id for number in among]
        texts = (text,) if one else wordings(text)
        if len(texts) > 1:
            return self._search_all(self._stories, texts, ids)
        found = self._stories.search(text, ids, MAX_DESCRIBED if one else MAX_TOLD)
        # Where no story has any of the words, what is like them is only the nearest.
        has_words = any(hit.covered > 0 for hit in found)
        clear = [hit for hit in found if hit.is_about and has_words]
        hits = found.hits if one else clear
        if not one and clear and len(text.split()) >= LONG_TOLD:
            # Who describes so much means one title: it may be told of in other words.
            first = {hit.id for hit in (*found.hits[:NEAREST_TOLD], *clear)}
            hits = [hit for hit in found if hit.id in first]
        if not one and not clear and found.sureness is not Sureness.NOTHING_TO_GO_BY:
            hits = found.hits[:NEAREST_TOLD]
        known = graph.film_number
        return ByStory(
            [known[hit.id] for hit in hits if hit.id in known],
            clear=bool(clear),
            sure=found.sureness is Sureness.SURE,
        )

    def _search_all(
        self, stories: Stories, texts: Sequence[str], ids: Sequence[str] | None
    ) -> ByStory:
        """Return what is clearly about one of several texts, about most of them first."""
        weights: dict[int, float] = {}
        for text in texts:
            found = stories.search(text, ids, MAX_TOLD)
            if not any(hit.covered > 0 for hit in found):
                continue
            best = found.hits[0].score or 1.0
            for hit in found:
                number = self._graph.film_number.get(hit.id)
                known = text == texts[0] or number in weights
                if number is not None and (hit.is_about if known else hit.is_surely_about):
                    weights[number] = weights.get(number, 0.0) + hit.score / best
        ranked = sorted(weights, key=lambda number: (-weights[number], number))[:MAX_TOLD]
        if ranked:
            return ByStory(ranked, clear=True)
        hits = stories.search(texts[0], ids, NEAREST_TOLD)
        numbers = (self._graph.film_number.get(hit.id) for hit in hits)
        return ByStory([number for number in numbers if number is not None], clear=False)

    def _film_set(self, query: Films) -> FilmSet:
        """Return the titles of a set without order, cut where the order says so."""
        if alike := _models(query):
            found_alike = self._alike(query, alike)
            if query.order is None:
                return frozenset(found_alike)
            return frozenset(ordered(self._graph, found_alike, query.order))
        if (told := self.by_story(query)) is not None:
            if query.order is None or query.order.limit is None:
                return frozenset(told.films)
            return frozenset(ordered(self._graph, told.films, query.order))
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
        numbers = self._most_likely(query, numbers)
        if query.order is not None and query.order.limit is not None:
            return frozenset(ordered(self._graph, numbers, query.order))
        return numbers

    def people(self, query: People) -> list[int]:
        """Return the people of a set: in the order of billing for one title, else the busiest."""
        match query:
            case Named(id_):
                number = self._graph.person_number.get(id_)
                return [] if number is None else [number]
            case Together(members):
                return list(dict.fromkeys(who for part in members for who in self.people(part)))
            case Credited() | Partners():
                return [int(counted.value) for counted in self.counted(query)]
            case Common(sets):
                first, *others = map(self.people, sets)
                shared = set(first).intersection(*others)
                return [who for who in first if who in shared]
            case CreditCount(of):
                least = (
                    len(self.film_set(of.films))
                    if query.every_title and isinstance(of, Credited)
                    else 0
                )
                found = [it for it in self.counted(of) if it.films >= least]
                return [int(it.value) for it in found if query.holds(it.films)]

    def values(self, query: Values) -> list[str]:
        """Return what an attribute has on a set: years ascending, else commonest first."""
        counted = self.counted(query)
        found = [str(member.value) for member in counted]
        if query.attribute in {Attribute.YEAR, Attribute.DECADE}:
            found.sort()
        return found

    def _counted(self, query: Credited | Partners | Values) -> Sequence[Counted]:
        """Return the members of a set with how many titles give each, most titles first."""
        counts: Counter[int | str] = Counter()
        match query:
            case Values(attribute, films):
                nodes = self._graph.films
                counts.update(
                    chain.from_iterable(
                        nodes[number].values(attribute) for number in self.films(films)
                    )
                )
            case Credited(roles, films, every):
                counts.update(
                    chain.from_iterable(
                        self._graph.credited(number, roles, every=every)
                        for number in self.films(films)
                    )
                )
                self._leave_out(counts, films)
            case Partners(people, roles, own_roles):
                shared = sorted(self._credited_films(own_roles, people))
                counts.update(
                    chain.from_iterable(self._graph.credited(number, roles) for number in shared)
                )
                self._leave_out(counts, people)
        return list(starmap(Counted, counts.most_common()))

    def evidence(self, query: People, person: int) -> list[int]:
        """Return the titles that put somebody into a set of people, best known first."""
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
        own = held[0].intersection(*held[1:]) if together else _NONE.union(*held)
        return sorted(own & numbers)

    def _most_likely(self, query: Films, numbers: FilmSet) -> FilmSet:
        """Of several namesakes that all fit, only the first is meant."""
        for condition in query.conditions:
            if isinstance(condition, Titled) and len(condition.ids) > 1:
                fitting = [
                    number
                    for id_ in condition.ids
                    if (number := self._graph.film_number.get(id_)) in numbers
                ]
                return frozenset(fitting[:1])
        return numbers

    def _matching(self, condition: Condition) -> FilmSet:
        graph = self._graph
        match condition:
            case Titled(ids) | Among(ids) | Franchise(ids):
                return frozenset(graph.film_number[id_] for id_ in ids if id_ in graph.film_number)
            case Credit(roles, people, every):
                found = self._credited_films(roles, people, every=every)
                return found.difference(*self._topics(people))
            case Genre(name) | Language(name) | Tag(name):
                return graph.by[condition.attribute].get(name, _NONE)
            case OfKind(kinds):
                return _NONE.union(*(graph.by_kind.get(kind, _NONE) for kind in kinds))
            case Between() | ValueCount():
                return within(self._graph, condition, graph.all_films)
            case _:
                return self._joined(condition)

    def _joined(self, condition: Condition) -> FilmSet:
        """Return the titles that meet what is made of other conditions; of nothing else, none."""
        match condition:
            case Not(inner):
                return self._told(inner) - self._matching(inner)
            case AnyOf(parts):
                return _NONE.union(*map(self._matching, parts))
            case AllOf(parts):
                return self.film_set(Films(parts))
            case Alike():
                return self.film_set(Films((condition,)))
            case About(text):
                return frozenset(self._by_story(text, self._graph.all_films).films)
            case _:
                return _NONE

    def _told(self, condition: Condition) -> FilmSet:
        """Return the titles of which the catalogue can tell whether a condition holds."""
        match condition:
            case Language() | Genre():
                return _NONE.union(*self._graph.by[condition.attribute].values())
            case Between(attribute):
                return within(self._graph, Between(attribute), self._graph.all_films)
            case AnyOf(parts) | AllOf(parts):
                return self._graph.all_films.intersection(*map(self._told, parts))
            case _:
                return self._graph.all_films

    def _credited_films(
        self, roles: Sequence[Role], people: People, *, every: bool = False
    ) -> FilmSet:
        if isinstance(people, Together):
            sets = [self._credited_films(roles, part, every=every) for part in people.people]
            if not people.every:
                return _NONE.union(*sets)
            return sets[0].intersection(*sets[1:]) if sets else _NONE
        if every:
            return frozenset(
                film
                for person in self.people(people)
                for film in self._graph.films_of(person, roles[0])
                if person in self._graph.credited(film, roles, every=True)
            )
        return frozenset(
            film
            for person in self.people(people)
            for role in roles
            for film in self._graph.films_of(person, role)
        )

    def _topics(self, people: People) -> Iterator[FilmSet]:
        """Give the titles that are named within."""
        for part in walk(people):
            if isinstance(part, Films) and any(isinstance(c, Titled) for c in part.conditions):
                yield self.film_set(part)

    def _leave_out(self, counts: Counter[int | str], inside: Films | People) -> None:
        for id_ in named_within(inside):
            counts.pop(self._graph.person_number.get(id_, ""), None)


def _models(query: Films) -> Sequence[str]:
    """Return the ids of the titles that those of a set are to be like."""
    return [id_ for part in query.conditions if isinstance(part, Alike) for id_ in part.ids]


def _is_described(query: Films) -> bool:
    return any(isinstance(it, About) and it.telling is Telling.ONE for it in query.conditions)


def _told(query: Films) -> str:
    """Return what the titles of a set are about, all in one text."""
    return ". ".join(part.text for part in query.conditions if isinstance(part, About))

"""The catalogue as a graph, for answering queries in milliseconds.

It is a view of :class:`~bot.questions.evaluation.graph.arrays.GraphArrays`: titles and people are
numbers, and their data is created on demand.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from math import isnan
from typing import Self, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Kind, Movie, Role
from bot.questions.evaluation.graph.arrays import WORD_END, GraphArrays, bare_words
from bot.questions.evaluation.graph.facets import FacetReader, TitlesByValue
from bot.questions.evaluation.graph.film_set import FilmSet
from bot.questions.query.nodes import Attribute, Key
from bot.questions.words.given_names import given_names
from bot.relations import Numbers, Rows, gather_any, gather_every
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.key_table import KeyNumbers, Lines

Node = TypeVar("Node")


class _Numbered:
    """A title or a person, by number; its data is created on demand."""

    __slots__ = ("_graph", "number")

    def __init__(self, graph: "Graph", number: int) -> None:
        self._graph = graph
        self.number = number


class FilmNode(_Numbered):
    """A title in the graph."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """Its id."""
        return self._graph.film_ids[self.number]

    @property
    def title(self) -> str:
        """Its title."""
        return self._graph.titles[self.number]

    @property
    def kind(self) -> Kind | None:
        """Its kind: film, series, ..."""
        return next(map(Kind, self.values(Attribute.KIND)), None)

    @property
    def years(self) -> tuple[int, ...]:
        """Its release years."""
        return tuple(map(int, self.values(Attribute.YEAR)))

    @property
    def genres(self) -> tuple[str, ...]:
        """Its genres."""
        return tuple(self.values(Attribute.GENRE))

    @property
    def languages(self) -> tuple[str, ...]:
        """Its languages."""
        return tuple(self.values(Attribute.LANGUAGE))

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return tuple(self.values(Attribute.TAG))

    @property
    def rating(self) -> float | None:
        """Its rating out of 10."""
        return self._graph.figure(Key.RATING, self.number)

    @property
    def votes(self) -> int | None:
        """Its number of votes."""
        return self._whole(Key.VOTES)

    @property
    def runtime(self) -> int | None:
        """Its running time in minutes."""
        return self._whole(Key.RUNTIME)

    @property
    def year(self) -> int | None:
        """Its first release year."""
        return self._whole(Key.YEAR)

    @property
    def story(self) -> str:
        """Its description or, failing that, its synopsis; empty if there is neither."""
        return self._graph.stories[self.number]

    @property
    def aliases(self) -> Sequence[str]:
        """Its alternative titles."""
        return self._graph.aliases_of(self.number)

    @property
    def label(self) -> str:
        """Its title with its year."""
        year = self.year
        return self.title if year is None else f"{self.title} ({year})"

    def values(self, attribute: Attribute) -> Sequence[str]:
        """Return its values of an attribute as strings."""
        facet = self._graph.facets.get(attribute)
        return () if facet is None else facet.of(self.number)

    def _whole(self, key: Key) -> int | None:
        found = self._graph.figure(key, self.number)
        return None if found is None else int(found)


class PersonNode(_Numbered):
    """A person in the graph."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """Their id."""
        return self._graph.person_ids[self.number]

    @property
    def name(self) -> str:
        """Their name."""
        return self._graph.names[self.number]


class Nodes(Sequence[Node]):
    """All titles, or all people, by number; each is created on demand."""

    def __init__(self, make: Callable[[int], Node], count: int) -> None:
        self._make = make
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Node: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Node]: ...

    def __getitem__(self, number: int | slice) -> Node | Sequence[Node]:
        if isinstance(number, slice):
            return list(map(self._make, range(self._count)[number]))
        return self._make(number)

    def __iter__(self) -> Iterator[Node]:
        return map(self._make, range(self._count))


class Graph:
    """The graph; made by :meth:`build` or from saved arrays.

    Attributes:
        arrays: Its data.
        films: Every title, by number.
        people: All people with a credit, by number.
        film_number: The titles' numbers by id.
        person_number: The people's numbers by id.
        film_ids: The titles' ids, by number; likewise the four that follow.
        all_films: Every title.
        facets: The values of each attribute.
        by_genre: Titles of each genre; likewise the other indexes.
        by: The indexes of named values, by attribute.
        voted: How many titles have votes; they come first.
        figures: The titles' figures for each key, NaN if unknown. Only the evaluator knows how well
            stories match: here all are equal.
    """

    def __init__(self, arrays: GraphArrays) -> None:
        self.arrays = arrays
        self.film_number = KeyNumbers(arrays.ids)
        self.person_number = KeyNumbers(arrays.person_ids)
        self.film_ids, self.person_ids = Lines(arrays.ids.texts), Lines(arrays.person_ids.texts)
        self.titles, self.names = Lines(arrays.titles), Lines(arrays.names)
        self.stories = Lines(arrays.stories)
        count = len(self.titles)
        self.films = Nodes(lambda number: FilmNode(self, number), count)
        self.people = Nodes(lambda number: PersonNode(self, number), len(self.names))
        self.all_films = FilmSet.of_mask(np.ones(count, bool))
        self.facets = {
            attribute: FacetReader(getattr(arrays, attribute.value), count)
            for attribute in Attribute
            if attribute is not Attribute.STORY
        }
        self.by_genre = self._by_name(Attribute.GENRE)
        self.by_language = self._by_name(Attribute.LANGUAGE)
        self.by_tag = self._by_name(Attribute.TAG)
        years, kinds = self.facets[Attribute.YEAR], self.facets[Attribute.KIND]
        self._years = np.array([int(name) for name in years.names], np.int64)
        self.by_year = TitlesByValue(years, self._years.tolist())
        self.by_kind = TitlesByValue(kinds, [Kind(name) for name in kinds.names])
        self.by: Mapping[Attribute, Mapping[str, FilmSet]] = {
            Attribute.GENRE: self.by_genre,
            Attribute.LANGUAGE: self.by_language,
            Attribute.TAG: self.by_tag,
            Attribute.WATCH: self._by_name(Attribute.WATCH),
        }
        figures = arrays.figures
        self.figures: Mapping[Key, NDArray[np.float64]] = {
            Key.YEAR: figures.year,
            Key.RATING: figures.rating,
            Key.VOTES: figures.votes,
            Key.RUNTIME: figures.runtime,
            Key.BEST: figures.best,
            Key.STORY: np.broadcast_to(np.float64(0), count),
        }
        self._figure = {key: column.data for key, column in self.figures.items()}
        self.voted = int(np.count_nonzero(~np.isnan(figures.votes)))
        self._people_of = {role: Rows(arrays.credits((role,))[0].people) for role in Role}
        self._films_of = {role: Rows(arrays.credits((role,))[0].films) for role in Role}
        self._first_names = KeyNumbers(arrays.first_names)
        self._surnames = KeyNumbers(arrays.surnames)
        self._bare = Lines(arrays.bare_titles)

    @classmethod
    def build(cls, movies: Iterable[Movie], pace: Throttle = AT_ONCE) -> Self:
        """Build the graph at a given pace, without adult titles."""
        return cls(GraphArrays.build(movies, pace))

    def people_of(self, film: int, role: Role) -> tuple[int, ...]:
        """Return the people with a role in a title, as billed."""
        return self._people_of[role][film]

    def credited(self, film: int, roles: Sequence[Role], *, every: bool = False) -> Sequence[int]:
        """Return the people credited in one of the roles in a title, or in all of them."""
        if len(roles) == 1:
            return self.people_of(film, roles[0])
        if every:
            first, *others = (self.people_of(film, role) for role in roles)
            return [who for who in first if all(who in other for other in others)]
        return list(
            dict.fromkeys(person for role in roles for person in self.people_of(film, role))
        )

    def credited_in(
        self, films: Numbers, roles: Sequence[Role], *, every: bool = False
    ) -> tuple[Numbers, Numbers]:
        """Return the credits of titles, in the order of :meth:`credited`.

        Returns:
            For each credit, the index in ``films`` and the person.
        """
        relations = [found.people for found in self.arrays.credits(roles, every=every)]
        return gather_every(relations, films) if every else gather_any(relations, films)

    def films_of(self, person: int, role: Role) -> tuple[int, ...]:
        """Return the titles in which a person has a role."""
        return self._films_of[role][person]

    def films_with(self, people: Numbers, roles: Sequence[Role], *, every: bool = False) -> FilmSet:
        """Return the titles in which any of many people has one of the roles, or all of them."""
        relations = [found.films for found in self.arrays.credits(roles, every=every)]
        gather = gather_every if every else gather_any
        return FilmSet.of_array(gather(relations, people)[1], len(self.films))

    def has_role(self, person: int, role: Role) -> bool:
        """Return whether a person has a role anywhere."""
        return self._films_of[role].size(person) > 0

    def film_with(self, id_: str) -> FilmNode | None:
        """Return a title by its id; ``None`` if the catalogue lacks it."""
        number = self.film_number.get(id_)
        return None if number is None else self.films[number]

    def years_of(self, id_: str) -> tuple[int, ...]:
        """Return a title's release years; none if the catalogue lacks it."""
        film = self.film_with(id_)
        return () if film is None else film.years

    def released_between(self, low: float, high: float) -> FilmSet:
        """Return the titles released in the years from ``low`` to ``high``."""
        held = (self._years >= low) & (self._years <= high)
        return self.facets[Attribute.YEAR].with_any_of(np.flatnonzero(held))

    def aliases_of(self, film: int) -> Sequence[str]:
        """Return a title's alternative titles."""
        offsets = self.arrays.alias_offsets
        return self.arrays.aliases.pick(
            np.arange(int(offsets[film]), int(offsets[film + 1]), dtype=np.uint32)
        )

    def figure(self, key: Key, film: int) -> float | None:
        """Return a title's figure for a key, ``None`` if unknown."""
        found = self._figure[key][film]
        return None if isnan(found) else found

    @property
    def bare_titles(self) -> Iterator[tuple[str, ...]]:
        """The titles as folded words without an article, in order."""
        return map(self.bare_title, range(len(self._bare)))

    def bare_title(self, place: int) -> tuple[str, ...]:
        """Return the words of the title at a position in that order."""
        return tuple(self._bare[place].split(WORD_END)[:-1])

    def titles_beginning(self, name: str) -> tuple[str, ...]:
        """Return the titles that begin with the words of a name, ignoring articles."""
        words = bare_words(name)
        if not words:
            return ()
        places = range(len(self._bare))
        first = bisect_left(places, words, key=self.bare_title)
        found = takewhile(
            lambda place: self.bare_title(place)[: len(words)] == words, places[first:]
        )
        numbers = sorted(self.arrays.bare_films[list(found)].tolist())
        return tuple(self.film_ids[number] for number in numbers)

    def credit_count(self, person: int) -> int:
        """Return a person's number of credits."""
        return sum(rows.size(person) for rows in self._films_of.values())

    def has(self, attribute: Attribute) -> bool:
        """Return whether any title has the attribute."""
        if attribute is Attribute.WATCH:
            return True  # records without a service were checked, too
        if attribute is Attribute.STORY:
            return len(self.arrays.stories.blob) > 0
        return len(self.facets[attribute].names) > 0

    def lists_role(self, role: Role) -> bool:
        """Return whether anybody is credited in the role."""
        return len(self.arrays.credits((role,))[0].people.members) > 0

    def is_first_name(self, word: str) -> bool:
        """Return whether people have a first name, given in lower case, even if few here do."""
        return word in self._first_names or word in given_names()

    def is_surname(self, word: str) -> bool:
        """Return whether any name ends in a word, given in lower case."""
        return word in self._surnames

    def _by_name(self, attribute: Attribute) -> TitlesByValue[str]:
        reader = self.facets[attribute]
        return TitlesByValue(reader, list(reader.names))

"""The catalogue as a graph in memory, for answering queries in milliseconds.

Titles and people are numbered, titles with the most votes first; every relation is held both ways
as tuples of numbers. All of it is derived from ``Movie`` values and never changes.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter
from typing import TypeVar

from bot.catalog.model import Kind, Movie, PersonRef, Role
from bot.catalog.ranking import prior_votes, weighted_rating
from bot.questions.evaluation.parts import parts_told
from bot.questions.query.nodes import Attribute
from bot.questions.words.name_words import name_words
from bot.search.spelling.fold import fold
from bot.text import hours_and_minutes
from bot.throttle import AT_ONCE, Pace

Numbers = tuple[int, ...]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class FilmNode:
    """What the graph keeps of a title: everything short.

    Attributes:
        parts: Whom its story says somebody of the cast plays, with that person's number.
        netflix: Whether Netflix had it when its record was made.
    """

    id: str
    title: str
    kind: Kind | None
    years: Numbers
    genres: tuple[str, ...]
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    rating: float | None
    votes: int | None
    runtime: int | None
    story: str
    credits: tuple[Numbers, Numbers, Numbers]  # in the order of Role
    aliases: tuple[str, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    netflix: bool = False

    @property
    def year(self) -> int | None:
        """The first release year."""
        return self.years[0] if self.years else None

    @property
    def label(self) -> str:
        """The title with its year."""
        return f"{self.title} ({self.years[0]})" if self.years else self.title

    def values(self, attribute: Attribute) -> Sequence[str]:
        """Return what an attribute has on the title, as words."""
        return _VALUES[attribute](self)


_VALUES: Mapping[Attribute, Callable[[FilmNode], Sequence[str]]] = {
    Attribute.YEAR: lambda film: [str(year) for year in film.years],
    Attribute.DECADE: lambda film: list(
        dict.fromkeys(f"{year - year % 10}s" for year in film.years)
    ),
    Attribute.GENRE: lambda film: film.genres,
    Attribute.LANGUAGE: lambda film: film.languages,
    Attribute.TAG: lambda film: film.tags,
    Attribute.RATING: lambda film: () if film.rating is None else (f"{film.rating:g}",),
    Attribute.VOTES: lambda film: () if film.votes is None else (f"{film.votes:,}",),
    Attribute.RUNTIME: lambda film: (
        () if film.runtime is None else (hours_and_minutes(film.runtime),)
    ),
    Attribute.KIND: lambda film: () if film.kind is None else (film.kind.value,),
    Attribute.STORY: lambda _: (),
    Attribute.WATCH: lambda film: ("Netflix",) if film.netflix else (),
}


@dataclass(frozen=True, slots=True)
class PersonNode:
    """What the graph keeps of a person."""

    id: str
    name: str
    credits: tuple[Numbers, Numbers, Numbers]  # titles, in the order of Role


_ROLE_PLACE = {role: place for place, role in enumerate(Role)}
_CREDITED: tuple[Callable[[Movie], tuple[PersonRef, ...]], ...] = tuple(
    {
        Role.DIRECTOR: attrgetter("directors"),
        Role.CAST: attrgetter("cast"),
        Role.WRITER: attrgetter("writers"),
    }[role]
    for role in Role
)


class Graph:
    """The graph; made by :meth:`build`.

    Attributes:
        films: Every title, by number.
        people: Everybody with a credit, by number.
        by_genre: Titles of each genre; likewise the other indexes.
        by: The indexes of what titles have by name, by attribute.
        voted: How many titles have votes; they come first.
        bare_titles: Titles as folded words without an article, with their ids, in order.
        score: Each title's weighted rating, -1 where it is not rated.
    """

    def __init__(
        self, films: Sequence[FilmNode], people: Sequence[PersonNode], pace: Pace = AT_ONCE
    ) -> None:
        self.films = films
        self.people = people
        self.film_number = {film.id: number for number, film in enumerate(films)}
        self.person_number = {person.id: number for number, person in enumerate(people)}
        self.all_films = frozenset(range(len(films)))
        self.by_genre = _index(film.genres for film in pace.through(films))
        self.by_language = _index(film.languages for film in pace.through(films))
        self.by_tag = _index(film.tags for film in pace.through(films))
        self.by_year = _index(film.years for film in pace.through(films))
        self.by_kind = _index((film.kind,) if film.kind else () for film in pace.through(films))
        self.by: Mapping[Attribute, Mapping[str, frozenset[int]]] = {
            Attribute.GENRE: self.by_genre,
            Attribute.LANGUAGE: self.by_language,
            Attribute.TAG: self.by_tag,
            Attribute.WATCH: _index(film.values(Attribute.WATCH) for film in pace.through(films)),
        }
        self.voted = sum(film.votes is not None for film in films)
        self.score = _scores(films)
        self._known = {
            Attribute.YEAR: bool(self.by_year),
            Attribute.DECADE: bool(self.by_year),
            Attribute.GENRE: bool(self.by_genre),
            Attribute.LANGUAGE: bool(self.by_language),
            Attribute.TAG: bool(self.by_tag),
            Attribute.RATING: any(film.rating is not None for film in films),
            Attribute.VOTES: self.voted > 0,
            Attribute.RUNTIME: any(film.runtime is not None for film in films),
            Attribute.KIND: bool(self.by_kind),
            Attribute.STORY: any(film.story for film in films),
            Attribute.WATCH: True,
        }
        self.bare_titles = sorted((_bare(film.title), film.id) for film in pace.through(films))
        self._roles_held = frozenset(
            role
            for role, place in _ROLE_PLACE.items()
            if any(film.credits[place] for film in films)
        )

    @classmethod
    def build(cls, movies: Iterable[Movie], pace: Pace = AT_ONCE) -> "Graph":
        """Build the graph, at that pace; titles for adults are left out."""
        numbers: dict[str, int] = {}
        names: list[tuple[str, str]] = []
        films: list[FilmNode] = []
        shown = (movie for movie in movies if not movie.adult)
        for movie in pace.through(sorted(shown, key=_fame)):
            credits_: list[Numbers] = []
            for credited in _CREDITED:
                refs = credited(movie)
                for ref in refs:
                    if ref.id not in numbers:
                        numbers[ref.id] = len(names)
                        names.append((ref.id, ref.name))
                credits_.append(tuple(dict.fromkeys(numbers[ref.id] for ref in refs)))
            films.append(
                FilmNode(
                    movie.id,
                    movie.title,
                    movie.kind,
                    movie.years,
                    movie.genres,
                    movie.languages,
                    movie.tags,
                    movie.rating,
                    movie.votes,
                    movie.runtime,
                    movie.description or movie.synopsis or "",
                    (credits_[0], credits_[1], credits_[2]),
                    tuple(alias.title for alias in movie.aliases),
                    tuple((name, numbers[id_]) for name, id_ in parts_told(movie)),
                    movie.netflix_id is not None,
                )
            )
        titles: tuple[list[list[int]], ...] = tuple([[] for _ in names] for _ in Role)
        for number, film in enumerate(pace.through(films)):
            for place in range(len(Role)):
                for person in film.credits[place]:
                    titles[place][person].append(number)
        people = [
            PersonNode(
                id_,
                name,
                (tuple(titles[0][number]), tuple(titles[1][number]), tuple(titles[2][number])),
            )
            for number, (id_, name) in enumerate(names)
        ]
        return cls(films, people, pace)

    def people_of(self, film: int, role: Role) -> Numbers:
        """Return who has a role in a title, in the order of billing."""
        return self.films[film].credits[_ROLE_PLACE[role]]

    def credited(self, film: int, roles: Sequence[Role], *, every: bool = False) -> Collection[int]:
        """Return who is credited in one of the roles of a title, or in every one of them."""
        if len(roles) == 1:
            return self.people_of(film, roles[0])
        if every:
            first, *others = (self.people_of(film, role) for role in roles)
            return [who for who in first if all(who in other for other in others)]
        return {person for role in roles for person in self.people_of(film, role)}

    def films_of(self, person: int, role: Role) -> Numbers:
        """Return the titles in which somebody has a role."""
        return self.people[person].credits[_ROLE_PLACE[role]]

    def has_role(self, person: int, role: Role) -> bool:
        """Return whether somebody has a role anywhere."""
        return bool(self.films_of(person, role))

    def film_with(self, id_: str) -> FilmNode | None:
        """Return a title by its id; ``None`` where the catalogue has no such title."""
        number = self.film_number.get(id_)
        return None if number is None else self.films[number]

    def years_of(self, id_: str) -> Numbers:
        """Return a title's release years; none where the catalogue has no such title."""
        film = self.film_with(id_)
        return () if film is None else film.years

    def titles_beginning(self, name: str) -> tuple[str, ...]:
        """Return the titles that begin with the words of a name, an article aside."""
        words = _bare(name)
        if not words:
            return ()
        titles = self.bare_titles
        first = bisect_left(titles, (words, ""))
        found = takewhile(
            lambda place: titles[place][0][: len(words)] == words, range(first, len(titles))
        )
        numbers = sorted(self.film_number[titles[place][1]] for place in found)
        return tuple(self.films[number].id for number in numbers)

    def credit_count(self, person: int) -> int:
        """Return in how many roles of how many titles somebody stands."""
        return sum(map(len, self.people[person].credits))

    def has(self, attribute: Attribute) -> bool:
        """Return whether the catalogue knows the attribute of any title."""
        return self._known.get(attribute, False)

    def lists_role(self, role: Role) -> bool:
        """Return whether the catalogue knows anybody in that role."""
        return role in self._roles_held


def _bare(name: str) -> tuple[str, ...]:
    words = tuple(fold(name).split())
    return words[1:] if len(words) > 1 and words[0] in name_words().articles else words


def _fame(movie: Movie) -> tuple[int, str, str]:
    return (1 if movie.votes is None else -movie.votes, movie.title, movie.id)


def _index(keys: Iterable[Iterable[Key]]) -> Mapping[Key, frozenset[int]]:
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for number, names in enumerate(keys):
        for name in names:
            found[name].append(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _scores(films: Sequence[FilmNode]) -> Sequence[float]:
    """Return each title's weighted rating as the catalogue has it, or -1 where it is not rated."""
    rated = [film for film in films if film.rating is not None]
    mean = sum(film.rating or 0.0 for film in rated) / len(rated) if rated else 0.0
    votes = sorted((film.votes or 0 for film in rated), reverse=True)
    prior = prior_votes(len(votes), votes.__getitem__)
    return [
        -1.0 if film.rating is None else weighted_rating(film.rating, film.votes or 0, mean, prior)
        for film in films
    ]

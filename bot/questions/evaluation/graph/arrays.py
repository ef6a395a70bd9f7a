"""The catalogue as a graph in arrays: built once, saved, and memory-mapped by every process.

Titles and people are numbered, titles by descending votes; every relation is stored both ways.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Movie, PersonRef, Role
from bot.catalog.ranking import prior_votes, weighted_rating
from bot.questions.evaluation.graph.parts import PartArrays, parts_told
from bot.questions.query.nodes import ANY_ROLE, OnNetflix
from bot.questions.words.name_words import name_words
from bot.relations import Relation
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.key_table import KeyTable
from bot.search.arrays.texts import Texts
from bot.search.spelling.fold import fold
from bot.text import hours_and_minutes

MIN_PEOPLE_OF_A_NAME = 3
"""How many people must share a first name for it to be known as one."""
WORD_END = "\0"
"""Separates the words of a folded title; it sorts before any letter."""
CREDITED: Mapping[Role, Callable[[Movie], tuple[PersonRef, ...]]] = {
    Role.DIRECTOR: attrgetter("directors"),
    Role.CAST: attrgetter("cast"),
    Role.WRITER: attrgetter("writers"),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one attribute.

    Attributes:
        names: The distinct values.
        held: The value numbers of each title, in its record's order.
        films: The titles with each value, ascending.
    """

    names: Texts
    held: Relation
    films: Relation

    @classmethod
    def build(cls, values: Iterable[Sequence[str]]) -> Self:
        """Number the values in order of first occurrence."""
        numbers: dict[str, int] = {}
        held = Relation.build(
            [numbers.setdefault(value, len(numbers)) for value in row] for row in values
        )
        return cls(Texts.build(list(numbers)), held, held.inverted(len(numbers)))


@dataclass(frozen=True, slots=True)
class Credits:
    """The credits in one role.

    Attributes:
        people: Each title's people, in the order of billing.
        films: Each person's titles, ascending.
    """

    people: Relation
    films: Relation


@dataclass(frozen=True, slots=True)
class Figures:
    """Numeric attributes of each title, NaN if unknown.

    Attributes:
        year: The first release year.
        rating: The rating.
        votes: The number of votes.
        runtime: The running time in minutes.
        best: The weighted rating.
    """

    year: NDArray[np.float64]
    rating: NDArray[np.float64]
    votes: NDArray[np.float64]
    runtime: NDArray[np.float64]
    best: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GraphArrays:
    """The whole graph.

    Attributes:
        ids: The titles' ids.
        titles: Their titles.
        stories: Their descriptions or, failing that, synopses; empty if there is neither.
        aliases: Their alternative titles, concatenated.
        alias_offsets: Where each title's begin in ``aliases``, plus the end.
        person_ids: The ids of all people with a credit.
        names: Their names.
        first_names: First names shared by several people, in lower case.
        surnames: Last words of names, in lower case.
        figures: The numeric attributes that titles are sorted by.
        kind: The values of an attribute; likewise the nine that follow.
        directors: Who directed what.
        cast: Who is in what.
        writers: Who wrote what.
        anybody: Credits in any role: a title's directors, then its cast, then its writers.
        parts: The characters that people play according to stories.
        bare_titles: Titles as folded words without an article, each followed by
            :data:`WORD_END`, in order.
        bare_films: The title each belongs to.
    """

    ids: KeyTable
    titles: Texts
    stories: Texts
    aliases: Texts
    alias_offsets: NDArray[np.uint32]
    person_ids: KeyTable
    names: Texts
    first_names: KeyTable
    surnames: KeyTable
    figures: Figures
    kind: Facet
    genre: Facet
    language: Facet
    tag: Facet
    year: Facet
    decade: Facet
    rating: Facet
    votes: Facet
    runtime: Facet
    watch: Facet
    directors: Credits
    cast: Credits
    writers: Credits
    anybody: Credits
    parts: PartArrays
    bare_titles: Texts
    bare_films: NDArray[np.uint32]

    @classmethod
    def build(cls, movies: Iterable[Movie], pace: Throttle = AT_ONCE) -> Self:
        """Build the arrays at a given pace, without adult titles."""
        films = sorted((movie for movie in movies if not movie.adult), key=_fame)
        people, credits_, anybody = _credits(films, pace)
        names = [name for _, name in people]
        bare = sorted(
            (bare_words(film.title), film.id, number)
            for number, film in enumerate(pace.through(films))
        )

        def facet(values: Callable[[Movie], Sequence[str]]) -> Facet:
            return Facet.build(values(film) for film in pace.through(films))

        return cls(
            ids=KeyTable.build([film.id for film in films]),
            titles=Texts.build([film.title for film in films]),
            stories=Texts.build([film.description or film.synopsis or "" for film in films]),
            aliases=Texts.build([alias.title for film in films for alias in film.aliases]),
            alias_offsets=np.cumsum([0, *(len(film.aliases) for film in films)]).astype(np.uint32),
            person_ids=KeyTable.build([id_ for id_, _ in people]),
            names=Texts.build(names),
            first_names=_first_names(names),
            surnames=KeyTable.build(
                list(dict.fromkeys(name.lower().rpartition(" ")[2] for name in names))
            ),
            figures=_figures(films),
            kind=facet(lambda film: () if film.kind is None else (film.kind.value,)),
            genre=facet(lambda film: film.genres),
            language=facet(lambda film: film.languages),
            tag=facet(lambda film: film.tags),
            year=facet(lambda film: [str(year) for year in film.years]),
            decade=facet(
                lambda film: list(dict.fromkeys(f"{year - year % 10}s" for year in film.years))
            ),
            rating=facet(lambda film: () if film.rating is None else (f"{film.rating:g}",)),
            votes=facet(lambda film: () if film.votes is None else (f"{film.votes:,}",)),
            runtime=facet(
                lambda film: () if film.runtime is None else (hours_and_minutes(film.runtime),)
            ),
            watch=facet(lambda film: () if film.netflix_id is None else (OnNetflix.name,)),
            directors=credits_[Role.DIRECTOR],
            cast=credits_[Role.CAST],
            writers=credits_[Role.WRITER],
            anybody=anybody,
            parts=PartArrays.build(map(parts_told, pace.through(films)), people),
            bare_titles=Texts.build(
                ["".join(f"{word}{WORD_END}" for word in words) for words, _, _ in bare]
            ),
            bare_films=np.array([number for _, _, number in bare], np.uint32),
        )

    def credits(self, roles: Sequence[Role], *, every: bool = False) -> Sequence[Credits]:
        """Return the credits in each of some roles; those in any role may be a single table."""
        if not every and tuple(roles) == ANY_ROLE:
            return (self.anybody,)
        by_role = {
            Role.DIRECTOR: self.directors,
            Role.CAST: self.cast,
            Role.WRITER: self.writers,
        }
        return [by_role[role] for role in roles]


def bare_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without a leading article."""
    words = tuple(fold(name).split())
    return words[1:] if len(words) > 1 and words[0] in name_words().articles else words


def _fame(movie: Movie) -> tuple[int, str, str]:
    return (1 if movie.votes is None else -movie.votes, movie.title, movie.id)


def _credits(
    films: Sequence[Movie], pace: Throttle
) -> tuple[Sequence[tuple[str, str]], Mapping[Role, Credits], Credits]:
    """Return all people's ids and names in order of first occurrence, and their credits."""
    numbers: dict[str, int] = {}
    people: list[tuple[str, str]] = []
    rows: dict[Role, list[Sequence[int]]] = {role: [] for role in Role}
    for film in pace.through(films):
        for role, credited in CREDITED.items():
            refs = credited(film)
            for ref in refs:
                if ref.id not in numbers:
                    numbers[ref.id] = len(people)
                    people.append((ref.id, ref.name))
            rows[role].append(list(dict.fromkeys(numbers[ref.id] for ref in refs)))

    def credits_of(found: Iterable[Sequence[int]]) -> Credits:
        relation = Relation.build(found)
        return Credits(relation, relation.inverted(len(people)))

    anybody = (
        list(dict.fromkeys(chain.from_iterable(row)))
        for row in zip(*(rows[role] for role in ANY_ROLE), strict=True)
    )
    return people, {role: credits_of(found) for role, found in rows.items()}, credits_of(anybody)


def _first_names(names: Sequence[str]) -> KeyTable:
    counts = Counter(name.lower().partition(" ")[0] for name in names)
    return KeyTable.build([name for name, count in counts.items() if count >= MIN_PEOPLE_OF_A_NAME])


def _figures(films: Sequence[Movie]) -> Figures:
    rated = [film for film in films if film.rating is not None]
    mean = sum(film.rating or 0.0 for film in rated) / len(rated) if rated else 0.0
    votes = sorted((film.votes or 0 for film in rated), reverse=True)
    prior = prior_votes(len(votes), votes.__getitem__)

    def column(figure: Callable[[Movie], float | None]) -> NDArray[np.float64]:
        return np.array([figure(film) for film in films], np.float64)  # None becomes NaN

    return Figures(
        year=column(lambda film: film.years[0] if film.years else None),
        rating=column(lambda film: film.rating),
        votes=column(lambda film: film.votes),
        runtime=column(lambda film: film.runtime),
        best=column(
            lambda film: (
                None
                if film.rating is None
                else weighted_rating(film.rating, film.votes or 0, mean, prior)
            )
        ),
    )

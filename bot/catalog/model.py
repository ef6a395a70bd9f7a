"""The values of the catalogue."""

import enum
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalog.vocabulary.names import identity


class Kind(enum.StrEnum):
    """What sort of title a record is; the values are the words of the record format."""

    MOVIE = "movie"
    TV_SERIES = "tv series"
    TV_MINI_SERIES = "tv mini series"
    TV_MOVIE = "tv movie"
    TV_SHORT = "tv short"
    EPISODE = "episode"
    VIDEO_MOVIE = "video movie"
    VIDEO_GAME = "video game"

    @property
    def is_film(self) -> bool:
        """Whether it is watched as a film."""
        return self in {Kind.MOVIE, Kind.TV_MOVIE, Kind.VIDEO_MOVIE}

    @property
    def is_series(self) -> bool:
        """Whether it comes in several parts."""
        return self in {Kind.TV_SERIES, Kind.TV_MINI_SERIES}


FILM_KINDS = tuple(kind for kind in Kind if kind.is_film)
SERIES_KINDS = tuple(kind for kind in Kind if kind.is_series)


class Role(enum.StrEnum):
    """What a person did for a title."""

    DIRECTOR = "director"
    CAST = "cast"
    WRITER = "writer"


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as a title names them.

    Attributes:
        id: Stable key, at most 20 characters of ``[a-z0-9]``: see :func:`person_id`.
        name: The name as written.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the catalogue with the number of titles in each role."""

    id: str
    name: str
    cast_count: int = 0
    director_count: int = 0
    writer_count: int = 0

    def count(self, role: Role) -> int:
        """Return the number of titles in one role."""
        return {
            Role.CAST: self.cast_count,
            Role.DIRECTOR: self.director_count,
            Role.WRITER: self.writer_count,
        }[role]

    @property
    def main_role(self) -> Role:
        """The role with the most titles."""
        return max(Role, key=self.count)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another title of a film.

    Attributes:
        title: As written.
        language: In English words; ``None`` where the source does not say.
    """

    title: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Movie:
    """One title: a film, a series, an episode.

    Attributes:
        id: Stable key, at most 20 characters of ``[a-z0-9]`` (``tt0079417`` where IMDb knows it).
        title: The title as shown.
        kind: What sort of title it is; ``None`` where the source does not say.
        years: Release years, ascending; a record gives at most one, other sources several.
        genres: Genres in the source's order.
        tags: Further words the source files it under, without the genres.
        languages: Languages in English words; ``None`` as a language is a silent film.
        rating: Average rating out of 10.
        votes: How many voted.
        imdb_id: Digits only, as written (``0079417``).
        netflix_id: Digits only.
        img: File name of the poster.
        poster: ``https`` link to a poster, for Discord to show; the bot itself never opens it.
        color: Six hexadecimal digits, lower case (``2a9d8f``).
        description: A teaser of a sentence or two.
        synopsis: The story.
        directors: In order, at most two in a record.
        cast: In order of billing, at most five in a record.
        writers: In order.
        adult: Whether it may only be shown in age-restricted channels.
        aliases: Other titles it goes by, none of them equal to its own.
        runtime: Minutes.
        owner_rating: The rating by the record's owner, as written (``4/5``, ``B+``).
        source: Path of the record relative to its folder, or the name of the data set.
    """

    id: str
    title: str
    kind: Kind | None = None
    years: tuple[int, ...] = ()
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    rating: float | None = None
    votes: int | None = None
    imdb_id: str | None = None
    netflix_id: str | None = None
    img: str | None = None
    poster: str | None = None
    color: str | None = None
    description: str | None = None
    synopsis: str | None = None
    directors: tuple[PersonRef, ...] = ()
    cast: tuple[PersonRef, ...] = ()
    writers: tuple[PersonRef, ...] = ()
    adult: bool = False
    aliases: tuple[Alias, ...] = ()
    runtime: int | None = None
    owner_rating: str | None = None
    source: str = ""

    @property
    def year(self) -> int | None:
        """The first release year."""
        return self.years[0] if self.years else None

    @property
    def credits(self) -> tuple[tuple[Role, tuple[PersonRef, ...]], ...]:
        """Who did what: the people of each role, in order."""
        return (
            (Role.DIRECTOR, self.directors),
            (Role.CAST, self.cast),
            (Role.WRITER, self.writers),
        )

    @property
    def label(self) -> str:
        """The title with its year, as people tell titles apart: ``Dune (1984)``."""
        return f"{self.title} ({self.year})" if self.years else self.title


def stable_id(prefix: str, text: str) -> str:
    """Return a stable key for something that has no id of its own.

    The key is the prefix and 16 hexadecimal digits of the BLAKE2b hash of the text (64 bits:
    one collision is expected among four billion names).
    """
    encoded = text.encode("utf-8", "surrogatepass")
    return prefix + hashlib.blake2b(encoded, digest_size=8).hexdigest()


def person_id(name: str) -> str:
    """Return the stable key of a person known by name alone."""
    return stable_id("n", name)


def own_tags(tags: Iterable[str], genres: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct tags that do not repeat a genre."""
    tags = tuple(tags)
    known = {identity(genre) for genre in genres} if tags else set[str]()
    return tuple(dict.fromkeys(tag for tag in tags if identity(tag) not in known))


class Sort(enum.StrEnum):
    """The orders a list of titles can have."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    RATING = "rating"
    VOTES = "votes"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters on titles; all of them must hold.

    Attributes:
        genres: All of these genres (names as in the catalogue).
        any_genres: At least one of these genres; empty means any.
        without_genres: None of these genres.
        tags: All of these tags.
        people: All of these people (ids), in any role.
        cast: All of these people (ids) as cast.
        directors: All of these people (ids) as directors.
        any_directors: At least one of these people (ids) as director.
        languages: Any of these languages.
        from_year: This year or later.
        to_year: This year or earlier.
        min_rating: At least this average rating; unrated titles do not match.
        min_votes: At least this many votes.
        max_minutes: At most this long; titles whose length is not known do not match.
        kinds: Any of these kinds; empty means any.
        exclude: None of these titles (ids).
        only: Some of these titles (ids) and no others; ``None`` for any.
    """

    genres: tuple[str, ...] = ()
    any_genres: tuple[str, ...] = ()
    without_genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    any_directors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    min_rating: float | None = None
    min_votes: int | None = None
    max_minutes: int | None = None
    kinds: tuple[Kind, ...] = ()
    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A genre, language or tag with the number of titles that have it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Collaborator:
    """A person with the number of titles shared with another."""

    person: PersonRef
    shared: int


@dataclass(frozen=True, slots=True)
class SimilarMovie:
    """A title similar to another, and why.

    Attributes:
        movie: The similar title.
        score: How similar, from 0 to 1.
        reasons: In words, strongest first ("also directed by Robert Benton", "also Drama").
    """

    movie: Movie
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogStats:
    """How much a catalogue holds."""

    movies: int
    people: int
    mean_rating: float
    has_writers: bool
    has_tags: bool

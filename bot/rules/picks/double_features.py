"""Double features: two films, and what links them."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalog.model import Movie, PersonRef
from bot.rules.picks.draw import DrawRecord, Entry, draw


class LinkKind(enum.StrEnum):
    """What links two films, strongest first."""

    DIRECTOR = "director"
    WRITER = "writer"
    CAST = "cast"
    CREDIT = "credit"  # somebody who did different things for the two
    TAG = "tag"
    GENRES = "genres"  # at least two, of the same ten years


_WEIGHTS = {
    LinkKind.DIRECTOR: 8,
    LinkKind.WRITER: 5,
    LinkKind.CAST: 4,
    LinkKind.CREDIT: 3,
    LinkKind.TAG: 2,
    LinkKind.GENRES: 1,
}
_SHARED_GENRES = 2


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that two films have in common.

    Attributes:
        kind: What sort of thing.
        names: The people, tags or genres.
    """

    kind: LinkKind
    names: tuple[str, ...]

    @property
    def strength(self) -> int:
        """How much it counts; several names count for each."""
        return _WEIGHTS[self.kind] * (1 if self.kind is LinkKind.GENRES else len(self.names))


@dataclass(frozen=True, slots=True)
class DoubleFeature:
    """Two films for one evening.

    Attributes:
        first: The film that was asked for or drawn.
        second: The film that goes with it.
        links: What they share, strongest first.
        draw: The draw among the films that fit equally well.
    """

    first: Movie
    second: Movie
    links: tuple[Link, ...]
    draw: DrawRecord


def links(one: Movie, other: Movie) -> tuple[Link, ...]:
    """Return what two films have in common, strongest first."""
    directors = _shared(one.directors, other.directors)
    writers = _shared(one.writers, other.writers)
    cast = _shared(one.cast, other.cast)
    same = {*directors, *writers, *cast}
    anyhow = _shared(_everybody(one), _everybody(other))
    tags = _in_both(one.tags, other.tags)
    genres = _in_both(one.genres, other.genres)
    close = _decade(one) == _decade(other) is not None
    found = (
        Link(LinkKind.DIRECTOR, directors),
        Link(LinkKind.WRITER, writers),
        Link(LinkKind.CAST, cast),
        Link(LinkKind.CREDIT, tuple(name for name in anyhow if name not in same)),
        Link(LinkKind.TAG, tags),
        Link(LinkKind.GENRES, genres if close and len(genres) >= _SHARED_GENRES else ()),
    )
    return tuple(sorted((link for link in found if link.names), key=lambda x: -x.strength))


def double_feature(first: Movie, pool: Iterable[Movie], seed: str) -> DoubleFeature | None:
    """Return the film that goes best with another, drawn among equally good ones.

    Returns:
        ``None`` where nothing of the pool has anything in common with it.
    """
    best: dict[str, tuple[Movie, tuple[Link, ...]]] = {}
    strongest = 1
    people = {person.id for person in _everybody(first)}
    genres, decade = set(first.genres), _decade(first)
    for movie in pool:
        if movie.id == first.id or movie.title.casefold() == first.title.casefold():
            continue
        # Most films share nothing; to find that out first is ten times as fast.
        if (
            people.isdisjoint([person.id for person in _everybody(movie)])
            and (_decade(movie) != decade or genres.isdisjoint(movie.genres))
            and not (first.tags and movie.tags)
        ):
            continue
        shared = links(first, movie)
        strength = sum(link.strength for link in shared)
        if strength > strongest:
            strongest = strength
            best.clear()
        if strength == strongest:
            best[movie.id] = (movie, shared)
    if not best:
        return None
    record = draw(seed, [Entry(id_) for id_ in best])
    second, shared = best[record.picked]
    return DoubleFeature(first, second, shared, record)


def _decade(movie: Movie) -> int | None:
    return None if movie.year is None else movie.year // 10


def _everybody(movie: Movie) -> tuple[PersonRef, ...]:
    return (*movie.directors, *movie.writers, *movie.cast)


def _shared(one: Sequence[PersonRef], other: Sequence[PersonRef]) -> tuple[str, ...]:
    ids = {person.id for person in other}
    return tuple(dict.fromkeys(person.name for person in one if person.id in ids))


def _in_both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in one if name in other)

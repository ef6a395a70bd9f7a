"""Summaries of filmographies."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.model import Collaborator, Movie, Person, Role

FREQUENT = 2
"""With this many shared titles, somebody counts as a frequent partner."""


@dataclass(frozen=True, slots=True)
class Filmography:
    """A person's titles in one role.

    Attributes:
        movies: Best known first.
        co_stars: Who was cast in the same titles most often.
        directors: Who directed them most often; for a director, nobody.
    """

    movies: tuple[Movie, ...]
    co_stars: tuple[Collaborator, ...]
    directors: tuple[Collaborator, ...]


async def filmography(catalog: Catalog, person: Person, role: Role) -> Filmography:
    """Return a person's titles in a role, with their frequent partners."""
    directors: Sequence[Collaborator] = ()
    if role is not Role.DIRECTOR:
        directors = await catalog.collaborators(person.id, role, Role.DIRECTOR)
    return Filmography(
        tuple(await catalog.filmography(person.id, role)),
        tuple(await catalog.collaborators(person.id, role, Role.CAST)),
        tuple(directors),
    )


def average_rating(movies: Sequence[Movie]) -> float | None:
    """Return the mean of the ratings; ``None`` without any."""
    ratings = [movie.rating for movie in movies if movie.rating is not None]
    return sum(ratings) / len(ratings) if ratings else None


def year_span(movies: Sequence[Movie]) -> tuple[int, int] | None:
    """Return the first and the last year."""
    years = [year for movie in movies for year in movie.years]
    return (min(years), max(years)) if years else None


def frequent(collaborators: Sequence[Collaborator]) -> list[Collaborator]:
    """Return those who shared at least :data:`FREQUENT` titles."""
    return [other for other in collaborators if other.shared >= FREQUENT]

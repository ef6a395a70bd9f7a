"""How titles and people are told apart in one line: ``Title (year) · kind · director``."""

from bot.catalog.model import Movie, Person
from bot.text import clip, plural

TITLE_ROOM = 60
"""Characters of a title and its year where more is to stand beside them."""


def movie_option(movie: Movie) -> tuple[str, str]:
    """Return a title's id and the line that tells it from its namesakes."""
    parts = [short_label(movie.title, movie.year, TITLE_ROOM)]
    if movie.kind is not None:
        parts.append(movie.kind.value)
    if movie.directors:
        parts.append(movie.directors[0].name)
    return movie.id, " · ".join(parts)


def person_option(person: Person) -> tuple[str, str]:
    """Return a person's id and the line that tells them from their namesakes."""
    role = person.main_role
    return person.id, f"{person.name} · {role.value} of {plural(person.count(role), 'title')}"


def short_label(title: str, year: int | None, limit: int) -> str:
    """Return title and year in at most so many characters; what is cut is never the year."""
    end = f" ({year})" if year is not None else ""
    return clip(title, limit - len(end)) + end

"""How titles and people are told apart in one line: ``Title (year) · kind · director``."""

from bot.catalog.model import Movie, Person
from bot.text import plural


def movie_option(movie: Movie) -> tuple[str, str]:
    """Return a title's id and the line that tells it from its namesakes."""
    parts = [movie.label]
    if movie.kind is not None:
        parts.append(movie.kind.value)
    if movie.directors:
        parts.append(movie.directors[0].name)
    return movie.id, " · ".join(parts)


def person_option(person: Person) -> tuple[str, str]:
    """Return a person's id and the line that tells them from their namesakes."""
    role = person.main_role
    return person.id, f"{person.name} · {role.value} of {plural(person.count(role), 'title')}"

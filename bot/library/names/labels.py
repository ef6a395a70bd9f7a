"""One-line labels that tell titles and people apart: ``Title (year) · kind · director``."""

from collections.abc import Mapping

from bot.catalog.model import Movie, Person, Role
from bot.catalog.vocabulary.spoken_names import kind_name
from bot.i18n import NN_, ngettext
from bot.text import clip

TITLE_ROOM = 60
"""The most characters of a title and its year before other text."""

_CREDITED: Mapping[Role, tuple[str, str]] = {
    Role.CAST: NN_("in the cast of {count} title", "in the cast of {count} titles"),
    Role.DIRECTOR: NN_("director of {count} title", "director of {count} titles"),
    Role.WRITER: NN_("writer of {count} title", "writer of {count} titles"),
}


def movie_option(movie: Movie) -> tuple[str, str]:
    """Return a title's id and the label that tells it from its namesakes."""
    parts = [short_label(movie.title, movie.year, TITLE_ROOM)]
    if movie.kind is not None:
        parts.append(kind_name(movie.kind))
    if movie.directors:
        parts.append(movie.directors[0].name)
    return movie.id, " · ".join(parts)


def person_option(person: Person) -> tuple[str, str]:
    """Return a person's id and the label that tells them from their namesakes."""
    role = person.main_role
    return person.id, f"{person.name} · {credited(role, person.count(role))}"


def credited(role: Role, count: int) -> str:
    """Return how many titles somebody is known for in a role: ``director of 3 titles``."""
    return ngettext(*_CREDITED[role], count)


def short_label(title: str, year: int | None, limit: int) -> str:
    """Return title and year in at most ``limit`` characters; the title is cut, never the year."""
    end = f" ({year})" if year is not None else ""
    return clip(title, limit - len(end)) + end

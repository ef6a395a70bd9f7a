"""Unifies the spelling of genres, languages, tags and people: the commonest among the records."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.catalog.model import Movie, PersonRef, person_id
from bot.catalog.vocabulary.names import identity

_WORDS = ("genres", "languages", "tags")
_FIELD_OF = {"languages": "language"}
_PEOPLE = ("directors", "cast", "writers")


class Spellings:
    """The commonest spelling of each name in some movies.

    Args:
        movies: The movies whose spelling is unified.
    """

    def __init__(self, movies: Iterable[Movie]) -> None:
        counts: dict[str, Counter[str]] = {group: Counter() for group in (*_WORDS, "people")}
        for movie in movies:
            for group in _WORDS:
                counts[group].update(getattr(movie, group))
            for _, people in movie.credits:
                counts["people"].update(person.name for person in people)
        self._shown = {group: _commonest(counter) for group, counter in counts.items()}
        self.agree = not any(self._shown.values())
        """Whether no name is spelled in two ways."""

    def odd(self, movie: Movie) -> Iterator[tuple[str, str, str]]:
        """Yield the field, the spelling and the commonest spelling of names that differ."""
        for group in _WORDS:
            shown = self._shown[group]
            for name in getattr(movie, group):
                if name in shown:
                    yield _FIELD_OF.get(group, group), name, shown[name]
        shown = self._shown["people"]
        for group in _PEOPLE:
            for person in getattr(movie, group):
                if person.name in shown:
                    yield group, person.name, shown[person.name]

    def unified(self, movie: Movie) -> Movie:
        """Return a movie with all names in their commonest spelling, each once."""
        changes: dict[str, object] = {}
        for group in _WORDS:
            names = getattr(movie, group)
            changes[group] = tuple(dict.fromkeys(self._shown[group].get(n, n) for n in names))
        for group in _PEOPLE:
            people = getattr(movie, group)
            changes[group] = tuple(dict.fromkeys(map(self._person, people)))
        return replace(movie, **changes)  # pyright: ignore[reportArgumentType]

    def _person(self, person: PersonRef) -> PersonRef:
        name = self._shown["people"].get(person.name)
        return person if name is None else PersonRef(person_id(name), name)


def _commonest(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the commonest spelling for each other spelling of the same name."""
    spellings: dict[str, list[str]] = {}
    for name in counts:
        spellings.setdefault(identity(name), []).append(name)
    shown: dict[str, str] = {}
    for names in spellings.values():
        if len(names) > 1:
            first = min(
                names, key=lambda name: (-counts[name], name.islower(), "-" not in name, name)
            )
            shown |= {name: first for name in names if name != first}
    return shown

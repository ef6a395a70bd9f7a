"""Who plays whom, where a story says so in brackets: "Frodo (Elijah Wood)"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.catalog.model import Movie
from bot.search.fold import fold

if TYPE_CHECKING:
    from bot.questions.evaluation.graph import Graph

MAX_NAME = 6
"""The name of a part has no more words."""
_BRACKETS = re.compile(r"\(([^()]{3,60})\)")
_WORD = re.compile(r"[\w'’.-]+")
_WITHIN = frozenset({"of", "the", "de", "la", "von", "van", "der", "del", "da", "di", "el"})
"""Small words within the name of a part: "Tony the Tiger"."""
_BEFORE = frozenset({"the", "a", "an", "when", "as", "and", "but", "while", "his", "her", "their"})
"""What begins a sentence with a capital and is no part of a name."""


class Part(NamedTuple):
    """Somebody in a part.

    Attributes:
        film: The title's number.
        name: The part, as its story writes it.
        person: The number of who plays it.
    """

    film: int
    name: str
    person: int


def parts_told(movie: Movie) -> Iterator[tuple[str, str]]:
    """Give the parts that a title's story gives to somebody of its cast, with the person's id."""
    cast = {fold(ref.name): ref.id for ref in movie.cast}
    if not cast:
        return
    for text in (movie.synopsis, movie.description):
        for found in _BRACKETS.finditer(text or ""):
            person = cast.get(fold(found[1]))
            if person is not None and (name := _name_before((text or "")[: found.start()])):
                yield name, person


def _name_before(text: str) -> str:
    """Return the name that a text ends with; nothing where it ends with none."""
    words = _WORD.findall(text[-120:].rsplit(". ", 1)[-1].rsplit(", ", 1)[-1])[-MAX_NAME:]
    name: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in _WITHIN:
            break
        name.insert(0, word)
    while name and (name[0] in _WITHIN or name[0].lower() in _BEFORE):
        name.pop(0)
    return " ".join(name).rstrip(".") if name and name[-1][:1].isupper() else ""


class Parts:
    """Finds the parts that stories tell of.

    Args:
        graph: The catalogue.
    """

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[Part]]:
        found: defaultdict[str, list[Part]] = defaultdict(list)
        for number, film in enumerate(self._graph.films):
            for name, person in film.parts:
                for word in dict.fromkeys(fold(name).split()):
                    found[word].append(Part(number, name, person))
        return found

    def named(self, name: str) -> list[Part]:
        """Return the parts that have every word of a name, best-known titles first."""
        words = [word for word in fold(name).split() if word not in _WITHIN]
        if not words:
            return []
        first, *others = (self._by_word.get(word, ()) for word in words)
        kept = [part for part in first if all(part in other for other in others)]
        return list(dict.fromkeys(kept))

"""Finds whom people play, as far as stories say so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.questions.evaluation.graph import Graph
from bot.questions.evaluation.parts import SMALL_WORDS
from bot.search.spelling.fold import fold


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


class Parts:
    """Finds the parts that stories tell of.

    Args:
        graph: The catalogue.
    """

    def __init__(self, graph: Graph) -> None:
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
        words = [word for word in fold(name).split() if word not in SMALL_WORDS]
        if not words:
            return []
        first, *others = (self._by_word.get(word, ()) for word in words)
        kept = [part for part in first if all(part in other for other in others)]
        return list(dict.fromkeys(kept))

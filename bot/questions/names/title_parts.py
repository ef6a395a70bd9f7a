"""Titles named by a part of them: "eternal sunshine", "crystal skull"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Self

from bot.questions.evaluation.graph.graph import Graph
from bot.relations import Relation, Rows
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.key_table import KeyNumbers, KeyTable

MAX_TITLES_OF_WORD = 200
"""A word in more titles than this finds none of them."""
MAX_TITLES_OF_PART = 3
"""A part shared by more titles than this names none of them."""
MAX_RUNS = 64
"""The most spans of a sentence that are looked up, to bound the work."""
CACHED_WORDS, CACHED_RUNS = 256, 256
"""How many words and spans have their titles cached: the spans of a sentence share words, and it is
read in every language."""
MIN_LONE = 5
"""The number of letters a single word needs to be offered as a title."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """An inverted index of title words that are not too common.

    Attributes:
        words: The words.
        places: For each, the positions of its titles in the order of ``Graph.bare_title``.
    """

    words: KeyTable
    places: Relation

    @classmethod
    def build(cls, graph: Graph, pace: Throttle = AT_ONCE) -> Self:
        """Index a catalogue's titles."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(pace.through(graph.bare_titles)):
            for word in dict.fromkeys(words):
                places[word].append(place)
        few = {word: found for word, found in places.items() if len(found) <= MAX_TITLES_OF_WORD}
        return cls(KeyTable.build(list(few)), Relation.build(few.values()))


class TitleParts:
    """Finds titles by consecutive words of theirs.

    Attributes:
        titles: Returns the titles that contain consecutive words, best known first.
    """

    def __init__(self, graph: Graph, words: TitleWords) -> None:
        self._graph = graph
        self._words = KeyNumbers(words.words)
        self._places = Rows(words.places)
        self._with_word = lru_cache(maxsize=CACHED_WORDS)(self._places_of)
        self.titles = lru_cache(maxsize=CACHED_RUNS)(self._titles)

    def holding(self, run: tuple[str, ...]) -> Sequence[int]:
        """Return all titles that contain consecutive words, best known first."""
        known = [places for word in run if (places := self._with_word(word))]
        if not known:
            return ()
        films = self._graph.arrays.bare_films
        return sorted(
            int(films[place])
            for place in known[0].intersection(*known[1:])
            if _holds(self._graph.bare_title(place), run)
        )

    def _titles(self, run: tuple[str, ...]) -> Sequence[int]:
        known = [places for word in run if (places := self._with_word(word))]
        if not known or (len(run) == 1 and len(run[0]) < MIN_LONE):
            return ()
        films = self._graph.arrays.bare_films
        found: list[int] = []
        for place in known[0].intersection(*known[1:]):
            if _holds(self._graph.bare_title(place), run):
                if len(found) == MAX_TITLES_OF_PART:
                    return ()
                found.append(int(films[place]))
        return sorted(found)

    def _places_of(self, word: str) -> frozenset[int]:
        number = self._words.find(word)
        return frozenset(self._places[number] if number >= 0 else ())


def runs_with(count: int, unknown: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a sentence that contain an unknown word, longest first."""
    wanted = set(unknown)
    before = [0, *accumulate(place in wanted for place in range(count))]
    found = [
        (start, start + size)
        for size in range(min(longest, count), 0, -1)
        for start in range(count - size + 1)
        if before[start + size] > before[start]
    ]
    yield from found[-MAX_RUNS:]


def _holds(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    size = len(run)
    return size < len(words) and any(
        words[start : start + size] == run for start in range(len(words) - size + 1)
    )

"""Titles named by a part of them: "eternal sunshine", "crystal skull"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from bot.questions.graph import Graph
from bot.throttle import Pace

MAX_TITLES_OF_WORD = 200
"""A word that more titles have finds none of them."""
MAX_TITLES_OF_PART = 3
"""A part that more titles have names none of them."""
MAX_RUNS = 64
"""So many runs of words at most are looked up in a sentence: work is bounded."""
MIN_LONE = 5
"""A single word must have so many letters to be offered as a title."""


class TitleParts:
    """Finds titles by runs of their words; made once for a catalogue."""

    def __init__(self, graph: Graph, pace: Pace) -> None:
        self._words = [words for words, _ in graph.bare_titles]
        self._numbers = [graph.film_number[id_] for _, id_ in graph.bare_titles]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(pace.through(self._words)):
            for word in dict.fromkeys(words):
                places[word].append(place)
        self._places = {
            word: tuple(found) for word, found in places.items() if len(found) <= MAX_TITLES_OF_WORD
        }

    def titles(self, run: Sequence[str]) -> list[int]:
        """Return the titles that have a run of words within them, best known first."""
        known = [self._places[word] for word in run if word in self._places]
        if not known or (len(run) == 1 and len(run[0]) < MIN_LONE):
            return []
        wanted = tuple(run)
        found = [
            self._numbers[place]
            for place in min(known, key=len)
            if _holds(self._words[place], wanted)
        ]
        return sorted(found) if len(found) <= MAX_TITLES_OF_PART else []


def runs_with(count: int, unknown: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Give the runs of a sentence's words that hold an unknown one, the longest first."""
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

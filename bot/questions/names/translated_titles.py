"""Titles said in another language than the catalogue's: "el caballero oscuro".

The table of :mod:`bot.stories.table` says which English words a Spanish word stands for. A title
is likely meant where all of its words are said so, and nothing else is; the answer says that it
was guessed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from bot.questions.evaluation.graph import Graph
from bot.questions.words.tokens import words_of
from bot.stories.hedges import EMPTY
from bot.stories.table import the_table

MOST_WORDS = 3
"""A title of more words is hardly translated word by word."""
BEST_KNOWN = 100
"""A single word is meant for no title but one of so many that most have voted on."""


class TranslatedTitles:
    """Finds titles by what the words of another language mean.

    Args:
        graph: The titles.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def _by_words(self) -> dict[frozenset[str], list[int]]:
        """The titles of a few words by these, articles and the like apart, best known first."""
        found: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        for number, film in enumerate(self._graph.films):
            told = [word for word in words_of(film.title) if word not in EMPTY]
            if 0 < len(told) <= MOST_WORDS:
                found[frozenset(told)].append(number)
        return dict(found)

    def titles(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the titles that words of another language name, best known first."""
        if not 0 < len(words) <= MOST_WORDS:
            return ()
        meanings = [tuple(_meanings(word)) for word in words]
        numbers = {
            number
            for chosen in product(*meanings)
            for number in self._by_words.get(frozenset(chosen), ())
        }
        if len(words) == 1:
            numbers = {number for number in numbers if number < BEST_KNOWN}
        return tuple(sorted(numbers))


def _meanings(word: str) -> Iterator[str]:
    """Give a word itself, as a name is the same everywhere, and what else it stands for."""
    yield word
    table = the_table()
    if (place := table.spanish.get(word)) is not None:
        yield from (table.words[row] for row in table.meanings[place])

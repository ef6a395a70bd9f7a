"""Titles given in another language than the catalogue's: "el caballero oscuro".

The table of :mod:`bot.stories.text.table` translates Spanish words into English ones. A title is
probably meant if the words translate to all of its words and nothing else; the answer says that it
is a guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Self

from bot.questions.words.tokens import words_of
from bot.relations import Relation, Rows
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.key_table import KeyNumbers, KeyTable
from bot.stories.text.hedges import EMPTY
from bot.stories.text.table import the_table

MAX_WORDS = 3
"""Titles with more words are rarely translated word by word."""
BEST_KNOWN = 100
"""A single word can only stand for one of this many titles with the most votes."""


@dataclass(frozen=True, slots=True)
class TitleMeanings:
    """Titles of a few words, not counting articles and the like.

    Attributes:
        words: The words of each such title, in alphabetical order.
        films: The titles with exactly these words, best known first.
    """

    words: KeyTable
    films: Relation

    @classmethod
    def build(cls, titles: Iterable[str], pace: Throttle = AT_ONCE) -> Self:
        """Index a catalogue's titles by number."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, title in enumerate(pace.through(titles)):
            told = [word for word in words_of(title) if word not in EMPTY]
            if 0 < len(told) <= MAX_WORDS:
                found[_key(told)].append(number)
        return cls(KeyTable.build(list(found)), Relation.build(found.values()))


class TranslatedTitles:
    """Finds titles by the meaning of words in another language.

    Args:
        meanings: The titles by their words.
    """

    def __init__(self, meanings: TitleMeanings) -> None:
        self._words = KeyNumbers(meanings.words)
        self._films = Rows(meanings.films)

    def titles(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the titles named by words in another language, best known first."""
        if not 0 < len(words) <= MAX_WORDS:
            return ()
        meanings = [tuple(_meanings(word)) for word in words]
        keys = {_key(chosen) for chosen in product(*meanings)}
        found = [number for key in keys if (number := self._words.find(key)) >= 0]
        numbers = {film for number in found for film in self._films[number]}
        if len(words) == 1:
            numbers = {number for number in numbers if number < BEST_KNOWN}
        return tuple(sorted(numbers))


def _key(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words)))


def _meanings(word: str) -> Iterator[str]:
    """Yield the word itself (names stay the same in translation), then its translations."""
    yield word
    table = the_table()
    if (place := table.spanish.find(word)) >= 0:
        yield from (table.words[row] for row in table.meanings[place])

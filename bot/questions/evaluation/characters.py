"""Finds the characters that people play, as far as stories tell."""

from typing import NamedTuple

from bot.questions.evaluation.graph.parts import SMALL_WORDS, PartArrays
from bot.relations import Rows
from bot.search.arrays.key_table import KeyNumbers, Lines
from bot.search.spelling.fold import fold


class Part(NamedTuple):
    """A character with its actor.

    Attributes:
        film: The title's number.
        name: The character, as written in the story.
        person: The actor's number.
    """

    film: int
    name: str
    person: int


class Parts:
    """Finds characters in stories.

    Args:
        arrays: All characters.
    """

    def __init__(self, arrays: PartArrays) -> None:
        self._names = Lines(arrays.names)
        self._films, self._people = arrays.films.data, arrays.people.data
        self._words = KeyNumbers(arrays.words)
        self._by_word = Rows(arrays.by_word)

    def named(self, name: str) -> list[Part]:
        """Return the characters with every word of a name, best-known titles first."""
        words = [word for word in fold(name).split() if word not in SMALL_WORDS]
        if not words:
            return []
        first, *others = (self._with_word(word) for word in words)
        return [
            Part(self._films[part], self._names[part], self._people[part])
            for part in first
            if all(part in other for other in others)
        ]

    def _with_word(self, word: str) -> tuple[int, ...]:
        number = self._words.find(word)
        return () if number < 0 else self._by_word[number]

"""Characters whose actors stories give in brackets: "Frodo (Elijah Wood)"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Movie
from bot.relations import Relation
from bot.search.arrays.key_table import KeyTable
from bot.search.arrays.texts import Texts
from bot.search.spelling.fold import fold

MAX_NAME = 6
"""The longest name of a character, in words."""
_BRACKETS = re.compile(r"\(([^()]{3,60})\)")
_WORD = re.compile(r"[\w'’.-]+")
_END = re.compile(r"(?<!\b[A-Z])(?<!\b[DMS][rst])(?<!\bMrs)\. |, ")
"""The end of a sentence or of a part of one, unlike the point in "Dr. Evil"."""
SMALL_WORDS = frozenset({"of", "the", "de", "la", "von", "van", "der", "del", "da", "di", "el"})
"""Function words within a character's name: "Tony the Tiger"."""
_BEFORE = frozenset({"the", "a", "an", "when", "as", "and", "but", "while", "his", "her", "their"})
"""Words capitalized at the start of a sentence that belong to no name."""


@dataclass(frozen=True, slots=True)
class PartArrays:
    """The characters in stories, those in the best-known titles first.

    Attributes:
        names: The characters' names, as written in the stories.
        films: The number of each character's title.
        people: The number of its actor.
        words: The folded words of the names.
        by_word: The characters with each word in their names, ascending.
    """

    names: Texts
    films: NDArray[np.uint32]
    people: NDArray[np.uint32]
    words: KeyTable
    by_word: Relation

    @classmethod
    def build(
        cls, told: Iterable[Iterable[tuple[str, str]]], people: Sequence[tuple[str, str]]
    ) -> Self:
        """Concatenate the characters of all titles.

        Args:
            told: For each title, its characters with the ids of their actors.
            people: The ids and names of all people, by number.
        """
        numbers = {id_: number for number, (id_, _) in enumerate(people)}
        parts = [
            (name, film, numbers[id_])
            for film, found in enumerate(told)
            for name, id_ in dict.fromkeys(found)
        ]
        words: dict[str, int] = {}
        held = Relation.build(
            [words.setdefault(word, len(words)) for word in dict.fromkeys(fold(name).split())]
            for name, _, _ in parts
        )
        return cls(
            names=Texts.build([name for name, _, _ in parts]),
            films=np.array([film for _, film, _ in parts], np.uint32),
            people=np.array([person for _, _, person in parts], np.uint32),
            words=KeyTable.build(list(words)),
            by_word=held.inverted(len(words)),
        )


def parts_told(movie: Movie) -> Iterator[tuple[str, str]]:
    """Yield the characters that a title's story assigns to its cast, with the actors' ids."""
    cast = {fold(ref.name): ref.id for ref in movie.cast}
    if not cast:
        return
    for text in (movie.synopsis, movie.description):
        for found in _BRACKETS.finditer(text or ""):
            person = cast.get(fold(found[1]))
            if person is not None and (name := _name_before((text or "")[: found.start()])):
                yield name, person


def _name_before(text: str) -> str:
    """Return the name that a text ends with; empty if there is none."""
    words = _WORD.findall(_END.split(text[-120:])[-1])[-MAX_NAME:]
    name: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in SMALL_WORDS:
            break
        name.insert(0, word)
    while name and (name[0] in SMALL_WORDS or name[0].lower() in _BEFORE):
        name.pop(0)
    return " ".join(name).rstrip(".") if name and name[-1][:1].isupper() else ""

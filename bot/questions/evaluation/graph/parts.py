"""Who plays whom, where a story says so in brackets: "Frodo (Elijah Wood)"."""

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
"""The name of a part has no more words."""
_BRACKETS = re.compile(r"\(([^()]{3,60})\)")
_WORD = re.compile(r"[\w'’.-]+")
SMALL_WORDS = frozenset({"of", "the", "de", "la", "von", "van", "der", "del", "da", "di", "el"})
"""Small words within the name of a part: "Tony the Tiger"."""
_BEFORE = frozenset({"the", "a", "an", "when", "as", "and", "but", "while", "his", "her", "their"})
"""What begins a sentence with a capital and is no part of a name."""


@dataclass(frozen=True, slots=True)
class PartArrays:
    """The parts that stories tell of, those of the best-known titles first.

    Attributes:
        names: What each part is called, as its story writes it.
        films: The number of each part's title.
        people: The number of who plays it.
        words: The folded words of the names.
        by_word: The parts whose names have each word, ascending.
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
        """Lay the parts of all titles end to end.

        Args:
            told: Of each title, the parts and the ids of who plays them.
            people: Everybody's id and name, by number.
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
        if not word[:1].isupper() and word not in SMALL_WORDS:
            break
        name.insert(0, word)
    while name and (name[0] in SMALL_WORDS or name[0].lower() in _BEFORE):
        name.pop(0)
    return " ".join(name).rstrip(".") if name and name[-1][:1].isupper() else ""

"""Results of a story search."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.stories.hints import Hints
from bot.stories.sureness import Sureness

_COVERED, _ALIKE = 0.5, 0.45


@dataclass(frozen=True, slots=True)
class Hit:
    """A title that a description fits.

    Attributes:
        id: The title's id.
        score: How well it fits; only comparable within one search.
        sentence: The sentence of its story that fits best; empty where it has no story. It may
            be a spoiler.
        matched: Start and end of each word of the sentence that the question has, too.
        similarity: The cosine of the question with the record or with that sentence.
        covered: The share of the question's words that the record has, the rare ones counting
            more.
    """

    id: str
    score: float
    sentence: str
    matched: tuple[tuple[int, int], ...]
    similarity: float
    covered: float

    @property
    def is_about(self) -> bool:
        """Whether the title is about what was asked, rather than merely the nearest.

        Both limits were found on themes that people have given to films: below them hardly one
        title in ten was of the theme.
        """
        return self.covered >= _COVERED or self.similarity >= _ALIKE

    @property
    def is_surely_about(self) -> bool:
        """Whether both its words and its meaning say so."""
        return self.covered >= _COVERED and self.similarity >= _ALIKE


@dataclass(frozen=True, slots=True)
class Hits:
    """The titles that a description fits best.

    Attributes:
        hits: Best first.
        sureness: How sure the first is.
        chance: The chance that the first is meant, from 0 to 1.
        hints: Years, languages, genres and kinds that moved titles up.
        people: Names of people of the catalogue that did, as they were written.
    """

    hits: tuple[Hit, ...]
    sureness: Sureness
    chance: float
    hints: Hints
    people: tuple[str, ...]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

"""All that questions need of a catalogue, in arrays: made once, saved, mapped by every process."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Movie
from bot.questions.evaluation.graph.arrays import GraphArrays
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.catalogue_names import collect_names
from bot.questions.names.name_index import NameArrays
from bot.questions.names.title_parts import TitleWords
from bot.questions.names.translated_titles import TitleMeanings
from bot.questions.words.name_words import name_words
from bot.stories.text.hedges import EMPTY
from bot.workers.throttle import AT_ONCE, Throttle

VERSION = 4
"""Raised whenever an array changes its meaning: what was saved before is built anew."""


@dataclass(frozen=True, slots=True)
class QuestionArrays:
    """A catalogue as questions need it.

    Attributes:
        version: What it was made with, see :func:`current_version`.
        graph: Titles, people and what holds between them.
        names: What they are called.
        title_words: Which titles have which words.
        title_meanings: Which titles have just a few words that say something.
    """

    version: NDArray[np.uint32]
    graph: GraphArrays
    names: NameArrays
    title_words: TitleWords
    title_meanings: TitleMeanings

    @classmethod
    def build(cls, movies: Iterable[Movie], pace: Throttle = AT_ONCE) -> Self:
        """Make the arrays of some titles, at that pace."""
        return cls.of(GraphArrays.build(movies, pace), pace)

    @classmethod
    def of(cls, arrays: GraphArrays, pace: Throttle = AT_ONCE) -> Self:
        """Make the arrays of a graph, at that pace."""
        graph = Graph(arrays)
        names = collect_names(graph, pace)
        return cls(
            version=current_version(),
            graph=arrays,
            names=names,
            title_words=TitleWords.build(graph, pace),
            title_meanings=TitleMeanings.build(graph.titles, pace),
        )


def current_version() -> NDArray[np.uint32]:
    """Return what tells arrays of this code, and of its lexicons' words in names, from others."""
    words = name_words()
    said = [
        sorted(words.articles),
        words.parts,
        words.added_parts,
        sorted(words.small),
        sorted(words.particles),
        words.siblings,
        sorted(EMPTY),
    ]
    return np.array([VERSION, zlib.crc32(repr(said).encode())], np.uint32)

"""A catalogue in arrays for questions: built once, saved, memory-mapped by every process."""

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
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.stories.text.hedges import EMPTY

VERSION = 5
"""Increment it whenever an array changes its meaning, so that saved arrays are rebuilt."""


@dataclass(frozen=True, slots=True)
class QuestionArrays:
    """A catalogue in arrays for questions.

    Attributes:
        version: The version it was built with; see :func:`current_version`.
        graph: Titles, people and their relations.
        names: Their names.
        title_words: The titles that contain each word.
        title_meanings: Titles of just a few content words.
    """

    version: NDArray[np.uint32]
    graph: GraphArrays
    names: NameArrays
    title_words: TitleWords
    title_meanings: TitleMeanings

    @classmethod
    def build(cls, movies: Iterable[Movie], pace: Throttle = AT_ONCE) -> Self:
        """Build the arrays for some titles at a given pace."""
        return cls.of(GraphArrays.build(movies, pace), pace)

    @classmethod
    def of(cls, arrays: GraphArrays, pace: Throttle = AT_ONCE) -> Self:
        """Build the arrays for a graph at a given pace."""
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
    """Return a version that identifies this code and its lexicons' function words in names."""
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

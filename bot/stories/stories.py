"""The open index: finds titles by what somebody describes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.storage import SearchIndexError, load, save
from bot.stories.arrays import Data, ranges, version_of
from bot.stories.builder import build
from bot.stories.hits import Hit, Hits
from bot.stories.in_common import words_in_common
from bot.stories.naming import naming
from bot.stories.question import Question, Reader
from bot.stories.ranking import Ranker, Signals
from bot.stories.story import Story
from bot.stories.sureness import Sureness, chance, grade, prepare
from bot.stories.text.table import Table, the_table
from bot.stories.text.terms import term
from bot.stories.text.words import words

MOST_READ = 20
"""The most stories that are read for words that follow each other."""
MOST_NAMED = 40
"""If more stories have the words, they are no name that says much."""
_WORD_IN_TEXT = re.compile(r"[^\W_]+(?:['’][a-z]+)?")


class Stories:
    """Finds titles by what they are about.

    Args:
        data: The arrays of the index.
        table: What they were made with.
        hidden: Records that are not to be found, nor anything that only they have.

    Attributes:
        data: The arrays.
        table: What they were made with.
    """

    def __init__(self, data: Data, table: Table, hidden: NDArray[np.bool_] | None = None) -> None:
        self.data = data
        self.table = table
        self._ranker = Ranker(data, table.dimensions, hidden=hidden)
        self._reader = Reader(table, self._ranker.has_term, self._ranker.has_person)
        prepare()

    def __len__(self) -> int:
        return len(self.data)

    def for_every_channel(self) -> "Stories":
        """Return the index without titles for adults, and without what only they have."""
        return Stories(self.data, self.table, self.data.adult) if self.data.adult.any() else self

    @classmethod
    def build(
        cls, stories: Iterable[Story], before: "Stories | None" = None, pace: Throttle = AT_ONCE
    ) -> Self:
        """Build an index, reusing what has not changed since ``before``."""
        table = the_table()
        return cls(build(stories, table, before.data if before else None, pace), table)

    def save(self, folder: Path) -> None:
        """Write the index to a folder, replacing what is there.

        Raises:
            OSError: It could not be written.
        """
        save(self.data, folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map a saved index into memory.

        Raises:
            SearchIndexError: The folder holds none that was made with this code and table.
        """
        data, table = load(Data, folder), the_table()
        if not np.array_equal(data.version, version_of(table)):
            raise SearchIndexError(f"{folder} holds stories read with another table")
        return cls(data, table)

    def says(self, word: str, language: str = "en") -> float | None:
        """Return how much a word says about a story: about 1 for most, 0 for a hedge.

        ``None`` for a word that is neither in a story nor in the table.

        Args:
            word: In lower case, without accents.
            language: With ``es`` it is read as Spanish where possible.
        """
        return self._reader.says(word, is_spanish=language == "es")

    def has_all(self, text: str) -> bool:
        """Return whether some title has every word of a text, at least one of them meaningful."""
        places: set[int] | None = None
        for key in filter(None, map(term, words(text))):
            records, _ = self.data.words.under(key)
            found = set(records.tolist())
            places = found if places is None else places & found
        return bool(places)

    def has_phrase(self, text: str) -> bool:
        """Return whether the words of a text follow each other in some story, as a name's do."""
        return bool(self.with_phrase(text))

    def with_phrase(self, text: str) -> list[int]:
        """Return the records whose stories have the words of a text, one after the other."""
        asked = words(text)
        said = f" {' '.join(asked)} "
        return [
            record
            for record in sorted(self._with_words(asked))[:MOST_READ]
            if any(
                said in f" {' '.join(words(sentence))} " for sentence in self._sentences_of(record)
            )
        ]

    def naming(self, name: str) -> Mapping[str, frozenset[str]]:
        """Return the ids of titles whose stories have a word as a name, with the names before it.

        Empty if the word is rather an ordinary one, or in too many stories to read them.
        """
        records = sorted(self._with_words([name]))
        if len(records) > MOST_NAMED:
            return {}
        named = naming(name, ((record, self._sentences_of(record)) for record in records))
        ids = self.data.ids.pick(np.array(list(named), np.uint32))
        return dict(zip(ids, named.values(), strict=True))

    def _with_words(self, asked: Sequence[str]) -> set[int]:
        """Return the records whose stories have all of some words."""
        found: set[int] | None = None
        for key in filter(None, map(term, asked)):
            records, _ = self.data.words.under(key)
            found = set(records.tolist()) if found is None else found & set(records.tolist())
        return found or set()

    def _sentences_of(self, record: int) -> Sequence[str]:
        places = ranges(self.data.sentence_starts, np.array([record], np.intp))
        return self.data.sentences.pick(places.astype(np.uint32))

    def search(
        self,
        text: str,
        among: Collection[str] | None = None,
        limit: int = 10,
        *,
        marked: NDArray[np.bool_] | None = None,
    ) -> Hits:
        """Return the titles that a description fits best.

        Args:
            text: What somebody remembers or wants.
            among: Only titles with these ids; ``None`` for all. Each id takes a microsecond.
            limit: The maximum number; no more than :data:`~bot.stories.ranking.SHORTLIST` are
                ever ranked.
            marked: Only these records (:meth:`places`), in place of ``among``.
        """
        question = self._reader.read(text)
        if question.is_empty or not len(self):
            return Hits((), Sureness.NOTHING_TO_GO_BY, 0.0, question.hints, ())
        allowed = marked if among is None else self._allowed(among)
        signals, scores = self._ranker.rank(question, allowed)
        if not len(scores):
            return Hits((), Sureness.NOTHING_LIKE_IT, 0.0, question.hints, ())
        likely = chance(question, signals, scores)
        order = np.argsort(-scores, kind="stable")[: max(0, limit)]
        hits = tuple(self._hit(question, signals, float(scores[at]), at) for at in order.tolist())
        people = tuple(map(" ".join, question.people))
        return Hits(hits, grade(question, likely), likely, question.hints, people)

    def in_common(self, one: Story, other: Story, most: int = 2) -> tuple[str, ...]:
        """Return the words that best describe what two stories share, without names.

        Args:
            one: A title; the words are written as its story writes them.
            other: Another.
            most: The maximum number of words.
        """
        return words_in_common(
            one, other, self.table, lambda key: len(self.data.words.under(key)[0]), len(self), most
        )

    def similarity(self, one: str, other: str) -> float:
        """Return the cosine similarity of two titles' stories; 0 where one has none."""
        ours, theirs = (
            self._ranker.vector(self._place(one)),
            self._ranker.vector(self._place(other)),
        )
        return 0.0 if ours is None or theirs is None else float(ours @ theirs)

    def places(self, movie_ids: Iterable[str]) -> NDArray[np.intp]:
        """Return the record of each of some titles, in their order; -1 of those without one."""
        return self.data.places_in_order(movie_ids)

    def _place(self, movie_id: str) -> int:
        """Return the record with this id, or -1."""
        places = self.data.places((movie_id,))
        return int(places[0]) if len(places) else -1

    def _allowed(self, among: Collection[str]) -> NDArray[np.bool_]:
        allowed = np.zeros(len(self), bool)
        allowed[self.data.places(among)] = True
        return allowed

    def _hit(self, question: Question, signals: Signals, score: float, at: int) -> Hit:
        place = int(signals.shortlist[at])
        (movie_id,) = self.data.ids.pick(np.array([place], np.uint32))
        best = int(signals.best[at])
        sentence = ""
        if best >= 0:
            (sentence,) = self.data.sentences.pick(np.array([best], np.uint32))
        return Hit(
            movie_id,
            score,
            sentence,
            matched(question, sentence),
            float(max(signals.whole[place], signals.sentence[at])),
            signals.covered(place),
        )


def matched(question: Question, sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a sentence's words that the question has, too."""
    return tuple(
        found.span()
        for found in _WORD_IN_TEXT.finditer(sentence)
        if _written(found[0]) in question.terms
    )


@lru_cache(maxsize=65536)
def _written(word: str) -> int:
    """Return the key of a written word."""
    return next(map(term, words(word)), 0)

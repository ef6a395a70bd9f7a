"""The texts that the story table learns from, taken apart."""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.stories.text.words import sentences, words

Rows = NDArray[np.int32]

_MIN_COUNT = 3
_MAX_WORD_LETTERS = 19
_SENTENCES = 12
_MAX_CHARACTERS = 400
_MAX_QUESTION_CHARACTERS = 600
_CREDITS = re.compile(
    r"\b(directed|starring|stars|produced|film (is|was)|released|screenplay|nominated|Award)\b"
)
_SMALL = re.compile(r"\b[a-z]+(?:'[a-z]+)?")
_ENDINGS = ("s", "es", "ed", "ing", "ly")


@dataclass(frozen=True, slots=True)
class Article:
    """The introduction of a film's article, by words.

    Attributes:
        title: The rows of the title's words.
        sentences: The rows of each sentence's.
    """

    title: Rows
    sentences: list[Rows]


@dataclass(frozen=True, slots=True)
class Memory:
    """A film as somebody half remembers it, and as its article has it, by words.

    Attributes:
        sentences: The rows of each sentence of the question.
        short: Those of its one-line form; ``None`` where it has none.
        article: Those of the article.
    """

    sentences: list[Rows]
    short: Rows | None
    article: Rows


class Texts:
    """Everything to learn from.

    Args:
        folder: Where ``wiki.jsonl.gz`` and ``tomt.jsonl.gz`` are.

    Attributes:
        words: The vocabulary, the most frequent first.
        counts: How often each of its words is in the texts.
        capitalised: The share of each word's places where it begins with a capital.
        to_encode: Sentences whose meaning the teachers are asked for.
    """

    def __init__(self, folder: Path) -> None:
        self._wiki = list(_read(folder / "wiki.jsonl.gz"))
        self._tomt = list(_read(folder / "tomt.jsonl.gz"))
        counted: Counter[str] = Counter()
        for row in self._wiki:
            counted.update(words(f"{row['title']}. {' '.join(row['genres'])}. {row['extract']}"))
        for row in self._tomt:
            counted.update(words(f"{row['query']} {row['short']}"))
        kept = [
            (word, count)
            for word, count in counted.most_common()
            if count >= _MIN_COUNT and word.isascii() and len(word) <= _MAX_WORD_LETTERS
        ]
        self.words = [word for word, _ in kept]
        self.counts = np.array([count for _, count in kept], float)
        small = Counter(word for row in self._wiki for word in _SMALL.findall(str(row["extract"])))
        of_articles = Counter(word for row in self._wiki for word in words(str(row["extract"])))
        self.capitalised = np.array(
            [1 - small[word] / max(1, of_articles[word]) for word in self.words]
        )
        self._rows = {word: row for row, word in enumerate(self.words)}
        self.to_encode = list(self._to_encode())

    def rows(self, text: str) -> Rows:
        """Return the rows of a text's words; a form of a word counts as the word."""
        found = (_row(self._rows, word) for word in words(text))
        return np.array([row for row in found if row is not None], np.int32)

    def articles(self) -> list[Article]:
        """Return the introductions of two sentences and more."""
        found: list[Article] = []
        for row in self._wiki:
            parts = [self.rows(part) for part in sentences(row["extract"])[:_SENTENCES]]
            parts = [part for part in parts if len(part) >= 5]
            if len(parts) >= 2:
                found.append(Article(self.rows(row["title"]), parts))
        return found

    def memories(self) -> list[Memory]:
        """Return the half-remembered films."""
        found: list[Memory] = []
        for row in self._tomt:
            parts = [self.rows(part) for part in sentences(row["query"])]
            parts = [part for part in parts if len(part) >= 3]
            article = self.rows(row["extract"])
            if parts and len(article) >= 4:
                short = self.rows(row["short"] or "")
                found.append(Memory(parts, short if len(short) else None, article))
        return found

    def _to_encode(self) -> Iterator[str]:
        told = [
            part[:_MAX_CHARACTERS]
            for row in self._wiki
            for part in sentences(row["extract"])[:_SENTENCES]
        ]
        plots = [part for part in told if not _CREDITS.search(part)]
        others = [part for part in told if _CREDITS.search(part)]
        random.Random(1).shuffle(plots)
        random.Random(1).shuffle(others)
        yield from plots
        yield from others
        yield from (row["query"][:_MAX_QUESTION_CHARACTERS] for row in self._tomt)
        yield from (row["short"] for row in self._tomt if row["short"])
        yield from (row["extract"] for row in self._tomt)


def _row(rows: Mapping[str, int], word: str) -> int | None:
    found = rows.get(word)
    if found is None and "'" in word:
        word, *_ = word.split("'", maxsplit=1)
        found = rows.get(word)
    if found is None:
        stems: Sequence[str] = [word.removesuffix(end) for end in _ENDINGS if word.endswith(end)]
        found = next((rows[stem] for stem in stems if stem in rows), None)
    return found


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)

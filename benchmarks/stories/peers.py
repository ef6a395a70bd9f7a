"""Alternative engines for finding stories: each reads the same texts.

Like ours they leave out the words that mean nothing by themselves; every word of a question may
match, and the best by BM25 come first.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.search.peers import TantivyIndex, needed
from bot.stories.text.hedges import EMPTY
from bot.stories.text.terms import stem
from bot.stories.text.words import words

Ask = Callable[[str], list[int]]
"""From a question to the numbers of texts, best first."""

ANSWERS = 2000
"""As many as a question that is only asked among some titles can need."""


def _said(text: str) -> list[str]:
    plain = (word.split("'")[0] for word in words(text))
    return [word for word in plain if word not in EMPTY]


def fts5(texts: Sequence[str]) -> Ask:
    """SQLite FTS5 with the Porter stemmer, by its bm25."""
    db = sqlite3.connect(":memory:")
    tokenizer = "porter unicode61 remove_diacritics 2"
    db.execute(f"CREATE VIRTUAL TABLE stories USING fts5(story, tokenize='{tokenizer}')")
    db.executemany("INSERT INTO stories(rowid, story) VALUES (?, ?)", enumerate(texts))

    def ask(query: str) -> list[int]:
        said = dict.fromkeys(_said(query))
        if not said:
            return []
        rows = db.execute(
            "SELECT rowid FROM stories WHERE stories MATCH ? ORDER BY bm25(stories) LIMIT ?",
            (" OR ".join(f'"{word}"' for word in said), ANSWERS),
        )
        return [number for (number,) in rows]

    return ask


def tantivy(texts: Sequence[str]) -> Ask:
    """Tantivy with its English stemmer, by its BM25.

    Raises:
        PeerMissingError: It is not installed.
    """
    indexed = TantivyIndex(needed("tantivy", "tantivy"), texts, "en_stem")

    def ask(query: str) -> list[int]:
        said = dict.fromkeys(_said(query))
        if not said:
            return []
        return indexed.best(indexed.parsed(" ".join(said)), ANSWERS)

    return ask


def bm25(texts: Sequence[str]) -> Ask:
    """BM25 over stems, with NumPy."""
    told = [[stem(word) for word in _said(text)] for text in texts]
    lengths = np.array([len(said) for said in told], float)
    long = 1.2 * (0.25 + 0.75 * lengths / max(1.0, float(lengths.mean())))
    lists: dict[str, list[tuple[int, int]]] = {}
    for number, said in enumerate(told):
        for part, count in Counter(said).items():
            lists.setdefault(part, []).append((number, count))
    postings = {part: np.array(pairs) for part, pairs in lists.items()}

    def ask(query: str) -> list[int]:
        scores = np.zeros(len(texts))
        for part in {stem(word) for word in _said(query)}:
            if part in postings:
                numbers, counts = postings[part].T
                rarity = np.log(1 + (len(texts) - len(numbers) + 0.5) / (len(numbers) + 0.5))
                scores[numbers] += rarity * counts * 2.2 / (counts + long[numbers])
        order = np.argsort(-scores, kind="stable")[:ANSWERS]
        return order[scores[order] > 0].tolist()

    return ask


PEERS: dict[str, Callable[[Sequence[str]], Ask]] = {
    "fts5": fts5,
    "tantivy": tantivy,
    "bm25": bm25,
}
"""By the name that ``--against`` takes."""

"""Engines that one could install instead: each takes the same names and answers the same queries.

Where an engine only finds candidates, rapidfuzz puts them in order ("rerank").
"""

import sqlite3
from collections.abc import Callable, Sequence

import numpy as np
import tantivy
from rapidfuzz import fuzz, process, utils

Ask = Callable[[str], list[int]]
"""From a query to at most 25 numbers of names, best first."""

_ANSWERS = 25
_CANDIDATES = 100


def _plain(text: str) -> str:
    return " ".join(utils.default_process(text).split())


def _trigrams(text: str) -> list[str]:
    return sorted({text[at : at + 3] for at in range(len(text) - 2)})


def _rerank(query: str, texts: Sequence[str], candidates: Sequence[int]) -> list[int]:
    names = [texts[number] for number in candidates]
    scores = process.cdist([query], names, scorer=fuzz.ratio)[0] if names else np.zeros(0)
    scores = (
        scores + process.cdist([query], names, scorer=fuzz.token_sort_ratio)[0] if names else scores
    )
    return [candidates[place] for place in np.argsort(-scores, kind="stable")[:_ANSWERS]]


def wratio(names: Sequence[str]) -> Ask:
    """``rapidfuzz.process.extract`` with its default scorer, WRatio: what most bots do."""
    texts = [_plain(name) for name in names]

    def ask(query: str) -> list[int]:
        found = process.extract(_plain(query), texts, scorer=fuzz.WRatio, limit=_ANSWERS)
        return [number for _, _, number in found]

    return ask


def fts5(names: Sequence[str]) -> Ask:
    """SQLite FTS5 with its trigram tokenizer, by bm25, reranked."""
    texts = [_plain(name) for name in names]
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
    db.executemany("INSERT INTO names(rowid, name) VALUES (?, ?)", enumerate(texts))

    def ask(query: str) -> list[int]:
        query = _plain(query)
        grams = _trigrams(query)
        if not grams:
            return []
        wanted = " OR ".join(f'"{gram}"' for gram in grams)
        rows = db.execute(
            "SELECT rowid FROM names WHERE names MATCH ? ORDER BY bm25(names) LIMIT ?",
            (wanted, _CANDIDATES),
        ).fetchall()
        return _rerank(query, texts, [number for (number,) in rows])

    return ask


def tantivy_ngrams(names: Sequence[str]) -> Ask:
    """Tantivy with letter trigrams, by bm25, reranked."""
    texts = [_plain(name) for name in names]
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("name", tokenizer_name="trigram")
        .add_unsigned_field("number", stored=True)
        .build()
    )
    index = tantivy.Index(schema)
    index.register_tokenizer(
        "trigram", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(3, 3)).build()
    )
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for number, text in enumerate(texts):
        writer.add_document(tantivy.Document(name=text, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> list[int]:
        query = _plain(query)
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "name", gram))
            for gram in _trigrams(query)
        ]
        if not terms:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(terms), _CANDIDATES).hits
        numbers = [searcher.doc(address)["number"][0] for _, address in hits]
        return _rerank(query, texts, numbers)

    return ask


def numpy_trigrams(names: Sequence[str]) -> Ask:
    """A trigram index of NumPy arrays, by rarity-weighted overlap, reranked."""
    texts = [_plain(name) for name in names]
    lists: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for gram in _trigrams(text):
            lists.setdefault(gram, []).append(number)
    postings = {gram: np.array(numbers, np.int64) for gram, numbers in lists.items()}
    lengths = np.array([max(1, len(text)) for text in texts])

    def ask(query: str) -> list[int]:
        query = _plain(query)
        sums = np.zeros(len(texts))
        for gram in _trigrams(query):
            if gram in postings:
                sums[postings[gram]] += np.log1p(len(texts) / len(postings[gram]))
        sums /= np.sqrt(lengths)
        best = np.argpartition(-sums, min(_CANDIDATES, len(sums) - 1))[:_CANDIDATES]
        return _rerank(query, texts, [number for number in best.tolist() if sums[number] > 0])

    return ask


PEERS: dict[str, Callable[[Sequence[str]], Ask]] = {
    "wratio": wratio,
    "fts5": fts5,
    "tantivy": tantivy_ngrams,
    "trigrams": numpy_trigrams,
}
"""By the name that ``--against`` takes."""

"""Alternative engines: each takes the same names and answers the same queries.

Names come in the order of their popularity, the best known first. Where an engine only finds
candidates, rapidfuzz puts them in order ("rerank"). What a peer needs is installed for it alone.
"""

import importlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

Ask = Callable[[str], list[int]]
"""From a query to at most 25 numbers of names, best first."""

_ANSWERS = 25
_CANDIDATES = 100


class PeerMissingError(Exception):
    """A package that a peer needs is not installed."""


def needed(module: str, package: str) -> Any:
    """Import a package that a peer needs.

    Raises:
        PeerMissingError: It is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise PeerMissingError(f"{package} is not installed: pip install {package}") from error


class TantivyIndex:
    """Texts in a Tantivy index of one segment, in memory.

    Args:
        tantivy: The package.
        texts: The texts.
        tokenizer: What splits them: the name of a tokenizer of Tantivy's, or of ``analyzer``.
        analyzer: A tokenizer of one's own.
    """

    def __init__(
        self, tantivy: Any, texts: Sequence[str], tokenizer: str, analyzer: Any = None
    ) -> None:
        self.schema = (
            tantivy.SchemaBuilder()
            .add_text_field("text", tokenizer_name=tokenizer)
            .add_unsigned_field("number", stored=True)
            .build()
        )
        self._index = tantivy.Index(self.schema)
        if analyzer is not None:
            self._index.register_tokenizer(tokenizer, analyzer)
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, number=number))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def parsed(self, query: str) -> Any:
        """Return a query of words, any of which may match."""
        return self._index.parse_query(query, ["text"])

    def best(self, query: Any, limit: int) -> list[int]:
        """Return the numbers of the texts that match a query best, by BM25."""
        hits = self._searcher.search(query, limit).hits
        return [self._searcher.doc(address)["number"][0] for _, address in hits]


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
    tantivy = needed("tantivy", "tantivy")
    texts = [_plain(name) for name in names]
    trigrams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(3, 3)).build()
    indexed = TantivyIndex(tantivy, texts, "trigram", trigrams)

    def ask(query: str) -> list[int]:
        query = _plain(query)
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(indexed.schema, "text", gram))
            for gram in _trigrams(query)
        ]
        if not terms:
            return []
        found = indexed.best(tantivy.Query.boolean_query(terms), _CANDIDATES)
        return _rerank(query, texts, found)

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


def fts5_prefixes(names: Sequence[str]) -> Ask:
    """SQLite FTS5 by words, each of the query's as a prefix, the best known first."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE names USING fts5(name, prefix='2 3 4')")
    rows = ((number, _plain(name)) for number, name in enumerate(names))
    db.executemany("INSERT INTO names(rowid, name) VALUES (?, ?)", rows)

    def find(wanted: str) -> list[int]:
        rows = db.execute(
            "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid LIMIT ?",
            (wanted, _ANSWERS),
        )
        return [number for (number,) in rows]

    def ask(query: str) -> list[int]:
        words = [f'"{word}"*' for word in _plain(query).split()]
        return (find(" ".join(words)) or find(" OR ".join(words))) if words else []

    return ask


def tfidf(names: Sequence[str]) -> Ask:
    """Cosine of tf-idf vectors of letter trigrams within words, with scipy's sparse matrices."""
    sparse = needed("scipy.sparse", "scipy")

    def grams(text: str) -> Counter[str]:
        return Counter(gram for word in text.split() for gram in _trigrams(f" {word} "))

    counts = [grams(_plain(name)) for name in names]
    terms = {gram: place for place, gram in enumerate(dict.fromkeys(g for c in counts for g in c))}
    rows = [terms[gram] for count in counts for gram in count]
    columns = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
    values = np.array([value for count in counts for value in count.values()], float)
    rarity = np.log((1 + len(counts)) / (1 + np.bincount(rows, minlength=len(terms)))) + 1
    values *= rarity[rows]
    norms = np.sqrt(np.bincount(columns, weights=values**2, minlength=len(counts)))
    values /= np.maximum(norms, 1e-9)[columns]
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(terms), len(counts)))

    def ask(query: str) -> list[int]:
        known = {terms[g]: count for g, count in grams(_plain(query)).items() if g in terms}
        if not known:
            return []
        places = list(known)
        weights = np.array(list(known.values())) * rarity[places]
        found = sparse.csr_matrix(weights[None, :]) @ matrix[places]
        order = np.argsort(-found.data, kind="stable")[:_ANSWERS]
        return found.indices[order].tolist()

    return ask


def symspell_words(names: Sequence[str]) -> Ask:
    """SymSpell for each word of the query, the names that have most of them, reranked."""
    symspellpy = needed("symspellpy", "symspellpy")
    texts = [_plain(name) for name in names]
    lists: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for word in set(text.split()):
            lists.setdefault(word, []).append(number)
    spell = symspellpy.SymSpell(2, 7)
    for word, numbers in lists.items():
        spell.create_dictionary_entry(word, len(numbers))

    def ask(query: str) -> list[int]:
        query = _plain(query)
        sums: Counter[int] = Counter()
        for word in query.split():
            found: dict[int, float] = {}
            for close in spell.lookup(word, symspellpy.Verbosity.ALL, 2)[:20]:
                weight = np.log1p(len(texts) / close.count) / (1 + close.distance)
                for number in lists[close.term][:2000]:
                    found[number] = max(found.get(number, 0.0), float(weight))
            sums.update(found)
        return _rerank(query, texts, [number for number, _ in sums.most_common(_CANDIDATES)])

    return ask


PEERS: dict[str, Callable[[Sequence[str]], Ask]] = {
    "wratio": wratio,
    "fts5": fts5,
    "tantivy": tantivy_ngrams,
    "trigrams": numpy_trigrams,
    "fts5-prefix": fts5_prefixes,
    "tfidf": tfidf,
    "symspell": symspell_words,
}
"""The peers by their name for ``--against``."""

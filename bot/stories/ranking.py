"""Scores how well each record fits a description."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Kind
from bot.stories.arrays import HEAD, LAST_YEAR, Data, Postings, ranges
from bot.stories.hints import Years
from bot.stories.question import Question
from bot.stories.text.table import Vectors
from bot.stories.text.terms import person_key

_SATURATION = 2.2
"""BM25's k1 + 1: the most that a word's repetition can multiply its rarity by."""
_LOOKED_AT = 1000
"""Records compared by their whole vectors, where there are very many."""
SHORTLIST = 200
"""Candidates compared sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the signals; measured in ``docs/stories.md``.

    A question is brief ("a heist"), or long; and a long one is precise ("After crossing paths at a
    party, a Cape Town teen sets out to prove ..."), or it rambles ("I think I saw it around
    2005, ..."). Brief and rambling questions mean well-known titles; precise words are taken
    literally.

    Attributes:
        words: Words in common (BM25); the similarity makes up the rest to 1.
        words_if_precise: The same for a precise question.
        sentence: How much of the similarity is that of the best sentence.
        votes_if_brief: How well known it is, for a brief question.
        votes: The same for a long one.
        votes_if_precise: The same for a precise one.
        years: Matching the years named.
        people: Having the people named.
        language: Matching the language named.
        genre: Matching the genre named.
        kind: Being a film or a series, as asked.
        episode: Being an episode when none was asked for.
    """

    words: float = 0.2
    words_if_precise: float = 0.42
    sentence: float = 0.35
    votes_if_brief: float = 0.6
    votes: float = 0.22
    votes_if_precise: float = 0.0
    years: float = 0.4
    people: float = 1.5
    language: float = 0.6
    genre: float = 0.2
    kind: float = 0.8
    episode: float = -0.5


_BRIEF, _LONG = 7, 15
"""Meaningful words up to which a question is brief, and from which on it is long."""
_MIN_PRECISE, _MAX_PRECISE = 5, 12
"""The same bounds for a precise question."""
_EMPHASIS = 0.5
"""How far questions that are not precise weight words by how much they say."""
_MIN_KNOWN, _NOT_COUNTED = -1.5, -0.5
"""Floor on how little known a title counts, and the value for titles without votes."""
_NEAR, _OLDER, _UNKNOWN_YEAR = 3.0, 4.0, 0.3
_RAMBLING = 0.25
"""Share of hedges from which on nothing in a question is precise."""


class Signals(NamedTuple):
    """The signals for the records, each in its own unit.

    Attributes:
        words: BM25 of each record.
        possible: BM25 of a record that has every word once.
        whole: Cosine of each record.
        shortlist: The records that were compared sentence by sentence.
        sentence: For each of these the cosine of the best sentence.
        best: For each of these the place of the best sentence.
    """

    words: Vectors
    possible: float
    whole: Vectors
    shortlist: NDArray[np.intp]
    sentence: Vectors
    best: NDArray[np.intp]

    def covered(self, place: int) -> float:
        """Return the share of a question's words that a record has, weighted by rarity."""
        return min(1.0, float(self.words[place]) / max(self.possible, 1e-6))


@dataclass
class Ranker:
    """Ranks the records of an index.

    Attributes:
        data: The index.
        dimensions: How many numbers a vector has.
        weights: The weights of the signals.
        most: Beyond this number of records, only the best are compared by their whole vectors.
        hidden: Records that are never found.
    """

    data: Data
    dimensions: int
    weights: Weights = field(default_factory=Weights)
    most: int = 20_000
    hidden: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        data = self.data
        self._heads = data.heads.reshape(-1, HEAD)
        self._tails = data.tails.reshape(-1, self.dimensions - HEAD)
        self._sentences = data.sentence_vectors.reshape(-1, self.dimensions)
        self._known = _known(data.votes)
        self._episode = data.kinds == 1 + list(Kind).index(Kind.EPISODE)

    def has_term(self, key: int) -> bool:
        """Return whether any record has the word of a key."""
        return self._is_known(self.data.words, key)

    def has_person(self, name: tuple[str, ...]) -> bool:
        """Return whether any record has a person of this name, given in words."""
        return self._is_known(self.data.names, person_key(name))

    def _is_known(self, postings: Postings, key: int) -> bool:
        records, _ = postings.under(key)
        return len(records) > 0 if self.hidden is None else not self.hidden[records].all()

    def vector(self, place: int) -> Vectors | None:
        """Return the vector of a record; ``None`` where it has no story."""
        at = int(np.searchsorted(self.data.told, place)) if place >= 0 else len(self.data.told)
        if at == len(self.data.told) or self.data.told[at] != place:
            return None
        return np.concatenate((self._heads[at], self._tails[at]))

    def word_scores(self, question: Question, emphasis: float) -> tuple[Vectors, float]:
        """Return BM25 of each record, and of one that has every word once.

        Args:
            question: The question.
            emphasis: How far words are weighted by how much they say; 0 for not at all.
        """
        scores, possible = np.zeros(len(self.data), np.float32), 0.0
        for key, weight in question.terms.items():
            records, counted = self.data.words.under(key)
            weight *= self.rarity(len(records)) * question.says[key] ** emphasis  # noqa: PLW2901
            possible += weight
            scores[records] += np.float32(_SATURATION / 255 * weight) * counted
        return scores, possible

    def rarity(self, records: int) -> float:
        """Return BM25's inverse document frequency of a word in this many records."""
        return float(np.log(1 + (len(self.data) - records + 0.5) / (records + 0.5)))

    def best_sentences(
        self, question: Question, shortlist: NDArray[np.intp], whole: Vectors
    ) -> tuple[Vectors, NDArray[np.intp]]:
        """Return the cosine of the best sentence of some records, and that sentence's place."""
        starts = self.data.sentence_starts
        sizes = starts[shortlist + 1].astype(np.intp) - starts[shortlist]
        sentence = whole[shortlist].copy()
        best = np.full(len(shortlist), -1)
        has = sizes > 0
        if has.any():
            ends = np.cumsum(sizes)
            places = ranges(self.data.sentence_starts, shortlist)
            vectors = self._sentences[places].astype(np.float32)
            similarity = (vectors @ question.vector) * self.data.sentence_scales[places]
            sentence[has] = np.maximum.reduceat(similarity, (ends - sizes)[has])
            is_best = similarity == np.repeat(sentence[has], sizes[has])
            at = np.flatnonzero(is_best)
            owners = np.repeat(np.flatnonzero(has), sizes[has])[at]
            best[owners[::-1]] = places[at[::-1]]
        return sentence, best

    def hint_scores(self, question: Question) -> Vectors:
        """Return the score of each record from the hints."""
        weights, hints = self.weights, question.hints
        scores = np.zeros(len(self.data), np.float32)
        if hints.years:
            fits = np.max([_fits(years) for years in hints.years], axis=0)
            scores += np.float32(weights.years) * fits[self.data.years]
        for name in question.people:
            records, _ = self.data.names.under(person_key(name))
            scores[records] += weights.people
        for keys, weight in (
            (hints.language_keys(), weights.language),
            (hints.genre_keys(), weights.genre),
        ):
            for key in keys:
                records, _ = self.data.names.under(key)
                scores[records] += weight
        if hints.kinds:
            wanted = [1 + place for place, kind in enumerate(Kind) if kind in hints.kinds]
            fits = np.zeros(1 + len(Kind), np.float32)
            fits[wanted] = weights.kind
            scores += fits[self.data.kinds]
        if Kind.EPISODE not in hints.kinds:
            scores[self._episode] += weights.episode
        return scores

    def rank(
        self, question: Question, allowed: NDArray[np.bool_] | None
    ) -> tuple[Signals, Vectors]:
        """Return the signals, and a score for each record of the shortlist."""
        precise = _precise(question)
        words, possible = self.word_scores(question, _EMPHASIS * (1 - precise))
        whole = self._similarity(self._heads, question.vector[:HEAD])
        sample = whole
        if len(self.data) <= self.most or not len(self._tails):
            whole += self._similarity(self._tails, question.vector[HEAD:])
        else:
            some = slice(None, None, 1 + len(self._tails) // _LOOKED_AT)
            sample = self._heads[some] @ question.vector[:HEAD]
            sample += self._tails[some] @ question.vector[HEAD:]
        for_words, for_votes = self._shares(question, precise)
        similarity = (1 - for_words) / (float(sample.std()) + 1e-6)
        rest = for_words * _standard(words) + for_votes * self._known + self.hint_scores(question)
        base = rest + similarity * (whole - sample.mean())
        if allowed is not None:
            base[~allowed] = -np.inf
        if self.hidden is not None:
            base[self.hidden] = -np.inf
        best = np.arange(len(base))
        if len(self.data) > self.most:
            best = _highest(base, _LOOKED_AT)
            rows = np.searchsorted(self.data.told, best)
            told = rows < len(self.data.told)
            told[told] = self.data.told[rows[told]] == best[told]
            closer = self._tails[rows[told]] @ question.vector[HEAD:]
            whole[best[told]] += closer
            base[best[told]] += similarity * closer
        at = np.sort(best[_highest(base[best], SHORTLIST)])
        at = at[np.isfinite(base[at])]
        sentence, where = self.best_sentences(question, at, whole)
        closer = self.weights.sentence * (sentence - whole[at])
        signals = Signals(words, possible, whole, at, sentence, where)
        return signals, base[at] + similarity * closer

    def _similarity(self, vectors: Vectors, asked: Vectors) -> Vectors:
        """Return the dot product for each record; the mean for those without a story."""
        similarity = vectors @ asked
        if len(similarity) == len(self.data):
            return similarity
        whole = np.full(len(self.data), similarity.mean() if len(similarity) else 0, np.float32)
        whole[self.data.told] = similarity
        return whole

    def _shares(self, question: Question, precise: float) -> tuple[float, float]:
        """Return the weights of common words and of popularity for a question."""
        weights = self.weights
        long = _between(len(question.terms), _BRIEF, _LONG)
        for_votes = _mixed(weights.votes_if_brief, weights.votes, long)
        for_words = _mixed(weights.words, weights.words_if_precise, precise)
        return (
            for_words if question.vector.any() else 1.0,
            _mixed(for_votes, weights.votes_if_precise, precise),
        )


def _known(votes: Vectors) -> Vectors:
    """Return how well known each record is, in standard deviations of those with votes."""
    known = np.log10(votes + 10)
    counted = votes > 0
    if not counted.any():
        return np.zeros_like(votes)
    mean, spread = known[counted].mean(), known[counted].std() + 1e-6
    standard = np.maximum((known - mean) / spread, _MIN_KNOWN)
    standard[~counted] = _NOT_COUNTED
    return standard.astype(np.float32)


def _fits(years: Years) -> Vectors:
    """Return for each year, from 0 on, how well it fits: 1 in these, 0 far from them.

    A film seen then may well be older; a film of unknown year may fit.
    """
    all_years = np.arange(LAST_YEAR + 1)
    before = (years.first - all_years) / (_OLDER if years.is_sighting else 1)
    away = np.maximum(np.maximum(before, all_years - years.last), 0)
    fits = np.exp(-away / _NEAR).astype(np.float32)
    fits[0] = _UNKNOWN_YEAR
    return fits


def _highest(values: Vectors, count: int) -> NDArray[np.intp]:
    """Return the places of the ``count`` highest values, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    # Among many, a threshold far above the mean takes a tenth of the time of a partition.
    with np.errstate(invalid="ignore"):  # some may be minus infinity
        likely = np.flatnonzero(values > values.mean() + 2 * values.std())
    if len(likely) < count:
        likely = np.arange(len(values))
    return likely[np.argpartition(-values[likely], count - 1)[:count]]


def _precise(question: Question) -> float:
    """Return how precise a question is, from 0 to 1."""
    steady = 1 - min(1.0, question.rambling / _RAMBLING)
    return steady * _between(len(question.terms), _MIN_PRECISE, _MAX_PRECISE)


def _between(value: float, low: float, high: float) -> float:
    """Return the position of a value between two others, clipped to 0 to 1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _mixed(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _standard(values: Vectors) -> Vectors:
    """Return how many standard deviations each value is above the mean."""
    if not len(values):
        return values
    return (values - values.mean()) / (values.std() + np.float32(1e-6))

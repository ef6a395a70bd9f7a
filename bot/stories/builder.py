"""Builds the arrays of an index, reusing what has not changed since the last one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Kind
from bot.relations import are_among
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.texts import Texts
from bot.stories.arrays import HEAD, LAST_YEAR, Data, Keys, Places, Postings, ranges, version_of
from bot.stories.story import Story
from bot.stories.text.table import Table, shortened
from bot.stories.text.terms import forget_keys, genre_key, id_key, language_key, person_key, term
from bot.stories.text.words import sentences, words

_MAX_COUNT = 255


@dataclass(slots=True)
class _Read:
    """New records: all their words, end to end."""

    numbers: dict[str, int] = field(default_factory=dict[str, int])
    tokens: list[int] = field(default_factory=list[int])
    sizes: list[int] = field(default_factory=list[int])
    parts: list[int] = field(default_factory=list[int])
    sentences: list[str] = field(default_factory=list[str])
    names: list[list[int]] = field(default_factory=list[list[int]])

    def add(self, story: Story) -> None:
        """Read a record."""
        told = sentences(story.prose)
        numbers = self.numbers
        for part in (story.heading, *told):
            tokens = [numbers.setdefault(word, len(numbers)) for word in words(part)]
            self.tokens += tokens
            self.sizes.append(len(tokens))
        self.parts.append(1 + len(told))
        self.sentences += told
        names = {genre_key(genre) for genre in story.genres}
        names |= {language_key(language) for language in story.languages}
        names |= {person_key(words(person)) for person in story.people}
        self.names.append(sorted(names))


def build(
    stories: Iterable[Story], table: Table, before: Data | None = None, pace: Throttle = AT_ONCE
) -> Data:
    """Build an index.

    Args:
        stories: The records.
        table: What makes texts vectors.
        before: An older index, made with the same table.
        pace: Throttles the work while somebody waits for an answer.
    """
    known = {int(digest): place for place, digest in enumerate(before.digests)} if before else {}
    kept: list[Story] = []
    fresh: list[Story] = []
    old: list[int] = []
    read = _Read()
    digests: list[int] = []
    for story in pace.through(stories):
        digest = story.digest()
        place = known.get(digest)
        if place is None:
            read.add(story)
            fresh.append(story)
            digests.append(digest)
        else:
            kept.append(story)
            old.append(place)
    parts = [_made(fresh, read, table)]
    if before:
        parts.append(_taken(before, kept, old, table.dimensions))
        digests += before.digests[np.array(old, np.intp)].tolist()
    forget_keys()  # one for every word of the stories; questions use few
    return _joined(parts, digests, table)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some records of an index."""

    stories: Sequence[Story]
    words: tuple[NDArray[np.intp], Keys, NDArray[np.uint8]]
    names: tuple[NDArray[np.intp], Keys, NDArray[np.uint8]]
    lengths: NDArray[np.float32]
    told: NDArray[np.bool_]
    vectors: NDArray[np.float32]
    sentence_counts: NDArray[np.intp]
    sentence_vectors: NDArray[np.int8]
    sentence_scales: NDArray[np.float32]
    sentences: Sequence[str]


def _made(stories: Sequence[Story], read: _Read, table: Table) -> _Part:
    tokens = np.array(read.tokens, np.intp)
    parts = np.array(read.parts, np.intp)
    part_of_token = np.repeat(np.arange(len(read.sizes)), np.array(read.sizes, np.intp))
    record_of_part = np.repeat(np.arange(len(stories)), parts)
    record_of_token = record_of_part[part_of_token]
    rows = np.array([table.row(word) for word in read.numbers] or [0], np.intp)[tokens]
    terms = np.array([term(word) for word in read.numbers] or [0], np.uint64)[tokens]
    is_heading = np.zeros(len(read.sizes), bool)
    is_heading[np.cumsum(parts) - parts] = True
    in_prose = ~is_heading[part_of_token]
    told = (parts > 1) | np.array([bool(story.tags) for story in stories], bool)
    of_told = told[record_of_token]
    vectors = table.told_vectors(
        rows[of_told], (np.cumsum(told) - 1)[record_of_token[of_told]], int(told.sum())
    )
    of_sentences, scales = shortened(
        table.told_vectors(
            rows[in_prose],
            (np.cumsum(~is_heading) - 1)[part_of_token[in_prose]],
            len(read.sentences),
        )
    )
    counted = terms > 0
    words_of = _counted(record_of_token[counted], terms[counted], len(stories))
    sizes = np.array([len(names) for names in read.names], np.intp)
    names = np.array([name for names in read.names for name in names], np.uint64)
    return _Part(
        stories,
        words_of,
        (sizes, names, np.ones(len(names), np.uint8)),
        np.bincount(record_of_token[counted], minlength=len(stories)).astype(np.float32),
        told,
        vectors,
        parts - 1,
        of_sentences,
        scales,
        read.sentences,
    )


def _counted(
    owners: NDArray[np.intp], terms: Keys, count: int
) -> tuple[NDArray[np.intp], Keys, NDArray[np.uint8]]:
    order = np.lexsort((terms, owners))
    owners, terms = owners[order], terms[order]
    fresh = np.ones(len(terms), bool)
    fresh[1:] = (terms[1:] != terms[:-1]) | (owners[1:] != owners[:-1])
    firsts = np.flatnonzero(fresh)
    repeats = np.minimum(np.diff(np.append(firsts, len(terms))), _MAX_COUNT)
    sizes = np.bincount(owners[firsts], minlength=count)
    return sizes, terms[firsts], repeats.astype(np.uint8)


def _taken(before: Data, stories: Sequence[Story], places: Sequence[int], dimensions: int) -> _Part:
    at = np.array(places, np.intp)
    told = are_among(at, before.told)
    of_told = np.searchsorted(before.told, at[told])
    of_sentences = ranges(before.sentence_starts, at)
    return _Part(
        stories,
        _lists(before.words, at),
        _lists(before.names, at),
        before.lengths[at],
        told,
        np.hstack(
            [
                before.heads.reshape(-1, HEAD)[of_told],
                before.tails.reshape(-1, dimensions - HEAD)[of_told],
            ]
        ),
        np.diff(before.sentence_starts.astype(np.intp))[at],
        before.sentence_vectors.reshape(-1, dimensions)[of_sentences],
        before.sentence_scales[of_sentences],
        before.sentences.pick(of_sentences.astype(np.uint32)),
    )


def _lists(
    postings: Postings, at: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Keys, NDArray[np.uint8]]:
    chosen = ranges(postings.record_starts, at)
    sizes = np.diff(postings.record_starts.astype(np.intp))[at]
    return sizes, postings.record_terms[chosen], postings.record_counts[chosen]


def _joined(parts: Sequence[_Part], digests: Sequence[int], table: Table) -> Data:
    stories = [story for part in parts for story in part.stories]
    kinds = {kind: place for place, kind in enumerate(Kind, 1)}
    lengths = np.concatenate([part.lengths for part in parts])
    id_keys = np.array([id_key(story.id) for story in stories], np.uint64)
    order = np.argsort(id_keys)
    return Data(
        version=version_of(table),
        digests=np.array(digests, np.uint64),
        ids=Texts.build([story.id for story in stories]),
        id_keys=id_keys[order],
        id_places=order.astype(np.uint32),
        votes=np.array([story.votes for story in stories], np.float32),
        years=np.array([min(story.year, LAST_YEAR) for story in stories], np.int16),
        kinds=np.array([kinds[story.kind] if story.kind else 0 for story in stories], np.uint8),
        words=_postings([part.words for part in parts], lengths),
        names=_postings([part.names for part in parts], lengths),
        lengths=lengths,
        adult=np.array([story.adult for story in stories], bool),
        told=np.flatnonzero(np.concatenate([part.told for part in parts])).astype(np.uint32),
        heads=np.concatenate([part.vectors[:, :HEAD].ravel() for part in parts]),
        tails=np.concatenate([part.vectors[:, HEAD:].ravel() for part in parts]),
        sentence_starts=_starts(np.concatenate([part.sentence_counts for part in parts])),
        sentence_vectors=np.concatenate([part.sentence_vectors.ravel() for part in parts]),
        sentence_scales=np.concatenate([part.sentence_scales for part in parts]),
        sentences=Texts.build([text for part in parts for text in part.sentences]),
    )


def _postings(
    lists: Sequence[tuple[NDArray[np.intp], Keys, NDArray[np.uint8]]],
    lengths: NDArray[np.float32],
) -> Postings:
    sizes, terms, counts = (np.concatenate(arrays) for arrays in zip(*lists, strict=True))
    return Postings.build(_starts(sizes), terms, counts, lengths)


def _starts(sizes: NDArray[np.intp]) -> Places:
    return np.append(0, np.cumsum(sizes)).astype(np.uint32)

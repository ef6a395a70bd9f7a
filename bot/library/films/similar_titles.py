"""Similar titles, by catalogue facts, explained with what their stories share.

For viewers, people, genres and era make films similar; stories only explain and break ties.
"""

import asyncio
from dataclasses import replace

from bot.catalog.model import Movie, SimilarMovie
from bot.i18n import _
from bot.library.snapshot import Snapshot
from bot.stories.stories import Stories
from bot.stories.story import story_of

_SAME = 2
"""Decimals used to compare scores."""
_TELLING = 0.3
"""Cosine below which stories share words by chance."""
_MIN_WORDS = 2
"""One word in common says nothing about two stories."""
_BEFORE = 2
"""How many other reasons come before shared story words."""


async def similar_titles(snapshot: Snapshot, movie: Movie, limit: int) -> list[SimilarMovie]:
    """Return the titles most similar to this one, best first, each with its reasons."""
    similar = await snapshot.catalog.similar(movie.id, limit=limit)
    return await asyncio.to_thread(_explained, snapshot.stories, movie, similar)


def _explained(stories: Stories, movie: Movie, similar: list[SimilarMovie]) -> list[SimilarMovie]:
    similarity = {item.movie.id: stories.similarity(movie.id, item.movie.id) for item in similar}
    told = story_of(movie)
    ordered = sorted(
        similar, key=lambda item: (-round(item.score, _SAME), -similarity[item.movie.id])
    )
    return [
        _with_words(item, stories.in_common(told, story_of(item.movie)))
        if similarity[item.movie.id] >= _TELLING
        else item
        for item in ordered
    ]


def _with_words(item: SimilarMovie, words: tuple[str, ...]) -> SimilarMovie:
    if len(words) < _MIN_WORDS:
        return item
    shared = _("in both stories: {words}", words=", ".join(words))
    return replace(item, reasons=(*item.reasons[:_BEFORE], shared, *item.reasons[_BEFORE:]))

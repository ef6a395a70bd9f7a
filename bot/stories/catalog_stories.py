"""The index of a catalogue's stories, saved beside it."""

import asyncio
import shutil
from collections.abc import AsyncIterable
from pathlib import Path

import structlog

from bot.catalog.catalog import Catalog
from bot.catalog.model import Movie
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.storage import SearchIndexError, is_current
from bot.stories.arrays import version_of
from bot.stories.stories import Stories
from bot.stories.story import Story, story_of
from bot.stories.text.table import the_table

_MAX_WITHOUT_STORY = 20_000

_log = structlog.get_logger(__name__)


async def open_stories(
    catalog: Catalog, folder: Path, before: Stories | None = None, pace: Throttle = AT_ONCE
) -> Stories:
    """Return the index of a catalogue's stories: the saved one, or a new one, which is saved.

    Args:
        catalog: What is indexed.
        folder: Where indexes are, each under its catalogue's version; those of other versions are
            deleted after a new one is saved.
        before: The index of an older catalogue, by default one in the folder. Only records that
            are not in it are read.
        pace: Throttles the build while somebody waits for an answer.
    """
    own = folder / f"stories-{catalog.version}"
    try:
        return await asyncio.to_thread(Stories.load, own)
    except SearchIndexError as error:
        _log.info("stories_build", reason=str(error))
    if before is None:
        before = await asyncio.to_thread(_older, folder)
    records = await _records(pace.through_async(catalog.all_movies()))
    stories = await asyncio.to_thread(Stories.build, records, before, pace)
    try:
        return await asyncio.to_thread(_saved, stories, folder, own)
    except (OSError, SearchIndexError) as error:
        _log.warning("stories_not_saved", reason=str(error))
    return stories


def stories_are_current(own: Path) -> bool:
    """Return whether a catalogue's stories were saved in a folder by this code, with its table."""
    return is_current(own, version_of(the_table()))


async def _records(movies: AsyncIterable[Movie]) -> list[Story]:
    """Return the stories of the titles.

    Titles without story or tags are left out where they are the majority, as in IMDb's data sets:
    they would crowd out the stories, and fill the memory.
    """
    told: list[Story] = []
    bare: list[Story] = []
    async for movie in movies:
        story = story_of(movie)
        if story.prose or story.tags:
            told.append(story)
        elif len(bare) < _MAX_WITHOUT_STORY:
            bare.append(story)
    return [*told, *bare] if len(bare) < min(len(told) + 1, _MAX_WITHOUT_STORY) else told


def _older(folder: Path) -> Stories | None:
    for path in sorted(folder.glob("stories-*")):
        try:
            return Stories.load(path)
        except SearchIndexError:
            continue
    return None


def _saved(stories: Stories, folder: Path, own: Path) -> Stories:
    """Save an index and return it memory-mapped: the system can have that memory back."""
    stories.save(own)
    for other in folder.glob("stories-*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    return Stories.load(own)

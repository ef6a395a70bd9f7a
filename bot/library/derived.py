"""Builds what is derived from a large catalogue, in a separate process.

It takes half a minute per 100,000 titles, mostly holding Python's lock, and memory that a process
never gives back. The result is saved, and the bot maps it into memory.
"""

import asyncio
import enum
import logging
import multiprocessing
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

from bot.catalog.catalog import Catalog
from bot.questions.catalog_questions import arrays_are_current, open_arrays
from bot.search.catalog_indexes import indexes_are_current, open_indexes
from bot.stories.catalog_stories import open_stories, stories_are_current

LARGE = 20_000
"""With fewer titles, starting a process would take longer than the work."""
NICENESS = 10
"""How much the process gives way to others: by Unix' measure, from 0 to 19."""

_log = structlog.get_logger(__name__)


class Derived(enum.StrEnum):
    """What is derived from a catalogue; the values are prefixes of folder names."""

    INDEX = "index"
    STORIES = "stories"
    QUESTIONS = "questions"


_IS_CURRENT: Mapping[Derived, Callable[[Path], bool]] = {
    Derived.INDEX: indexes_are_current,
    Derived.STORIES: stories_are_current,
    Derived.QUESTIONS: arrays_are_current,
}


async def build_apart(catalog: Catalog, folder: Path, *wanted: Derived) -> bool:
    """Build what a large catalogue lacks, or has from another version of the code.

    For a small catalogue, whoever opens it does so.

    Args:
        catalog: The source.
        folder: The folder where it is saved.
        wanted: What to build.

    Returns:
        Whether it succeeded or there was nothing to do; a failure is logged.
    """
    if catalog.stats.movies < LARGE:
        return True
    missing = [
        it
        for it in wanted
        if not await asyncio.to_thread(_IS_CURRENT[it], folder / f"{it}-{catalog.version}")
    ]
    if not missing:
        return True
    _log.info("built_apart", what=list(map(str, missing)), movies=catalog.stats.movies)
    # Spawned: a fork would copy the locks that other threads hold.
    process = multiprocessing.get_context("spawn").Process(
        target=_build,
        args=(catalog.path, folder, catalog.adult, missing, NICENESS),
        daemon=True,
    )
    process.start()
    try:
        await asyncio.to_thread(process.join)
    finally:
        if process.is_alive():  # nobody is waiting for it any more
            process.terminate()
    if process.exitcode:
        _log.warning("not_built_apart", exit_code=process.exitcode)
    return not process.exitcode


def _build(path: Path, folder: Path, adult: bool, missing: list[Derived], niceness: int) -> None:
    os.nice(niceness)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_build_all(path, folder, missing, adult=adult))


async def _build_all(path: Path, folder: Path, missing: list[Derived], *, adult: bool) -> None:
    async with await Catalog.open(path, adult=adult) as catalog:
        if Derived.INDEX in missing:
            await open_indexes(catalog, folder)
        if Derived.STORIES in missing:
            await open_stories(catalog, folder)
        if Derived.QUESTIONS in missing:
            await open_arrays(catalog, folder)

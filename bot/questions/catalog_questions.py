"""Opens the arrays for a catalogue's questions, saved next to it."""

import asyncio
import shutil
from pathlib import Path

import numpy as np
import structlog

from bot.catalog.catalog import Catalog
from bot.questions.arrays import QuestionArrays, current_version
from bot.questions.evaluation.graph.arrays import GraphArrays
from bot.runtime.workers.throttle import AT_ONCE, Throttle
from bot.search.arrays.storage import SearchIndexError, is_current, load, save

_log = structlog.get_logger(__name__)


async def open_arrays(catalog: Catalog, folder: Path, pace: Throttle = AT_ONCE) -> QuestionArrays:
    """Return a catalogue's arrays for questions; build and save them if necessary.

    Args:
        catalog: The catalogue.
        folder: The folder for arrays, by catalogue version; other versions are deleted after new
            ones are saved.
        pace: Throttles building while questions are answered.
    """
    own = folder / f"questions-{catalog.version}"
    try:
        return await asyncio.to_thread(_load, own)
    except SearchIndexError as error:
        _log.info("questions_build", reason=str(error))
    movies = [movie async for movie in pace.through_async(catalog.all_movies())]
    graph = await asyncio.to_thread(GraphArrays.build, movies, pace)
    movies.clear()  # they take as much memory as what follows
    arrays = await asyncio.to_thread(QuestionArrays.of, graph, pace)
    try:
        return await asyncio.to_thread(_saved, arrays, folder, own)
    except OSError as error:
        _log.warning("questions_not_saved", reason=str(error))
    return arrays


def arrays_are_current(own: Path) -> bool:
    """Return whether a folder has a catalogue's arrays in the current version."""
    return is_current(own, current_version())


def _load(own: Path) -> QuestionArrays:
    arrays = load(QuestionArrays, own)
    if not np.array_equal(arrays.version, current_version()):
        raise SearchIndexError(f"{own} was made with other words")
    return arrays


def _saved(arrays: QuestionArrays, folder: Path, own: Path) -> QuestionArrays:
    """Save arrays and return them memory-mapped, so that processes share them."""
    save(arrays, own)
    for other in folder.glob("questions-*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    return _load(own)

"""What was imported stays out of collections, and is no more than is needed."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.runtime.gc_tuning import collecting_later, leave_out_imports

ROOT = Path(__file__).parents[2]


def test_what_was_left_out_stays_out_when_collecting_goes_on() -> None:
    lots = gc.get_threshold()
    try:
        leave_out_imports()
        left_out = gc.get_freeze_count()
        with collecting_later():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0.99 * left_out > 0  # a few objects have gone since then
        assert 0 < gc.get_threshold()[0] <= lots[0] / 10
    finally:
        gc.set_threshold(*lots)


NOT_NEEDED = (
    "alembic", "asyncpg", "hypothesis", "numpy.ma", "numpy.random", "pytest", "scipy",
    "sqlalchemy.dialects.postgresql", "typer",
)  # fmt: skip
"""Modules that a bot which is up, with SQLite, does without: each takes megabytes."""


ASKED = (
    "like Heat but newer",
    "hete with pacno",
    "best film of each actor",
    "a heist in Los Angeles",
)


def test_a_bot_imports_no_more_than_it_needs_and_nothing_to_answer() -> None:
    script = f"""
import gc, sys
from datetime import UTC, datetime
gc.disable()
import bot.app
from bot.questions.arrays import QuestionArrays
from bot.questions.service import Questions
from bot.stories.stories import Stories
from bot.stories.story import story_of
from tests.questions.small import small_catalogue
movies = small_catalogue()
stories = Stories.build(map(story_of, movies))
questions = Questions(QuestionArrays.build(movies), stories=stories)
before = set(sys.modules)
for text in {ASKED}:
    questions.ask(text, now=datetime.now(UTC))
print(*sorted(set(sys.modules) - before), *sorted(sys.modules.keys() & {set(NOT_NEEDED)}))
"""
    told = subprocess.check_output(  # noqa: S603
        [sys.executable, "-c", script], text=True, cwd=ROOT
    )
    assert told == "\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which threads there are")
def test_numpy_starts_no_threads() -> None:
    alone = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    script = "import bot, numpy, os; print(len(os.listdir('/proc/self/task')))"
    told = subprocess.check_output(  # noqa: S603
        [sys.executable, "-c", script], env=alone, text=True, cwd=ROOT
    )
    assert told == "1\n"


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's heaps")
def test_all_threads_take_memory_from_one_heap() -> None:
    script = """
import ctypes, threading
from bot.runtime.gc_tuning import share_one_heap
share_one_heap()
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
threads = [threading.Thread(target=library.malloc, args=(4096,)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
library.malloc_info(0, ctypes.c_void_p.in_dll(library, "stdout"))
library.fflush(None)
"""
    told = subprocess.check_output([sys.executable, "-c", script], text=True, cwd=ROOT)  # noqa: S603
    assert told.count("<heap nr=") == 1

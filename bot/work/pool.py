"""The pool that heavy work goes to, so that the event loop goes on answering.

Its threads share all that is mapped from disk, and their own caches; NumPy, SQLite and Pillow let
go of Python's lock while they work. What holds it gives way every :data:`SWITCH_SECONDS`.
"""

import asyncio
import enum
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, Self, TypeVar

from bot.work.budget import spending

THREADS = 2
"""So many work at once; more would only make all of them slower."""
SWITCH_SECONDS = 0.001
"""How long a thread keeps Python's lock while another waits: Python's own 5 ms are felt, as an
answer gives the lock away a dozen times."""
P = ParamSpec("P")
T = TypeVar("T")


class Work(enum.StrEnum):
    """What is worked at; each kind has its budget."""

    QUESTION = "question"
    FILMS_IN_TEXT = "films in text"
    CHAIN = "chain"
    PAIR = "pair"
    DRAW = "draw"


SECONDS = {
    Work.QUESTION: 1.0,
    Work.FILMS_IN_TEXT: 0.5,
    Work.CHAIN: 0.5,
    Work.PAIR: 0.5,
    Work.DRAW: 1.0,
}
"""How much processor time one piece of each kind may take."""


class WorkPool:
    """Does work in threads, each piece within its budget."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "work")
        sys.setswitchinterval(SWITCH_SECONDS)

    async def run(
        self, work: Work, do: Callable[P, T], /, *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Return what a function returns that is called in a thread, within the caller's context.

        Raises:
            OverBudgetError: The budget ran out before it was done.
        """

        def within_budget() -> T:
            with spending(SECONDS[work]):
                return do(*arguments, **named)

        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, copy_context().run, within_budget)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Take no more work; what is being done ends within its budget."""
        self._threads.shutdown(wait=False, cancel_futures=True)

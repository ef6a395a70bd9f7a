"""The pool that heavy work goes to, so that the event loop goes on answering.

Its threads share all that is mapped from disk, and their own caches; NumPy, SQLite and Pillow let
go of Python's lock while they work. What holds it gives way every :data:`SWITCH_SECONDS`.
"""

import asyncio
import enum
import sys
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from typing import ParamSpec, Self, TypeVar

from bot.runtime.workers.budget import spending
from bot.runtime.workers.people import Limits

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
    PICTURE = "picture"
    IMPORT = "import"
    EXPORT = "export"


SECONDS = {
    Work.QUESTION: 1.0,
    Work.FILMS_IN_TEXT: 0.5,
    Work.CHAIN: 0.5,
    Work.PAIR: 0.5,
    Work.DRAW: 1.0,
    Work.PICTURE: 1.0,
    Work.IMPORT: 5.0,
    Work.EXPORT: 5.0,
}
"""How much processor time one piece of each kind may take."""
MAX_EACH = {
    Work.QUESTION: 3,
    Work.FILMS_IN_TEXT: 3,
    Work.CHAIN: 3,
    Work.PAIR: 3,
    Work.DRAW: 5,
    Work.PICTURE: 3,
    Work.IMPORT: 1,
    Work.EXPORT: 1,
}
"""How many of each kind one person may have waiting or in progress."""
LONG = (Work.IMPORT, Work.EXPORT)
"""What takes seconds and much memory: of all people's, one of each kind at a time,
in a thread of their own."""


class WorkPool:
    """Does work in threads, each piece within its budget and within what is its person's."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "work")
        self._long = ThreadPoolExecutor(1, "long-work")
        self._limits = Limits(MAX_EACH)
        self._alone = {work: asyncio.Lock() for work in LONG}
        sys.setswitchinterval(SWITCH_SECONDS)

    async def run(
        self, work: Work, do: Callable[P, T], /, *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Return what a function returns that is called in a thread, within the caller's context.

        Raises:
            BusyError: Its person has as much of that kind of work as one may have.
            CooldownError: Its person has used up what one may use at once.
            OverBudgetError: The budget ran out before it was done.
        """
        with self._limits.turn(work):
            return await self.part(work, do, *arguments, **named)

    async def part(
        self, work: Work, do: Callable[P, T], /, *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Do one part of what somebody has a turn for, as :meth:`run` does.

        Raises:
            OverBudgetError: The budget ran out before it was done.
        """
        spent = 0.0

        def within_budget() -> T:
            nonlocal spent
            began = time.thread_time()
            try:
                with spending(SECONDS[work]):
                    return do(*arguments, **named)
            finally:
                spent = time.thread_time() - began

        loop = asyncio.get_running_loop()
        threads = self._long if work in LONG else self._threads
        try:
            return await loop.run_in_executor(threads, copy_context().run, within_budget)
        finally:
            self._limits.charge(spent)

    @asynccontextmanager
    async def turn(self, work: Work) -> AsyncGenerator[None]:
        """Hold the turn for long work that takes several parts, one person after the other.

        Raises:
            BusyError: Its person has one already.
            CooldownError: Its person has used up what one may use at once.
        """
        with self._limits.turn(work):
            async with self._alone[work]:
                yield

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Take no more work; what is being done ends within its budget."""
        for threads in (self._threads, self._long):
            threads.shutdown(wait=False, cancel_futures=True)

"""Heavy work goes to threads, in the caller's context, and stops when its budget is spent."""

import asyncio
import threading
import time

import pytest

from bot.errors import OverBudgetError
from bot.i18n import speaking, spoken
from bot.work import pool
from bot.work.budget import look, spending
from bot.work.pool import Work, WorkPool


def busy_for(seconds: float) -> None:
    """Compute for so long, looking at the budget as all work does."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        look()


async def test_work_is_done_in_a_thread_that_speaks_the_callers_language() -> None:
    async with WorkPool() as work:
        with speaking("es-ES"):
            assert await work.run(Work.QUESTION, spoken) == "es"
        assert await work.run(Work.QUESTION, threading.get_ident) != threading.get_ident()


async def test_work_over_its_budget_is_given_up_while_the_loop_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(pool.SECONDS, Work.PAIR, 0.05)
    async with WorkPool() as work:
        working = asyncio.create_task(work.run(Work.PAIR, busy_for, 10.0))
        turns = 0
        while not working.done():
            turns += 1
            await asyncio.sleep(0.001)
        with pytest.raises(OverBudgetError):
            await working
        assert turns > 5
        assert await work.run(Work.CHAIN, len, "abc") == 3


def test_without_a_budget_nothing_is_given_up() -> None:
    with pytest.raises(OverBudgetError), spending(-1):
        look()
    look()

"""Heavy work goes to threads, in the caller's context, and stops when its budget is spent."""

import asyncio
import threading
import time

import pytest

from bot.errors import BusyError, CooldownError, OverBudgetError
from bot.i18n import speaking, spoken
from bot.runtime.workers import people, pool
from bot.runtime.workers.budget import look, spending
from bot.runtime.workers.people import working_for
from bot.runtime.workers.pool import Work, WorkPool


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


async def test_one_person_waits_for_so_much_of_a_kind_and_nobody_else_does() -> None:
    async with WorkPool() as work:
        with working_for(1):
            most = pool.MAX_EACH[Work.CHAIN]
            working = [
                asyncio.create_task(work.run(Work.CHAIN, time.sleep, 0.1)) for _ in range(most)
            ]
            await asyncio.sleep(0)
            with pytest.raises(BusyError):
                await work.run(Work.CHAIN, len, "abc")
        with working_for(2):
            assert await work.run(Work.CHAIN, len, "abc") == 3
        await asyncio.gather(*working)
        with working_for(1):
            assert await work.run(Work.CHAIN, len, "abc") == 3


async def test_who_has_used_up_their_time_waits_until_it_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people, "PURSE_SECONDS", 0.05)
    monkeypatch.setattr(people, "REFILL", 1.0)
    async with WorkPool() as work:
        with working_for(1):
            await work.run(Work.QUESTION, busy_for, 0.2)
            with pytest.raises(CooldownError) as refused:
                await work.run(Work.QUESTION, len, "abc")
            assert 0 < refused.value.seconds < 3
            await asyncio.sleep(0.3)
            assert await work.run(Work.QUESTION, len, "abc") == 3


def test_people_with_all_of_their_time_left_are_forgotten_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people, "_KEPT", 3)
    limits = people.Limits({Work.CHAIN: 1})
    for person in range(1, 8):
        with working_for(person), limits.turn(Work.CHAIN):
            limits.charge(30.0 if person == 1 else 0.0)
    with working_for(1), pytest.raises(CooldownError), limits.turn(Work.CHAIN):
        pass


async def test_long_work_is_done_one_after_the_other() -> None:
    at_once = most = 0

    async def bring(person: int) -> None:
        nonlocal at_once, most
        with working_for(person):
            async with work.turn(Work.IMPORT):
                at_once += 1
                most = max(most, at_once)
                await work.part(Work.IMPORT, time.sleep, 0.01)
                at_once -= 1

    async with WorkPool() as work:
        await asyncio.gather(*(bring(person) for person in range(1, 5)))
    assert most == 1

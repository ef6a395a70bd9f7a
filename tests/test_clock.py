"""A clock that is moved by hand knows who is still at work because of it."""

import asyncio

from bot.clock import ShiftedClock

HOUR = 3600.0
SOON, AT_ONCE = 5.0, 0.02


async def test_it_is_calm_when_those_that_were_woken_wait_again_or_have_ended() -> None:
    clock, done, gate = ShiftedClock(), list[str](), asyncio.Event()

    async def work_each_hour() -> None:
        while True:
            await clock.wait(asyncio.Event(), HOUR)
            await gate.wait()
            done.append("each hour")

    async def work_once() -> None:
        await clock.wait(asyncio.Event(), 2 * HOUR)
        await gate.wait()
        done.append("once")

    tasks = [asyncio.create_task(work) for work in (work_each_hour(), work_once())]
    await asyncio.sleep(0.01)
    clock.advance(HOUR / 2)
    assert await clock.calm(AT_ONCE), "nothing was due"
    for expected in (["each hour"], ["each hour", "each hour", "once"]):
        clock.advance(HOUR)
        assert not await clock.calm(AT_ONCE), "what is due is not done yet"
        gate.set()
        assert await clock.calm(SOON)
        assert sorted(done) == expected
        gate.clear()
    tasks[0].cancel()


async def test_who_is_at_work_when_the_clock_moves_is_waited_for() -> None:
    clock, gate, done = ShiftedClock(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await clock.wait(asyncio.Event(), 0.001)
        await gate.wait()
        done.set()
        await clock.wait(asyncio.Event(), HOUR)

    task = asyncio.create_task(work())
    await asyncio.sleep(0.02)
    clock.advance(60)
    assert not await clock.calm(AT_ONCE)
    gate.set()
    assert await clock.calm(SOON)
    assert done.is_set()
    task.cancel()


async def test_what_fell_due_after_somebody_looked_at_the_time_is_not_waited_for() -> None:
    clock, gate, looks = ShiftedClock(), asyncio.Event(), list[float]()

    async def look_and_wait() -> None:
        await clock.wait(asyncio.Event(), 0.001)
        while True:
            looks.append(clock.monotonic())
            await gate.wait()
            await clock.wait(asyncio.Event(), HOUR)

    task = asyncio.create_task(look_and_wait())
    await asyncio.sleep(0.02)
    clock.advance(HOUR / 2)
    clock.advance(HOUR)
    gate.set()
    assert await clock.calm(SOON)
    before, after = looks
    assert after - before >= 1.5 * HOUR
    task.cancel()


async def test_an_event_ends_the_waiting_and_is_no_rest() -> None:
    clock, event = ShiftedClock(), asyncio.Event()
    waiting = asyncio.create_task(clock.wait(event, HOUR))
    await asyncio.sleep(0.01)
    event.set()
    async with asyncio.timeout(SOON):
        await waiting
        await clock.wait(event, HOUR)

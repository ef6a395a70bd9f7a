"""The event loop says what held it, by the processor time of its own thread."""

import asyncio
import time

import pytest

from bot.playground.discord.feed import Feed
from bot.runtime.event_loop import HELD_SECONDS, WatchedLoop, run_async


def compute(seconds: float) -> None:
    """Use so much of this thread's processor time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


async def computing(seconds: float) -> None:
    """Do it in a task."""
    compute(seconds)


def held(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged of being held."""
    return [said for record in caplog.records if "loop_held" in (said := record.getMessage())]


def test_a_task_that_holds_the_loop_is_named(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        await asyncio.sleep(0)
        await asyncio.create_task(computing(HELD_SECONDS * 1.4))

    run_async(main(), watched=True)
    (said,) = held(caplog)
    assert "computing" in said


def test_callbacks_of_every_kind_are_watched(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, WatchedLoop)
        loop.call_soon(compute, 0.06)
        loop.call_later(0.001, compute, 0.07)
        loop.call_at(loop.time() + 0.002, compute, 0.08)
        await asyncio.to_thread(loop.call_soon_threadsafe, compute, 0.09)
        await asyncio.sleep(0.02)

    run_async(main(), watched=True)
    said = held(caplog)
    assert len(said) == 4
    assert all("compute" in line for line in said)


def test_the_place_in_the_bot_that_blocks_the_loop_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    feed = Feed[float]()
    feed.listen(compute)

    async def main() -> None:
        asyncio.get_running_loop().call_soon(feed.tell, HELD_SECONDS * 2)
        await asyncio.sleep(0.01)

    run_async(main(), watched=True)
    (said,) = held(caplog)
    assert "'place': 'playground/discord/feed.py:" in said


def test_waiting_and_many_short_callbacks_hold_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        time.sleep(HELD_SECONDS * 1.2)  # noqa: ASYNC251 - the thread waits and does not compute
        await asyncio.gather(*(computing(HELD_SECONDS / 10) for _ in range(15)))
        await asyncio.to_thread(compute, HELD_SECONDS * 1.4)

    run_async(main(), watched=True)
    assert held(caplog) == []

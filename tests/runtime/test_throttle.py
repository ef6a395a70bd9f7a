"""Work beside answering rests while somebody waits, but not for ever."""

from collections.abc import AsyncIterator

from bot.runtime.workers.throttle import MAX_RESTS, STRETCH, Throttle


class Waiting:
    """Somebody who waits until asked so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked <= self.times


async def _numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


async def test_rests_between_stretches_until_nobody_waits() -> None:
    waiting = Waiting(3)
    assert list(Throttle(waiting).through(range(2 * STRETCH))) == list(range(2 * STRETCH))
    assert waiting.asked == 3 + 1 + 1  # thrice in vain before the first stretch, once before each

    waiting = Waiting(3)
    items = _numbers(2 * STRETCH)
    given = [item async for item in Throttle(waiting).through_async(items)]
    assert given == list(range(2 * STRETCH))
    assert waiting.asked == 3 + 1 + 1


async def test_goes_on_however_many_keep_waiting() -> None:
    waiting = Waiting(10**9)
    assert list(Throttle(waiting).through(range(STRETCH + 1))) == list(range(STRETCH + 1))
    assert waiting.asked == 2 * MAX_RESTS

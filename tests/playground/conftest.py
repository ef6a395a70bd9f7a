"""A playground with the sample bot connected to it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest

from bot.clock import ShiftedClock
from bot.playground.playground import Playground
from bot.playground.process.connect import directed_to, loopback_connector
from tests.playground.sample_bot import SampleBot

ANSWER_SECONDS = 0.25
UNTIL_SECONDS = 5.0
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


async def until(condition: Callable[[], bool]) -> None:
    """Return when something has become true."""
    async with asyncio.timeout(UNTIL_SECONDS):
        while not condition():  # noqa: ASYNC110 - the bot under test tells nobody
            await asyncio.sleep(0.005)


@asynccontextmanager
async def connected(playground: Playground, **options: Any) -> AsyncGenerator[SampleBot]:
    """Run the sample bot until the end of the block."""
    with directed_to(playground.api_base, playground.gateway_url):
        bot = SampleBot(**{"intents": INTENTS, "connector": loopback_connector(), **options})
        running = asyncio.create_task(bot.start(playground.token))
        try:
            await playground.wait_until_synced()
            await bot.wait_until_ready()
            yield bot
        finally:
            await bot.close()
            running.cancel()
            await asyncio.wait([running])


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
async def playground(clock: ShiftedClock) -> AsyncIterator[Playground]:
    async with Playground(clock=clock, answer_seconds=ANSWER_SECONDS) as playground:
        yield playground


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[SampleBot]:
    async with connected(playground) as bot:
        yield bot

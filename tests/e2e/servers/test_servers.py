"""Servers that the bot leaves: their data stay for thirty days, and go then."""

import asyncio

from bot.state.store import StateStore
from tests.e2e.nights.night_steps import plan
from tests.e2e.stage import Stage

DAY = 24 * 3600


async def test_a_servers_data_go_thirty_days_after_the_bot_was_removed(stage: Stage) -> None:
    await plan(stage)
    home = stage.playground.world.home
    await _removed(stage)
    stage.clock.advance(29 * DAY)
    await asyncio.sleep(0.3)
    assert home.id in await _known(stage)
    stage.clock.advance(2 * DAY)
    async with asyncio.timeout(10):
        while home.id in await _known(stage):  # noqa: ASYNC110 - the bot acts by itself
            await asyncio.sleep(0.05)


async def test_a_server_that_takes_the_bot_back_keeps_its_data(stage: Stage) -> None:
    await plan(stage)
    home = stage.playground.world.home
    await _removed(stage)
    await stage.playground.gateway.dispatch("GUILD_CREATE", home.announced(), home.id)
    await asyncio.sleep(0.3)
    stage.clock.advance(31 * DAY)
    await asyncio.sleep(0.5)
    assert home.id in await _known(stage)


async def _removed(stage: Stage) -> None:
    home = stage.playground.world.home
    await stage.playground.gateway.dispatch("GUILD_DELETE", {"id": str(home.id)}, home.id)
    await asyncio.sleep(0.3)


async def _known(stage: Stage) -> set[int]:
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        return set(await state.guilds.known())

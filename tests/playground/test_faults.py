"""Misbehaviour to order, and the way out that is closed."""

import asyncio
import time

import aiohttp
import discord
import pytest

from bot.playground.playground import Playground
from bot.playground.process.connect import loopback_connector
from tests.playground.sample_bot import SampleBot


async def test_a_rate_limited_answer_is_sent_again(playground: Playground, bot: SampleBot) -> None:
    playground.faults.rate_limit(match="/callback")
    exchange = await playground.slash("ada", "echo", {"text": "hi"})
    assert exchange.reply is not None
    assert exchange.milliseconds is not None
    assert exchange.milliseconds > 50
    assert not bot.errors
    assert not playground.violations


async def test_a_failing_server_is_asked_again(playground: Playground, bot: SampleBot) -> None:
    playground.faults.fail(502, match="/messages")
    channel = bot.get_partial_messageable(playground.world.default_channel.id)
    message = await channel.send("hi")
    assert message.content == "hi"


async def test_a_slow_server_is_waited_for(playground: Playground, bot: SampleBot) -> None:
    # A little more than is asked for: the loop's timers count whole milliseconds.
    playground.faults.slow(0.11, match="GET /api/v10/channels")
    before = time.perf_counter()
    await bot.fetch_channel(playground.world.default_channel.id)
    assert time.perf_counter() - before >= 0.1


async def test_a_dropped_connection_is_an_error_or_tried_again(playground: Playground) -> None:
    playground.faults.drop()
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError):
            await session.post(f"{playground.api_base}/users/@me/channels", json={})


async def test_a_lost_answer_is_the_answer_to_something_done(
    playground: Playground, bot: SampleBot
) -> None:
    channel = bot.get_partial_messageable(playground.world.default_channel.id)
    mark = playground.journal.mark()
    playground.faults.lose_answer(match="/messages")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("hi", nonce="once")
    again = await channel.send("hi", nonce="once")  # Discord knows it by its nonce
    assert [entry.message["id"] for entry in playground.journal.since(mark)] == [str(again.id)]
    assert (await channel.send("hi", nonce="twice")).id != again.id


async def test_a_late_answer_is_the_answer_to_something_done(
    playground: Playground, bot: SampleBot
) -> None:
    channel = bot.get_partial_messageable(playground.world.default_channel.id)
    mark = playground.journal.mark()
    playground.faults.answer_late(0.2, match="/messages")
    sending = asyncio.create_task(channel.send("hi"))
    await asyncio.sleep(0.1)
    assert len(playground.journal.since(mark)) == 1
    assert not sending.done()
    await sending


async def test_orders_can_be_cancelled(playground: Playground, bot: SampleBot) -> None:
    playground.faults.fail(500, 100)
    playground.faults.clear()
    assert (await bot.fetch_user(playground.world.owner.id)).name == "owner"


@pytest.mark.parametrize(
    "url", ["http://discord.com/", "http://192.0.2.1/", "http://[2001:db8::1]"]
)
async def test_nothing_but_loopback_can_be_reached(url: str) -> None:
    async with aiohttp.ClientSession(connector=loopback_connector()) as session:
        with pytest.raises(aiohttp.ClientConnectorError, match="loopback"):
            await session.get(url)


async def test_without_redirection_the_real_discord_is_out_of_reach() -> None:
    async with SampleBot(intents=discord.Intents.none(), connector=loopback_connector()) as bot:
        with pytest.raises(aiohttp.ClientConnectorError, match="loopback"):
            await bot.login("playground")


async def test_localhost_is_loopback(playground: Playground) -> None:
    url = playground.api_base.replace("127.0.0.1", "localhost")
    async with (
        aiohttp.ClientSession(connector=loopback_connector()) as session,
        session.get(f"{url}/gateway") as response,
    ):
        assert response.status == 401
        assert response.headers["Content-Type"] == "application/json"


async def test_who_does_not_wait_for_as_long_as_told_is_a_violation(playground: Playground) -> None:
    playground.faults.rate_limit(retry_after=60.0)
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.get(f"{playground.api_base}/gateway/bot") as answer:
                assert answer.status == 429
                assert float(answer.headers["Retry-After"]) > 50
    assert [violation.kind for violation in playground.violations] == ["too early"]

"""Who can read a channel, who has left, and which servers are gone, on the local Discord."""

import asyncio
from typing import Any, cast

import discord
import pytest

from bot.clock import ShiftedClock
from bot.discord.cogs.servers.servers import Servers
from bot.discord.guild.audience import REMEMBERED_SECONDS, Audience
from bot.discord.guild.members import Members
from bot.playground.playground import Playground
from bot.playground.process.connect import directed_to, loopback_connector
from bot.state.store import StateStore
from tests.playground.conftest import connected
from tests.playground.sample_bot import SampleBot


async def test_the_readers_of_a_channel_are_remembered_for_a_minute() -> None:
    clock = ShiftedClock()
    async with Playground(clock) as playground, connected(playground) as bot:
        home, general = playground.world.home, playground.world.default_channel
        ada, bob = (playground.world.user(name) for name in ("ada", "bob"))
        home.member(ada)
        open_to_all = await playground.open_thread(ada, "Talk", general)
        for_some = await playground.open_thread(ada, "Secrets", general, private=True)
        audience, people = Audience(bot, clock), [ada.id, bob.id, playground.world.bot.id]
        assert await audience.readers(home.id, general.id, people) == {ada.id}
        home.member(bob)
        for place in (general, open_to_all):
            assert await audience.readers(home.id, place.id, people) == {ada.id}
        assert not await audience.readers(home.id, for_some.id, people)
        clock.advance(REMEMBERED_SECONDS)
        assert await audience.readers(home.id, open_to_all.id, people) == {ada.id, bob.id}
        await playground.hide(general, ada)
        await playground.settle()
        assert await audience.readers(home.id, general.id, people) == {bob.id}


async def test_nobody_is_known_to_read_a_private_thread_even_where_the_bot_is_in_it() -> None:
    clock = ShiftedClock()
    async with Playground(clock) as playground:
        home, ada = playground.world.home, playground.world.user("ada")
        home.member(ada)
        thread = await playground.open_thread(
            ada, "Secrets", playground.world.default_channel, private=True
        )
        thread.members[playground.world.bot.id] = clock.now()
        async with connected(playground) as bot:
            guild = bot.get_guild(home.id)
            assert guild is not None
            assert guild.get_channel_or_thread(thread.id) is not None
            assert not await Audience(bot, clock).readers(home.id, thread.id, [ada.id])


async def test_only_former_members_and_deleted_accounts_have_left(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with Playground() as playground, connected(playground) as bot:
        home, ada = playground.world.home, playground.world.user("ada")
        home.member(ada)
        left = playground.world.user("bob")
        assert await Members(bot).left(home.id, [ada.id, left.id, 4711]) == {left.id, 4711}
        assert await Members(bot).left(home.id, []) == ()
        assert "members_not_looked_up" not in caplog.text


async def test_a_process_marks_only_servers_of_its_own_shard_as_removed(store: StateStore) -> None:
    async with Playground() as playground:
        playground.gateway.shards = 2
        home = playground.world.home.id
        own = (home >> 22) % 2
        elsewhere, gone = (1 - own) << 22 | 1, own << 22 | 1
        for guild in (home, elsewhere, gone):
            await store.guilds.note_user(guild, 5)
        await store.guilds.removed(home)  # as another process saw it before it came back
        with directed_to(playground.api_base, playground.gateway_url):
            connector, intents = loopback_connector(), discord.Intents(guilds=True)
            async with SampleBot(
                shard_count=2, shard_ids=[own], connector=connector, intents=intents
            ) as bot:
                await bot.login(playground.token)
                running = asyncio.create_task(bot.connect())
                await bot.wait_until_ready()
                await Servers(cast("Any", None), store.guilds, bot).on_ready()
            await running
    noted = [guild for guild in (home, elsewhere, gone) if not await store.guilds.removed(guild)]
    assert noted == [gone]

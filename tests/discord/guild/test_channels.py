"""What this process has not heard of is fetched, never assumed."""

import discord

from bot.discord.guild.channels import Channels, is_age_restricted
from bot.discord.guild.members import Members
from bot.playground.playground import Playground
from bot.playground.process.connect import directed_to, loopback_connector


async def test_unknown_channels_and_servers_are_fetched() -> None:
    async with Playground() as playground:
        with directed_to(playground.api_base, playground.gateway_url):
            client = discord.Client(intents=discord.Intents.none(), connector=loopback_connector())
            async with client:
                await client.login(playground.token)
                channels, home = Channels(client), playground.world.home
                assert await channels.is_age_restricted(home.channel_named("after-dark").id)
                assert not await channels.is_age_restricted(home.channel_named("general").id)
                shut = home.channel_named("after-dark")
                shut.bot_denied = 1 << 10  # View Channel
                assert not await channels.is_age_restricted(shut.id)
                assert not await channels.is_age_restricted(4711)
                assert await channels.is_gone(4711)
                assert not await channels.is_gone(shut.id), "the bot only does not see it"
                assert not await channels.is_gone(home.channel_named("general").id)
                assert await channels.preferred_locale(home.id) == home.locale
                assert await channels.preferred_locale(4711) == ""
                home.member(ada := playground.world.user("ada"))
                assert await Members(client).left(home.id, [ada.id, 4711]) == {4711}


def test_what_is_no_channel_of_a_server_is_not_age_restricted() -> None:
    for place in (None, discord.Object(4711)):
        assert not is_age_restricted(place)

"""The sample bot as the playground's child process, with a clock, a memory and a weak spot."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.clock import Clock
from bot.config import Settings
from bot.errors import ConfigError
from bot.playground.process.child import run_child
from tests.playground.sample_bot import Interaction, SampleBot

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, voice_states=True)


async def run_bot(
    settings: Settings,
    clock: Clock,
    *,
    token: str,
    connector: aiohttp.BaseConnector | None,
    stop: asyncio.Event,
    on_ready: Callable[[], None] | None = None,
    **_: object,
) -> None:
    """Do what `bot.app.run_bot` does, for the sample bot.

    Raises:
        ConfigError: There is a file that says so.
    """
    if (settings.data_dir / "broken").exists():
        raise ConfigError(["BROKEN: take it away"])
    bot = SampleBot(intents=INTENTS, connector=connector)
    _add_commands(bot.tree, settings, clock)
    running = asyncio.create_task(bot.start(token))
    ready = asyncio.create_task(bot.wait_until_ready())
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    if ready.done() and on_ready is not None:
        on_ready()
    await stop.wait()
    (settings.data_dir / "stopped").touch()
    await bot.close()
    await running


def _add_commands(tree: app_commands.CommandTree[Any], settings: Settings, clock: Clock) -> None:
    memory = settings.data_dir / "memory"

    @tree.command(description="Remember a word")
    async def remember(interaction: Interaction, word: str) -> None:
        memory.write_text(word)
        await interaction.response.send_message(f"I keep {word}")

    @tree.command(description="Tell the word")
    async def recall(interaction: Interaction) -> None:
        await interaction.response.send_message(memory.read_text())

    @tree.command(description="Say something in an hour")
    async def remind(interaction: Interaction) -> None:
        await interaction.response.send_message("in an hour")
        await clock.wait(asyncio.Event(), 3600)
        assert isinstance(interaction.channel, discord.TextChannel)
        await interaction.channel.send("it is time")

    @tree.command(description="By how many hours the clock is ahead")
    async def ahead(interaction: Interaction) -> None:
        hours = (clock.now() - datetime.now(UTC)).total_seconds() / 3600
        await interaction.response.send_message(f"{hours:.0f} h")

    @tree.command(description="An event in the voice channel, in an hour")
    async def event(interaction: Interaction) -> None:
        assert interaction.guild is not None
        await interaction.guild.create_scheduled_event(
            name="Gathering",
            start_time=clock.now() + timedelta(hours=1),
            channel=interaction.guild.voice_channels[0],
            entity_type=discord.EntityType.voice,
            privacy_level=discord.PrivacyLevel.guild_only,
        )
        await interaction.response.send_message("there is one")

    @tree.command(description="Who am I, and where")
    async def me(interaction: Interaction) -> None:
        member, channel = interaction.user, interaction.channel
        roles = [r.name for r in member.roles[1:]] if isinstance(member, discord.Member) else []
        place = f"#{channel.name}" if isinstance(channel, discord.TextChannel) else "DM"
        await interaction.response.send_message(f"{member.name} {roles} {place}")

    @tree.command(description="How many sit in voice channels")
    async def seats(interaction: Interaction) -> None:
        channels = interaction.guild.voice_channels if interaction.guild else []
        seated = sum(len(channel.voice_states) for channel in channels)
        await interaction.response.send_message(f"{seated} seated")

    @tree.command(description="What is set")
    async def settings_seen(interaction: Interaction) -> None:
        await interaction.response.send_message(
            f"token {settings.discord_token}; {settings.state_url.rpartition('/')[2]}"
        )

    @tree.command(description="End without a word")
    async def crash(_: Interaction) -> None:
        sys.stdout.write("a stray word")
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(run_child(run_bot))

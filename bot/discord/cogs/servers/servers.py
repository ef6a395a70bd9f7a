"""Joining and leaving servers: a server's data are deleted some time after it removes the bot."""

import discord
import structlog
from discord.ext import commands

from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.errors import UnavailableError
from bot.state.guilds.guilds import Guilds

_log = structlog.get_logger(__name__)


class Servers(Topic):
    """Notes in which servers the bot is; the deletion itself is a due job.

    Args:
        responder: Answers the interactions, of which there are none here.
        guilds: Keeps the servers' data.
        client: Knows the servers that this process serves.
    """

    def __init__(
        self, responder: Responder, guilds: Guilds, client: discord.AutoShardedClient
    ) -> None:
        super().__init__(responder)
        self._guilds = guilds
        self._client = client

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note what changed while the bot was away."""
        present = {guild.id for guild in self._client.guilds}
        try:
            await self._guilds.returned(present)
            for guild_id in sorted(set(await self._guilds.known()) - present):
                if self._serves(guild_id):
                    await self._guilds.removed(guild_id)
        except UnavailableError as error:
            _log.warning("servers_not_noted", reason=str(error))

    @commands.Cog.listener("on_guild_available")
    @commands.Cog.listener("on_guild_join")
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep the data of a server that came back."""
        try:
            await self._guilds.returned([guild.id])
        except UnavailableError as error:
            _log.warning("servers_not_noted", reason=str(error))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Have a server's data deleted in thirty days."""
        try:
            await self._guilds.removed(guild.id)
        except UnavailableError as error:
            _log.warning("servers_not_noted", reason=str(error))

    def _serves(self, guild_id: int) -> bool:
        """Whether this process would serve the server if the bot were in it."""
        count = self._client.shard_count or 1
        return (guild_id >> 22) % count in self._client.shards

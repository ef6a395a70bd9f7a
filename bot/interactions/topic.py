"""What every file of commands is: a cog whose handlers answer requests."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.interactions.handlers import Handler
from bot.interactions.responder import Responder
from bot.messages.request import Request

# What is not ruled out in so many words is as the command tree has it, guild_only or not.
SERVER_ONLY = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
SERVER_INSTALL = app_commands.AppInstallationType(guild=True, user=False)
"""For groups of commands that need a server, and the bot in it."""


class Topic(commands.Cog):
    """A group of commands about one thing.

    Args:
        responder: Answers the interactions.
    """

    def __init__(self, responder: Responder) -> None:
        self._responder = responder

    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers of this topic by the name of the request they answer."""
        raise NotImplementedError

    async def retire(self) -> None:
        """Take up no more work of one's own: the bot is about to end."""

    async def answer(self, interaction: discord.Interaction[Any], request: Request) -> None:
        """Answer a slash command by the handler of its request."""
        await self._responder.respond(interaction, request)

"""The base of all command topics: a cog whose handlers answer requests."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.interactions.handlers import Handler, handlers_of
from bot.discord.interactions.responder import Responder
from bot.discord.messages.controls import Mode
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName

# Unless ruled out explicitly, the command tree's defaults apply, guild_only or not.
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

    def handlers(self) -> Mapping[RequestName, Handler]:
        """The handlers of this topic, by the name of the request they answer."""
        return handlers_of(self)

    async def retire(self) -> None:
        """Stop background work: the bot is shutting down."""

    async def answer(
        self, interaction: discord.Interaction[Any], mode: Mode = Mode.POST, /, **changes: object
    ) -> None:
        """Answer a slash command with the request of its name, ``/seen add`` with ``seen_add``.

        Args:
            interaction: Whose options become the request's: what was typed, or the id of whom or
                what was chosen.
            mode: Where the answer goes.
            changes: Options whose value in the request differs.

        Raises:
            ValueError: No request has the command's name, or takes its options.
        """
        command = "" if interaction.command is None else interaction.command.qualified_name
        given = {option: getattr(value, "id", value) for option, value in interaction.namespace}
        request = Request.of(RequestName(command.replace(" ", "_")), **given | changes)
        await self._responder.respond(interaction, request, mode)

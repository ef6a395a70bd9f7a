"""Delivers the answer to an interaction."""

import enum
from typing import Any

import discord

from bot.discord.interactions.sending.first_answer import ALREADY_ANSWERED, first_answer
from bot.discord.interactions.sending.render import Message
from bot.discord.messages.controls import Mode

TOO_LATE = {10062, 10015, ALREADY_ANSWERED}
"""Discord's codes for an interaction that has expired or is already answered."""


class _Announced(enum.Enum):
    NOT = enum.auto()
    PUBLICLY = enum.auto()
    PRIVATELY = enum.auto()
    AS_UPDATE = enum.auto()


class Delivery:
    """Sends one answer to one interaction, deferred first if it takes long.

    Args:
        interaction: What is answered.
        mode: Whether the answer replaces the message, opens privately or is posted for all.
    """

    def __init__(self, interaction: discord.Interaction[Any], mode: Mode) -> None:
        self.interaction = interaction
        self.mode = mode
        self._announced = _Announced.NOT

    @property
    def announced(self) -> bool:
        """Whether the answer was deferred."""
        return self._announced is not _Announced.NOT

    async def announce(self) -> None:
        """Defer the answer, which gives it fifteen minutes.

        Raises:
            discord.HTTPException: Discord refuses.
        """
        response = self.interaction.response
        await first_answer(
            self.interaction,
            lambda: response.defer(
                ephemeral=self.mode is Mode.OPEN, thinking=self.mode is not Mode.TURN
            ),
        )
        self._announced = {
            Mode.OPEN: _Announced.PRIVATELY,
            Mode.POST: _Announced.PUBLICLY,
            Mode.TURN: _Announced.AS_UPDATE,
        }[self.mode]

    async def send(self, message: Message, *, private: bool) -> int:
        """Send the answer and return the id of its message.

        Raises:
            discord.HTTPException: Discord refuses.
        """
        if self._announced is _Announced.NOT:
            return await self._respond(message, private=private)
        if private and self._announced is not _Announced.PRIVATELY:
            if self._announced is _Announced.PUBLICLY:
                await self.interaction.delete_original_response()
            return await self._follow_up(message)
        sent = await self.interaction.edit_original_response(
            content=message.content,
            embeds=message.embeds,
            view=message.view,
            attachments=message.files(),
        )
        return sent.id

    async def open(self, form: discord.ui.Modal) -> None:
        """Open a form in place of an answer; impossible once the answer was deferred.

        Raises:
            discord.HTTPException: Discord refuses.
        """
        response = self.interaction.response
        await first_answer(self.interaction, lambda: response.send_modal(form), leaves_trace=False)

    async def _respond(self, message: Message, *, private: bool) -> int:
        response = self.interaction.response
        if self.mode is Mode.TURN and not private:
            return await first_answer(
                self.interaction,
                lambda: response.edit_message(
                    content=message.content,
                    embeds=message.embeds,
                    view=message.view,
                    attachments=message.files(),
                ),
            )
        return await first_answer(
            self.interaction,
            lambda: response.send_message(
                message.content,
                embeds=message.embeds,
                view=discord.utils.MISSING if message.view is None else message.view,
                files=message.files(),
                ephemeral=private,
            ),
        )

    async def _follow_up(self, message: Message) -> int:
        sent = await self.interaction.followup.send(
            message.content or "",
            embeds=message.embeds,
            view=discord.utils.MISSING if message.view is None else message.view,
            files=message.files(),
            ephemeral=True,
            wait=True,
        )
        return sent.id

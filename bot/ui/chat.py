"""Answers plain messages: for those who mention the bot or write to it directly."""

import re

import discord
import structlog

from bot.errors import CooldownError
from bot.ui.calls import Asker
from bot.ui.channels import is_age_restricted
from bot.ui.cooldown import Cooldown
from bot.ui.dispatch import Dispatcher
from bot.ui.errors import explain
from bot.ui.forms import Form, door
from bot.ui.render import Renderer
from bot.ui.request import Request

ERROR_SECONDS = 20.0
"""Answers to messages are public: one that only says what went wrong deletes itself."""

_log = structlog.get_logger(__name__)


class Chat:
    """Replies to messages.

    Args:
        dispatcher: Makes the replies.
        renderer: Turns replies into messages.
        cooldown: Limits the public answers of one person.
    """

    def __init__(self, dispatcher: Dispatcher, renderer: Renderer, cooldown: Cooldown) -> None:
        self._dispatcher = dispatcher
        self._renderer = renderer
        self._cooldown = cooldown

    async def answer(self, message: discord.Message, request: Request) -> None:
        """Reply to a message with the answer to a request."""
        asker = Asker(
            user_id=message.author.id,
            channel_id=message.channel.id,
            guild_id=message.guild.id if message.guild else None,
            adult=is_age_restricted(message.channel),
            bot_dm=message.guild is None,
        )
        try:
            self._cooldown.spend(asker.user_id, asker.channel_id)
            reply = await self._dispatcher.answer(request, asker)
        except CooldownError as error:
            reply = explain(error, None)
        if isinstance(reply, Form):
            reply = door(reply, request)
        rendered = await self._renderer.message(reply, asker.user_id)
        try:
            sent = await message.reply(
                rendered.content,
                embeds=rendered.embeds,
                files=rendered.files(),
                view=discord.utils.MISSING if rendered.view is None else rendered.view,
                mention_author=False,
            )
            if reply.private and message.guild is not None:
                await sent.delete(delay=ERROR_SECONDS)
        except discord.HTTPException as error:
            # Nothing can be said where the bot may not write; the log says why.
            _log.warning("message_not_answered", code=error.code, status=error.status)


def question_in(message: discord.Message, bot_id: int) -> str | None:
    """Return what a message asks the bot; ``None`` where it does not address it.

    A direct message does, and one with a mention of the bot written in its text; the ping that
    comes with a reply does not.
    """
    mention = re.compile(rf"<@!?{bot_id}>")
    if message.guild is not None and not mention.search(message.content):
        return None
    return mention.sub(" ", message.content).strip()

"""Answers messages that mention the bot or are sent to it directly."""

import asyncio
import contextlib
import re
import secrets

import aiohttp
import discord
import structlog

from bot.discord.guild.channels import is_age_restricted
from bot.discord.guild.outages import OUTAGES
from bot.discord.interactions.cooldown import Cooldown
from bot.discord.interactions.dispatch import Dispatcher
from bot.discord.interactions.in_flight import InFlight
from bot.discord.interactions.sending.plain_text import plainer_forms
from bot.discord.interactions.sending.render import Message, Renderer
from bot.discord.messages.asker import Asker
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.views.errors import explain
from bot.discord.views.form_opener import form_opener
from bot.errors import CooldownError, RestartingError
from bot.i18n import speaking

ERROR_SECONDS = 20.0
"""Answers to messages are public, so error messages are deleted after this time."""

SEND_AGAIN_SECONDS = 0.5
"""How long to wait after a connection was lost while a message was sent."""

_ATTEMPTS = 3
_NO_HISTORY, _MISSING_PERMISSIONS = 160002, 50013
"""Discord's error codes: no *Read Message History*; missing permission."""

_log = structlog.get_logger(__name__)


class Chat:
    """Replies to messages.

    Args:
        dispatcher: Makes the replies.
        renderer: Turns replies into messages.
        cooldown: Limits the public answers of one person.
        in_flight: Knows which answers are being given.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        renderer: Renderer,
        cooldown: Cooldown,
        in_flight: InFlight,
    ) -> None:
        self._dispatcher = dispatcher
        self._renderer = renderer
        self._cooldown = cooldown
        self._in_flight = in_flight
        self._deleting: set[asyncio.Task[None]] = set()

    async def answer(self, message: discord.Message, request: Request) -> None:
        """Reply to a message with the answer to a request."""
        locale = message.guild.preferred_locale.value if message.guild else ""
        with self._in_flight.answering(), speaking(locale):
            making = asyncio.ensure_future(self._make(message, request))
            try:
                await self._in_flight.made(making)
                reply = await making
            except RestartingError as error:
                reply = explain(error, None)
            except CooldownError as error:
                # An interaction waits for an answer; a message does not.
                if not self._cooldown.may_tell(message.author.id, message.channel.id):
                    return
                reply = explain(error, None)
            finally:
                making.cancel()
            rendered = await self._renderer.message(reply, message.author.id)
            sent = await _send(message, rendered)
        if sent is not None and reply.private and message.guild is not None:
            deleting = asyncio.create_task(_delete_later(sent))
            self._deleting.add(deleting)
            deleting.add_done_callback(self._deleting.discard)

    async def _make(self, message: discord.Message, request: Request) -> Reply:
        asker = Asker(
            user_id=message.author.id,
            channel_id=message.channel.id,
            guild_id=message.guild.id if message.guild else None,
            adult=is_age_restricted(message.channel),
            bot_dm=message.guild is None,
        )
        self._cooldown.spend(asker.user_id, asker.channel_id)
        reply = await self._dispatcher.answer(request, asker)
        return form_opener(reply, request) if isinstance(reply, Form) else reply


async def _send(message: discord.Message, rendered: Message) -> discord.Message | None:
    """Reply to a message, leaving out what the bot may not send there.

    Answers to interactions need none of this: they may always have embeds and files, and reference
    nothing (https://github.com/discord/discord-api-docs/issues/5316).

    Where a connection is lost, nobody knows whether the message arrived: Discord posts only one of
    those that it gets with the same nonce, so it is sent again.
    """
    # Discord itself drops the reference if the question has been deleted meanwhile.
    reference = message.to_reference(fail_if_not_exists=False)
    plainer = plainer_forms(rendered)
    form = rendered
    nonce, lost = secrets.token_hex(8), 0
    while True:
        try:
            return await message.channel.send(
                form.content,
                embeds=form.embeds,
                files=form.files(),
                view=discord.utils.MISSING if form.view is None else form.view,
                reference=reference,  # pyright: ignore[reportArgumentType] - none by default
                mention_author=False,
                nonce=nonce,
            )
        except (aiohttp.ClientError, OSError) as error:
            lost += 1
            if lost == _ATTEMPTS:
                _log.warning("message_not_answered", reason=type(error).__name__)
                return None
            await asyncio.sleep(SEND_AGAIN_SECONDS)
        except discord.HTTPException as error:
            if reference is not None and error.code == _NO_HISTORY:
                reference = None
            elif error.code == _MISSING_PERMISSIONS and (next_ := next(plainer, None)):
                form = next_
            else:
                # The bot cannot write there; the log says why.
                _log.warning("message_not_answered", code=error.code, status=error.status)
                return None


async def _delete_later(sent: discord.Message) -> None:
    await asyncio.sleep(ERROR_SECONDS)
    # It is gone already, or it stays.
    with contextlib.suppress(discord.HTTPException, *OUTAGES):
        await sent.delete()


def question_in(message: discord.Message, bot_id: int) -> str | None:
    """Return the question in a message; ``None`` if it does not address the bot.

    A direct message does, and so does a mention of the bot in the text, but not the ping of a
    reply.
    """
    mention = re.compile(rf"<@!?{bot_id}>")
    if message.guild is not None and not mention.search(message.content):
        return None
    return mention.sub(" ", message.content).strip()

"""Live messages: posted and edited by the bot itself, independent of interactions."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from hashlib import blake2b

import discord
import structlog

from bot.clock import Clock
from bot.discord.guild.outages import OUTAGES
from bot.discord.guild.threads import wake
from bot.discord.interactions.sending.render import Renderer
from bot.discord.messages.reply import Reply
from bot.errors import UserFacingError

EDIT_SECONDS = 1.0
"""A message is edited at most once in this time."""

OUTAGE_SECONDS = 15.0
"""How long to wait before retrying an edit that failed."""

CLOSE_SECONDS = 1.0
"""How long the last edits may take."""

_log = structlog.get_logger(__name__)


class PostRefusedError(Exception):
    """Discord does not let the bot post somewhere, or the place is gone.

    Attributes:
        code: Discord's error code.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with code {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class MessageLocation:
    """Where a message is."""

    channel_id: int
    message_id: int


Redraw = Callable[[], Awaitable[Reply | None]]
"""Draws the message from what is stored now; ``None`` to leave it alone."""


def nonce_of(*parts: object) -> str:
    """Return a nonce derived from these values.

    For some minutes Discord answers a second message with the same nonce with the first one, and
    posts nothing, so a message can be sent again when it is unknown whether it arrived.
    """
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


class LiveMessages:
    """Posts messages and keeps them up to date.

    However often a message is refreshed, it is edited at most once a second, and always once more
    after the last refresh: in the end it shows what is stored, even after an outage of Discord.

    Args:
        client: The connection to Discord.
        renderer: Turns replies into messages.
        clock: What measures the time between edits.
    """

    def __init__(self, client: discord.Client, renderer: Renderer, clock: Clock) -> None:
        self._client = client
        self._renderer = renderer
        self._clock = clock
        self._waiting: dict[MessageLocation, Redraw] = {}
        self._running: dict[MessageLocation, asyncio.Task[None]] = {}
        self._closing = asyncio.Event()

    async def post(
        self,
        channel_id: int,
        reply: Reply,
        *,
        pings: Collection[int] = (),
        nonce: str = "",
    ) -> int:
        """Post a message for all and return its id.

        Args:
            channel_id: Where to post.
            reply: What to post.
            pings: The only people whom its text may ping.
            nonce: From :func:`nonce_of`, for a message that may have to be sent again.

        Raises:
            PostRefusedError: Discord does not let the bot post there any more.
            DiscordServerError, ClientError, OSError: Discord is down (``OUTAGES``).
        """
        message = await self._renderer.message(reply, 0)
        users = [discord.Object(user_id) for user_id in pings]
        try:
            sent = await self._channel(channel_id).send(
                message.content,
                embeds=message.embeds,
                files=message.files(),
                view=message.view or discord.utils.MISSING,
                nonce=nonce or secrets.token_hex(8),
                allowed_mentions=discord.AllowedMentions(
                    everyone=False, roles=False, replied_user=False, users=users
                ),
            )
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("message_not_posted", code=error.code, status=error.status)
            raise PostRefusedError(error.code) from error
        return sent.id

    def refresh(self, place: MessageLocation, redraw: Redraw) -> None:
        """Redraw a message soon, unless the bot is shutting down."""
        if self._closing.is_set():
            return
        self._waiting[place] = redraw
        if place not in self._running:
            self._running[place] = asyncio.create_task(self._keep_up(place))

    async def close(self) -> None:
        """Make the pending edits at once; those that hang are made after a restart."""
        self._closing.set()
        if running := list(self._running.values()):
            _, hanging = await asyncio.wait(running, timeout=CLOSE_SECONDS)
            for task in hanging:
                task.cancel()

    async def _keep_up(self, place: MessageLocation) -> None:
        """Edit one message until it is up to date, one edit at a time."""
        while place in self._waiting:
            redraw = self._waiting.pop(place)
            try:
                await self._edit(place, redraw)
            except OUTAGES as error:
                _log.warning("message_not_edited", reason=type(error).__name__)
                if not self._closing.is_set():
                    self._waiting.setdefault(place, redraw)
                await self._clock.wait(self._closing, OUTAGE_SECONDS)
            else:
                await self._clock.wait(self._closing, EDIT_SECONDS)
        del self._running[place]

    async def _edit(self, place: MessageLocation, redraw: Redraw) -> None:
        try:
            reply = await redraw()
            if reply is None:
                return
            message = await self._renderer.message(reply, 0)
            await wake(self._client, place.channel_id)  # nothing can be edited in what sleeps
            partial = self._channel(place.channel_id).get_partial_message(place.message_id)
            await partial.edit(
                content=message.content,
                embeds=message.embeds,
                attachments=message.files(),
                view=message.view,
            )
        except OUTAGES:
            raise
        except discord.HTTPException as error:
            # The message was deleted, or the bot lost access; stored data are not affected.
            _log.warning("message_not_edited", code=error.code, status=error.status)
        except UserFacingError as error:
            _log.warning("message_not_drawn", reason=str(error))
        except Exception:  # noqa: BLE001 - nobody awaits this task
            _log.exception("message_not_drawn")

    def _channel(self, channel_id: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel_id)

"""Messages in channels, and direct message channels."""

from aiohttp import web

from bot.playground.discord.gateway.sessions import DIRECT_MESSAGE_TYPING, GUILD_MESSAGE_TYPING
from bot.playground.discord.http.wire import (
    HIGHEST_ID,
    Json,
    RefusedError,
    id_in,
    no_content,
    query_id,
    query_number,
    read_body,
    refuse_faults,
    respond,
    snowflake,
    unknown,
)
from bot.playground.discord.limits.fault import Fault, part
from bot.playground.discord.limits.messages import check_nonce
from bot.playground.discord.messages.messages import REPLY, StoredMessage, reference
from bot.playground.discord.rest.access import reached_channel
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.threads.refusals import refuse_writing
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Channel
from bot.playground.discord.world.thread import Thread

_CHANNEL = "/channels/{channel_id}"
_MESSAGES = _CHANNEL + "/messages"
_MESSAGE = _MESSAGES + "/{message_id}"


class ChannelRoutes:
    """``/channels`` and ``/users/@me/channels``."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        return [
            web.post("/users/@me/channels", self.open_dm),
            web.get(_CHANNEL, self.get_channel),
            web.post(_CHANNEL + "/typing", self.typing),
            web.get(_MESSAGES, self.list_messages),
            web.post(_MESSAGES, self.create),
            web.get(_MESSAGE, self.get_message),
            web.patch(_MESSAGE, self.edit),
            web.delete(_MESSAGE, self.delete),
        ]

    async def open_dm(self, request: web.Request) -> web.Response:
        """Return the direct message channel with a user."""
        body = (await read_body(request)).fields
        user = self._discord.world.users.get(id_in(body, "recipient_id"))
        if user is None:
            raise unknown("User", 10013)
        if user.bot:
            raise RefusedError(403, 50007, "Cannot send messages to this user")
        return respond(self._discord.world.dm(user).wire())

    async def get_channel(self, request: web.Request) -> web.Response:
        """Return a channel."""
        channel = self._channel(request, permissions.VIEW_CHANNEL)
        bot = self._discord.world.bot
        return respond(channel.shown_to(bot) if isinstance(channel, Thread) else channel.wire())

    async def typing(self, request: web.Request) -> web.Response:
        """Show that the bot is typing."""
        channel = self._to_write_in(request)
        discord = self._discord
        typing: Json = {
            "channel_id": str(channel.id),
            "user_id": str(discord.world.bot.id),
            "timestamp": int(discord.clock.now().timestamp()),
        }
        guild_id, intent = None, DIRECT_MESSAGE_TYPING
        if channel.guild is not None:
            guild_id, intent = channel.guild.id, GUILD_MESSAGE_TYPING
            typing["guild_id"] = str(guild_id)
            typing["member"] = channel.guild.member(discord.world.bot).wire()
        await discord.gateway.dispatch("TYPING_START", typing, guild_id, intent)
        return no_content()

    async def list_messages(self, request: web.Request) -> web.Response:
        """Return a channel's latest messages, newest first."""
        channel = self._channel(request, permissions.READ_MESSAGE_HISTORY)
        limit = query_number(request, "limit", 50, 1, 100)
        before = query_id(request, "before") or HIGHEST_ID
        after = query_id(request, "after") or 0
        found = self._discord.messages.latest(channel)
        wanted = [message.data for message in found if after < message.id < before]
        return respond(wanted[:limit])

    async def create(self, request: web.Request) -> web.Response:
        """Send a message."""
        discord = self._discord
        body = await read_body(request)
        channel = self._to_write_in(request)
        if body.uploads:
            self._channel(request, permissions.ATTACH_FILES)
        refuse_faults(check_nonce(body.fields))
        nonce = body.fields.get("nonce") if body.fields.get("enforce_nonce") else None
        if nonce is not None and (before := discord.messages.by_nonce(channel, str(nonce))):
            return respond(before.data)
        message = discord.new_message(channel, discord.world.bot)
        if nonce is not None:
            message.data["nonce"] = nonce
        if answered := self._reference(channel, body.fields):
            message.data["type"] = REPLY
            message.data["message_reference"] = answered
        fields = self._embeddable(channel, body.fields)
        if body.fields.get("embeds") and not fields.get("embeds") and not fields.get("content"):
            raise RefusedError(403, 50013, "Missing Permissions")
        discord.messages.compose(message, fields, body.uploads)
        discord.messages.add(message)
        discord.journal.note("create", message.data, message.uploads)
        await discord.announce("MESSAGE_CREATE", message)
        return respond(message.data)

    async def get_message(self, request: web.Request) -> web.Response:
        """Return one message."""
        return respond(self._message(request, permissions.READ_MESSAGE_HISTORY).data)

    async def edit(self, request: web.Request) -> web.Response:
        """Edit one of the bot's messages."""
        body = await read_body(request)
        message = self._message(request, permissions.VIEW_CHANNEL)
        if not self._is_own(message):
            raise RefusedError(403, 50005, "Cannot edit a message authored by another user")
        refuse_writing(message.channel, message.channel.bot_may(), editing=True)
        fields = self._embeddable(message.channel, body.fields)
        await self._discord.edit(message, fields, body.uploads)
        return respond(message.data)

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message; others' need a permission."""
        message = self._message(request, permissions.VIEW_CHANNEL)
        if not self._is_own(message):
            self._channel(request, permissions.MANAGE_MESSAGES)
        await self._discord.delete(message)
        return no_content()

    def _reference(self, channel: Channel, fields: Json) -> Json | None:
        """Return what a message replies to; ``None`` if it is not a reply.

        Raises:
            RefusedError: 160002, the bot may not read what was before; 50035, it is gone.
        """
        wanted = part(fields, "message_reference")
        if not wanted:
            return None
        if not channel.bot_may() & permissions.READ_MESSAGE_HISTORY:
            text = "Cannot reply without permission to read message history"
            raise RefusedError(403, 160002, text)
        id_ = id_in(wanted, "message_id", "message_reference")
        named = self._discord.messages.find(id_)
        if named is None or named.channel is not channel:
            if wanted.get("fail_if_not_exists", True):
                fault = Fault(
                    ("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"
                )
                refuse_faults([fault])
            return None
        return reference(named.data, channel)

    def _embeddable(self, channel: Channel, fields: Json) -> Json:
        """Return the parts of a message that the bot may send: without *Embed Links*, no embeds.

        Discord says so only where nothing else would be left of a new message
        (https://github.com/discord/discord-api-docs/issues/2601).
        """
        if channel.bot_may() & permissions.EMBED_LINKS:
            return fields
        return {key: value for key, value in fields.items() if key != "embeds"}

    def _is_own(self, message: StoredMessage) -> bool:
        author: Json = message.data["author"]
        return author["id"] == str(self._discord.world.bot.id)

    def _message(self, request: web.Request, needed: int) -> StoredMessage:
        channel = self._channel(request, needed)
        return self._discord.messages.get(snowflake(request, "message_id"), channel)

    def _to_write_in(self, request: web.Request) -> Channel:
        channel = self._channel(request, permissions.VIEW_CHANNEL)
        granted = channel.bot_may()
        if channel.guild is not None and not granted & channel.sending:
            raise RefusedError(403, 50013, "Missing Permissions")
        refuse_writing(channel, granted)
        return channel

    def _channel(self, request: web.Request, needed: int) -> Channel:
        return reached_channel(self._discord, request, needed)

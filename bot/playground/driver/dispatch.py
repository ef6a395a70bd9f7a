"""Sends interactions to the bot and waits for its answers."""

import asyncio
import secrets
import time

from bot.playground.discord.http.wire import FILE_BYTES, Json
from bot.playground.discord.interactions.exchange import NO_ANSWER, Exchange
from bot.playground.discord.interactions.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    MESSAGE,
    Interaction,
)
from bot.playground.discord.messages.journal import Entry, Violation
from bot.playground.discord.messages.messages import StoredMessage
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.entities import Channel, User
from bot.playground.discord.world.permissions import EVERYONE, VIEW_CHANNEL
from bot.playground.driver.commands import context_of, installation_of
from bot.playground.driver.options import NotOfferedError
from bot.playground.driver.places import refuse_commanding

DEFERRED_SECONDS = 30.0
"""How long to wait for a deferred answer, in real seconds."""

SETTLE_LIMIT_SECONDS = 1.0
"""How long to wait at most for the bot to fall silent, in real seconds."""


class Dispatcher:
    """Sends interactions and waits.

    Args:
        discord: The local Discord.
        settle_seconds: How long the bot must have been silent, after its answer is complete,
            for an exchange to be over; 0 does not wait.
    """

    def __init__(self, discord: LocalDiscord, settle_seconds: float) -> None:
        self._discord = discord
        self._settle_seconds = settle_seconds

    async def send(
        self,
        kind: int,
        data: Json,
        user: User,
        channel: Channel,
        message: Json | None = None,
        *,
        opener: Json | None = None,
    ) -> Exchange:
        """Send an interaction; return once the bot has answered, or failed to.

        Args:
            kind: Its type.
            data: What was done.
            user: By whom.
            channel: Where.
            message: The message whose component was used, or that the form came from.
            opener: For a submitted form, the interaction that opened it.

        Raises:
            NotOfferedError: The user cannot see the channel, or it accepts no commands.
        """
        if kind in {AUTOCOMPLETE, COMMAND}:
            refuse_commanding(channel)
        mark = self._discord.journal.mark()
        payload = self._payload(kind, data, user, channel)
        if message is not None:
            payload["message"] = message
        interaction = self._discord.interactions.begin(payload, user, channel, opener)
        exchange = interaction.exchange
        guild_id = channel.guild.id if channel.guild else None
        sent = await self._discord.gateway.dispatch("INTERACTION_CREATE", payload, guild_id)
        if not sent or not await exchange.wait_answered(self._discord.interactions.answer_seconds):
            self._record_silence(interaction)
        elif not await exchange.wait_finished(DEFERRED_SECONDS):
            exchange.refuse({"code": 0, "message": "The deferred answer never came"})
        if kind != AUTOCOMPLETE:
            await self.settle()
            self._collect(exchange, mark, interaction.id)
        return exchange

    async def send_message(self, message: StoredMessage, *, wait: bool) -> Exchange:
        """Send a person's message; wait for the bot's in the same channel if so asked."""
        mark = self._discord.journal.mark()
        exchange = Exchange(message.data)
        await self._discord.announce("MESSAGE_CREATE", message)
        if wait:
            entry = await self._discord.journal.next_created(
                mark, str(message.channel.id), self._discord.interactions.answer_seconds
            )
            if entry is not None:
                exchange.answer(MESSAGE)
                exchange.show(entry.message, entry.files)
        await self.settle()
        self._collect(exchange, mark, None)
        return exchange

    async def settle(self) -> None:
        """Wait until the bot has sent nothing for a moment."""
        if not self._settle_seconds:
            return
        until = time.monotonic() + SETTLE_LIMIT_SECONDS
        while (now := time.monotonic()) < until:
            left = self._discord.last_request + self._settle_seconds - now
            if left <= 0 and not self._discord.requests_in_flight:
                return
            await asyncio.sleep(max(left, 0.001))

    def _collect(self, exchange: Exchange, mark: int, interaction_id: str | None) -> None:
        """Record what else was sent or edited, and the reply after any plain requests."""
        latest: dict[str, Entry] = {}
        for entry in self._discord.journal.since(mark):
            id_ = entry.message["id"]
            if entry.action == "delete":
                latest.pop(id_, None)
            elif entry.interaction_id in {None, interaction_id}:
                latest[id_] = entry
        if exchange.reply is not None:
            entry = latest.pop(exchange.reply["id"], None)
            if entry is not None:
                exchange.show(entry.message, entry.files)
        exchange.also = tuple(entry.message for entry in latest.values())

    def _record_silence(self, interaction: Interaction) -> None:
        data = interaction.payload["data"]
        where = f"interaction {data.get('name') or data.get('custom_id')}"
        self._discord.violate(Violation("no answer", where, NO_ANSWER))
        interaction.exchange.refuse(NO_ANSWER)

    def _payload(self, kind: int, data: Json, user: User, channel: Channel) -> Json:
        discord, guild = self._discord, channel.guild
        payload: Json = {
            "id": str(discord.ids.next()),
            "application_id": str(discord.application_id),
            "type": kind,
            "token": secrets.token_urlsafe(48),
            "version": 1,
            "data": data,
            "channel": channel.wire(),
            "channel_id": str(channel.id),
            "context": context_of(channel),
            "locale": user.locale,
            "entitlements": [],
            "attachment_size_limit": FILE_BYTES,
        }
        if guild is None:
            payload["user"] = user.wire()
        else:
            member = guild.member(user)
            granted = member.permissions_in(channel)
            if not granted & VIEW_CHANNEL:
                raise NotOfferedError(f"{user.name} does not see #{channel.name}")
            payload["channel"]["permissions"] = str(granted)
            payload["member"] = member.wire() | {"permissions": str(granted)}
            payload["guild_id"] = str(guild.id)
            payload["guild"] = guild.partial()
            payload["guild_locale"] = guild.locale
        installation = installation_of(channel)
        owner = user.id if installation else guild.id if guild else 0
        payload["authorizing_integration_owners"] = {str(installation): str(owner)}
        payload["app_permissions"] = str(bot_permissions(channel))
        return payload


def bot_permissions(channel: Channel) -> int:
    """Return what the bot may do in a channel."""
    guild = channel.guild
    return channel.bot_may() if guild is not None and guild.bot_is_member else EVERYONE

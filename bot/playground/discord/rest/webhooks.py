"""Interaction webhooks: the original message and follow-ups."""

from collections.abc import Mapping

from aiohttp import web

from bot.playground.discord.http.wire import (
    Json,
    Upload,
    no_content,
    read_body,
    respond,
    snowflake,
    unknown,
)
from bot.playground.discord.interactions.interactions import Interaction
from bot.playground.discord.limits.fault import whole
from bot.playground.discord.messages.messages import EPHEMERAL, StoredMessage
from bot.playground.discord.state import LocalDiscord

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_MESSAGE = _WEBHOOK + "/messages/{message_id}"
_ORIGINAL = _WEBHOOK + "/messages/@original"


class WebhookRoutes:
    """``/webhooks/{application}/{token}``."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        table = [web.post(_WEBHOOK, self.create)]
        for path in (_ORIGINAL, _MESSAGE):
            table += [
                web.get(path, self.get),
                web.patch(path, self.edit),
                web.delete(path, self.delete),
            ]
        return table

    async def create(self, request: web.Request) -> web.Response:
        """Send a further message, or fulfil a promised one."""
        discord = self._discord
        body = await read_body(request)
        interaction = self._interaction(request)
        if interaction.loading and interaction.original is not None:
            # Documented oddity: the first followup after a deferral edits the promised message.
            message = discord.messages.get(interaction.original)
            await self._write(interaction, message, body.fields, body.uploads)
            return respond(message.data)
        ephemeral = bool(whole(body.fields.get("flags")) & EPHEMERAL)
        message = discord.reply_to(interaction, ephemeral=ephemeral)
        discord.messages.compose(message, body.fields, body.uploads)
        interaction.follow()
        discord.messages.add(message)
        discord.journal.note("create", message.data, message.uploads, interaction.id)
        interaction.exchange.follow(message.data, message.uploads)
        await discord.announce("MESSAGE_CREATE", message)
        return respond(message.data)

    async def get(self, request: web.Request) -> web.Response:
        """Return a message of this interaction; looking for a missing one is no violation."""
        interaction = self._discord.interactions.find(request.match_info["webhook_token"])
        if interaction is not None and interaction.answer_type is None:
            nothing = unknown("Webhook", 10015)
            return respond(nothing.body(), nothing.status)
        return respond(self._message(request, self._interaction(request)).data)

    async def edit(self, request: web.Request) -> web.Response:
        """Edit a message of this interaction."""
        body = await read_body(request)
        interaction = self._interaction(request)
        message = self._message(request, interaction)
        await self._write(interaction, message, body.fields, body.uploads)
        return respond(message.data)

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message of this interaction."""
        interaction = self._interaction(request)
        message = self._message(request, interaction)
        await self._discord.delete(message, interaction.id)
        if message.id == interaction.original:
            interaction.exchange.withdraw(promised=interaction.loading)
            interaction.loading = False
        return no_content()

    def _interaction(self, request: web.Request) -> Interaction:
        if snowflake(request, "webhook_id") != self._discord.application_id:
            raise unknown("Webhook", 10015)
        return self._discord.interactions.to_follow(request.match_info["webhook_token"])

    def _message(self, request: web.Request, interaction: Interaction) -> StoredMessage:
        named = "message_id" in request.match_info
        id_ = snowflake(request, "message_id") if named else interaction.original
        if id_ is None:
            raise unknown("Message", 10008)
        message = self._discord.messages.get(id_)
        if message.interaction_id != interaction.id and id_ != interaction.original:
            raise unknown("Message", 10008)
        return message

    async def _write(
        self,
        interaction: Interaction,
        message: StoredMessage,
        fields: Json,
        uploads: Mapping[int, Upload],
    ) -> None:
        await self._discord.edit(message, fields, uploads, interaction.id)
        if message.id == interaction.original:
            interaction.loading = False
            interaction.exchange.show(message.data, message.uploads)

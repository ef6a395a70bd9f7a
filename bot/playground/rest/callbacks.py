"""The first answer to an interaction."""

from aiohttp import web

from bot.playground import interactions as kinds
from bot.playground.interactions import Interaction
from bot.playground.limits.fault import not_one_of
from bot.playground.limits.interactions import check_choices, check_modal
from bot.playground.messages import EPHEMERAL, LOADING, StoredMessage
from bot.playground.state import LocalDiscord
from bot.playground.wire import Body, Json, no_content, read_body, refuse_faults, respond

_COMMAND_REPLY = 20
_REPLY = 19
"""Message types."""


class CallbackRoutes:
    """``/interactions/{id}/{token}/callback``."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        path = "/interactions/{interaction_id}/{interaction_token}/callback"
        return [web.post(path, self.answer)]

    async def answer(self, request: web.Request) -> web.Response:
        """Take the first answer: a message, a promise, an update, choices or a form."""
        info = request.match_info
        body = await read_body(request)
        interaction = self._discord.interactions.to_answer(
            info["interaction_id"], info["interaction_token"]
        )
        kind = body.fields.get("type")
        allowed = interaction.allowed_callbacks()
        if not isinstance(kind, int) or kind not in allowed:
            refuse_faults([not_one_of(("type",), allowed)])
        data: Json = body.fields.get("data") or {}
        message = await self._carry_out(interaction, kind, data, body)
        interaction.answer_type = kind
        interaction.exchange.answer(kind)
        if request.query.get("with_response") not in {"1", "true", "True"}:
            return no_content()
        return respond(_receipt(interaction, kind, message))

    async def _carry_out(
        self, interaction: Interaction, kind: int, data: Json, body: Body
    ) -> StoredMessage | None:
        match kind:
            case kinds.MESSAGE | kinds.DEFERRED_MESSAGE:
                return await self._reply(interaction, kind, data, body)
            case kinds.UPDATE | kinds.DEFERRED_UPDATE:
                return await self._update(interaction, kind, data, body)
            case kinds.CHOICES:
                option = _focused_type(interaction.payload["data"])
                refuse_faults(check_choices(data.get("choices"), option))
                interaction.exchange.choices = data["choices"]
            case _:
                refuse_faults(check_modal(data))
                interaction.exchange.modal = data
        return None

    async def _reply(
        self, interaction: Interaction, kind: int, data: Json, body: Body
    ) -> StoredMessage:
        discord = self._discord
        ephemeral = (data.get("flags") or 0) & EPHEMERAL
        loading = kind == kinds.DEFERRED_MESSAGE
        message = discord.new_message(
            interaction.channel, discord.world.bot, **reply_fields(interaction)
        )
        message.data["flags"] = ephemeral | (LOADING if loading else 0)
        message.only_for = interaction.user if ephemeral else None
        message.interaction_id = interaction.id
        if loading:
            refuse_faults(
                [not_one_of(("data", "flags"), [EPHEMERAL])]
                if (data.get("flags") or 0) & ~EPHEMERAL
                else []
            )
        else:
            discord.messages.compose(message, data, body.uploads, under=("data",))
        discord.messages.add(message)
        interaction.original = message.id
        interaction.loading = loading
        interaction.exchange.show(message.data, message.uploads, final=not loading)
        if not loading:
            discord.journal.note("create", message.data, message.uploads, interaction.id)
        await discord.announce("MESSAGE_CREATE", message)
        return message

    async def _update(
        self, interaction: Interaction, kind: int, data: Json, body: Body
    ) -> StoredMessage:
        source: Json = interaction.source or {}
        message = self._discord.messages.get(int(source["id"]))
        if kind == kinds.UPDATE:
            await self._discord.edit(message, data, body.uploads, interaction.id, under=("data",))
            interaction.exchange.show(message.data, message.uploads)
        interaction.original = message.id
        return message


def reply_fields(interaction: Interaction) -> Json:
    """Return what a message tells of the interaction that it answers."""
    payload = interaction.payload
    fields: Json = {
        "type": _COMMAND_REPLY if interaction.type == kinds.COMMAND else 0,
        "application_id": payload["application_id"],
        "webhook_id": payload["application_id"],
        "interaction_metadata": {
            "id": interaction.id,
            "type": interaction.type,
            "user": interaction.user.wire(),
            "authorizing_integration_owners": payload["authorizing_integration_owners"],
        },
    }
    if interaction.source is not None:
        fields["type"] = _REPLY
        fields["message_reference"] = {
            "type": 0,
            "message_id": interaction.source["id"],
            "channel_id": interaction.source["channel_id"],
        }
    return fields


def _focused_type(data: Json) -> int:
    pending = list(data.get("options") or ())
    while pending:
        option = pending.pop()
        if option.get("focused"):
            return option["type"]
        pending.extend(option.get("options") or ())
    return 3


def _receipt(interaction: Interaction, kind: int, message: StoredMessage | None) -> Json:
    receipt: Json = {
        "interaction": {
            "id": interaction.id,
            "type": interaction.type,
            "response_message_loading": interaction.loading,
            "response_message_ephemeral": message is not None and message.only_for is not None,
        }
    }
    if message is not None:
        receipt["interaction"]["response_message_id"] = str(message.id)
        receipt["resource"] = {"type": kind, "message": message.data}
    return receipt

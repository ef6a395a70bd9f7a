"""The first answer to an interaction."""

from collections.abc import Mapping

from aiohttp import web

from bot.playground.discord.http.wire import (
    Json,
    Upload,
    no_content,
    read_body,
    refuse_faults,
    respond,
)
from bot.playground.discord.interactions import interactions as kinds
from bot.playground.discord.interactions.interactions import Interaction
from bot.playground.discord.limits.fault import not_one_of, part, whole
from bot.playground.discord.limits.interactions import check_choices, check_modal
from bot.playground.discord.messages.messages import EPHEMERAL, LOADING, StoredMessage
from bot.playground.discord.state import LocalDiscord


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
        kind = _kind(interaction, body.fields.get("type"))
        data = part(body.fields, "data")
        # No await before the answer is recorded: of two at the same time, the second is refused.
        message = self._carry_out(interaction, kind, data, body.uploads)
        interaction.answer_type = kind
        interaction.exchange.answer(kind)
        if message is not None and kind != kinds.DEFERRED_UPDATE:
            event = "MESSAGE_UPDATE" if kind == kinds.UPDATE else "MESSAGE_CREATE"
            await self._discord.announce(event, message)
        if request.query.get("with_response") not in {"1", "true", "True"}:
            return no_content()
        return respond(_receipt(interaction, kind, message))

    def _carry_out(
        self, interaction: Interaction, kind: int, data: Json, uploads: Mapping[int, Upload]
    ) -> StoredMessage | None:
        match kind:
            case kinds.MESSAGE:
                return self._reply(interaction, data, uploads)
            case kinds.DEFERRED_MESSAGE:
                return self._promise(interaction, data)
            case kinds.UPDATE | kinds.DEFERRED_UPDATE:
                return self._update(interaction, kind, data, uploads)
            case kinds.CHOICES:
                option_type = _focused_type(interaction.payload["data"])
                refuse_faults(check_choices(data.get("choices"), option_type))
                interaction.exchange.choices = data["choices"]
            case _:
                refuse_faults(check_modal(data))
                interaction.exchange.modal = data
        return None

    def _reply(
        self, interaction: Interaction, data: Json, uploads: Mapping[int, Upload]
    ) -> StoredMessage:
        message = self._blank(interaction, data)
        self._discord.messages.compose(message, data, uploads, under=("data",))
        self._discord.messages.add(message)
        self._discord.journal.note("create", message.data, message.uploads, interaction.id)
        interaction.original = message.id
        interaction.exchange.show(message.data, message.uploads)
        return message

    def _promise(self, interaction: Interaction, data: Json) -> StoredMessage:
        if whole(data.get("flags")) & ~EPHEMERAL:
            refuse_faults([not_one_of(("data", "flags"), [EPHEMERAL])])
        message = self._blank(interaction, data)
        message.data["flags"] |= LOADING
        self._discord.messages.add(message)
        interaction.original = message.id
        interaction.loading = True
        interaction.exchange.show(message.data, (), final=False)
        return message

    def _blank(self, interaction: Interaction, data: Json) -> StoredMessage:
        ephemeral = bool(whole(data.get("flags")) & EPHEMERAL)
        return self._discord.reply_to(interaction, ephemeral=ephemeral)

    def _update(
        self, interaction: Interaction, kind: int, data: Json, uploads: Mapping[int, Upload]
    ) -> StoredMessage:
        source: Json = interaction.source or {}
        message = self._discord.messages.get(int(source["id"]))
        if kind == kinds.UPDATE:
            self._discord.write(message, data, uploads, interaction.id, under=("data",))
            interaction.exchange.show(message.data, message.uploads)
        interaction.original = message.id
        return message


def _kind(interaction: Interaction, value: object) -> int:
    allowed = interaction.allowed_callbacks()
    kind = whole(value)
    if kind not in allowed:
        refuse_faults([not_one_of(("type",), allowed)])
    return kind


def _focused_type(data: Json) -> int:
    pending = list(data.get("options") or ())
    while pending:
        option = pending.pop()
        if option.get("focused"):
            return option["type"]
        pending.extend(option.get("options") or ())
    raise AssertionError("an autocomplete without a focused option")


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
        # Of a promise and of an update that is yet to come, Discord describes no resource.
        if kind in {kinds.MESSAGE, kinds.UPDATE}:
            receipt["resource"] = {"type": kind, "message": message.data}
    return receipt

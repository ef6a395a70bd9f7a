"""Answers every interaction within three seconds, exactly once."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import discord
import structlog

from bot.errors import CooldownError, OutdatedError, UnavailableError, UserFacingError
from bot.state.shown_films import ShownFilms
from bot.ui.calls import Asker
from bot.ui.controls import ControlId, Mode
from bot.ui.cooldown import Cooldown
from bot.ui.delivery import Delivery
from bot.ui.dispatch import Dispatcher, reply_to_error
from bot.ui.errors import explain
from bot.ui.forms import Form, door, typed_options
from bot.ui.render import Renderer
from bot.ui.reply import OnSent, Reply
from bot.ui.request import Request

DEFER_AFTER_SECONDS = 1.5
"""An answer that is not ready by then is announced, which gives it fifteen minutes."""

_TOO_LATE = {10062, 40060}
"""Discord's codes for an interaction that is unknown by now, or already answered."""

_log = structlog.get_logger(__name__)


class Responder:
    """Sees to it that the reply to a request, or an error, is sent.

    Args:
        dispatcher: Makes the replies.
        renderer: Turns replies into messages.
        shown_films: Remembers whose cards a channel has seen.
        cooldown: Limits the public answers of one person.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        renderer: Renderer,
        shown_films: ShownFilms,
        cooldown: Cooldown,
    ) -> None:
        self._dispatcher = dispatcher
        self._renderer = renderer
        self._shown_films = shown_films
        self._cooldown = cooldown

    async def respond(
        self,
        interaction: discord.Interaction[Any],
        request: Request,
        mode: Mode = Mode.POST,
        owner: int | None = None,
    ) -> None:
        """Answer an interaction with the reply to a request.

        Args:
            interaction: What is answered.
            request: What is asked for.
            mode: Where the answer goes.
            owner: Whose message a control was on; a form opened from it is for that message.
        """
        delivery = Delivery(interaction, mode)
        answer = asyncio.ensure_future(self._dispatcher.answer(request, _asker(interaction)))
        try:
            done, _ = await asyncio.wait({answer}, timeout=DEFER_AFTER_SECONDS)
            if not done:
                await delivery.announce()
            reply = await answer
            if isinstance(reply, Form):
                await self._open(delivery, reply, request, owner or interaction.user.id)
            else:
                await self._deliver(delivery, reply)
        except discord.HTTPException as error:
            await self._undelivered(delivery, error)
        finally:
            answer.cancel()

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a pressed button or a chosen line of a menu, however old it is."""
        data: Mapping[str, Any] = interaction.data or {}
        control = ControlId.decode(str(data.get("custom_id", "")))
        values = data.get("values") or ()
        try:
            request = await self._request(control, str(values[0]) if values else None)
        except UserFacingError as error:
            await self.refuse(interaction, error)
            return
        mode = control.mode_for(interaction.user.id) if control else Mode.OPEN
        await self.respond(interaction, request, mode, control.owner if control else None)

    async def submit(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a form that was sent, however long ago it was opened."""
        data: Mapping[str, Any] = interaction.data or {}
        control = ControlId.decode(str(data.get("custom_id", "")))
        try:
            request = await self._request(control)
        except UserFacingError as error:
            await self.refuse(interaction, error)
            return
        mode = control.mode_for(interaction.user.id) if control else Mode.OPEN
        if mode is Mode.TURN and interaction.message is None:
            mode = Mode.POST
        await self.respond(interaction, request.replace(**typed_options(data)), mode)

    async def refuse(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Answer an interaction that failed before or outside its handler."""
        delivery = Delivery(interaction, Mode.OPEN)
        try:
            await self._deliver(delivery, reply_to_error(error))
        except discord.HTTPException as problem:
            await self._undelivered(delivery, problem)

    async def _request(self, control: ControlId | None, value: str | None = None) -> Request:
        """Return what a control stands for, or the chosen line of a menu.

        Raises:
            OutdatedError: Nothing any more.
            UnavailableError: It is kept in the state store, and that is down.
        """
        if control is not None:
            request = await self._renderer.request(control.payload if value is None else value)
            if request is not None and self._dispatcher.knows(request):
                return request
        raise OutdatedError

    async def _open(self, delivery: Delivery, form: Form, request: Request, owner: int) -> None:
        if delivery.announced:
            await self._deliver(delivery, door(form, request))
            return
        try:
            modal = await self._renderer.form(form, owner)
        except UnavailableError as error:
            await self._deliver(delivery, explain(error, request))
            return
        await delivery.open(modal)

    async def _deliver(self, delivery: Delivery, reply: Reply) -> None:
        interaction = delivery.interaction
        if delivery.mode is Mode.POST and not reply.private:
            try:
                self._cooldown.spend(interaction.user.id, interaction.channel_id or 0)
            except CooldownError as error:
                reply = explain(error, None)
        message = await self._renderer.message(reply, interaction.user.id)
        private = reply.private or delivery.mode is Mode.OPEN
        message_id = await delivery.send(message, private=private)
        if reply.shown and not private:
            await self._remember(interaction.channel_id or 0, reply.shown)
        if reply.on_sent is not None and not private:
            await self._tell(reply.on_sent, message_id)

    async def _tell(self, on_sent: OnSent, message_id: int) -> None:
        try:
            await on_sent(message_id)
        except UnavailableError as error:
            _log.warning("sent_message_not_recorded", reason=str(error))

    async def _undelivered(self, delivery: Delivery, error: discord.HTTPException) -> None:
        if error.code in _TOO_LATE:
            _log.warning("interaction_gone", code=error.code)
            return
        message = await self._renderer.message(reply_to_error(error), 0)
        with contextlib.suppress(discord.HTTPException):
            await delivery.send(message, private=True)

    async def _remember(self, channel_id: int, movie_ids: Sequence[str]) -> None:
        try:
            await self._shown_films.record(channel_id, movie_ids)
        except UnavailableError as error:
            _log.warning("shown_films_not_recorded", reason=str(error))


def _asker(interaction: discord.Interaction[Any]) -> Asker:
    user, guild_id = interaction.user, interaction.guild_id
    return Asker(
        user_id=user.id,
        channel_id=interaction.channel_id or 0,
        guild_id=guild_id,
        adult=bool(getattr(interaction.channel, "nsfw", False)),
        locale=interaction.locale.value,
        roles=frozenset(role.id for role in user.roles)
        if isinstance(user, discord.Member)
        else frozenset(),
        permissions=interaction.permissions,
        bot_permissions=interaction.app_permissions,
        bot_is_member=guild_id is not None and interaction.client.get_guild(guild_id) is not None,
    )

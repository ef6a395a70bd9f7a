"""Answers every interaction within three seconds, exactly once."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import discord
import structlog

from bot.discord.guild.channels import is_age_restricted
from bot.discord.guild.threads import granted_in, is_locked, is_outside
from bot.discord.interactions.cooldown import Cooldown
from bot.discord.interactions.dispatch import Dispatcher, reply_to_error
from bot.discord.interactions.in_flight import InFlight
from bot.discord.interactions.sending.delivery import TOO_LATE, Delivery
from bot.discord.interactions.sending.render import Message, Renderer
from bot.discord.messages.asker import Asker, ThreadState
from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.forms import Form, typed_options
from bot.discord.messages.reply import OnSent, Reply
from bot.discord.messages.request import Request
from bot.discord.views.errors import explain
from bot.discord.views.form_opener import form_opener
from bot.errors import CooldownError, OutdatedError, UnavailableError
from bot.i18n import speaking
from bot.state.films.draws.shown_films import ShownFilms

DEFER_AFTER_SECONDS = 1.5
"""An answer that is not ready by then is deferred, which gives it fifteen minutes."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Made:
    """An answer ready to be sent: a message, or a form to be opened in its place."""

    request: Request
    reply: Reply
    message: Message
    modal: discord.ui.Modal | None = None


class Responder:
    """Sends the reply to a request, or an error.

    Args:
        dispatcher: Makes the replies.
        renderer: Turns replies into messages.
        shown_films: Remembers which films' cards a channel has seen.
        cooldown: Limits the public answers of one person.
        in_flight: Tracks answers in flight.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        renderer: Renderer,
        shown_films: ShownFilms,
        cooldown: Cooldown,
        in_flight: InFlight,
    ) -> None:
        self._dispatcher = dispatcher
        self._renderer = renderer
        self._shown_films = shown_films
        self._cooldown = cooldown
        self._in_flight = in_flight

    async def respond(
        self, interaction: discord.Interaction[Any], request: Request, mode: Mode = Mode.POST
    ) -> None:
        """Answer an interaction with the reply to a request, in the given way."""
        await self._complete(interaction, mode, self._make(interaction, request, mode))

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a pressed button or a chosen line of a menu, however old it is."""
        data: Mapping[str, Any] = interaction.data or {}
        control = ControlId.decode(str(data.get("custom_id", "")))
        values = data.get("values") or ()
        value = str(values[0]) if values else None
        mode = control.mode_for(interaction.user.id) if control else Mode.OPEN
        await self._complete(interaction, mode, self._make_of(interaction, mode, control, value))

    async def submit(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a submitted form, however long ago it was opened."""
        data: Mapping[str, Any] = interaction.data or {}
        control = ControlId.decode(str(data.get("custom_id", "")))
        mode = control.mode_for(interaction.user.id) if control else Mode.OPEN
        if mode is Mode.TURN and interaction.message is None:
            mode = Mode.POST
        making = self._make_of(interaction, mode, control, typed=typed_options(data))
        await self._complete(interaction, mode, making)

    async def refuse(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Answer an interaction that failed before it reached its handler."""
        await self._apologise(Delivery(interaction, Mode.OPEN), error)

    async def _complete(
        self,
        interaction: discord.Interaction[Any],
        mode: Mode,
        making: Coroutine[Any, Any, _Made],
    ) -> None:
        """Make and send the answer, deferred if that takes long; failures are answered too."""
        delivery = Delivery(interaction, mode)
        with self._in_flight.answering(), speaking(interaction.locale.value):
            task = asyncio.ensure_future(making)
            try:
                if not await self._in_flight.made(task, DEFER_AFTER_SECONDS):
                    await delivery.announce()
                    await self._in_flight.made(task)
                await self._send(delivery, await task)
            except Exception as error:  # noqa: BLE001 - somebody waits for an answer
                await self._apologise(delivery, error)
            finally:
                task.cancel()

    async def _make(
        self,
        interaction: discord.Interaction[Any],
        request: Request,
        mode: Mode,
        owner: int | None = None,
    ) -> _Made:
        asker = _asker(interaction, posts=mode is Mode.POST)
        reply = await self._dispatcher.answer(request, asker)
        if isinstance(reply, Form):
            modal = await self._renderer.form(reply, owner or interaction.user.id)
            # Replaces the form where it comes too late to be opened.
            reply = form_opener(reply, request)
            message = await self._renderer.message(reply, interaction.user.id)
            return _Made(request, reply, message, modal)
        message = await self._renderer.message(reply, interaction.user.id)
        return _Made(request, reply, message)

    async def _make_of(
        self,
        interaction: discord.Interaction[Any],
        mode: Mode,
        control: ControlId | None,
        value: str | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> _Made:
        """Make the answer to a control, a menu's chosen option, or a form.

        Raises:
            OutdatedError: It no longer works.
            UnavailableError: Its request is kept in the state store, and that is down.
        """
        if control is not None:
            request = await self._renderer.request(control.payload if value is None else value)
            if request is not None:
                typed_in = request.replace(**typed or {})
                return await self._make(interaction, typed_in, mode, control.owner)
        raise OutdatedError

    async def _send(self, delivery: Delivery, made: _Made) -> None:
        if made.modal is not None and not delivery.announced:
            await delivery.open(made.modal)
            return
        interaction, reply, message = delivery.interaction, made.reply, made.message
        private = _is_private(delivery, reply)
        if delivery.mode is Mode.POST and not private:
            try:
                self._cooldown.spend(interaction.user.id, interaction.channel_id or 0)
            except CooldownError as error:
                reply = explain(error, made.request)
                private = True
                message = await self._renderer.message(reply, interaction.user.id)
        message_id = await delivery.send(message, private=private)
        if reply.shown and not private:
            await self._remember(interaction, reply.shown)
        if reply.on_sent is not None and not private:
            await self._tell(reply.on_sent, message_id)

    async def _apologise(self, delivery: Delivery, error: Exception) -> None:
        """Report that something went wrong; never raises."""
        if isinstance(error, discord.HTTPException) and error.code in TOO_LATE:
            _log.warning("interaction_gone", code=error.code)
            return
        if (
            isinstance(error, discord.HTTPException)
            and error.status == HTTPStatus.TOO_MANY_REQUESTS
        ):
            _log.warning("answer_rate_limited", code=error.code)
            return
        try:
            with speaking(delivery.interaction.locale.value):
                reply = reply_to_error(error)
                message = await self._renderer.message(reply, delivery.interaction.user.id)
            await delivery.send(message, private=True)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as problem:
            _log.warning("apology_not_delivered", reason=problem)
        except Exception:  # noqa: BLE001 - it is logged
            _log.exception("apology_not_made")

    async def _tell(self, on_sent: OnSent, message_id: int) -> None:
        try:
            await on_sent(message_id)
        except UnavailableError as error:
            _log.warning("sent_message_not_recorded", reason=str(error))

    async def _remember(
        self, interaction: discord.Interaction[Any], movie_ids: Sequence[str]
    ) -> None:
        guild_id = interaction.guild_id
        owner = {"user_id": interaction.user.id} if guild_id is None else {"guild_id": guild_id}
        try:
            await self._shown_films.record(interaction.channel_id or 0, movie_ids, **owner)
        except UnavailableError as error:
            _log.warning("shown_films_not_recorded", reason=str(error))


def _is_private(delivery: Delivery, reply: Reply) -> bool:
    pressed = delivery.interaction.message
    if reply.panel and delivery.mode is Mode.TURN and pressed is not None:
        # A panel replaces a message that is already private.
        return not pressed.flags.ephemeral
    return reply.private or reply.panel or delivery.mode is Mode.OPEN


def _asker(interaction: discord.Interaction[Any], *, posts: bool) -> Asker:
    user, guild_id = interaction.user, interaction.guild_id
    guild: discord.Guild | None = interaction.client.get_guild(guild_id) if guild_id else None
    channel, own = interaction.channel, interaction.app_permissions
    thread = ThreadState(locked=is_locked(channel, own), outside=is_outside(channel, own))
    return Asker(
        user_id=user.id,
        channel_id=interaction.channel_id or 0,
        guild_id=guild_id,
        adult=is_age_restricted(channel),
        file_limit=interaction.filesize_limit,
        locale=interaction.locale.value,
        roles=frozenset(role.id for role in user.roles)
        if isinstance(user, discord.Member)
        else frozenset(),
        server_roles=frozenset(role.id for role in guild.roles) if guild else None,
        permissions=granted_in(channel, interaction.permissions),
        bot_permissions=granted_in(channel, own),
        thread=thread if isinstance(channel, discord.Thread) else None,
        bot_is_member=guild is not None,
        posts=posts,
        bot_dm=guild_id is None and bool(interaction.context.dm_channel),
    )

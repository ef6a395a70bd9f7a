"""Renders a reply in discord.py's terms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from io import BytesIO
from urllib.parse import parse_qsl, urlencode

import discord
import structlog

from bot.discord.interactions.cooldown import Cooldown
from bot.discord.messages import limits
from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.forms import Field, Form, Select
from bot.discord.messages.markdown import one_line
from bot.discord.messages.reply import Button, LinkButton, Menu, Picture, Reply
from bot.discord.messages.request import Request
from bot.errors import CooldownError, OutdatedError, UnavailableError
from bot.i18n import _
from bot.state.guilds.saved_views import SavedViews
from bot.text import clip

SAVED = "~"
"""Prefix of the token of a request that is kept in the state store."""

REPEATED = "!"
"""Suffix of the payload of a control with the same request as another in its message."""

_REPEATS = 4  # room for that many suffixes
_TURNED = ("page", "sort", "drop", "why", "picture")
"""Options in which the controls of one message differ; they stay in the ``custom_id``."""

KEPT_FOR = timedelta(days=90)
"""How long a long request is kept after its message was last drawn."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """A reply in discord.py's terms."""

    content: str | None
    embeds: list[discord.Embed]
    view: discord.ui.View | None
    pictures: tuple[Picture, ...] = ()

    def files(self) -> list[discord.File]:
        """Return the pictures as files, anew for each attempt, since sending consumes them."""
        return [
            discord.File(
                BytesIO(picture.content) if isinstance(picture.content, bytes) else picture.content,
                filename=picture.name,
                description=clip(one_line(picture.alt), limits.ALT_TEXT),
            )
            for picture in self.pictures
        ]


def _nothing() -> None:
    """Spend nothing."""


class Renderer:
    """Renders replies; long requests are kept in the state store.

    Args:
        saved_views: Keeps the requests.
        new_views: Limits how many one person has kept; nobody is limited without it.
    """

    def __init__(self, saved_views: SavedViews, new_views: Cooldown | None = None) -> None:
        self._saved_views = saved_views
        self._new_views = new_views

    async def message(self, reply: Reply, owner: int) -> Message:
        """Return the message for a reply whose controls belong to this user."""
        builder = self._builder(owner)
        view = await builder.view(reply) if reply.rows else None
        content = reply.content
        if isinstance(builder.refusal, CooldownError):
            rests = _(
                "-# Some buttons are off for now: you have used a lot of long filters lately."
            )
            content = f"{content}\n{rests}" if content else rests
        return Message(
            content=content,
            embeds=[_within_total(embed, len(reply.embeds)) for embed in reply.embeds],
            view=view,
            pictures=reply.pictures,
        )

    def _builder(self, owner: int) -> "_ViewBuilder":
        spend = partial(self._new_views.spend, owner) if self._new_views and owner else _nothing
        return _ViewBuilder(self._saved_views, owner, spend)

    async def form(self, form: Form, owner: int) -> discord.ui.Modal:
        """Return the modal for a form opened from a message of this user.

        Raises:
            CooldownError: Its request is long, and its user has had too many kept.
            UnavailableError: Its request is long, and the state store is down.
        """
        room = ControlId(form.mode, owner, "").room
        builder = self._builder(owner)
        payload = await builder.payload(form.request, room)
        if payload is None:
            raise builder.refusal or OutdatedError
        modal = discord.ui.Modal(
            title=clip(one_line(form.title), limits.FORM_TITLE),
            custom_id=ControlId(form.mode, owner, payload).encode(),
            timeout=None,
        )
        for field in form.fields:
            modal.add_item(_label(field))
        # The responder answers submitted forms, as it does presses.
        modal.stop()
        return modal

    async def request(self, payload: str) -> Request | None:
        """Return the request of a control's payload; ``None`` when it has expired.

        Raises:
            UnavailableError: It is kept in the state store, and that is down.
        """
        payload = payload.rstrip(REPEATED)
        try:
            if not payload.startswith(SAVED):
                return Request.decode(payload)
            token, _, changes = payload.removeprefix(SAVED).partition("?")
            saved = await self._saved_views.load(token)
            if saved is None:
                return None
            request = Request.decode(str(saved["request"]))
            return request.replace(**dict(parse_qsl(changes)))
        except ValueError:
            return None


class _ViewBuilder:
    """Builds the controls of one message; what they share is saved once.

    Attributes:
        refusal: Why a long request could not be kept, if one could not.
    """

    def __init__(self, saved_views: SavedViews, owner: int, spend: Callable[[], None]) -> None:
        self.refusal: CooldownError | UnavailableError | None = None
        self._spend = spend
        self._saved_views = saved_views
        self._owner = owner
        self._tokens: dict[Request, str | None] = {}
        self._custom_ids: set[str] = set()

    async def view(self, reply: Reply) -> discord.ui.View:
        view = discord.ui.View(timeout=None)
        for row, controls in enumerate(reply.rows):
            if isinstance(controls, Menu):
                view.add_item(await self._menu(controls, row))
                continue
            for position, control in enumerate(controls):
                view.add_item(await self._button(control, row, position))
        # The responder answers presses, even after a restart: discord.py keeps no views.
        view.stop()
        return view

    async def _button(
        self, control: Button | LinkButton, row: int, position: int
    ) -> discord.ui.Button[discord.ui.View]:
        label = clip(one_line(control.label), limits.BUTTON_LABEL) or "…"
        if isinstance(control, LinkButton):
            return discord.ui.Button(label=label, url=control.url, emoji=control.emoji, row=row)
        room = ControlId(control.mode, self._owner, "").room - _REPEATS
        payload = await self.payload(control.request, room) if control.request else None
        return discord.ui.Button(
            label=label,
            custom_id=self._unique(control.mode, payload or f"-{row}{position}"),
            disabled=payload is None,
            emoji=control.emoji,
            style=control.style.value,
            row=row,
        )

    async def _menu(self, menu: Menu, row: int) -> discord.ui.Select[discord.ui.View]:
        options: dict[str, discord.SelectOption] = {}
        for option in menu.options:
            if len(options) == limits.SELECT_OPTIONS:
                break
            value = await self.payload(option.request, limits.OPTION_TEXT)
            if value is not None and value not in options:
                options[value] = discord.SelectOption(
                    label=clip(one_line(option.label), limits.OPTION_TEXT) or "…",
                    value=value,
                    description=clip(one_line(option.description), limits.OPTION_TEXT) or None,
                    default=option.chosen,
                    emoji=option.emoji,
                )
        return discord.ui.Select(
            custom_id=ControlId(menu.mode, self._owner, f"-{row}").encode(),
            placeholder=clip(menu.placeholder, limits.PLACEHOLDER),
            options=list(options.values()) or [discord.SelectOption(label="…", value="-")],
            disabled=not options,
            row=row,
        )

    def _unique(self, mode: Mode, payload: str) -> str:
        """Return a custom_id that no other control of the message has."""
        while (custom_id := ControlId(mode, self._owner, payload).encode()) in self._custom_ids:
            payload += REPEATED
        self._custom_ids.add(custom_id)
        return custom_id

    async def payload(self, request: Request, room: int) -> str | None:
        """Return the payload of a request; ``None`` when it is long and the store is down."""
        encoded = request.encode()
        if len(encoded) <= room:
            return encoded
        base = request.replace(**dict.fromkeys(_TURNED))
        changes = urlencode([(key, value) for key, value in request if key in _TURNED])
        if base not in self._tokens:
            try:
                self._tokens[base] = await self._saved_views.save(
                    {"request": base.encode()}, KEPT_FOR, self._spend
                )
            except (CooldownError, UnavailableError) as error:
                _log.warning("control_disabled", reason=str(error), request=request.name.value)
                self._tokens[base], self.refusal = None, error
        token = self._tokens[base]
        return token and f"{SAVED}{token}?{changes}"


def _label(field: Field | Select) -> discord.ui.Label[discord.ui.Modal]:
    return discord.ui.Label(
        text=clip(one_line(field.label), limits.FIELD_LABEL),
        description=clip(one_line(field.description), limits.FIELD_DESCRIPTION) or None,
        component=_select(field) if isinstance(field, Select) else _input(field),
    )


def _input(field: Field) -> discord.ui.TextInput[discord.ui.Modal]:
    return discord.ui.TextInput(
        custom_id=field.option,
        style=discord.TextStyle.long if field.long else discord.TextStyle.short,
        placeholder=clip(field.placeholder, limits.FIELD_PLACEHOLDER) or None,
        default=field.value[: field.max_length] or None,
        required=field.required,
        max_length=field.max_length,
    )


def _select(field: Select) -> discord.ui.Select[discord.ui.Modal]:
    return discord.ui.Select(
        custom_id=field.option,
        options=[
            discord.SelectOption(
                label=clip(one_line(choice.label), limits.OPTION_TEXT),
                value=choice.value,
                description=clip(one_line(choice.description), limits.OPTION_TEXT) or None,
                default=choice.value == field.chosen,
            )
            for choice in field.choices[: limits.SELECT_OPTIONS]
        ],
    )


def _within_total(embed: discord.Embed, embeds: int) -> discord.Embed:
    """Shorten the longest texts of an embed until all embeds of its message fit."""
    room = limits.EMBED_TOTAL // embeds
    while (excess := len(embed) - room) > 0:
        number, field = max(
            enumerate(embed.fields), key=lambda item: len(item[1].value or ""), default=(0, None)
        )
        longest = len(field.value or "") if field else 0
        if field and longest > len(embed.description or ""):
            value = clip(field.value or "", max(longest - excess, longest // 2))
            embed.set_field_at(number, name=field.name, value=value, inline=field.inline)
        else:
            description = embed.description or ""
            embed.description = clip(
                description, max(len(description) - excess, len(description) // 2)
            )
    return embed

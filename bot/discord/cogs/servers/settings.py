"""``/settings`` and ``/timezone``: the preferences of a server and of a person."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.clock import Clock
from bot.discord.guild.channel_permissions import require_venue
from bot.discord.guild.rights import manages, require_manager
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import NO, YES
from bot.discord.messages.request_names import RequestName
from bot.discord.views.servers.settings_panel import (
    AS_DISCORD_HAS_IT,
    FOLLOWED,
    MAX_FILMS,
    MAX_LISTS,
    MAX_PER_PERSON,
    MAX_VETOES,
    role_panel,
    settings_panel,
)
from bot.discord.views.servers.time_zones import which_zone, zone_panel
from bot.errors import BadInputError, OutdatedError
from bot.i18n import N_, _, languages, number, own_name
from bot.rules.picks.lists import Caps
from bot.rules.times.zones.zones import ZoneQuestion, Zones
from bot.rules.voting.model import Method
from bot.rules.voting.wording import METHOD_NAMES
from bot.state.guilds.guild_settings import GuildSettings, Right
from bot.state.store import StateStore
from bot.text import whole_number

Change = Callable[[GuildSettings, str], GuildSettings]


class SettingsTopic(Topic):
    """Settings.

    Args:
        responder: Answers the interactions.
        state: Where settings are kept.
        zones: The time zones that there are.
        clock: What time it is.
        client: Knows the servers' roles.
    """

    def __init__(
        self,
        responder: Responder,
        state: StateStore,
        zones: Zones,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        super().__init__(responder)
        self._state = state
        self._zones = zones
        self._clock = clock
        self._client = client
        self._changes: Mapping[str, Change] = {
            "timezone": lambda old, to: replace(old, timezone=_sure(zones.find(to)).key),
            **_CHANGES,
        }

    @app_commands.command(description=N_("Show and change this server's settings."))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(
        timezone=N_("This server's time zone: a city, a country, UTC+2"),
        method=N_("How votes are counted"),
        nominations=N_("How many films each person may nominate"),
        vetoes=N_("How many vetoes each person has"),
        blind=N_("Whether nominations stay hidden until the vote"),
        spoiler_threads=N_("Whether each night gets a spoiler thread"),
        language=N_("The language of the cards, reminders and results I post here"),
        pictures=N_("Whether the films in a vote are also shown as a picture"),
        lists=N_("How many lists a person may have"),
        films=N_("How many films a list may hold"),
        plan_role=N_("Who may plan nights"),
        close_role=N_("Who may close votes"),
        veto_role=N_("Who may veto films"),
    )
    @app_commands.choices(
        method=[
            app_commands.Choice(name=name, value=method.value)
            for method, name in METHOD_NAMES.items()
        ],
        language=[
            app_commands.Choice(name=AS_DISCORD_HAS_IT, value=FOLLOWED),
            *(app_commands.Choice(name=own_name(code), value=code) for code in languages()),
        ],
    )
    async def settings(
        self,
        interaction: discord.Interaction[Any],
        timezone: str | None = None,
        method: str | None = None,
        nominations: app_commands.Range[int, 1, MAX_PER_PERSON] | None = None,
        vetoes: app_commands.Range[int, 0, MAX_VETOES] | None = None,
        blind: bool | None = None,
        spoiler_threads: bool | None = None,
        language: str | None = None,
        pictures: bool | None = None,
        lists: app_commands.Range[int, 1, MAX_LISTS] | None = None,
        films: app_commands.Range[int, 1, MAX_FILMS] | None = None,
        plan_role: discord.Role | None = None,
        close_role: discord.Role | None = None,
        veto_role: discord.Role | None = None,
    ) -> None:
        """Take ``/settings``."""
        # Here "no" is a choice, unlike an option that was left out.
        switches = {"blind": blind, "spoiler_threads": spoiler_threads, "pictures": pictures}
        given = {name: YES if on else NO for name, on in switches.items() if on is not None}
        left = dict.fromkeys(switches.keys() - given.keys())
        await self.answer(interaction, **given, **left)

    @app_commands.command(description=N_("Choose the time zone for the times you write."))
    @app_commands.describe(zone=N_("Your zone: a city, a country, UTC+2"))
    async def timezone(
        self, interaction: discord.Interaction[Any], zone: str | None = None
    ) -> None:
        await self.answer(interaction)

    @settings.autocomplete("timezone")
    @timezone.autocomplete("zone")
    async def complete_zone(
        self, __: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        """Complete time zones."""
        names = self._zones.suggest(current, limits.CHOICES)
        return [app_commands.Choice(name=name, value=name) for name in names]

    @answers(RequestName.SETTINGS)
    async def show_settings(self, call: Call) -> Reply:
        """Answer ``/settings``: apply the given options, and show the settings."""
        if typed := call.request.get("timezone"):
            require_venue(call.asker, ())
            require_manager(call.asker)
            found = self._zones.find(typed)
            if isinstance(found, ZoneQuestion):
                return which_zone(found, call.request, "timezone", self._clock.now())
        return await self._show(call, dict(call.request))

    @answers(RequestName.SET)
    async def change_setting(self, call: Call) -> Reply:
        """Answer the controls of the panel."""
        what = call.request.get("what")
        return await self._show(call, {what: call.request.get("to")} if what else {})

    @answers(RequestName.SET_ROLE)
    async def show_roles(self, call: Call) -> Reply:
        """Answer *Who may do what*: the server's roles."""
        guild_id = require_venue(call.asker, ())
        require_manager(call.asker)
        try:
            right = Right(call.request.get("right"))
        except ValueError as error:
            raise OutdatedError from error
        guild = self._client.get_guild(guild_id)
        if guild is None:
            raise OutdatedError
        settings = await self._state.guild_settings.get(guild_id)
        roles = [
            (role.id, role.name)
            for role in sorted(guild.roles, reverse=True)
            if not role.is_default() and not role.managed
        ]
        return role_panel(right, roles, tuple(settings.roles.get(right, ())))

    @answers(RequestName.TIMEZONE)
    async def show_timezone(self, call: Call) -> Reply:
        """Answer ``/timezone``: set it, or show which one is in force."""
        user_id, guild_id = call.asker.user_id, call.asker.guild_id
        if call.request.get("clear"):
            await self._state.user_settings.set_timezone(user_id, None)
        elif typed := call.request.get("zone"):
            found = self._zones.find(typed)
            if isinstance(found, ZoneQuestion):
                return which_zone(found, call.request, "zone", self._clock.now())
            await self._state.user_settings.set_timezone(user_id, found.key)
        own = (await self._state.user_settings.get(user_id)).timezone
        servers = (
            (await self._state.guild_settings.get(guild_id)).timezone
            if guild_id is not None
            else None
        )
        return zone_panel(own, servers, self._clock.now())

    async def _show(self, call: Call, given: Mapping[str, str]) -> Reply:
        """Apply the given options, and show the settings."""
        guild_id = require_venue(call.asker, ())
        if given:
            require_manager(call.asker)
            settings = await self._state.guild_settings.change(
                guild_id, lambda old: self._changed(old, given)
            )
        else:
            settings = await self._state.guild_settings.get(guild_id)
        return settings_panel(
            settings,
            self._clock.now(),
            changeable=manages(call.asker),
            server_roles=call.asker.server_roles,
        )

    def _changed(self, settings: GuildSettings, given: Mapping[str, str]) -> GuildSettings:
        for what, to in given.items():
            if what not in self._changes:
                raise OutdatedError
            try:
                settings = self._changes[what](settings, to)
            except ValueError as error:
                raise BadInputError(
                    _("{setting} can't be set to {value}.", setting=what, value=to)
                ) from error
        return settings


def _sure(found: ZoneInfo | ZoneQuestion) -> ZoneInfo:
    """Return the zone that a control names.

    Raises:
        OutdatedError: The name is ambiguous, so the control is from another version.
    """
    if isinstance(found, ZoneQuestion):
        raise OutdatedError
    return found


def _within(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of a control's number, with the bounds of the command's option."""

    def read(to: str) -> int:
        given = whole_number(to, least, most)
        if given is None:
            raise BadInputError(
                _("That has to be a number from {least} to {most}.", least=least, most=number(most))
            )
        return given

    return read


def _with_rule(name: str, read: Callable[[str], object]) -> Change:
    return lambda old, to: replace(old, rules=replace(old.rules, **{name: read(to)}))


def _with_cap(name: str, most: int) -> Change:
    read = _within(1, most)

    def change(old: GuildSettings, to: str) -> GuildSettings:
        caps: Caps = replace(old.caps, **{name: read(to)})
        return replace(old, caps=caps)

    return change


def _with_role(right: Right) -> Change:
    def change(old: GuildSettings, to: str) -> GuildSettings:
        others = {kept: roles for kept, roles in old.roles.items() if kept is not right}
        role = _ROLE(to)
        chosen = {right: frozenset({role})} if role else {}
        return replace(old, roles=MappingProxyType(others | chosen))

    return change


def _language(to: str) -> str | None:
    """Return a language that a server chose; ``None`` for the one that Discord tells of it."""
    if to not in {FOLLOWED, *languages()}:
        raise ValueError(to)
    return None if to == FOLLOWED else to


_ROLE = _within(0, 2**63 - 1)

_CHANGES: Mapping[str, Change] = {
    "method": lambda old, to: replace(old, method=Method(to)),
    "nominations": _with_rule("per_person", _within(1, MAX_PER_PERSON)),
    "vetoes": _with_rule("vetoes", _within(0, MAX_VETOES)),
    "blind": _with_rule("blind", lambda to: to == YES),
    "spoiler_threads": lambda old, to: replace(old, spoiler_threads=to == YES),
    "language": lambda old, to: replace(old, language=_language(to)),
    "pictures": lambda old, to: replace(old, pictures=to == YES),
    "lists": _with_cap("lists", MAX_LISTS),
    "films": _with_cap("films", MAX_FILMS),
    **{f"{right}_role": _with_role(right) for right in Right},
}

"""The panel of a server's settings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.discord.guild.rights import default_of, role_was_deleted, standing_roles
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply
from bot.discord.messages.request import NO, YES, Request
from bot.discord.messages.request_names import RequestName
from bot.i18n import N_, _, languages, ngettext, own_name
from bot.rules.times.zones.zones import zone_label
from bot.rules.voting.model import Method
from bot.rules.voting.wording import METHOD_NAMES, METHOD_RULES
from bot.state.guilds.guild_settings import GuildSettings, Right

SETTINGS_COLOR = 0x5B7FFF
MAX_PER_PERSON = 10
MAX_VETOES = 2
MAX_LISTS = 100
MAX_FILMS = 10_000
DEFAULT_ZONE = "UTC"

FOLLOWED = "discord"
"""Stands for the language that Discord tells of a server, where it has chosen none."""

AS_DISCORD_HAS_IT = N_("Same as Discord")

_WHO_MAY: Mapping[Right, str] = {
    Right.PLAN: N_("Who may plan a night"),
    Right.CLOSE: N_("Who may close a vote"),
    Right.VETO: N_("Who may veto a film"),
}
_MAY: Mapping[Right, str] = {
    Right.PLAN: N_("To plan a night: {who}"),
    Right.CLOSE: N_("To close a vote: {who}"),
    Right.VETO: N_("To veto a film: {who}"),
}
_ROLES_SHOWN = 24  # and one line for Discord's own permissions

_PICTURES = {
    True: N_("the films in a vote are also shown as a picture"),
    False: N_("the films in a vote are listed as text only"),
}
_SPOILERS = {
    True: N_("each night gets a spoiler thread when it begins"),
    False: N_("no threads for them"),
}


def setting(what: str, to: object) -> Request:
    """Return the request for changing a setting."""
    return Request.of(RequestName.SET, what=what, to=str(to))


def settings_panel(
    settings: GuildSettings,
    now: datetime,
    *,
    changeable: bool,
    server_roles: Collection[int] | None = None,
) -> Reply:
    """Return the panel.

    Args:
        settings: The current settings.
        now: The present moment, aware, to show what the zone means.
        changeable: Whether the asker may change it.
        server_roles: The server's roles; ``None`` where they are not known.
    """
    rules, caps = settings.rules, settings.caps
    zone = settings.timezone or DEFAULT_ZONE
    local = now.astimezone(ZoneInfo(zone))
    embed = discord.Embed(
        title=_("Settings of this server"),
        description=_(
            "These are the current settings. Change them below, or with the options of `/settings`."
        )
        if changeable
        else _("These are the current settings. People with **Manage Server** can change them."),
        color=SETTINGS_COLOR,
    )
    nominations = ", ".join(
        (
            ngettext("{count} film per person", "{count} films per person", rules.per_person),
            _("{count} in all", count=rules.in_all),
            _("hidden until the vote") if rules.blind else _("visible to everyone"),
            _vetoes(rules.vetoes),
        )
    )
    lists = ngettext("{count} list per person", "{count} lists per person", caps.lists)
    films = ngettext("{count} film in each", "{count} films in each", caps.films)
    time = f"{local:%H:%M}"
    for name, value in (
        (
            _("Voting"),
            f"**{_(METHOD_NAMES[settings.method])}**\n{_(METHOD_RULES[settings.method])}",
        ),
        (_("Nominations"), nominations),
        (_("Lists"), f"{lists}, {films}"),
        (_("Spoilers"), _(_SPOILERS[settings.spoiler_threads])),
        (_("Pictures"), _(_PICTURES[settings.pictures])),
        (
            _("Time zone"),
            _("{zone} (now {time})", zone=escape(zone_label(zone)), time=time)
            if settings.timezone
            else _(
                "{zone} (now {time}), because nobody has chosen one: `/settings timezone:`",
                zone=escape(zone_label(zone)),
                time=time,
            ),
        ),
        (
            _("Language of cards, reminders and results"),
            own_name(settings.language) if settings.language else _(AS_DISCORD_HAS_IT),
        ),
        (_("Roles"), "\n".join(_role_line(settings, right, server_roles) for right in Right)),
    ):
        embed.add_field(name=name, value=value, inline=False)
    return Reply(embeds=(embed,), rows=_rows(settings) if changeable else (), panel=True)


def role_panel(right: Right, roles: Sequence[tuple[int, str]], chosen: Sequence[int]) -> Reply:
    """Return the panel to choose the role that has a right.

    Args:
        right: The right.
        roles: The server's roles: id and name, most important first.
        chosen: The roles that have it now.
    """
    embed = discord.Embed(
        title=_(_WHO_MAY[right]),
        description=_(
            "Choose a role, or leave it to Discord's own permissions (**{permission}**). Anyone "
            "who can manage the server always can.",
            permission=default_of(right),
        ),
        color=SETTINGS_COLOR,
    )
    if len(roles) > _ROLES_SHOWN:
        command = f"`/settings {right}_role:`"
        more = _("There are more roles than fit here: {command} accepts any role.", command=command)
        embed.description = f"{embed.description}\n{more}"
    own = Option(_("Discord's own permissions"), setting(f"{right}_role", 0), chosen=not chosen)
    options = tuple(
        Option(f"@{name}", setting(f"{right}_role", id_), chosen=id_ in chosen)
        for id_, name in roles[:_ROLES_SHOWN]
    )
    return Reply(
        embeds=(embed,),
        rows=(
            Menu(_("Choose a role"), (own, *options), Mode.TURN),
            (Button(_("Back"), Request.of(RequestName.SET), Mode.TURN, "↩️"),),
        ),
        panel=True,
    )


def _role_line(settings: GuildSettings, right: Right, server_roles: Collection[int] | None) -> str:
    roles = standing_roles(settings, right, server_roles)
    who = " ".join(f"<@&{role}>" for role in sorted(roles))
    if not who:
        who = _("permission {permission}", permission=default_of(right))
    line = _(_MAY[right], who=who)
    if role_was_deleted(settings, right, server_roles):
        deleted = _("The role that this server had chosen for it was deleted.")
        return f"{line}. {deleted}"
    return line


def _vetoes(count: int) -> str:
    return ngettext("{count} veto per person", "{count} vetoes per person", count)


def _rows(settings: GuildSettings) -> tuple[tuple[Button, ...] | Menu, ...]:
    rules = settings.rules
    methods = tuple(
        Option(
            _(METHOD_NAMES[method]),
            setting("method", method),
            _(METHOD_RULES[method]),
            chosen=method is settings.method,
        )
        for method in Method
    )
    heads = tuple(
        Option(
            ngettext("{count} nomination per person", "{count} nominations per person", count),
            setting("nominations", count),
            chosen=count == rules.per_person,
        )
        for count in range(1, MAX_PER_PERSON + 1)
    )
    spoken = tuple(
        Option(name, setting("language", code), chosen=code == (settings.language or FOLLOWED))
        for code, name in (
            (FOLLOWED, _(AS_DISCORD_HAS_IT)),
            *((code, own_name(code)) for code in languages()),
        )
    )
    rights = tuple(
        Option(_(who_may), Request.of(RequestName.SET_ROLE, right=right.value))
        for right, who_may in _WHO_MAY.items()
    )
    vetoes = (rules.vetoes + 1) % (MAX_VETOES + 1)
    switches = (
        Button(
            _("Show nominations at once") if rules.blind else _("Hide nominations until the vote"),
            setting("blind", NO if rules.blind else YES),
            Mode.TURN,
            "👀" if rules.blind else "🙈",
        ),
        Button(_vetoes(vetoes), setting("vetoes", vetoes), Mode.TURN, "✋"),
        Button(
            _("No spoiler threads") if settings.spoiler_threads else _("Spoiler threads"),
            setting("spoiler_threads", NO if settings.spoiler_threads else YES),
            Mode.TURN,
            "💬",
        ),
        Button(
            _("No pictures of films") if settings.pictures else _("Pictures of films"),
            setting("pictures", NO if settings.pictures else YES),
            Mode.TURN,
            "🖼️",
        ),
    )
    return (
        Menu(_("How votes are counted"), methods, Mode.TURN),
        Menu(_("How many films each may nominate"), heads, Mode.TURN),
        Menu(_("Who may do what"), rights, Mode.TURN),
        Menu(_("Language of cards, reminders and results"), spoken, Mode.TURN),
        switches,
    )

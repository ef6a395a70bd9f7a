"""The settings of a server: what is in force, and what changes it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.guild.rights import DEEDS, DEFAULTS, ROLE_DELETED, role_was_deleted, standing_roles
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Menu, Option, Reply
from bot.messages.request import NO, YES, Request
from bot.messages.request_names import RequestName
from bot.rules.times.zones import zone_label
from bot.rules.voting.english import METHOD_NAMES, METHOD_RULES
from bot.rules.voting.model import Method
from bot.state.guilds.guild_settings import GuildSettings, Right
from bot.text import plural

SETTINGS_COLOR = 0x5B7FFF
MOST_PER_PERSON = 10
MOST_VETOES = 2
MOST_LISTS = 100
MOST_FILMS = 10_000
DEFAULT_ZONE = "UTC"

_ROLES_SHOWN = 24  # and one line for Discord's own permissions


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
    """Return what is in force in a server.

    Args:
        settings: What is in force.
        now: The present moment, aware, to show what the zone means.
        changeable: Whether the asker may change it.
        server_roles: The roles that the server has; ``None`` where they are not known.
    """
    rules, caps = settings.rules, settings.caps
    zone = settings.timezone or DEFAULT_ZONE
    local = now.astimezone(ZoneInfo(zone))
    embed = discord.Embed(
        title="Settings of this server",
        description="This is in force. "
        + (
            "Change it below, or by the options of `/settings`."
            if changeable
            else "People with **Manage Server** can change it."
        ),
        color=SETTINGS_COLOR,
    )
    nominations = (
        f"{plural(rules.per_person, 'film')} a head, {rules.in_all} in all, "
        f"{'hidden until the vote' if rules.blind else 'seen by all'}, "
        f"{plural(rules.vetoes, 'veto', 'vetoes')} a head"
    )
    for name, value in (
        ("Voting", f"**{METHOD_NAMES[settings.method]}**\n{METHOD_RULES[settings.method]}"),
        ("Nominations", nominations),
        (
            "Lists",
            f"{plural(caps.lists, 'list')} a head, {plural(caps.films, 'film')} in each",
        ),
        (
            "Time zone",
            f"{escape(zone_label(zone))} (now {local:%H:%M})"
            + ("" if settings.timezone else ", as nobody has chosen one: `/settings timezone:`"),
        ),
        ("Roles", "\n".join(_role_line(settings, right, server_roles) for right in Right)),
    ):
        embed.add_field(name=name, value=value, inline=False)
    return Reply(embeds=(embed,), rows=_rows(settings) if changeable else (), panel=True)


def role_panel(right: Right, roles: Sequence[tuple[int, str]], chosen: Sequence[int]) -> Reply:
    """Return the choice of the role that has a right.

    Args:
        right: Which.
        roles: The server's roles: id and name, most important first.
        chosen: The roles that have it now.
    """
    embed = discord.Embed(
        title=f"Who may {DEEDS[right]}?",
        description="Choose a role, or leave it to Discord's own permissions "
        f"(**{DEFAULTS[right][0]}**). Whoever may manage the server always may.",
        color=SETTINGS_COLOR,
    )
    if len(roles) > _ROLES_SHOWN:
        embed.description = (
            f"{embed.description}\nMore roles than fit here: `/settings {right}_role:` takes any."
        )
    own = Option("Discord's own permissions", setting(f"{right}_role", 0), chosen=not chosen)
    options = tuple(
        Option(f"@{name}", setting(f"{right}_role", id_), chosen=id_ in chosen)
        for id_, name in roles[:_ROLES_SHOWN]
    )
    return Reply(
        embeds=(embed,),
        rows=(
            Menu("Choose a role", (own, *options), Mode.TURN),
            (Button("Back", Request.of(RequestName.SET), Mode.TURN, "↩️"),),
        ),
        panel=True,
    )


def _role_line(settings: GuildSettings, right: Right, server_roles: Collection[int] | None) -> str:
    roles = standing_roles(settings, right, server_roles)
    who = " ".join(f"<@&{role}>" for role in sorted(roles))
    if not who:
        who = f"permission {DEFAULTS[right][0]}"
        if role_was_deleted(settings, right, server_roles):
            who += f". {ROLE_DELETED}."
    return f"To {DEEDS[right]}: {who}"


def _rows(settings: GuildSettings) -> tuple[tuple[Button, ...] | Menu, ...]:
    rules = settings.rules
    methods = tuple(
        Option(
            METHOD_NAMES[method],
            setting("method", method),
            METHOD_RULES[method],
            chosen=method is settings.method,
        )
        for method in Method
    )
    heads = tuple(
        Option(
            f"{plural(count, 'nomination')} a head",
            setting("nominations", count),
            chosen=count == rules.per_person,
        )
        for count in range(1, MOST_PER_PERSON + 1)
    )
    rights = tuple(
        Option(f"Who may {deed}", Request.of(RequestName.SET_ROLE, right=right.value))
        for right, deed in DEEDS.items()
    )
    vetoes = (rules.vetoes + 1) % (MOST_VETOES + 1)
    switches = (
        Button(
            "Show nominations at once" if rules.blind else "Hide nominations until the vote",
            setting("blind", NO if rules.blind else YES),
            Mode.TURN,
            "👀" if rules.blind else "🙈",
        ),
        Button(
            f"{plural(vetoes, 'veto', 'vetoes')} a head", setting("vetoes", vetoes), Mode.TURN, "✋"
        ),
    )
    return (
        Menu("How votes are counted", methods, Mode.TURN),
        Menu("How many films each may nominate", heads, Mode.TURN),
        Menu("Who may do what", rights, Mode.TURN),
        switches,
    )

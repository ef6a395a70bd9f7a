"""Who may do what with nights: the server's roles, or Discord's own permissions by default.

A role that was deleted rules nobody in or out: where no other is chosen, the default holds again.
Whoever manages the server may do everything, so that nobody locks everybody out.
"""

from collections.abc import Callable, Collection, Mapping

import discord

from bot.errors import NotAllowedError
from bot.messages.asker import Asker
from bot.rules.nights.night import Rights
from bot.state.guilds.guild_settings import GuildSettings, Right
from bot.text import human_join

DEFAULTS: Mapping[Right, tuple[str, Callable[[discord.Permissions], bool]]] = {
    Right.PLAN: (
        "Create Events or Manage Events",
        lambda granted: granted.create_events or granted.manage_events,
    ),
    Right.CLOSE: ("Manage Events", lambda granted: granted.manage_events),
    Right.VETO: ("Send Messages", lambda granted: granted.send_messages),
}
"""The permission that counts where a server has chosen no role, by name and as a test."""

ROLE_DELETED = "The role that this server had chosen for it was deleted"

DEEDS: Mapping[Right, str] = {
    Right.PLAN: "plan a night",
    Right.CLOSE: "close a vote",
    Right.VETO: "veto a film",
}
"""What each right lets people do."""


def manages(asker: Asker) -> bool:
    """Whether somebody may change a server's settings."""
    return asker.permissions.administrator or asker.permissions.manage_guild


def moderates(asker: Asker) -> bool:
    """Whether somebody may remove what others have put in."""
    return manages(asker) or asker.permissions.manage_messages


def may(asker: Asker, settings: GuildSettings, right: Right) -> bool:
    """Whether somebody has a right in a server with these settings."""
    if manages(asker):
        return True
    if roles := standing_roles(settings, right, asker.server_roles):
        return not asker.roles.isdisjoint(roles)
    return DEFAULTS[right][1](asker.permissions)


def standing_roles(
    settings: GuildSettings, right: Right, server_roles: Collection[int] | None
) -> Collection[int]:
    """Return the roles that a right is reserved for, without those that were deleted.

    Args:
        settings: What is in force.
        right: Which.
        server_roles: The roles that the server has; ``None`` where they are not known.
    """
    chosen = settings.roles.get(right, ())
    return [role for role in chosen if server_roles is None or role in server_roles]


def role_was_deleted(
    settings: GuildSettings, right: Right, server_roles: Collection[int] | None
) -> bool:
    """Return whether a right falls back to the default, as none of its roles is left."""
    return bool(settings.roles.get(right)) and not standing_roles(settings, right, server_roles)


def require_right(asker: Asker, settings: GuildSettings, right: Right) -> None:
    """Make sure that somebody has a right.

    Raises:
        NotAllowedError: They have not; says who has.
    """
    if may(asker, settings, right):
        return
    if standing_roles(settings, right, asker.server_roles):
        who = "people with one of the roles that this server has chosen for it (see /settings)"
    else:
        who = f"people with the permission {DEFAULTS[right][0]}"
    text = f"Only {who} may {DEEDS[right]} here."
    if role_was_deleted(settings, right, asker.server_roles):
        text += f" {ROLE_DELETED}; /settings chooses another."
    raise NotAllowedError(text)


def require_manager(asker: Asker) -> None:
    """Make sure that somebody may change a server's settings.

    Raises:
        NotAllowedError: They may not.
    """
    if not manages(asker):
        raise NotAllowedError("Only people with the permission Manage Server may change settings.")


def require_moderator(asker: Asker) -> None:
    """Make sure that somebody may remove what others have put in.

    Raises:
        NotAllowedError: They may not.
    """
    if not moderates(asker):
        names = human_join(["Manage Messages", "Manage Server"], "or")
        raise NotAllowedError(f"Only people with the permission {names} may remove that.")


def rights_over(asker: Asker, settings: GuildSettings, host: int | None) -> Rights:
    """Return what somebody may do with a night of this host's."""
    return Rights(
        host=asker.user_id == host,
        close=may(asker, settings, Right.CLOSE),
        moderate=moderates(asker),
    )

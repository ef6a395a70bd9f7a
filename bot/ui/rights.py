"""Who may do what with nights: the server's roles, or Discord's own permissions by default.

Whoever manages the server may do everything, so that nobody locks everybody out.
"""

from collections.abc import Callable, Mapping

import discord

from bot.errors import NotAllowedError
from bot.nights.night import Rights
from bot.state.guild_settings import GuildSettings, Right
from bot.text import human_join
from bot.ui.calls import Asker

DEFAULTS: Mapping[Right, tuple[str, Callable[[discord.Permissions], bool]]] = {
    Right.PLAN: (
        "Create Events or Manage Events",
        lambda granted: granted.create_events or granted.manage_events,
    ),
    Right.CLOSE: ("Manage Events", lambda granted: granted.manage_events),
    Right.VETO: ("Send Messages", lambda granted: granted.send_messages),
}
"""The permission that counts where a server has chosen no role, by name and as a test."""

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
    roles = settings.roles.get(right)
    if roles:
        return not asker.roles.isdisjoint(roles)
    return DEFAULTS[right][1](asker.permissions)


def require_right(asker: Asker, settings: GuildSettings, right: Right) -> None:
    """Make sure that somebody has a right.

    Raises:
        NotAllowedError: They have not; says who has.
    """
    if may(asker, settings, right):
        return
    if settings.roles.get(right):
        who = "people with one of the roles that this server has chosen for it (see /settings)"
    else:
        who = f"people with the permission {DEFAULTS[right][0]}"
    raise NotAllowedError(f"Only {who} may {DEEDS[right]} here.")


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

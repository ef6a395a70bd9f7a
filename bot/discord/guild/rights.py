"""Who may do what with nights: the server's roles, or Discord's own permissions by default.

A role that was deleted rules nobody in or out: where no other is chosen, the default holds again.
Whoever manages the server may do everything, so that nobody locks everybody out.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import discord

from bot.discord.messages.asker import Asker
from bot.errors import NotAllowedError
from bot.i18n import N_, NC_, _, listing, pgettext
from bot.rules.nights.night import Rights
from bot.state.guilds.guild_settings import GuildSettings, Right

CREATE_EVENTS = NC_("permission", "Create Events")
MANAGE_EVENTS = NC_("permission", "Manage Events")
MANAGE_MESSAGES = NC_("permission", "Manage Messages")
MANAGE_SERVER = NC_("permission", "Manage Server")
SEND_MESSAGES = NC_("permission", "Send Messages")

_DEFAULTS: Mapping[Right, tuple[Sequence[str], Callable[[discord.Permissions], bool]]] = {
    Right.PLAN: (
        (CREATE_EVENTS, MANAGE_EVENTS),
        lambda granted: granted.create_events or granted.manage_events,
    ),
    Right.CLOSE: ((MANAGE_EVENTS,), lambda granted: granted.manage_events),
    Right.VETO: ((SEND_MESSAGES,), lambda granted: granted.send_messages),
}
"""The permissions of which one counts where a server has chosen no role, and that as a test."""

_ONLY_ROLES: Mapping[Right, str] = {
    Right.PLAN: N_(
        "Only people with one of the roles that this server has chosen for it (see /settings) may "
        "plan a night here."
    ),
    Right.CLOSE: N_(
        "Only people with one of the roles that this server has chosen for it (see /settings) may "
        "close a vote here."
    ),
    Right.VETO: N_(
        "Only people with one of the roles that this server has chosen for it (see /settings) may "
        "veto a film here."
    ),
}
_ONLY_PERMISSION: Mapping[Right, str] = {
    Right.PLAN: N_("Only people with the permission {permission} may plan a night here."),
    Right.CLOSE: N_("Only people with the permission {permission} may close a vote here."),
    Right.VETO: N_("Only people with the permission {permission} may veto a film here."),
}


def permissions_named(names: Sequence[str]) -> str:
    """Return permissions of which one will do, as Discord calls them."""
    return listing([pgettext("permission", name) for name in names], either=True)


def default_of(right: Right) -> str:
    """Return the permission that counts for a right where a server has chosen no role."""
    return permissions_named(_DEFAULTS[right][0])


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
    return _DEFAULTS[right][1](asker.permissions)


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
        text = _(_ONLY_ROLES[right])
    else:
        text = _(_ONLY_PERMISSION[right], permission=default_of(right))
    if role_was_deleted(settings, right, asker.server_roles):
        deleted = _(
            "The role that this server had chosen for it was deleted; /settings chooses another."
        )
        text = f"{text} {deleted}"
    raise NotAllowedError(text)


def require_manager(asker: Asker) -> None:
    """Make sure that somebody may change a server's settings.

    Raises:
        NotAllowedError: They may not.
    """
    if not manages(asker):
        who = permissions_named([MANAGE_SERVER])
        raise NotAllowedError(
            _("Only people with the permission {permission} may change settings.", permission=who)
        )


def require_moderator(asker: Asker) -> None:
    """Make sure that somebody may remove what others have put in.

    Raises:
        NotAllowedError: They may not.
    """
    if not moderates(asker):
        who = permissions_named([MANAGE_MESSAGES, MANAGE_SERVER])
        raise NotAllowedError(
            _("Only people with the permission {permission} may remove that.", permission=who)
        )


def rights_over(asker: Asker, settings: GuildSettings, host: int | None) -> Rights:
    """Return what somebody may do with a night of this host's."""
    return Rights(
        host=asker.user_id == host,
        close=may(asker, settings, Right.CLOSE),
        moderate=moderates(asker),
    )

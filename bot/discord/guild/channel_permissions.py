"""Whether the bot may do in a channel what it will have to do there, asked before it is stored."""

from collections.abc import Sequence

from bot.discord.messages.asker import Asker
from bot.errors import BadInputError, BotLacksError, NotMemberError
from bot.i18n import N_, NC_, _, pgettext

POSTING = ("view_channel", "send_messages", "embed_links", "attach_files")
"""What a message that lives on needs."""

EVENTS = ("create_events",)
"""What an event of the server needs; enough for those that the bot itself creates."""

_NAMES = {
    "view_channel": NC_("permission", "View Channel"),
    "send_messages": NC_("permission", "Send Messages"),
    "embed_links": NC_("permission", "Embed Links"),
    "attach_files": NC_("permission", "Attach Files"),
    "create_events": NC_("permission", "Create Events"),
    "create_public_threads": NC_("permission", "Create Public Threads"),
    "connect": NC_("permission", "Connect"),
    "manage_channels": NC_("permission", "Manage Channels"),
    "mute_members": NC_("permission", "Mute Members"),
    "move_members": NC_("permission", "Move Members"),
}

_IN_THREADS = {"send_messages": NC_("permission", "Send Messages in Threads")}
_LOCKED = N_(
    "This thread is locked, so I can't keep a night up to date in it. Unlock it, or grant me "
    "**Manage Threads**; nothing was stored."
)
_OUTSIDE = N_(
    "I'm not in this private thread. Mention me in it to add me, then try again; nothing was "
    "stored."
)


def require_venue(asker: Asker, needed: Sequence[str] = POSTING) -> int:
    """Make sure that the bot can do all this in the asker's channel; return the server's id.

    Raises:
        BadInputError: It would have to write in a thread that is locked, or that it is not in.
        BotLacksError: Permissions are missing; names them as Discord does.
        NotMemberError: The bot does not belong to a server there.
    """
    if asker.guild_id is None or not asker.bot_is_member:
        raise NotMemberError
    if "send_messages" in needed and asker.thread is not None:
        if asker.thread.outside:
            raise BadInputError(_(_OUTSIDE))
        if asker.thread.locked:
            raise BadInputError(_(_LOCKED))
    if missing := lacking(asker, needed):
        raise BotLacksError(missing)
    return asker.guild_id


def lacking(asker: Asker, needed: Sequence[str]) -> list[str]:
    """Return the permissions that the bot lacks in the asker's channel, as Discord names them."""
    granted = asker.bot_permissions
    names = _NAMES | (_IN_THREADS if asker.thread is not None else {})
    return [
        pgettext("permission", names[name])
        for name in needed
        if not (granted.administrator or getattr(granted, name))
    ]


def permission_name(name: str) -> str:
    """Return a permission as Discord shows it, by discord.py's name for it."""
    return pgettext("permission", _NAMES[name])

"""Whether the bot may do in a channel what it will have to do there, asked before it is stored."""

from collections.abc import Sequence

from bot.errors import BotLacksError, NotMemberError
from bot.i18n import NC_, pgettext
from bot.messages.asker import Asker

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
}


def require_venue(asker: Asker, needed: Sequence[str] = POSTING) -> int:
    """Make sure that the bot can do all this in the asker's channel; return the server's id.

    Raises:
        BotLacksError: Permissions are missing; names them as Discord does.
        NotMemberError: The bot does not belong to a server there.
    """
    if asker.guild_id is None or not asker.bot_is_member:
        raise NotMemberError
    if missing := lacking(asker, needed):
        raise BotLacksError(missing)
    return asker.guild_id


def lacking(asker: Asker, needed: Sequence[str]) -> list[str]:
    """Return the permissions that the bot lacks in the asker's channel, as Discord names them."""
    granted = asker.bot_permissions
    return [
        pgettext("permission", _NAMES[name])
        for name in needed
        if not (granted.administrator or getattr(granted, name))
    ]

"""What Discord's apps let people do in which channel and thread."""

from bot.playground.discord.http.wire import Json, RefusedError
from bot.playground.discord.threads.refusals import refuse_opening
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import FORUMS, Channel, User
from bot.playground.discord.world.thread import Thread
from bot.playground.driver.options import NotOfferedError


def refuse_saying(user: User, channel: Channel) -> None:
    """Refuse a message that the apps would not let somebody write.

    Raises:
        NotOfferedError: They cannot see the channel, may not write there, or it is locked.
    """
    if channel.guild is None:
        return
    granted = channel.guild.member(user).permissions_in(channel)
    if not granted & permissions.VIEW_CHANNEL:
        raise NotOfferedError(f"{user.name} does not see #{channel.name}")
    if channel.type in FORUMS:
        raise NotOfferedError(f"#{channel.name} holds posts only")
    if not granted & channel.sending:
        raise NotOfferedError(f"{user.name} may not write in #{channel.name}")
    if isinstance(channel, Thread) and channel.locked and not granted & permissions.MANAGE_THREADS:
        raise NotOfferedError(f"the thread {channel.name} is locked")


def refuse_commanding(channel: Channel) -> None:
    """Refuse a command in an archived thread: somebody has to write in it first.

    Raises:
        NotOfferedError: It is archived, or it is a forum.
    """
    if channel.type in FORUMS:
        raise NotOfferedError(f"#{channel.name} holds posts only")
    if isinstance(channel, Thread) and channel.archived:
        raise NotOfferedError(f"the thread {channel.name} is archived")


def offer_thread(user: User, parent: Channel, body: Json, *, private: bool = False) -> None:
    """Refuse a thread that the apps would not let somebody open.

    Raises:
        NotOfferedError: Discord would refuse it; the message says why.
    """
    if parent.guild is None:
        raise NotOfferedError("direct messages have no threads")
    granted = parent.guild.member(user).permissions_in(parent)
    try:
        refuse_opening(parent, body, granted, private=private)
    except RefusedError as refused:
        raise NotOfferedError(f"{user.name} cannot open a thread: {refused.message}") from refused

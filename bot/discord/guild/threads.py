"""Threads: what holds in them, waking one that sleeps, opening one about a message."""

import discord
import structlog

_ALREADY_OPEN = 160004
_log = structlog.get_logger(__name__)


def granted_in(channel: object, granted: discord.Permissions) -> discord.Permissions:
    """Return what somebody may do in a channel, as told of it: a thread has a right of its own.

    *Send Messages* has no effect in threads, where *Send Messages in Threads* stands for it.
    """
    if not isinstance(channel, discord.Thread):
        return granted
    own = discord.Permissions(granted.value)
    own.send_messages = granted.send_messages_in_threads
    return own


def is_locked(channel: object, granted: discord.Permissions) -> bool:
    """Return whether somebody with these permissions cannot write there as it is locked."""
    locked = isinstance(channel, discord.Thread) and channel.locked
    return locked and not (granted.manage_threads or granted.administrator)


def is_outside(channel: object, granted: discord.Permissions) -> bool:
    """Return whether the bot, with these permissions, is no member of a private thread."""
    if not isinstance(channel, discord.Thread) or not channel.is_private() or channel.archived:
        return False
    return channel.me is None and not (granted.manage_threads or granted.administrator)


async def wake(client: discord.Client, channel_id: int) -> None:
    """Revive a thread that is archived; nothing where the channel is none, or cannot be woken.

    Raises:
        DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
    """
    if client.get_channel(channel_id) is not None:
        return  # threads that sleep are not kept in mind
    try:
        channel = await client.fetch_channel(channel_id)
        if isinstance(channel, discord.Thread) and channel.archived:
            await channel.edit(archived=False)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        _log.warning("thread_not_woken", code=error.code, status=error.status)


async def open_about(
    client: discord.Client, guild_id: int, channel_id: int, message_id: int, name: str
) -> int | None:
    """Open a thread about a message and return its id; ``None`` where Discord refuses.

    Raises:
        DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
    """
    channel = client.get_channel(channel_id)
    if channel is not None and not isinstance(channel, discord.TextChannel):
        return None  # threads hold no threads, and neither do the chats of voice channels
    try:
        guild = client.get_guild(guild_id) or await client.fetch_guild(guild_id)
        place = client.get_partial_messageable(channel_id, guild_id=guild.id)
        thread = await place.get_partial_message(message_id).create_thread(name=name)
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        if error.code == _ALREADY_OPEN:
            return message_id
        _log.warning("thread_not_opened", code=error.code, status=error.status)
        return None
    return thread.id

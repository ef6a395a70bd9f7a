"""Which channels the bot can access, and its permissions there."""

from aiohttp import web

from bot.playground.discord.http.wire import RefusedError, snowflake, unknown
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import GROUP_DM, Channel
from bot.playground.discord.world.thread import Thread


def reached_channel(discord: LocalDiscord, request: web.Request, needed: int) -> Channel:
    """Return the channel of the path, if the bot has these permissions in it.

    Raises:
        RefusedError: 10003, there is none; 50001, it does not see it; 50013, it may not.
    """
    channel = discord.world.channels.get(snowflake(request, "channel_id"))
    if channel is None:
        raise unknown("Channel", 10003)
    if channel.type == GROUP_DM:
        raise RefusedError(403, 50001, "Missing Access")
    if channel.guild is None:
        return channel
    if not discord.world.sees(channel):
        raise RefusedError(403, 50001, "Missing Access")
    if channel.bot_may() & needed != needed:
        raise RefusedError(403, 50013, "Missing Permissions")
    return channel


def reached_thread(discord: LocalDiscord, request: web.Request) -> Thread:
    """Return the thread of the path, if the bot sees it.

    Raises:
        RefusedError: 10003, there is none; 50001, it does not see it; 50024, it is no thread.
    """
    channel = reached_channel(discord, request, permissions.VIEW_CHANNEL)
    if not isinstance(channel, Thread):
        raise RefusedError(400, 50024, "Cannot execute action on this channel type")
    return channel

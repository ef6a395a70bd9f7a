"""Voice channels and stages as places of nights: what the bot may do there, and who sees them."""

import discord

from bot.discord.guild.channel_permissions import permission_name
from bot.rules.nights.places import Room

_VOICE_EVENT = ("view_channel", "connect", "create_events")
_STAGE_EVENT = (
    "view_channel",
    "create_events",
    "manage_channels",
    "mute_members",
    "move_members",
)
"""What an event takes in such a channel (Discord's documentation of scheduled events, 2026-08)."""


class Rooms:
    """Looks rooms up in what Discord told of the server.

    Args:
        client: The connection to Discord.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def find(self, guild_id: int, channel_id: int) -> Room | None:
        """Return the voice or stage channel of that id; ``None`` where there is none."""
        channel = self._channel(guild_id, channel_id)
        if isinstance(channel, discord.VoiceChannel | discord.StageChannel):
            return Room(channel_id, stage=isinstance(channel, discord.StageChannel))
        return None

    def lacking(self, guild_id: int, room: Room) -> list[str] | None:
        """Return what the bot lacks for an event in a room, as Discord names it.

        ``None`` where the room is gone. Of a server that another process serves nothing is known:
        then nothing is said to be lacking.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return []
        channel = guild.get_channel(room.channel_id)
        if channel is None:
            return None
        granted = channel.permissions_for(guild.me)
        needed = _STAGE_EVENT if room.stage else _VOICE_EVENT
        return [permission_name(name) for name in needed if not getattr(granted, name)]

    def is_public(self, guild_id: int, channel_id: int) -> bool:
        """Return whether all members of the server see a channel or thread, as far as is known."""
        guild = self._client.get_guild(guild_id)
        channel = guild.get_channel_or_thread(channel_id) if guild else None
        if guild is None or channel is None:
            return False
        if isinstance(channel, discord.Thread):
            if channel.is_private() or channel.parent is None:
                return False
            channel = channel.parent
        return channel.permissions_for(guild.default_role).view_channel

    def _channel(self, guild_id: int, channel_id: int) -> discord.abc.GuildChannel | None:
        guild = self._client.get_guild(guild_id)
        return guild.get_channel(channel_id) if guild else None

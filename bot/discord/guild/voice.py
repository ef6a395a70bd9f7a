"""Who sits together in a voice channel."""

import discord


class VoiceChannels:
    """Reads voice channels from what Discord tells of them (the intent ``voice_states``).

    Args:
        client: The connection to Discord.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def company(self, guild_id: int, user_id: int) -> frozenset[int]:
        """Return the people in somebody's voice channel, themselves included; else nobody."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return frozenset()
        for channel in (*guild.voice_channels, *guild.stage_channels):
            present = channel.voice_states
            if user_id in present:
                members = {id_: guild.get_member(id_) for id_ in present}
                return frozenset(id_ for id_, member in members.items() if not _is_bot(member))
        return frozenset()


def _is_bot(member: discord.Member | None) -> bool:
    return member is not None and member.bot

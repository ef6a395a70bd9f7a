"""What has to be known of the channel that something happens in."""

import discord

_UNKNOWN_CHANNEL = 10003
"""Discord's code for a channel that is no more."""


def is_age_restricted(channel: object) -> bool:
    """Return whether titles for adults may be shown there; a thread is as its channel is."""
    is_nsfw = getattr(channel, "is_nsfw", None)
    return bool(is_nsfw()) if callable(is_nsfw) else False


class Channels:
    """Looks channels and their servers up by their ids.

    Args:
        client: The connection to Discord.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def is_age_restricted(self, channel_id: int) -> bool:
        """Return whether titles for adults may be shown there; not where nobody can say.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order.
        """
        channel = self._client.get_channel(channel_id)
        if channel is None:  # another shard's, or a thread that nobody has written in for long
            try:
                channel = await self._client.fetch_channel(channel_id)
            except discord.DiscordServerError:
                raise
            except (discord.HTTPException, discord.InvalidData):
                return False
        return is_age_restricted(channel)

    async def is_gone(self, channel_id: int) -> bool:
        """Return whether a channel or thread was deleted; not where nobody can say.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order.
        """
        if self._client.get_channel(channel_id) is not None:
            return False
        try:
            await self._client.fetch_channel(channel_id)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            return error.code == _UNKNOWN_CHANNEL
        except discord.InvalidData:
            return False
        return False

    async def preferred_locale(self, guild_id: int) -> str:
        """Return a server's language as Discord knows it (``en-US``); empty where nobody can say.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:  # another shard's
            try:
                guild = await self._client.fetch_guild(guild_id, with_counts=False)
            except discord.DiscordServerError:
                raise
            except discord.HTTPException:
                return ""
        return guild.preferred_locale.value

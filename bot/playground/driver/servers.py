"""What moderators do to a server, as far as the bot has to live with it."""

from bot.playground.gateway.sessions import GUILD_SCHEDULED_EVENTS, GUILDS
from bot.playground.http.wire import Json
from bot.playground.state import LocalDiscord
from bot.playground.world.entities import Channel, Guild, Role, User


class Moderators:
    """Those who delete channels, roles and events, and show people out.

    Args:
        discord: The local Discord.
    """

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a server's channel; whatever was in it goes with it."""
        guild = _guild(channel)
        del guild.channels[channel.id]
        del self._discord.world.channels[channel.id]
        await self._tell(guild, "CHANNEL_DELETE", channel.wire())

    async def delete_role(self, role: Role, guild: Guild) -> None:
        """Delete a role; nobody has it any more."""
        del guild.roles[role.id]
        for member in guild.members.values():
            member.roles = [kept for kept in member.roles if kept is not role]
        gone = {"guild_id": str(guild.id), "role_id": str(role.id)}
        await self._tell(guild, "GUILD_ROLE_DELETE", gone)

    async def delete_event(self, event_id: int, guild: Guild) -> None:
        """Delete one of the server's scheduled events."""
        event = guild.scheduled_events.pop(event_id)
        await self._tell(guild, "GUILD_SCHEDULED_EVENT_DELETE", event, GUILD_SCHEDULED_EVENTS)

    def show_out(self, user: User, guild: Guild) -> None:
        """Let a member leave; a bot without the members intent is not told."""
        del guild.members[user.id]

    async def _tell(self, guild: Guild, event: str, data: Json, intent: int = GUILDS) -> None:
        await self._discord.gateway.dispatch(event, data, guild.id, intent)


def _guild(channel: Channel) -> Guild:
    if channel.guild is None:
        raise LookupError(f"{channel.name!r} belongs to no server")
    return channel.guild

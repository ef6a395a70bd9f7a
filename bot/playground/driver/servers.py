"""What moderators do to a server, as far as it affects the bot."""

from collections.abc import Iterable

from bot.playground.discord.gateway.sessions import GUILDS
from bot.playground.discord.http.wire import Json
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.entities import Channel, Guild, Role, User
from bot.playground.discord.world.permissions import VIEW_CHANNEL
from bot.playground.discord.world.thread import Thread


class Moderators:
    """The moderators, who delete channels, roles and events, archive threads, and remove people.

    Args:
        discord: The local Discord.
    """

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a server's channel with everything in it."""
        guild = _guild(channel)
        for thread in self._discord.world.threads_of(channel):
            await self._discord.threads.delete(thread)
        await self._discord.events.drop_those_in(guild, channel.id)
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

    async def keep_private(self, channel: Channel, people: Iterable[User]) -> None:
        """Let only these people see a channel; a server's owner sees everything."""
        guild = _guild(channel)
        channel.denied[guild.id] = VIEW_CHANNEL
        channel.allowed |= {user.id: VIEW_CHANNEL for user in people}
        await self._tell(guild, "CHANNEL_UPDATE", channel.wire())

    async def archive(self, thread: Thread, *, locked: bool = False) -> None:
        """Archive a thread; if it is also locked, only moderators can revive it."""
        await self._discord.threads.change(thread, {"archived": True, "locked": locked})

    async def lock(self, thread: Thread, *, locked: bool = True) -> None:
        """Let nobody but moderators write in a thread, or everybody again."""
        await self._discord.threads.change(thread, {"locked": locked})

    async def delete_thread(self, thread: Thread) -> None:
        """Delete a thread."""
        await self._discord.threads.delete(thread)

    async def change_event(self, event_id: int, guild: Guild, **fields: object) -> Json:
        """Change one of the server's scheduled events, by the fields of Discord's API.

        Raises:
            RefusedError: Discord would refuse it.
        """
        events = self._discord.events
        return await events.change(guild, events.get(guild, event_id), dict(fields))

    async def delete_event(self, event_id: int, guild: Guild) -> None:
        """Delete one of the server's scheduled events."""
        events = self._discord.events
        await events.delete(guild, events.get(guild, event_id))

    async def deny_bot(self, channel: Channel, denied: int) -> None:
        """Take just these permissions away from the bot in a channel, and no others."""
        saw = self._discord.world.sees(channel)
        channel.bot_denied = denied
        await self._tell(_guild(channel), "CHANNEL_UPDATE", channel.wire())
        if not saw:
            await self._discord.threads.sync(channel)

    def show_out(self, user: User, guild: Guild) -> None:
        """Let a member leave; a bot without the members intent is not told."""
        del guild.members[user.id]

    async def _tell(self, guild: Guild, event: str, data: Json, intent: int = GUILDS) -> None:
        await self._discord.gateway.dispatch(event, data, guild.id, intent)


def _guild(channel: Channel) -> Guild:
    if channel.guild is None:
        raise LookupError(f"{channel.name!r} belongs to no server")
    return channel.guild

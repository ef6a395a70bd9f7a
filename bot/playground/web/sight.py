"""What one person can see: servers, channels and messages in Discord's JSON."""

from bot.playground.discord.http.wire import FILE_BYTES, Json
from bot.playground.discord.messages.messages import StoredMessage
from bot.playground.discord.world.entities import Channel, User
from bot.playground.discord.world.permissions import VIEW_CHANNEL
from bot.playground.driver.dispatch import bot_permissions
from bot.playground.playground import Playground

HISTORY = 50
"""How many of a channel's latest messages are shown when it is opened."""

LOCALES = (
    *("en-US", "en-GB", "es-ES", "es-419", "de", "fr", "it", "pt-BR", "nl", "pl", "ja", "ko"),
    *("zh-CN", "zh-TW", "ru", "uk", "tr", "sv-SE", "da", "fi", "no", "cs", "el", "hi"),
)
"""Languages of Discord's apps that can be chosen here."""


class Sight:
    """What a viewer may know of the playground.

    Args:
        playground: Where.
        viewer: The person.
    """

    def __init__(self, playground: Playground, viewer: User) -> None:
        self._discord = playground.discord
        self._world = playground.world
        self._playground = playground
        self._viewer = viewer

    def sees_channel(self, channel: Channel) -> bool:
        """Return whether the viewer can see that the channel exists."""
        if channel.guild is None:
            return self._viewer in channel.recipients
        return bool(self.granted(channel) & VIEW_CHANNEL)

    def sees(self, message: StoredMessage) -> bool:
        """Return whether the viewer sees a message."""
        return message.only_for in {None, self._viewer} and self.sees_channel(message.channel)

    def granted(self, channel: Channel) -> int:
        """Return what the viewer may do in a server's channel."""
        guild = channel.guild
        return guild.member(self._viewer).permissions_in(channel) if guild else 0

    def greeting(self) -> Json:
        """Return the page's initial state: the people and the server."""
        return {
            "user": self._user(self._viewer),
            "users": [self._user(user) for user in self._world.users.values()],
            "application": {"id": str(self._discord.application_id)},
            "guilds": [self.guild()],
            "private_channels": [self._world.dm(self._viewer).wire()],
            "answer_seconds": self._discord.interactions.answer_seconds,
            "file_bytes": FILE_BYTES,
            "locales": LOCALES,
        }

    def guild(self) -> Json:
        """Return the server with all that the viewer sees of it."""
        guild = self._world.home
        seen = [channel for channel in guild.channels.values() if self.sees_channel(channel)]
        threads = [
            thread
            for thread in self._world.threads.values()
            if thread.guild is guild and self.sees_channel(thread)
        ]
        members = list(guild.members.values())
        return guild.announced() | {
            "channels": [self._channel(channel) for channel in seen],
            "threads": [self._channel(thread) for thread in threads],
            "members": [member.wire() for member in members],
            "voice_states": [member.voice_state() for member in members if member.voice],
        }

    def people(self) -> list[Json]:
        """Return everybody, with the language that they chose."""
        return [self._user(user) for user in self._world.users.values()]

    def opened(self, channel: Channel) -> Json:
        """Return what there is in a channel: its latest messages, oldest first, and commands."""
        latest = self._discord.messages.latest(channel, self._viewer)[:HISTORY]
        return {
            "messages": [message.data for message in reversed(latest)],
            "application_commands": self._playground.offered(self._viewer, channel),
        }

    def _channel(self, channel: Channel) -> Json:
        return channel.wire() | {
            "permissions": str(self.granted(channel)),
            "app_permissions": str(bot_permissions(channel)),
        }

    def _user(self, user: User) -> Json:
        return user.wire() | {"locale": user.locale}

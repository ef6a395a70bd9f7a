"""The world: users, servers with channels and roles, and direct messages."""

from collections.abc import Iterable

from bot.playground.discord.http.wire import unknown
from bot.playground.discord.world.entities import (
    DM,
    FORUM,
    GROUP_DM,
    STAGE,
    TEXT,
    VOICE,
    Channel,
    Guild,
    Tag,
    User,
)
from bot.playground.discord.world.snowflakes import stable_id
from bot.playground.discord.world.thread import Thread


class World:
    """All users, servers and channels.

    It begins with one server, its owner, a text channel, an age-restricted one, a voice channel,
    a stage and a forum; the rest appears as it is named.
    """

    def __init__(self, bot_name: str = "Marquee") -> None:
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.threads: dict[int, Thread] = {}
        self.bot = self.user(bot_name)
        self.bot.bot = True
        self.owner = self.user("owner")
        self.home = self.add_guild("Film Club")
        for name, kind, nsfw in (
            ("general", TEXT, False),
            ("after-dark", TEXT, True),
            ("Lounge", VOICE, False),
            ("Premiere", STAGE, False),
            ("film-talk", FORUM, False),
        ):
            self.add_channel(name, kind, nsfw=nsfw)
        forum = self.home.channel_named("film-talk")
        forum.tags_offered = tuple(
            Tag(stable_id("tag", name), name) for name in ("Night", "Review")
        )

    @property
    def default_channel(self) -> Channel:
        """The first channel of the first server."""
        return next(iter(self.home.channels.values()))

    def user(self, name: str, locale: str | None = None) -> User:
        """Return the user of that name, created if new, with the locale set if given."""
        id_ = stable_id("user", name)
        user = self.users.setdefault(id_, User(id_, name))
        if locale is not None:
            user.locale = locale
        return user

    def add_guild(self, name: str, *, bot_is_member: bool = True, locale: str = "en-US") -> Guild:
        """Add a server, owned by the user ``owner``."""
        guild = Guild(name, self.owner, self.bot, bot_is_member=bot_is_member, locale=locale)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(
        self, name: str, kind: int = TEXT, *, nsfw: bool = False, guild: Guild | None = None
    ) -> Channel:
        """Add a channel to a server, or return the existing one."""
        channel = (guild or self.home).channel(name, kind, nsfw=nsfw)
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, thread: Thread) -> None:
        """Store a thread as a channel that can be written in."""
        self.threads[thread.id] = thread
        self.channels[thread.id] = thread

    def drop_thread(self, thread: Thread) -> None:
        """Remove a thread."""
        del self.threads[thread.id]
        del self.channels[thread.id]

    def threads_of(self, parent: Channel) -> list[Thread]:
        """Return the threads of a channel, archived ones too."""
        return [thread for thread in self.threads.values() if thread.parent is parent]

    def active_threads(self, guild: Guild) -> list[Thread]:
        """Return a server's active threads that the bot can see."""
        threads = self.threads.values()
        return [t for t in threads if t.guild is guild and not t.archived and self.sees(t)]

    def sees(self, channel: Channel) -> bool:
        """Return whether the bot can see a channel or a thread of a server."""
        guild = channel.guild
        return (
            guild is not None
            and guild.bot_is_member
            and bool(guild.member(self.bot).permissions_in(channel))
        )

    def place_named(self, name: str) -> Channel:
        """Return the channel or the thread of the first server with that name.

        Raises:
            LookupError: There is none.
        """
        for thread in self.threads.values():
            if thread.name == name and thread.guild is self.home:
                return thread
        return self.home.channel_named(name)

    def dm(self, user: User) -> Channel:
        """Return the direct messages between a user and the bot."""
        return self._private("dm", DM, (user,))

    def group_dm(self, users: Iterable[User]) -> Channel:
        """Return the direct messages between users, without the bot."""
        return self._private("group", GROUP_DM, tuple(users))

    def _private(self, name: str, kind: int, users: tuple[User, ...]) -> Channel:
        id_ = stable_id(name, *(user.name for user in users))
        return self.channels.setdefault(id_, Channel(id_, name, kind, recipients=users))

    def known_guild(self, id_: int) -> Guild:
        """Return the server as the bot sees it.

        Raises:
            RefusedError: 10004, there is none that the bot belongs to.
        """
        guild = self.guilds.get(id_)
        if guild is None or not guild.bot_is_member:
            raise unknown("Guild", 10004)
        return guild

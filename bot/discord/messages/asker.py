"""The person who asks."""

from dataclasses import dataclass, field

import discord


@dataclass(frozen=True, slots=True)
class ThreadState:
    """How a thread stands to the bot.

    Attributes:
        locked: Whether the bot cannot write in it by itself, since it is locked.
        outside: Whether it is private, and the bot no member.
    """

    locked: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where.

    Attributes:
        user_id: Who.
        channel_id: In which channel; 0 where Discord does not say.
        guild_id: In which server; ``None`` in direct messages.
        adult: Whether the channel is age-restricted.
        file_limit: How many bytes each file of a reply may have there.
        locale: The asker's language as Discord knows it (``en-GB``); empty where it does not say.
        roles: The ids of the asker's roles in the server.
        server_roles: The ids of all roles of the server; ``None`` where the bot does not know them.
        permissions: What the asker may do in the channel; in a thread, to send messages is to
            send them in threads.
        bot_permissions: What the bot may do in the channel, likewise.
        thread: How the channel stands, where it is a thread.
        bot_is_member: Whether the bot belongs to the server; it can post by itself only then.
        posts: Whether the answer will be a new message that the whole channel sees.
        bot_dm: Whether it is in the asker's own direct messages with the bot, and not a group's.
    """

    user_id: int
    channel_id: int = 0
    guild_id: int | None = None
    adult: bool = False
    file_limit: int = 10 * 1024 * 1024
    locale: str = ""
    roles: frozenset[int] = frozenset()
    server_roles: frozenset[int] | None = None
    permissions: discord.Permissions = field(default_factory=discord.Permissions.none)
    bot_permissions: discord.Permissions = field(default_factory=discord.Permissions.none)
    thread: ThreadState | None = None
    bot_is_member: bool = False
    posts: bool = False
    bot_dm: bool = False

"""Opens, archives, revives and deletes threads, and notifies the bot of those it can see."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from bot.clock import Clock
from bot.playground.discord.gateway.gateway import Gateway
from bot.playground.discord.gateway.sessions import GUILDS
from bot.playground.discord.http.wire import Json, RefusedError
from bot.playground.discord.world.entities import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    Channel,
    User,
)
from bot.playground.discord.world.snowflakes import Snowflakes
from bot.playground.discord.world.thread import Thread
from bot.playground.discord.world.world import World

ACTIVE = 1000
"""How many threads of a server may be active at once."""


class Threads:
    """All threads of the local Discord.

    Callers check permissions; see `bot.playground.discord.threads.refusals`.

    Args:
        world: Where they are kept.
        gateway: Tells the bot.
        ids: For new threads.
        clock: What time it is.
        stirred: Set whenever a different thread may be the next to be archived.
    """

    def __init__(
        self, world: World, gateway: Gateway, ids: Snowflakes, clock: Clock, stirred: asyncio.Event
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._ids = ids
        self._clock = clock
        self._stirred = stirred

    async def open(
        self,
        parent: Channel,
        name: str,
        owner: User,
        *,
        private: bool = False,
        message_id: int | None = None,
        archive_minutes: int | None = None,
        invitable: bool = True,
        tags: Iterable[int] = (),
    ) -> Thread:
        """Open a thread; its owner is its first member.

        Args:
            parent: The channel that it belongs to.
            name: Its name.
            owner: Who opens it.
            private: Whether only members see it.
            message_id: The message that it is about, whose id it shares.
            archive_minutes: How long it may be silent; a day if not given.
            invitable: Whether members of a private one may add others.
            tags: The ids of the forum's tags that it bears.

        Raises:
            RefusedError: 160006, the server has too many active threads.
        """
        if parent.guild is not None and len(self._world.active_threads(parent.guild)) >= ACTIVE:
            raise RefusedError(400, 160006, "Maximum number of active threads reached")
        now = self._clock.now()
        public = ANNOUNCEMENT_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD
        thread = Thread(
            message_id or self._ids.next(),
            name,
            PRIVATE_THREAD if private else public,
            nsfw=parent.nsfw,
            guild=parent.guild,
            parent=parent,
            owner=owner,
            created_at=now,
            changed_at=now,
            active_at=now,
            archive_minutes=archive_minutes or 1440,
            invitable=invitable,
            members={owner.id: now},
            tags=tuple(tags),
        )
        self._world.add_thread(thread)
        self._stirred.set()
        await self._tell(
            "THREAD_CREATE", thread, thread.shown_to(self._world.bot) | {"newly_created": True}
        )
        if owner is self._world.bot:
            await self._tell_members(thread, added=[owner])
        return thread

    async def change(self, thread: Thread, fields: Json) -> None:
        """Change a thread's name, tags, silence, or whether it is archived or locked."""
        now = self._clock.now()
        if "archived" in fields and fields["archived"] != thread.archived:
            thread.archived = fields["archived"]
            thread.changed_at = now
            thread.active_at = now
        if "auto_archive_duration" in fields:
            thread.archive_minutes = fields["auto_archive_duration"]
            thread.changed_at = thread.active_at = now
        thread.name = fields.get("name", thread.name)
        thread.locked = fields.get("locked", thread.locked)
        thread.invitable = fields.get("invitable", thread.invitable)
        if "applied_tags" in fields:
            thread.tags = tuple(int(tag) for tag in fields["applied_tags"] or ())
        self._stirred.set()
        await self._tell("THREAD_UPDATE", thread, thread.shown_to(self._world.bot))

    async def delete(self, thread: Thread) -> None:
        """Delete a thread with everything in it."""
        gone = {key: thread.wire()[key] for key in ("id", "guild_id", "parent_id", "type")}
        await self._tell("THREAD_DELETE", thread, gone)
        self._world.drop_thread(thread)

    async def join(self, thread: Thread, user: User) -> None:
        """Add a member; does nothing if they are one."""
        if user.id in thread.members:
            return
        thread.members[user.id] = self._clock.now()
        if user is self._world.bot:
            await self._tell("THREAD_CREATE", thread, thread.shown_to(self._world.bot))
        await self._tell_members(thread, added=[user])

    async def leave(self, thread: Thread, user: User) -> None:
        """Remove a member; does nothing if they are not one."""
        if user.id in thread.members:
            await self._tell_members(thread, removed=[user])
            del thread.members[user.id]

    async def sync(self, parent: Channel) -> None:
        """Notify the bot, which can now see a channel, of its active threads."""
        guild, bot = parent.guild, self._world.bot
        if guild is None or not self._world.sees(parent):
            return
        seen = [t for t in self._world.active_threads(guild) if t.parent is parent]
        data: Json = {
            "guild_id": str(guild.id),
            "channel_ids": [str(parent.id)],
            "threads": [thread.wire() for thread in seen],
            "members": [t.member_wire(bot.id) for t in seen if bot.id in t.members],
        }
        await self._gateway.dispatch("THREAD_LIST_SYNC", data, guild.id, GUILDS)

    async def note_message(self, channel: Channel, message_id: int, author: User) -> None:
        """Note that somebody wrote in a channel: a thread becomes active, and they join it."""
        if not isinstance(channel, Thread):
            return
        channel.active_at = self._clock.now()
        channel.messages += 1
        channel.sent += 1
        channel.last_message_id = message_id
        if channel.archived:
            await self.change(channel, {"archived": False})
        await self.join(channel, author)

    def note_deleted(self, channel: Channel) -> None:
        """Note that a message of a channel was deleted."""
        if isinstance(channel, Thread):
            channel.messages = max(channel.messages - 1, 0)

    def next_at(self) -> datetime | None:
        """Return when the next thread is archived."""
        awake = [t.silent_at for t in self._world.threads.values() if not t.archived]
        return min(awake, default=None)

    async def age(self, now: datetime) -> None:
        """Archive the threads that have been silent for long enough."""
        for thread in [*self._world.threads.values()]:
            if not thread.archived and thread.silent_at <= now:
                await self.change(thread, {"archived": True})

    async def _tell_members(
        self, thread: Thread, added: Iterable[User] = (), removed: Iterable[User] = ()
    ) -> None:
        """Notify of members; without the members intent, a bot hears only of itself."""
        bot, guild = self._world.bot, thread.guild
        guild_id = guild.id if guild else None
        everybody = self._gateway.hears_of_members(guild_id)
        who = [user for user in added if everybody or user is bot]
        gone = [user for user in removed if everybody or user is bot]
        if not who and not gone:
            return
        data: Json = {
            "id": str(thread.id),
            "guild_id": str(guild_id),
            "member_count": len(thread.members),
            "added_members": [thread.member_wire(user.id) for user in who],
            "removed_member_ids": [str(user.id) for user in gone],
        }
        await self._tell("THREAD_MEMBERS_UPDATE", thread, data)

    async def _tell(self, event: str, thread: Thread, data: Json) -> None:
        if thread.guild is not None and self._world.sees(thread):
            await self._gateway.dispatch(event, data, thread.guild.id, GUILDS)

"""A thread or a forum post: a channel below a channel, which is archived when silent."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.discord.http.wire import Json
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import PRIVATE_THREAD, Channel, User

ARCHIVE_MINUTES = (60, 1440, 4320, 10_080)
"""The allowed minutes of silence before a thread is archived."""

_COUNTED = 50
"""The highest member count that is shown."""


@dataclass(slots=True, eq=False, kw_only=True)
class Thread(Channel):
    """A thread.

    Attributes:
        parent: The channel that it belongs to.
        owner: Who opened it.
        created_at: When it was opened, aware.
        changed_at: When it was last opened, archived or revived.
        active_at: When something was last said, or it was revived.
        archive_minutes: How long it may be silent before it is archived.
        archived: Whether it is archived: only a new message or reviving it is possible.
        locked: Whether only moderators may write in it and revive it.
        invitable: Whether members of a private one may add others.
        members: Who has joined, by id, and when.
        tags: The ids of its forum tags.
        messages: How many messages it has.
        sent: How many were ever sent to it.
        last_message_id: The latest of them.
    """

    parent: Channel
    owner: User
    created_at: datetime
    changed_at: datetime
    active_at: datetime
    archive_minutes: int = 1440
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    members: dict[int, datetime] = field(default_factory=dict[int, datetime])
    tags: tuple[int, ...] = ()
    messages: int = 0
    sent: int = 0
    last_message_id: int | None = None

    @property
    def ruling(self) -> Channel:
        """The channel whose permissions hold here."""
        return self.parent

    @property
    def sending(self) -> int:
        """The permission needed to write here."""
        return permissions.SEND_MESSAGES_IN_THREADS

    @property
    def is_private(self) -> bool:
        """Whether only members and moderators see it."""
        return self.type == PRIVATE_THREAD

    @property
    def silent_at(self) -> datetime:
        """When it is archived if nothing more is said."""
        return self.active_at + timedelta(minutes=self.archive_minutes)

    def shows_to(self, user: User, granted: int) -> bool:
        """Return whether somebody with these permissions in the parent can see it."""
        joined = user.id in self.members or bool(granted & permissions.MANAGE_THREADS)
        return joined or not self.is_private

    def wire(self) -> Json:
        """Return the channel object."""
        return {
            "id": str(self.id),
            "type": self.type,
            "guild_id": str(self.guild.id) if self.guild else None,
            "parent_id": str(self.parent.id),
            "owner_id": str(self.owner.id),
            "name": self.name,
            "flags": 0,
            "rate_limit_per_user": 0,
            "last_message_id": str(self.last_message_id) if self.last_message_id else None,
            "message_count": self.messages,
            "total_message_sent": self.sent,
            "member_count": min(len(self.members), _COUNTED),
            "applied_tags": [str(tag) for tag in self.tags],
            "thread_metadata": self._metadata(),
        }

    def shown_to(self, user: User) -> Json:
        """Return the channel object as somebody gets it: with their membership, if they joined."""
        return self.wire() | (
            {"member": self.member_wire(user.id)} if user.id in self.members else {}
        )

    def _metadata(self) -> Json:
        metadata: Json = {
            "archived": self.archived,
            "auto_archive_duration": self.archive_minutes,
            "archive_timestamp": self.changed_at.isoformat(),
            "locked": self.locked,
            "create_timestamp": self.created_at.isoformat(),
        }
        return metadata | {"invitable": self.invitable} if self.is_private else metadata

    def member_wire(self, user_id: int) -> Json:
        """Return the thread member object of somebody who has joined."""
        return {
            "id": str(self.id),
            "user_id": str(user_id),
            "join_timestamp": self.members[user_id].isoformat(),
            "flags": 0,
        }

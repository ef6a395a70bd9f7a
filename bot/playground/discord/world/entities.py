"""Users, roles, channels, members and servers: as objects and on the wire."""

from dataclasses import dataclass, field

from bot.playground.discord.http.wire import Json
from bot.playground.discord.world import constant_fields, permissions
from bot.playground.discord.world.snowflakes import created_at, stable_id

TEXT, DM, VOICE, GROUP_DM, ANNOUNCEMENT = 0, 1, 2, 3, 5
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12
STAGE, FORUM, MEDIA = 13, 15, 16
"""Channel types."""

SPOKEN = frozenset({VOICE, STAGE})
"""Voice and stage channels."""

FORUMS = frozenset({FORUM, MEDIA})
"""Channels that hold posts, which are threads, and no messages of their own."""

_REQUIRES_TAG = 1 << 4
"""The flag of a forum whose posts need a tag."""

ROLE_OVERWRITE, MEMBER_OVERWRITE = 0, 1
"""The types of a permission overwrite."""


@dataclass(slots=True, eq=False)
class User:
    """Somebody with an account."""

    id: int
    name: str
    locale: str = "en-US"
    bot: bool = False

    def wire(self) -> Json:
        """Return the user object."""
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None if self.bot else self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }


@dataclass(slots=True, eq=False)
class Role:
    """A server's role.

    Attributes:
        managed: Whether it belongs to a bot, and people cannot be given it.
    """

    id: int
    name: str
    permissions: int = 0
    position: int = 1
    managed: bool = False

    def wire(self) -> Json:
        """Return the role object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed,
            "mentionable": False,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag for the posts of a forum."""

    id: int
    name: str

    def wire(self) -> Json:
        """Return the forum tag object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "moderated": False,
            "emoji_id": None,
            "emoji_name": None,
        }


@dataclass(slots=True, eq=False)
class Channel:
    """A place for messages: in a server, or between some users.

    Attributes:
        nsfw: Age-restricted.
        guild: The server, or ``None`` for direct messages.
        recipients: Who is in a direct message, besides the bot.
        bot_denied: Permission bits that the bot lacks here.
        denied: Permission bits that members or roles lack here, by their ids.
        allowed: Permission bits that they have here regardless of their roles.
        tags_offered: The tags for the posts of a forum.
        requires_tag: Whether each post needs one.
    """

    id: int
    name: str
    type: int = TEXT
    nsfw: bool = False
    guild: "Guild | None" = None
    recipients: tuple[User, ...] = ()
    bot_denied: int = 0
    denied: dict[int, int] = field(default_factory=dict[int, int])
    allowed: dict[int, int] = field(default_factory=dict[int, int])
    tags_offered: tuple[Tag, ...] = ()
    requires_tag: bool = False

    @property
    def ruling(self) -> "Channel":
        """The channel whose permissions hold here."""
        return self

    @property
    def sending(self) -> int:
        """The permission needed to write here."""
        return permissions.SEND_MESSAGES

    def shows_to(self, user: User, granted: int) -> bool:  # noqa: ARG002 - threads look at both
        """Return whether somebody with these permissions can see the channel's content."""
        return True

    def bot_may(self) -> int:
        """Return the permissions of the bot in a server's channel."""
        if self.guild is None:
            return permissions.ALL
        return self.guild.member(self.guild.bot).granted_in(self)

    def _overwrites(self, guild: "Guild") -> list[Json]:
        """Return the permission overwrites of members and roles here, including the bot."""
        bot = guild.bot.id
        denied = self.denied | (
            {bot: self.denied.get(bot, 0) | self.bot_denied} if self.bot_denied else {}
        )
        return [
            {
                "id": str(id_),
                "type": ROLE_OVERWRITE if id_ in guild.roles else MEMBER_OVERWRITE,
                "allow": str(self.allowed.get(id_, 0)),
                "deny": str(denied.get(id_, 0)),
            }
            for id_ in dict.fromkeys((*denied, *self.allowed))
        ]

    def wire(self) -> Json:
        """Return the channel object."""
        channel: Json = {"id": str(self.id), "type": self.type, "flags": 0, "last_message_id": None}
        if self.guild is None:
            channel["recipients"] = [user.wire() for user in self.recipients]
            if self.type == GROUP_DM:
                channel |= {"name": self.name, "icon": None, "owner_id": str(self.recipients[0].id)}
            return channel
        channel |= {
            "guild_id": str(self.guild.id),
            "name": self.name,
            "position": 0,
            "permission_overwrites": self._overwrites(self.guild),
            "parent_id": None,
            "nsfw": self.nsfw,
        }
        if self.type in FORUMS:
            return channel | {
                "topic": None,
                "flags": _REQUIRES_TAG if self.requires_tag else 0,
                "available_tags": [tag.wire() for tag in self.tags_offered],
                "default_reaction_emoji": None,
                "default_sort_order": None,
                "default_forum_layout": 0,
                "rate_limit_per_user": 0,
            }
        if self.type in SPOKEN:
            return channel | {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
        return channel | {"topic": None, "rate_limit_per_user": 0}


@dataclass(slots=True, eq=False)
class Member:
    """A user in a server.

    Attributes:
        voice: The voice channel that the user is in.
    """

    user: User
    guild: "Guild"
    roles: list[Role] = field(default_factory=list[Role])
    voice: Channel | None = None

    @property
    def permissions(self) -> int:
        """The permission bits that the roles grant together; an owner has all."""
        if self.user is self.guild.owner:
            return permissions.ALL
        granted = self.guild.everyone.permissions
        for role in self.roles:
            granted |= role.permissions
        return permissions.ALL if granted & permissions.ADMINISTRATOR else granted

    def permissions_in(self, channel: Channel) -> int:
        """Return the member's permissions in a channel; none if they cannot see it."""
        granted = self.granted_in(channel)
        if granted & permissions.ADMINISTRATOR:
            return granted
        seen = granted & permissions.VIEW_CHANNEL and channel.shows_to(self.user, granted)
        return granted if seen else 0

    def granted_in(self, channel: Channel) -> int:
        """Return the permission bits in a channel as its overwrites leave them."""
        granted, ruling = self.permissions, channel.ruling
        if granted & permissions.ADMINISTRATOR:
            return granted
        for ids in ([self.guild.id], [role.id for role in self.roles], [self.user.id]):
            for id_ in ids:
                granted &= ~ruling.denied.get(id_, 0)
            for id_ in ids:
                granted |= ruling.allowed.get(id_, 0)
        return granted & ~ruling.bot_denied if self.user is self.guild.bot else granted

    def wire(self) -> Json:
        """Return the guild member object."""
        return {
            "user": self.user.wire(),
            "roles": [str(role.id) for role in self.roles],
            "joined_at": created_at(self.user.id).isoformat(),
            "nick": None,
            "avatar": None,
            "banner": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
            "premium_since": None,
            "communication_disabled_until": None,
        }

    def voice_state(self) -> Json:
        """Return the voice state object."""
        return {
            "guild_id": str(self.guild.id),
            "channel_id": str(self.voice.id) if self.voice else None,
            "user_id": str(self.user.id),
            "member": self.wire(),
            "session_id": f"{self.user.id:x}",
            "deaf": False,
            "mute": False,
            "self_deaf": False,
            "self_mute": False,
            "self_video": False,
            "self_stream": False,
            "suppress": False,
            "request_to_speak_timestamp": None,
        }


class Guild:
    """A server.

    Args:
        name: Its name.
        owner: Has every permission.
        bot: The bot's user.
        bot_is_member: Whether the bot was added to it; if not, its members can still use a
            command that they installed for themselves.
        locale: The server's language.
    """

    def __init__(
        self, name: str, owner: User, bot: User, *, bot_is_member: bool = True, locale: str
    ) -> None:
        self.id = stable_id("guild", name)
        self.name = name
        self.owner = owner
        self.bot = bot
        self.locale = locale
        self.bot_is_member = bot_is_member
        self.everyone = Role(self.id, "@everyone", permissions.EVERYONE, position=0)
        self.roles = {self.id: self.everyone}
        self.channels: dict[int, Channel] = {}
        self.members: dict[int, Member] = {}
        self.scheduled_events: dict[int, Json] = {}
        self.member(owner)
        self.bot_role = self.role("Marquee", permissions.BOT)
        self.bot_role.managed = True
        if bot_is_member:
            self.member(bot).roles.append(self.bot_role)

    def member(self, user: User) -> Member:
        """Return the user's membership; anybody who acts in a server becomes a member."""
        if user.id not in self.members:
            self.members[user.id] = Member(user, self)
        return self.members[user.id]

    def role(self, name: str, granted: int = 0) -> Role:
        """Return the role of that name, created with these permissions if it is new."""
        for role in self.roles.values():
            if role.name == name:
                return role
        role = Role(stable_id("role", self.name, name), name, granted, len(self.roles))
        self.roles[role.id] = role
        return role

    def channel(self, name: str, kind: int = TEXT, *, nsfw: bool = False) -> Channel:
        """Return the channel of that name, created if it is new."""
        for channel in self.channels.values():
            if channel.name == name:
                return channel
        channel = Channel(stable_id("channel", self.name, name), name, kind, nsfw, self)
        self.channels[channel.id] = channel
        return channel

    def wire(self) -> Json:
        """Return the guild object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "preferred_locale": self.locale,
            "roles": [role.wire() for role in self.roles.values()],
            **constant_fields.GUILD,
        }

    def announced(self) -> Json:
        """Return the guild object of the gateway: with its content, without members."""
        return self.wire() | {
            "channels": [channel.wire() for channel in self.channels.values()],
            "member_count": len(self.members),
            "joined_at": created_at(self.id).isoformat(),
            "guild_scheduled_events": list(self.scheduled_events.values()),
            **constant_fields.ANNOUNCED_GUILD,
        }

    def channel_named(self, name: str) -> Channel:
        """Return the channel of that name.

        Raises:
            LookupError: There is none.
        """
        for channel in self.channels.values():
            if channel.name == name:
                return channel
        raise LookupError(f"the server {self.name!r} has no channel {name!r}")

    def partial(self) -> Json:
        """Return an interaction's partial guild object."""
        return {"id": str(self.id), "locale": self.locale, "features": []}

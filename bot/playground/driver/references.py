"""What a person's message or choice refers to: users, roles and channels."""

from collections.abc import Sequence

from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits import components as kinds
from bot.playground.discord.messages.mentions import pings
from bot.playground.discord.world.entities import Channel, User
from bot.playground.discord.world.world import World

_USERS = {kinds.USER_SELECT, kinds.MENTIONABLE_SELECT}
_ROLES = {kinds.ROLE_SELECT, kinds.MENTIONABLE_SELECT}

_NOT_OF_MEMBERS = {"user", "deaf", "mute"}
_OF_CHANNELS = {
    *("id", "name", "type", "permissions", "last_message_id", "last_pin_timestamp", "nsfw"),
    *("parent_id", "guild_id", "flags", "rate_limit_per_user", "topic", "position"),
    "thread_metadata",
}
"""What resolved data contains about members and channels
(discord.com/developers/docs/interactions/receiving-and-responding, "Resolved Data Structure").
"""


def with_mentions(text: str, world: World) -> str:
    """Return a text with each known ``@Name`` replaced by a mention."""
    for user in sorted(world.users.values(), key=lambda user: len(user.name), reverse=True):
        text = text.replace(f"@{user.name}", f"<@{user.id}>")
    return text


def mentioned(message: Json, world: World, replied_to: Json | None) -> list[Json]:
    """Return the users that a person's message pings: those it names, and the one it replies to."""
    named = [world.users.get(int(id_)) for id_ in pings(message, None).users]
    users = {str(user.id): user.wire() for user in named if user is not None}
    if replied_to is not None:
        author: Json = replied_to["author"]
        users.setdefault(author["id"], author)
    return list(users.values())


def resolved(kind: int, ids: Sequence[str], world: World, where: Channel, chooser: User) -> Json:
    """Return the objects that the values of a user, role or channel select name."""
    guild = where.guild
    found: dict[str, Json] = {}
    if kind in _USERS:
        users = [world.users[int(id_)] for id_ in ids if int(id_) in world.users]
        found["users"] = {str(user.id): user.wire() for user in users}
        if guild is not None:
            found["members"] = {str(user.id): member_alone(user, where) for user in users}
    if kind in _ROLES and guild is not None:
        roles = [guild.roles[int(id_)] for id_ in ids if int(id_) in guild.roles]
        found["roles"] = {str(role.id): role.wire() for role in roles}
    if kind == kinds.CHANNEL_SELECT and guild is not None:
        places = [world.channels.get(int(id_)) for id_ in ids]
        channels = [place for place in places if place is not None and place.guild is guild]
        found["channels"] = {str(place.id): channel_alone(place, chooser) for place in channels}
    return {"resolved": found} if found else {}


def member_alone(user: User, where: Channel) -> Json | None:
    """Return a member as resolved data shows it in a channel, or ``None`` outside of servers."""
    if where.guild is None:
        return None
    member = where.guild.member(user)
    told = {key: value for key, value in member.wire().items() if key not in _NOT_OF_MEMBERS}
    return told | {"permissions": str(member.permissions_in(where))}


def channel_alone(channel: Channel, user: User) -> Json:
    """Return a channel as resolved data shows it, with what somebody may do there."""
    granted = channel.guild.member(user).permissions_in(channel) if channel.guild else 0
    told = {key: value for key, value in channel.wire().items() if key in _OF_CHANNELS}
    return told | {"permissions": str(granted)}

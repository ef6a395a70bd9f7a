"""What goes with a person's message or choice: who and what it refers to."""

from collections.abc import Sequence

from bot.playground.http.wire import Json
from bot.playground.limits import components as kinds
from bot.playground.messages.mentions import pings
from bot.playground.world.entities import Guild, User
from bot.playground.world.world import World

_USERS = {kinds.USER_SELECT, kinds.MENTIONABLE_SELECT}
_ROLES = {kinds.ROLE_SELECT, kinds.MENTIONABLE_SELECT}


def with_mentions(text: str, world: World) -> str:
    """Return a text in which ``@Name`` of anybody known has become a mention."""
    for user in sorted(world.users.values(), key=lambda user: len(user.name), reverse=True):
        text = text.replace(f"@{user.name}", f"<@{user.id}>")
    return text


def mentioned(message: Json, world: World, replied_to: Json | None) -> list[Json]:
    """Return the users that a person's message pings: those it names, and whom it answers."""
    named = [world.users.get(int(id_)) for id_ in pings(message, None).users]
    users = {str(user.id): user.wire() for user in named if user is not None}
    if replied_to is not None:
        author: Json = replied_to["author"]
        users.setdefault(author["id"], author)
    return list(users.values())


def resolved(kind: int, ids: Sequence[str], world: World, guild: Guild | None) -> Json:
    """Return the objects that the values of a user, role or channel select name."""
    found: dict[str, Json] = {}
    if kind in _USERS:
        users = [world.users[int(id_)] for id_ in ids if int(id_) in world.users]
        found["users"] = {str(user.id): user.wire() for user in users}
        if guild is not None:
            found["members"] = {str(user.id): member_alone(guild, user) for user in users}
    if kind in _ROLES and guild is not None:
        roles = [guild.roles[int(id_)] for id_ in ids if int(id_) in guild.roles]
        found["roles"] = {str(role.id): role.wire() for role in roles}
    if kind == kinds.CHANNEL_SELECT and guild is not None:
        places = [world.channels.get(int(id_)) for id_ in ids]
        channels = [place for place in places if place is not None and place.guild is guild]
        found["channels"] = {
            str(channel.id): channel.wire() | {"permissions": "0"} for channel in channels
        }
    return {"resolved": found} if found else {}


def member_alone(guild: Guild, user: User) -> Json:
    """Return a member as resolved data shows it: without the user."""
    member = guild.member(user).wire()
    del member["user"]
    return member | {"permissions": "0"}

"""The people and places when the page is opened for the first time."""

from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Guild
from bot.playground.discord.world.world import World

FORUM_NAME = "film-talk"
_MODERATOR = (
    permissions.MANAGE_GUILD
    | permissions.MANAGE_MESSAGES
    | permissions.MANAGE_EVENTS
    | permissions.MANAGE_THREADS
)
_ROLES = {"Regulars": 0, "Moderators": _MODERATOR}
_PEOPLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ada", "en-US", ("Moderators", "Regulars")),
    ("ben", "en-GB", ("Regulars",)),
    ("carla", "es-ES", ("Regulars",)),
    ("dieter", "de", ()),
)
_IN_VOICE = ("ben", "carla")


def settle(world: World) -> None:
    """Add the server's people, with roles, languages and places in the voice channel."""
    guild: Guild = world.home
    for name, granted in _ROLES.items():
        guild.role(name, granted)
    for name, locale, roles in _PEOPLE:
        member = guild.member(world.user(name, locale))
        member.roles = [guild.role(role) for role in roles]
        if name in _IN_VOICE:
            member.voice = guild.channel_named("Lounge")

"""Servers, their members and their active threads."""

from aiohttp import web

from bot.playground.discord.http.wire import (
    respond,
    snowflake,
    unknown,
)
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.entities import Guild

_GUILD = "/guilds/{guild_id}"


class GuildRoutes:
    """``/guilds``."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        return [
            web.get("/users/{user_id}", self.get_user),
            web.get(_GUILD, self.get_guild),
            web.get(_GUILD + "/channels", self.list_channels),
            web.get(_GUILD + "/threads/active", self.list_threads),
            web.get(_GUILD + "/roles", self.list_roles),
            web.get(_GUILD + "/members/{user_id}", self.get_member),
        ]

    async def get_user(self, request: web.Request) -> web.Response:
        """Return a user."""
        user = self._discord.world.users.get(snowflake(request, "user_id"))
        if user is None:
            raise unknown("User", 10013)
        return respond(user.wire())

    async def get_guild(self, request: web.Request) -> web.Response:
        """Return a server."""
        return respond(self._guild(request).wire())

    async def list_channels(self, request: web.Request) -> web.Response:
        """Return a server's channels."""
        return respond([channel.wire() for channel in self._guild(request).channels.values()])

    async def list_threads(self, request: web.Request) -> web.Response:
        """Return a server's active threads that the bot sees."""
        world = self._discord.world
        threads = world.active_threads(self._guild(request))
        joined = [thread for thread in threads if world.bot.id in thread.members]
        return respond(
            {
                "threads": [thread.wire() for thread in threads],
                "members": [thread.member_wire(world.bot.id) for thread in joined],
                "has_more": False,
            }
        )

    async def list_roles(self, request: web.Request) -> web.Response:
        """Return a server's roles."""
        return respond([role.wire() for role in self._guild(request).roles.values()])

    async def get_member(self, request: web.Request) -> web.Response:
        """Return a server's member; looking for somebody who is not one is no violation."""
        id_ = snowflake(request, "user_id")
        member = self._guild(request).members.get(id_)
        if member is None:
            has_account = id_ in self._discord.world.users
            missing = unknown("Member", 10007) if has_account else unknown("User", 10013)
            return respond(missing.body(), missing.status)
        return respond(member.wire())

    def _guild(self, request: web.Request) -> Guild:
        return self._discord.world.known_guild(snowflake(request, "guild_id"))

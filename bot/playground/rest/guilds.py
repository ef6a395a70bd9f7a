"""Servers, their members and their scheduled events."""

from aiohttp import web

from bot.playground.gateway.sessions import GUILD_SCHEDULED_EVENTS
from bot.playground.http.wire import (
    Json,
    RefusedError,
    no_content,
    read_body,
    refuse_faults,
    respond,
    snowflake,
    unknown,
)
from bot.playground.limits.events import check_scheduled_event
from bot.playground.state import LocalDiscord
from bot.playground.world import permissions
from bot.playground.world.entities import Guild

_GUILD = "/guilds/{guild_id}"
_EVENTS = _GUILD + "/scheduled-events"
_EVENT = _EVENTS + "/{guild_scheduled_event_id}"
_FOLLOWING_STATUS = {1: {1, 2, 4}, 2: {2, 3}, 3: {3}, 4: {4}}
"""Scheduled 1, active 2, completed 3, cancelled 4."""


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
            web.get(_GUILD + "/roles", self.list_roles),
            web.get(_GUILD + "/members/{user_id}", self.get_member),
            web.get(_EVENTS, self.list_events),
            web.post(_EVENTS, self.create_event),
            web.get(_EVENT, self.get_event),
            web.patch(_EVENT, self.edit_event),
            web.delete(_EVENT, self.delete_event),
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

    async def list_roles(self, request: web.Request) -> web.Response:
        """Return a server's roles."""
        return respond([role.wire() for role in self._guild(request).roles.values()])

    async def get_member(self, request: web.Request) -> web.Response:
        """Return a server's member; looking whether somebody is one is no fault."""
        member = self._guild(request).members.get(snowflake(request, "user_id"))
        if member is None:
            nobody = unknown("Member", 10007)
            return respond(nobody.body(), nobody.status)
        return respond(member.wire())

    async def list_events(self, request: web.Request) -> web.Response:
        """Return a server's scheduled events."""
        return respond(list(self._guild(request).scheduled_events.values()))

    async def create_event(self, request: web.Request) -> web.Response:
        """Create a scheduled event."""
        body = (await read_body(request)).fields
        guild = self._guild(request)
        self._need(guild, permissions.CREATE_EVENTS)
        refuse_faults(check_scheduled_event(body, self._discord.clock.now()))
        bot = self._discord.world.bot
        event: Json = {
            "description": None,
            "channel_id": None,
            "scheduled_end_time": None,
            "entity_metadata": None,
            "recurrence_rule": None,
            **body,
            "id": str(self._discord.ids.next()),
            "guild_id": str(guild.id),
            "creator_id": str(bot.id),
            "creator": bot.wire(),
            "status": 1,
            "entity_id": None,
            "user_count": 0,
            "image": None,
        }
        return respond(await self._store(guild, event, "GUILD_SCHEDULED_EVENT_CREATE"))

    async def get_event(self, request: web.Request) -> web.Response:
        """Return one scheduled event."""
        return respond(self._event(request, self._guild(request)))

    async def edit_event(self, request: web.Request) -> web.Response:
        """Change a scheduled event, or begin, end or cancel it."""
        body = (await read_body(request)).fields
        guild = self._guild(request)
        self._need(guild, permissions.CREATE_EVENTS)
        old = self._event(request, guild)
        changed = old | body
        # Only what is changed has to lie in the future: a begun event may still be ended.
        now = self._discord.clock.now() if "scheduled_start_time" in body else None
        refuse_faults(check_scheduled_event(changed, now))
        if changed["status"] not in _FOLLOWING_STATUS[old["status"]]:
            raise RefusedError(400, 180000, "Invalid Guild Scheduled Event Status Transition")
        return respond(await self._store(guild, changed, "GUILD_SCHEDULED_EVENT_UPDATE"))

    async def delete_event(self, request: web.Request) -> web.Response:
        """Delete a scheduled event."""
        guild = self._guild(request)
        self._need(guild, permissions.CREATE_EVENTS)
        event = self._event(request, guild)
        del guild.scheduled_events[int(event["id"])]
        await self._tell(guild, "GUILD_SCHEDULED_EVENT_DELETE", event)
        return no_content()

    async def _store(self, guild: Guild, event: Json, what: str) -> Json:
        guild.scheduled_events[int(event["id"])] = event
        await self._tell(guild, what, event)
        return event

    async def _tell(self, guild: Guild, what: str, event: Json) -> None:
        await self._discord.gateway.dispatch(what, event, guild.id, GUILD_SCHEDULED_EVENTS)

    def _guild(self, request: web.Request) -> Guild:
        return self._discord.world.known_guild(snowflake(request, "guild_id"))

    def _event(self, request: web.Request, guild: Guild) -> Json:
        event = guild.scheduled_events.get(snowflake(request, "guild_scheduled_event_id"))
        if event is None:
            raise unknown("Guild Scheduled Event", 10070)
        return event

    def _need(self, guild: Guild, permission: int) -> None:
        if not guild.member(self._discord.world.bot).permissions & permission:
            raise RefusedError(403, 50013, "Missing Permissions")

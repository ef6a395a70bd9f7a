"""A server's scheduled events."""

from aiohttp import web

from bot.playground.discord.events.events import UNDER_WAY
from bot.playground.discord.http.wire import (
    Json,
    RefusedError,
    id_in,
    no_content,
    read_body,
    respond,
    snowflake,
    unknown,
)
from bot.playground.discord.limits.events import STAGE_INSTANCE, VOICE_ROOM
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Guild

_EVENTS = "/guilds/{guild_id}/scheduled-events"
_EVENT = _EVENTS + "/{guild_scheduled_event_id}"
_CHANNEL_KINDS = {STAGE_INSTANCE: 13, VOICE_ROOM: 2}
_NEEDED = {
    STAGE_INSTANCE: permissions.MANAGE_CHANNELS
    | permissions.MUTE_MEMBERS
    | permissions.MOVE_MEMBERS,
    VOICE_ROOM: permissions.VIEW_CHANNEL | permissions.CONNECT,
}
"""The permissions needed in an event's channel, besides creating events."""


class EventRoutes:
    """``/guilds/{guild}/scheduled-events``."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        return [
            web.get(_EVENTS, self.list_events),
            web.post(_EVENTS, self.create_event),
            web.get(_EVENT, self.get_event),
            web.patch(_EVENT, self.edit_event),
            web.delete(_EVENT, self.delete_event),
        ]

    async def list_events(self, request: web.Request) -> web.Response:
        """Return a server's scheduled and active events."""
        guild = self._guild(request)
        events = guild.scheduled_events.values()
        return respond([e for e in events if e["status"] in UNDER_WAY and self._is_seen(e)])

    async def create_event(self, request: web.Request) -> web.Response:
        """Create a scheduled event."""
        body = (await read_body(request)).fields
        guild = self._guild(request)
        self._refuse_unless_granted(guild, body, permissions.CREATE_EVENTS)
        return respond(await self._discord.events.create(guild, body, self._discord.world.bot))

    async def get_event(self, request: web.Request) -> web.Response:
        """Return one scheduled event."""
        event = self._discord.events.get(self._guild(request), _id(request))
        if not self._is_seen(event):
            raise RefusedError(403, 50001, "Missing Access")
        return respond(event)

    async def edit_event(self, request: web.Request) -> web.Response:
        """Change a scheduled event, or begin, end or cancel it."""
        body = (await read_body(request)).fields
        guild = self._guild(request)
        event = self._discord.events.get(guild, _id(request))
        self._refuse_unless_granted(guild, event | body, self._to_change(event))
        return respond(await self._discord.events.change(guild, event, body))

    async def delete_event(self, request: web.Request) -> web.Response:
        """Delete a scheduled event."""
        guild = self._guild(request)
        event = self._discord.events.get(guild, _id(request))
        self._refuse_unless_granted(guild, event, self._to_change(event))
        await self._discord.events.delete(guild, event)
        return no_content()

    def _to_change(self, event: Json) -> int:
        """Return the permissions of which one is needed; one's own events need less."""
        own = event["creator_id"] == str(self._discord.world.bot.id)
        return permissions.MANAGE_EVENTS | (permissions.CREATE_EVENTS if own else 0)

    def _refuse_unless_granted(self, guild: Guild, event: Json, one_of: int) -> None:
        """Refuse an event that the bot may not create or change like this.

        Raises:
            RefusedError: 50013, a permission is missing; 50001, the channel is not seen; 10003,
                there is none; 50024, it is of another kind.
        """
        granted, needed = guild.member(self._discord.world.bot).permissions, 0
        if event.get("channel_id"):
            channel = guild.channels.get(id_in(event, "channel_id"))
            if channel is None:
                raise unknown("Channel", 10003)
            kind = event.get("entity_type")
            if kind in _CHANNEL_KINDS and channel.type != _CHANNEL_KINDS[kind]:
                raise RefusedError(400, 50024, "Cannot execute action on this channel type")
            granted = channel.bot_may()
            if not granted & permissions.VIEW_CHANNEL:
                raise RefusedError(403, 50001, "Missing Access")
            needed = _NEEDED.get(kind or 0, 0)
        if not granted & one_of or granted & needed != needed:
            raise RefusedError(403, 50013, "Missing Permissions")

    def _is_seen(self, event: Json) -> bool:
        channel = self._discord.world.channels.get(int(event["channel_id"] or 0))
        return channel is None or self._discord.world.sees(channel)

    def _guild(self, request: web.Request) -> Guild:
        return self._discord.world.known_guild(snowflake(request, "guild_id"))


def _id(request: web.Request) -> int:
    return snowflake(request, "guild_scheduled_event_id")

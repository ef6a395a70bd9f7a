"""The server's scheduled event of a night: created, moved, begun, ended and cancelled with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord
import structlog

from bot.rules.nights.places import EventTimes, Room
from bot.text import clip

_NAME, _DESCRIPTION, _LOCATION = 100, 1000, 100
UNKNOWN_EVENT = 10070
"""Discord's code for an event that is no more."""

_FINISHED = 180000
"""Its code where an event is over, so that nothing of it can be changed."""

SAME_TIME = timedelta(seconds=1)
"""Discord keeps times of events in milliseconds; what differs by less is the same."""

_NO_ROOM = frozenset({10003, 50001, 50013, 50024})
"""Its codes where an event cannot be in a channel: it is gone, not seen, not granted, no room."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event says.

    Attributes:
        name: Its title.
        place: Where it is, in words or as a link, where it is in no room.
        times: When it begins and is over.
        description: More.
        room: The voice or stage channel that it is in; Discord shows *Join* then.
        picture: Its picture, if it is to have one; one that it has already is left alone.
    """

    name: str
    place: str
    times: EventTimes
    description: str = ""
    room: Room | None = None
    picture: bytes | None = None

    @property
    def without_room(self) -> "EventText":
        """The same elsewhere."""
        return EventText(self.name, self.place, self.times, self.description, picture=self.picture)


class EventGoneError(Exception):
    """Somebody deleted the event, or called it off."""


class EventOverError(Exception):
    """The event ended after the bot had looked at it."""


class Standing:
    """An event as Discord has it now.

    Args:
        event: As discord.py knows it.

    Attributes:
        starts_at: When it begins.
        ends_at: When it is over; an event in a room need not say.
        begun: Whether it is under way.
        over: Whether it has ended; Discord ends one in a room that is empty.
        in_room: Whether it is in a voice or stage channel.
    """

    def __init__(self, event: discord.ScheduledEvent) -> None:
        self.event = event
        self.starts_at = event.start_time
        self.ends_at = event.end_time
        self.begun = event.status is discord.EventStatus.active
        self.over = event.status is discord.EventStatus.completed
        self.in_room = event.entity_type is not discord.EntityType.external

    def agrees_with(self, times: EventTimes) -> bool:
        """Return whether the event has these times; without an end it agrees with any."""
        return self.times_beside(times) == times

    def times_beside(self, times: EventTimes) -> EventTimes:
        """Return the event's times, where they are the same as these just these.

        Where it does not say when it is over, it is as long as these are.
        """
        starts_at = times.starts_at if is_same(self.starts_at, times.starts_at) else self.starts_at
        ends_at = self.ends_at or starts_at + (times.ends_at - times.starts_at)
        return EventTimes(starts_at, times.ends_at if is_same(ends_at, times.ends_at) else ends_at)


class ScheduledEvents:
    """Keeps the events of servers; what Discord refuses is logged and told by ``None``.

    An event that cannot be in its room is made elsewhere, with a link to it. Where Discord is out
    of order, all methods raise one of ``bot.discord.guild.outages.OUTAGES``.

    Args:
        client: The connection to Discord.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def create(self, guild_id: int, text: EventText) -> int | None:
        """Create an event and return its id."""
        try:
            guild = await self._guild(guild_id)
            event = await guild.create_scheduled_event(
                **_fields(text), privacy_level=discord.PrivacyLevel.guild_only
            )
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("event_not_created", code=error.code, status=error.status)
            if text.room is not None and error.code in _NO_ROOM:
                return await self.create(guild_id, text.without_room)
            return None
        return event.id

    async def look(self, guild_id: int, event_id: int) -> Standing | None:
        """Return an event as it stands.

        Raises:
            EventGoneError: There is no such event any more, or it was called off.
        """
        try:
            guild = await self._guild(guild_id)
            event = await guild.fetch_scheduled_event(event_id, with_counts=False)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("event_not_seen", code=error.code, status=error.status)
            if error.code == UNKNOWN_EVENT:
                raise EventGoneError from error
            return None
        if event.status is discord.EventStatus.cancelled:
            raise EventGoneError
        return Standing(event)

    async def all(self, guild_id: int) -> Mapping[int, Standing] | None:
        """Return the events of a server that are to come or under way, by their ids.

        ``None`` where this process does not serve the server.
        """
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return None
        try:
            events = await guild.fetch_scheduled_events(with_counts=False)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("events_not_listed", code=error.code, status=error.status)
            return None
        return {event.id: Standing(event) for event in events}

    async def update(self, standing: Standing, text: EventText) -> bool:
        """Bring an event in line with a text, if it is not; say whether it is now.

        What is under way keeps its place and its beginning, as Discord wants it.

        Raises:
            EventOverError: It has ended since.
        """
        event = standing.event
        changed = _difference(event, text, begun=standing.begun)
        if not changed:
            return True
        try:
            await event.edit(**changed)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            if error.code == _FINISHED:
                raise EventOverError from error
            _log.warning("event_not_changed", code=error.code, status=error.status)
            if text.room is not None and error.code in _NO_ROOM and not standing.begun:
                return await self.update(standing, text.without_room)
            return False
        return True

    async def begin(self, standing: Standing) -> bool:
        """Begin an event; Discord begins none in a room by itself. Say whether that went well.

        Raises:
            EventOverError: It has ended since.
        """
        return await self._set(standing.event, discord.EventStatus.active)

    async def end(self, standing: Standing) -> bool:
        """End an event that is under way; say whether that went well."""
        return await self._set(standing.event, discord.EventStatus.completed)

    async def cancel(self, standing: Standing) -> bool:
        """Cancel an event, or end it if it has begun; say whether that went well."""
        begun = standing.begun
        after = discord.EventStatus.completed if begun else discord.EventStatus.cancelled
        return await self._set(standing.event, after)

    async def _set(self, event: discord.ScheduledEvent, status: discord.EventStatus) -> bool:
        try:
            await event.edit(status=status)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            if error.code == _FINISHED:
                if status is discord.EventStatus.active:
                    raise EventOverError from error
                return True
            _log.warning("event_not_moved_on", to=status.name, code=error.code, status=error.status)
            return False
        return True

    async def _guild(self, guild_id: int) -> discord.Guild:
        # Another shard's server is not in this process's cache.
        return self._client.get_guild(guild_id) or await self._client.fetch_guild(guild_id)


def is_same(one: datetime, other: datetime) -> bool:
    """Return whether two times of events are the same."""
    return abs(one - other) < SAME_TIME


def _fields(text: EventText) -> dict[str, Any]:
    """Return a text as discord.py takes it for a new event."""
    fields: dict[str, Any] = {
        "name": clip(text.name, _NAME),
        "description": clip(text.description, _DESCRIPTION),
        "start_time": text.times.starts_at,
        "end_time": text.times.ends_at,
        **_place(text),
    }
    return fields | ({"image": text.picture} if text.picture is not None else {})


def _place(text: EventText) -> dict[str, Any]:
    if text.room is None:
        return {
            "entity_type": discord.EntityType.external,
            "location": clip(text.place, _LOCATION),
        }
    kind = discord.EntityType.stage_instance if text.room.stage else discord.EntityType.voice
    return {"entity_type": kind, "channel": discord.Object(text.room.channel_id)}


def _difference(event: discord.ScheduledEvent, text: EventText, *, begun: bool) -> dict[str, Any]:
    """Return what of an event is to change."""
    wanted = _fields(text)
    has: dict[str, Any] = {"name": event.name, "description": event.description or ""}
    changed = {key: wanted[key] for key, value in has.items() if wanted[key] != value}
    if not begun and not is_same(event.start_time, text.times.starts_at):
        changed["start_time"] = text.times.starts_at
    if event.end_time is None or not is_same(event.end_time, text.times.ends_at):
        changed["end_time"] = text.times.ends_at
    if text.picture is not None and event.cover_image is None:
        changed["image"] = text.picture
    place = _place(text)
    at = event.location if text.room is None else event.channel_id
    wanted_at = place["location"] if text.room is None else text.room.channel_id
    if not begun and (event.entity_type is not place["entity_type"] or at != wanted_at):
        changed |= place
    return changed

"""The server's scheduled event of a night: created, moved and cancelled with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
import structlog

from bot.text import clip

_NAME, _DESCRIPTION, _LOCATION = 100, 1000, 100
UNKNOWN_EVENT = 10070
"""Discord's code for an event that is no more."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event says.

    Attributes:
        name: Its title.
        place: Where it is; events outside of Discord's own channels must name a place.
        starts_at: When it begins, aware.
        ends_at: When it is over; Discord wants an end of such events.
        description: More.
    """

    name: str
    place: str
    starts_at: datetime
    ends_at: datetime
    description: str = ""


class EventGoneError(Exception):
    """Somebody deleted the event, or called it off."""


class ScheduledEvents:
    """Keeps the events of servers; what Discord refuses is logged and told by ``None``.

    Where Discord is out of order, all methods raise one of ``bot.guild.outages.OUTAGES``.

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
                name=clip(text.name, _NAME),
                description=clip(text.description, _DESCRIPTION) if text.description else "",
                start_time=text.starts_at,
                end_time=text.ends_at,
                location=clip(text.place, _LOCATION),
                entity_type=discord.EntityType.external,
                privacy_level=discord.PrivacyLevel.guild_only,
            )
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("event_not_created", code=error.code, status=error.status)
            return None
        return event.id

    async def update(self, guild_id: int, event_id: int, text: EventText) -> bool:
        """Change an event; say whether that went well.

        Raises:
            EventGoneError: There is no such event any more.
        """
        try:
            guild = await self._guild(guild_id)
            event = await guild.fetch_scheduled_event(event_id, with_counts=False)
            if event.status is discord.EventStatus.cancelled:
                raise EventGoneError
            # An event that has begun bears another end, but no start.
            moved = abs(text.starts_at - event.start_time) >= timedelta(seconds=1)
            await event.edit(
                name=clip(text.name, _NAME),
                description=clip(text.description, _DESCRIPTION),
                start_time=text.starts_at if moved else discord.utils.MISSING,
                end_time=text.ends_at,
                location=clip(text.place, _LOCATION),
                entity_type=discord.EntityType.external,
            )
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("event_not_changed", code=error.code, status=error.status)
            if error.code == UNKNOWN_EVENT:
                raise EventGoneError from error
            return False
        return True

    async def cancel(self, guild_id: int, event_id: int) -> bool:
        """Cancel an event, or end it if it has begun; say whether that went well."""
        try:
            guild = await self._guild(guild_id)
            event = await guild.fetch_scheduled_event(event_id, with_counts=False)
            if event.status is discord.EventStatus.active:
                await event.end()
            elif event.status is discord.EventStatus.scheduled:
                await event.cancel()
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as error:
            _log.warning("event_not_cancelled", code=error.code, status=error.status)
            return False
        return True

    async def _guild(self, guild_id: int) -> discord.Guild:
        # Another shard's server is not in this process's cache.
        return self._client.get_guild(guild_id) or await self._client.fetch_guild(guild_id)

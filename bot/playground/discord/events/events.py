"""A server's scheduled events: changes by request and by the clock."""

import asyncio
import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.playground.discord.gateway.gateway import Gateway
from bot.playground.discord.gateway.sessions import GUILD_SCHEDULED_EVENTS
from bot.playground.discord.http.wire import Json, RefusedError, Upload, refuse_faults, unknown
from bot.playground.discord.limits.events import EXTERNAL, check_scheduled_event
from bot.playground.discord.limits.fault import Fault, moment, not_one_of, part
from bot.playground.discord.world.entities import Guild, User
from bot.playground.discord.world.snowflakes import Snowflakes
from bot.playground.discord.world.world import World

SCHEDULED, ACTIVE, COMPLETED, CANCELLED = 1, 2, 3, 4
"""Where an event stands."""

UNDER_WAY = frozenset({SCHEDULED, ACTIVE})
MAX_UNCOMPLETED = 100
"""How many events of a server may be active at once."""

EMPTY_ROOM = timedelta(minutes=5)
"""How long a room may be empty before Discord ends its event; it says "on the order of minutes"."""

NEVER_BEGUN = timedelta(hours=3)
"""How late an event may begin before Discord cancels it; it says "on the order of hours"."""

_FOLLOWING = {
    SCHEDULED: {SCHEDULED, ACTIVE, CANCELLED},
    ACTIVE: {ACTIVE, COMPLETED},
}
_ANY_DAY: Json = {
    "by_weekday": None,
    "by_n_weekday": None,
    "by_month": None,
    "by_month_day": None,
}
_IMAGE = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]+)")


class Events:
    """All scheduled events of the local Discord.

    Args:
        world: Holds the servers they belong to.
        gateway: Tells the bot.
        ids: For new events.
        clock: What time it is.
        stirred: Set whenever a different event may be the next to begin or end automatically.

    Attributes:
        images: The pictures of events, by the hash that stands in the event.
    """

    def __init__(
        self, world: World, gateway: Gateway, ids: Snowflakes, clock: Clock, stirred: asyncio.Event
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._ids = ids
        self._clock = clock
        self._stirred = stirred
        self._empty_since: dict[str, datetime] = {}
        self.images: dict[str, Upload] = {}

    def get(self, guild: Guild, id_: int) -> Json:
        """Return an event.

        Raises:
            RefusedError: 10070, there is none.
        """
        if (event := guild.scheduled_events.get(id_)) is None:
            raise unknown("Guild Scheduled Event", 10070)
        return event

    async def create(self, guild: Guild, body: Json, creator: User) -> Json:
        """Create an event.

        Raises:
            RefusedError: 50035, a limit is broken; 30038, there are too many.
        """
        refuse_faults(check_scheduled_event(body, self._clock.now()))
        under_way = [e for e in guild.scheduled_events.values() if e["status"] in UNDER_WAY]
        if len(under_way) >= MAX_UNCOMPLETED:
            text = (
                f"Maximum number of uncompleted guild scheduled events reached ({MAX_UNCOMPLETED})"
            )
            raise RefusedError(400, 30038, text)
        event: Json = {
            "description": None,
            "scheduled_end_time": None,
            "entity_metadata": None,
            **body,
            "channel_id": _id(body.get("channel_id")),
            "recurrence_rule": _rule(body),
            "id": str(self._ids.next()),
            "guild_id": str(guild.id),
            "creator_id": str(creator.id),
            "creator": creator.wire(),
            "status": SCHEDULED,
            "entity_id": None,
            "user_count": 0,
            "image": self._picture(body.get("image")),
            "guild_scheduled_event_exceptions": [],
        }
        return await self._store(guild, event, "GUILD_SCHEDULED_EVENT_CREATE")

    async def change(self, guild: Guild, event: Json, body: Json) -> Json:
        """Change an event, or begin, end or cancel it.

        Raises:
            RefusedError: 50035, a limit is broken or the status cannot change like that; 180000, it
                is over.
        """
        if event["status"] not in UNDER_WAY:
            raise RefusedError(400, 180000, "Cannot update a finished event")
        changed = event | body
        changed["channel_id"] = _id(changed["channel_id"])
        if changed["entity_type"] != EXTERNAL:
            changed["entity_metadata"] = None
        # Only what is changed has to lie in the future: a begun event may still be ended.
        now = self._clock.now() if "scheduled_start_time" in body else None
        refuse_faults(check_scheduled_event(changed, now))
        if changed["status"] not in _FOLLOWING[event["status"]]:
            refuse_faults([not_one_of(("status",), sorted(_FOLLOWING[event["status"]]))])
        changed["recurrence_rule"] = _rule(changed)
        if "image" in body:
            changed["image"] = self._picture(body["image"])
        if changed["status"] == ACTIVE and changed["entity_type"] != EXTERNAL:
            changed["entity_id"] = changed["entity_id"] or str(self._ids.next())
        return await self._store(guild, changed, "GUILD_SCHEDULED_EVENT_UPDATE")

    async def delete(self, guild: Guild, event: Json) -> None:
        """Delete an event."""
        del guild.scheduled_events[int(event["id"])]
        await self._tell(guild, "GUILD_SCHEDULED_EVENT_DELETE", event)

    async def drop_those_in(self, guild: Guild, channel_id: int) -> None:
        """Delete the events of a deleted channel."""
        for event in [*guild.scheduled_events.values()]:
            if event["channel_id"] == str(channel_id):
                await self.delete(guild, event)

    def note_voice(self) -> None:
        """Note that somebody came into a room, or left one."""
        for guild, event in self._under_way():
            self._look_into_room(guild, event)
        self._stirred.set()

    def next_at(self) -> datetime | None:
        """Return when the next event begins or ends automatically."""
        return min((at for _, event in self._under_way() if (at := self._due(event))), default=None)

    async def age(self, now: datetime) -> None:
        """Begin and end the events that do so automatically."""
        for guild, event in self._under_way():
            due = self._due(event)
            if due is not None and due <= now:
                following = COMPLETED if event["status"] == ACTIVE else CANCELLED
                if event["status"] == SCHEDULED and event["entity_type"] == EXTERNAL:
                    following = ACTIVE
                changed = event | {"status": following}
                await self._store(guild, changed, "GUILD_SCHEDULED_EVENT_UPDATE")

    def _look_into_room(self, guild: Guild, event: Json) -> None:
        occupied = any(
            member.voice is not None and str(member.voice.id) == event["channel_id"]
            for member in guild.members.values()
        )
        if event["status"] != ACTIVE or event["entity_type"] == EXTERNAL or occupied:
            self._empty_since.pop(event["id"], None)
        else:
            self._empty_since.setdefault(event["id"], self._clock.now())

    def _due(self, event: Json) -> datetime | None:
        """Return when an event's status changes automatically; ``None`` if it does not."""
        external = event["entity_type"] == EXTERNAL
        if event["status"] == SCHEDULED:
            begins = moment(event["scheduled_start_time"])
            return begins if external else begins + NEVER_BEGUN
        if external:
            return moment(event["scheduled_end_time"])
        empty = self._empty_since.get(event["id"])
        return None if empty is None else empty + EMPTY_ROOM

    def _under_way(self) -> Iterable[tuple[Guild, Json]]:
        return [
            (guild, event)
            for guild in self._world.guilds.values()
            for event in guild.scheduled_events.values()
            if event["status"] in UNDER_WAY
        ]

    def _picture(self, uri: object) -> str | None:
        if uri is None:
            return None
        match = _IMAGE.fullmatch(str(uri))
        try:
            content = base64.b64decode(match[2], validate=True) if match else b""
        except binascii.Error:
            content = b""
        if match is None or not content:
            refuse_faults([Fault(("image",), "IMAGE_INVALID", "Invalid image data")])
            return None
        hash_ = hashlib.blake2b(content, digest_size=16).hexdigest()
        self.images[hash_] = Upload(f"{hash_}.png", content, match[1])
        return hash_

    async def _store(self, guild: Guild, event: Json, what: str) -> Json:
        guild.scheduled_events[int(event["id"])] = event
        self._look_into_room(guild, event)
        self._stirred.set()
        await self._tell(guild, what, event)
        return event

    async def _tell(self, guild: Guild, what: str, event: Json) -> None:
        await self._gateway.dispatch(what, event, guild.id, GUILD_SCHEDULED_EVENTS)


def _rule(event: Json) -> Json | None:
    """Return the recurrence rule of an event, completed with the days that it leaves out."""
    rule = part(event, "recurrence_rule")
    return {**_ANY_DAY, **rule, "interval": rule.get("interval") or 1} if rule else None


def _id(value: object) -> str | None:
    """Return an id as Discord writes it; it takes numbers, too."""
    return None if value is None else str(value)

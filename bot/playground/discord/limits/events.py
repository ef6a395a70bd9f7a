"""Limits of scheduled events."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.playground.discord.limits.fault import (
    Fault,
    check_number,
    check_text,
    check_time,
    moment,
    not_one_of,
    part,
    required,
)
from bot.playground.discord.limits.recurrence import check_recurrence

NAME, DESCRIPTION, LOCATION = 100, 1000, 100
AHEAD = timedelta(days=5 * 365)
"""How far ahead an event may begin; Discord's apps say five years, no document does."""

GUILD_ONLY = 2
"""The only privacy level."""

STAGE_INSTANCE, VOICE_ROOM, EXTERNAL = 1, 2, 3
"""The kinds of events."""


def check_scheduled_event(event: dict[str, Any], now: datetime | None) -> Iterator[Fault]:
    """Check an event, all fields together; with ``now``, that it begins in the future."""
    yield from check_text(event.get("name"), ("name",), NAME, 1)
    yield from check_text(event.get("description"), ("description",), DESCRIPTION)
    if event.get("privacy_level") != GUILD_ONLY:
        yield not_one_of(("privacy_level",), [GUILD_ONLY])
    kind = event.get("entity_type")
    yield from check_number(kind, ("entity_type",), STAGE_INSTANCE, EXTERNAL)
    if kind == EXTERNAL:
        location = part(event, "entity_metadata").get("location")
        yield from check_text(location, ("entity_metadata", "location"), LOCATION, 1)
        if event.get("channel_id") is not None:
            yield Fault(("channel_id",), "BASE_TYPE_NONE", "An external event has no channel")
        if not event.get("scheduled_end_time"):
            yield required(("scheduled_end_time",))
    elif not event.get("channel_id"):
        yield required(("channel_id",))
    yield from _check_times(event, now)
    yield from check_recurrence(event.get("recurrence_rule"), ("recurrence_rule",))


def _check_times(event: dict[str, Any], now: datetime | None) -> Iterator[Fault]:
    start, end = event.get("scheduled_start_time"), event.get("scheduled_end_time")
    if not start:
        yield required(("scheduled_start_time",))
        return
    faults = list(check_time(start, ("scheduled_start_time",)))
    faults += check_time(end, ("scheduled_end_time",)) if end else []
    yield from faults
    if faults:
        return
    begins = moment(start)
    if now is not None and begins <= now:
        yield Fault(
            ("scheduled_start_time",),
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            "Cannot schedule event in the past.",
        )
    if now is not None and begins > now + AHEAD:
        yield Fault(
            ("scheduled_start_time",),
            "GUILD_SCHEDULED_EVENT_SCHEDULE_FUTURE",
            "Cannot schedule event more than 5 years in the future.",
        )
    if end and moment(end) <= begins:
        yield Fault(
            ("scheduled_end_time",),
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "Cannot schedule event to end before it starts.",
        )

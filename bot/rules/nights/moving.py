"""Nights that follow their events."""

from dataclasses import replace
from datetime import timedelta

from bot.rules.nights.night import Night, moved_along
from bot.rules.nights.places import EventTimes

MAX_LENGTH = timedelta(days=7)
"""An event that is longer is no length for a night: somebody made a festival of it."""


def followed(night: Night, agreed: EventTimes, event: EventTimes) -> Night:
    """Return a night as its event has it now, as far as somebody changed the event alone.

    Where both were moved the night counts: who moved it said so to us.

    Args:
        night: As it is.
        agreed: The times that it and its event had when they were last the same.
        event: Those that the event has; an end before its beginning counts for nothing.
    """
    starts_at, length = night.starts_at, night.length
    if event.starts_at != agreed.starts_at and night.starts_at == agreed.starts_at:
        starts_at = event.starts_at
    was = agreed.ends_at - agreed.starts_at
    now = event.ends_at - event.starts_at
    if now != was == night.ends_at - night.starts_at and timedelta(0) < now <= MAX_LENGTH:
        length = now
    return moved_along(night, replace(night, starts_at=starts_at, length=length))

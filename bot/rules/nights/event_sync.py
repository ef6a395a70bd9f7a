"""Nights that follow their events."""

from dataclasses import replace
from datetime import timedelta

from bot.rules.nights.night import Night, moved_along
from bot.rules.nights.places import EventTimes

MAX_LENGTH = timedelta(days=7)
"""A longer event does not set the length of a night: somebody made a festival of it."""


def followed(night: Night, agreed: EventTimes, event: EventTimes) -> Night:
    """Return a night with the times of its event, if somebody changed only the event.

    If both were moved the night counts: whoever moved it told the bot.

    Args:
        night: The night as it is.
        agreed: The times that the night and its event had when they last agreed.
        event: The times of the event; an end before its start is ignored.
    """
    starts_at, length = night.starts_at, night.length
    if event.starts_at != agreed.starts_at and night.starts_at == agreed.starts_at:
        starts_at = event.starts_at
    was = agreed.ends_at - agreed.starts_at
    now = event.ends_at - event.starts_at
    if now != was == night.ends_at - night.starts_at and timedelta(0) < now <= MAX_LENGTH:
        length = now
    return moved_along(night, replace(night, starts_at=starts_at, length=length))

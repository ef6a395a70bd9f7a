"""A night as a calendar file (RFC 5545)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.rules.nights.night import Night, Status

_PRODUCT = "-//Marquee//Movie night//EN"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a calendar entry says.

    Attributes:
        uid: Stable and unique: importing a changed file again replaces the entry.
        revision: Grows with each change, so that the newest version wins.
        changed_at: When it was last changed, aware.
        title: The first line.
        description: More lines.
        place: Where.
    """

    uid: str
    revision: int
    changed_at: datetime
    title: str
    description: str = ""
    place: str = ""


def revision_at(now: datetime, night: Night) -> int:
    """Return the revision of an entry made now: it grows with time, as RFC 5545 requires.

    It is 0 if the clock was set back to before the night was planned, as it cannot be negative.
    """
    return max(0, int((now - night.planned_at).total_seconds()))


def calendar_file(night: Night, invitation: Invitation) -> bytes:
    """Return the content of an ``.ics`` file; times are in UTC and need no time zone."""
    from icalendar import Calendar, Event
    from icalendar.enums import STATUS

    event = Event.new(
        uid=invitation.uid,
        sequence=invitation.revision,
        stamp=invitation.changed_at.astimezone(UTC),
        start=night.starts_at.astimezone(UTC),
        end=night.ends_at.astimezone(UTC),
        summary=invitation.title,
        description=invitation.description or None,
        location=invitation.place or None,
        status=STATUS.CANCELLED if night.status is Status.CANCELLED else STATUS.CONFIRMED,
    )
    calendar = Calendar.new(prodid=_PRODUCT, method="PUBLISH", uid=invitation.uid)
    calendar.add_component(event)
    return calendar.to_ical()

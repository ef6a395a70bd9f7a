"""Which evening of a series is posted next, and when a series has nobody left to come to it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from bot.rules.series.recurrence import Recurrence

NOTICE = timedelta(hours=2)
"""An evening that begins sooner than this is not posted any more, as after an outage."""

QUIET_EVENINGS = 3
"""After so many evenings in a row to which nobody came, a series ends by itself."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """How long before an evening something happens by itself, as the clocks on the wall count.

    Attributes:
        vote_opens: When the vote opens; ``None`` for by hand.
        vote_closes: When it closes; ``None`` for by hand.
    """

    vote_opens: timedelta | None = None
    vote_closes: timedelta | None = None


@dataclass(frozen=True, slots=True)
class NextEvening:
    """An evening that is still to be posted.

    Attributes:
        starts_at: When it begins.
        post_at: When it is posted.
    """

    starts_at: datetime
    post_at: datetime


def next_evening(
    recurrence: Recurrence, after: datetime, skipped: Collection[date], now: datetime
) -> NextEvening:
    """Return the next evening of a series; those that were missed are let be.

    Args:
        recurrence: When its evenings are.
        after: The last evening that was posted, as the series had it.
        skipped: The days on which there is none.
        now: What time it is.
    """
    starts_at = next(coming(recurrence, max(after, now + NOTICE), skipped))
    return NextEvening(starts_at, starts_at - recurrence.lead)


def coming(
    recurrence: Recurrence, after: datetime, skipped: Collection[date]
) -> Iterator[datetime]:
    """Give the evenings of a series after a moment, but for those that are skipped."""
    return (one for one in recurrence.after(after) if recurrence.day(one) not in skipped)


def missed(
    recurrence: Recurrence, before: datetime, this: datetime, skipped: Collection[date]
) -> list[datetime]:
    """Return the evenings between two that were posted: those that the bot was not there for."""
    most = 100  # a series that was away for longer is told of no more
    between: list[datetime] = []
    for one in islice(coming(recurrence, before, skipped), most):
        if one >= this:
            break
        between.append(one)
    return between


def on_the_wall(recurrence: Recurrence, starts_at: datetime, ahead: timedelta) -> datetime:
    """Return the moment so long before an evening as the clocks on the wall count."""
    wall = starts_at.astimezone(recurrence.zone).replace(tzinfo=None)
    return recurrence.moment(wall - ahead)


def ahead_of(recurrence: Recurrence, starts_at: datetime, moment: datetime) -> timedelta:
    """Return how long before an evening a moment is, as the clocks on the wall count."""
    wall, then = (
        one.astimezone(recurrence.zone).replace(tzinfo=None) for one in (starts_at, moment)
    )
    return wall - then


def is_over(answered: Collection[bool]) -> bool:
    """Return whether a series ends, as nobody comes.

    Args:
        answered: Whether anybody came to or voted on its last evenings, the latest first.
    """
    return len(answered) >= QUIET_EVENINGS and not any(islice(answered, QUIET_EVENINGS))

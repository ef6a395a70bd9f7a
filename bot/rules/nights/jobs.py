"""What is done for a night automatically, and when."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rules.nights.night import OPEN, Night, Status

LATE_AFTER = timedelta(minutes=1)
"""How late a job may be and still count as on time."""


class JobKind(enum.StrEnum):
    """What is done for a night at a set time."""

    REMIND_DAY = "remind a day before"
    REMIND_HOUR = "remind an hour before"
    OPEN_VOTE = "close nominations and open the vote"
    CLOSE_VOTE = "close the vote"


class Timing(enum.StrEnum):
    """Whether to do a job now."""

    EARLY = "early"
    DUE = "due"
    OVERDUE = "overdue"  # do it and mention that it is late
    EXPIRED = "expired"  # it would be untrue by now: only mark it as done


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at a set time.

    Attributes:
        kind: What.
        at: When it is due.
        until: When it stops being worth doing; ``None`` for never.
    """

    kind: JobKind
    at: datetime
    until: datetime | None = None


def jobs(night: Night) -> tuple[Job, ...]:
    """Return the jobs of a night, in the order they are due.

    A reminder is valid for as long as it is true: the one a day before until an hour before, that
    one until the night begins. A night planned too late for a reminder gets none. Closings never
    expire.
    """
    if night.status not in OPEN:
        return ()
    hour_before = night.starts_at - timedelta(hours=1)
    reminders = (
        Job(JobKind.REMIND_DAY, night.starts_at - timedelta(days=1), hour_before),
        Job(JobKind.REMIND_HOUR, hour_before, night.starts_at),
    )
    found = [job for job in reminders if job.at >= night.planned_at]
    if night.nominations_close_at and night.status is Status.NOMINATING:
        found.append(Job(JobKind.OPEN_VOTE, night.nominations_close_at))
    if night.vote_closes_at and night.status is Status.VOTING:
        found.append(Job(JobKind.CLOSE_VOTE, night.vote_closes_at))
    return tuple(sorted(found, key=lambda job: (job.at, job.kind)))


def timing(job: Job, now: datetime) -> Timing:
    """Return whether to do a job now, for instance after the bot was offline for a while."""
    if now < job.at:
        return Timing.EARLY
    if job.until is not None and now >= job.until:
        return Timing.EXPIRED
    return Timing.OVERDUE if is_late(job.at, now) else Timing.DUE


def is_late(due: datetime, done: datetime) -> bool:
    """Return whether something was done late enough to mention it."""
    return done - due > LATE_AFTER

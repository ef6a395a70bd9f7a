"""A night: the states it goes through, who may move it on, and what is due when."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.errors import BadInputError
from bot.nights.times.parse import DEFAULT_LENGTH

LATE_AFTER = timedelta(minutes=1)
"""How late a job is still said to be on time."""

MAX_PINGS = 100
"""Discord pings at most 100 people by one message."""


class Status(enum.StrEnum):
    """Where a night stands."""

    PLANNED = "planned"
    NOMINATING = "nominating"
    VOTING = "voting"
    CLOSED = "closed"
    WATCHED = "watched"
    CANCELLED = "cancelled"


class Action(enum.StrEnum):
    """What can be done with a night."""

    MOVE = "move"  # to another time or place
    NOMINATE = "open nominations"
    VOTE = "open the vote"
    CLOSE = "close the vote"
    WATCH = "mark as watched"
    CANCEL = "cancel"


class JobKind(enum.StrEnum):
    """What a night has done for it at a time."""

    REMIND_DAY = "remind a day before"
    REMIND_HOUR = "remind an hour before"
    OPEN_VOTE = "close nominations and open the vote"
    CLOSE_VOTE = "close the vote"


class Timing(enum.StrEnum):
    """Whether a job is to be done now."""

    EARLY = "early"
    DUE = "due"
    OVERDUE = "overdue"  # do it and say that it is late
    EXPIRED = "expired"  # it would be untrue by now: only mark it as done


class Rsvp(enum.StrEnum):
    """Whether somebody comes."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do, as the server's roles and settings say.

    Attributes:
        host: Whether the night is theirs.
        close: Whether they may close votes.
        moderate: Whether they may do everything.
    """

    host: bool = False
    close: bool = False
    moderate: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """A night as far as its rules need it.

    Attributes:
        status: Where it stands.
        planned_at: When it was planned, aware.
        starts_at: When it begins, aware.
        length: How long it is.
        nominations_close_at: When nominations end by themselves; ``None`` for by hand.
        vote_closes_at: When the vote ends by itself; ``None`` for by hand.
    """

    status: Status
    planned_at: datetime
    starts_at: datetime
    length: timedelta = DEFAULT_LENGTH
    nominations_close_at: datetime | None = None
    vote_closes_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + self.length


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at a time.

    Attributes:
        kind: What.
        at: When it is due.
        until: When it is no longer worth doing; ``None`` for never.
    """

    kind: JobKind
    at: datetime
    until: datetime | None = None


_OPEN = frozenset({Status.PLANNED, Status.NOMINATING, Status.VOTING, Status.CLOSED})

_MOVES: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {
        (Status.PLANNED, Action.NOMINATE): Status.NOMINATING,
        (Status.NOMINATING, Action.VOTE): Status.VOTING,
        (Status.VOTING, Action.CLOSE): Status.CLOSED,
        (Status.CLOSED, Action.WATCH): Status.WATCHED,
        **{(status, Action.MOVE): status for status in _OPEN},
        **{(status, Action.CANCEL): Status.CANCELLED for status in _OPEN},
    }
)

_CLOSER_MAY = frozenset({Action.VOTE, Action.CLOSE, Action.WATCH})


def advance(status: Status, action: Action, rights: Rights) -> Status:
    """Return where a night stands after an action.

    Raises:
        BadInputError: The night is past that, not there yet, or the person may not do it.
    """
    if (status, action) not in _MOVES:
        raise BadInputError(f"You cannot {action} now: the night is {status}.")
    if not (rights.host or rights.moderate or (rights.close and action in _CLOSER_MAY)):
        who = "the host, a moderator or whoever may close votes"
        if action not in _CLOSER_MAY:
            who = "the host or a moderator"
        raise BadInputError(f"Only {who} can {action}.")
    return _MOVES[status, action]


def possible_actions(status: Status, rights: Rights) -> tuple[Action, ...]:
    """Return what a person can do with a night now, for its buttons."""

    def possible(action: Action) -> bool:
        try:
            advance(status, action, rights)
        except BadInputError:
            return False
        return True

    return tuple(filter(possible, Action))


def check_vote(candidates: int) -> None:
    """Make sure that there is something to vote on.

    Raises:
        BadInputError: There are fewer than two films.
    """
    if candidates < 2:  # noqa: PLR2004 - one film needs no vote
        raise BadInputError("A vote needs at least two films.")


def check_times(night: Night) -> None:
    """Make sure that a night's times follow one another.

    Raises:
        BadInputError: They do not; the message says which.
    """
    ends = night.nominations_close_at
    if ends and night.vote_closes_at and ends >= night.vote_closes_at:
        raise BadInputError("The vote has to close after the nominations do.")
    for closing in (ends, night.vote_closes_at):
        if closing and closing > night.starts_at:
            raise BadInputError("Nominations and the vote have to close before the night begins.")


def jobs(night: Night) -> tuple[Job, ...]:
    """Return what a night has to have done, in the order it is due.

    A reminder stands for as long as it is true: the one a day before until an hour before, that
    one until the night begins. A night planned within the time gets no such reminder. Closings
    never expire.
    """
    if night.status not in _OPEN:
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
    """Return whether a job is to be done now, as when the bot was away for a while."""
    if now < job.at:
        return Timing.EARLY
    if job.until is not None and now >= job.until:
        return Timing.EXPIRED
    return Timing.DUE if now - job.at <= LATE_AFTER else Timing.OVERDUE


def accepts_votes(night: Night, now: datetime) -> bool:
    """Whether a ballot cast now counts, even if nobody has closed the vote yet."""
    open_ = night.vote_closes_at is None or now < night.vote_closes_at
    return night.status is Status.VOTING and open_


def ping_batches(answers: Mapping[int, Rsvp], room: int) -> tuple[tuple[int, ...], ...]:
    """Return whom a reminder pings, message by message: exactly those who said they come.

    Args:
        answers: What each person answered.
        room: How many characters of a message are left for pings (``<@1234> `` each).

    Raises:
        ValueError: Not even one ping fits in.
    """
    batches: list[list[int]] = []
    left = 0
    for person in _coming(answers):
        size = len(f"<@{person}> ")
        if size > room:
            raise ValueError("no room for a ping")
        if not batches or size > left or len(batches[-1]) == MAX_PINGS:
            batches.append([])
            left = room
        batches[-1].append(person)
        left -= size
    return tuple(map(tuple, batches))


def _coming(answers: Mapping[int, Rsvp]) -> Iterable[int]:
    return sorted(person for person, answer in answers.items() if answer is Rsvp.YES)

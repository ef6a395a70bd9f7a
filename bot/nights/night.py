"""A night: the states it goes through, and who may move it on."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.errors import BadInputError
from bot.nights.times.parse import DEFAULT_LENGTH


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


OPEN = frozenset({Status.PLANNED, Status.NOMINATING, Status.VOTING, Status.CLOSED})
"""The states of a night that is still to come."""

_MOVES: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {
        (Status.PLANNED, Action.NOMINATE): Status.NOMINATING,
        (Status.NOMINATING, Action.VOTE): Status.VOTING,
        (Status.VOTING, Action.CLOSE): Status.CLOSED,
        (Status.CLOSED, Action.WATCH): Status.WATCHED,
        **{(status, Action.MOVE): status for status in OPEN},
        **{(status, Action.CANCEL): Status.CANCELLED for status in OPEN},
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
        raise BadInputError(
            "A vote needs at least two films that stand; /night nominate names one."
        )


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


def accepts_votes(night: Night, now: datetime) -> bool:
    """Whether a ballot cast now counts, even if nobody has closed the vote yet."""
    open_ = night.vote_closes_at is None or now < night.vote_closes_at
    return night.status is Status.VOTING and open_

"""A night: its statuses, and who may change them."""

import enum
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.errors import BadInputError, OnlyFilmError
from bot.i18n import N_, NC_, _
from bot.rules.times.parse import DEFAULT_LENGTH


class Status(enum.StrEnum):
    """The status of a night."""

    PLANNED = "planned"
    NOMINATING = "nominating"
    VOTING = "voting"
    CLOSED = "closed"
    WATCHED = "watched"
    CANCELLED = "cancelled"


class Action(enum.StrEnum):
    """What can be done with a night."""

    MOVE = "move"  # to another time or place
    NOMINATE = "nominate"  # open nominations
    VOTE = "vote"  # open the vote
    POSTPONE = "postpone"  # the closing of an open vote
    CLOSE = "close"  # the vote
    REOPEN = "reopen"  # the vote
    SETTLE = "settle"  # take the only film without a vote
    WATCH = "watch"  # mark the film as watched
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do, by the server's roles and settings.

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
        status: Its status.
        planned_at: When it was planned, aware.
        starts_at: When it begins, aware.
        length: How long it is: as its planner said, or else as long as the chosen film; ``None`` if
            neither is known, which counts as :data:`DEFAULT_LENGTH`.
        nominations_close_at: When nominations end automatically; ``None`` if by hand.
        vote_closes_at: When the vote ends automatically; ``None`` if by hand.
    """

    status: Status
    planned_at: datetime
    starts_at: datetime
    length: timedelta | None = None
    nominations_close_at: datetime | None = None
    vote_closes_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + (self.length or DEFAULT_LENGTH)

    def has_begun(self, now: datetime) -> bool:
        """Whether it has begun, whatever its status."""
        return self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        """Whether it is over, whatever its status."""
        return self.ends_at <= now


OPEN = frozenset({Status.PLANNED, Status.NOMINATING, Status.VOTING, Status.CLOSED})
"""The statuses of an upcoming night."""

STANDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.PLANNED: N_("nominations aren't open yet"),
        Status.NOMINATING: N_("films are being nominated; /night vote opens the vote"),
        Status.VOTING: N_("the vote is open; /night result closes it"),
        Status.CLOSED: N_("the film is chosen; use /night watched after watching it"),
        Status.WATCHED: N_("its film was watched; /night history shows it"),
        Status.CANCELLED: N_("the night was cancelled"),
    }
)
"""A night's status and what comes next, as text that follows a colon; for ``_``."""

STATUS_CONTEXT = "night"
STATUS_NAMES: Mapping[Status, str] = MappingProxyType(
    {
        Status.PLANNED: NC_("night", "planned"),
        Status.NOMINATING: NC_("night", "nominating"),
        Status.VOTING: NC_("night", "voting"),
        Status.CLOSED: NC_("night", "closed"),
        Status.WATCHED: NC_("night", "watched"),
        Status.CANCELLED: NC_("night", "cancelled"),
    }
)
"""A night's status in one word, for ``pgettext`` with :data:`STATUS_CONTEXT`."""

_NOT_NOW: Mapping[Action, str] = MappingProxyType(
    {
        Action.MOVE: N_("You can't move the night now: {why}."),
        Action.NOMINATE: N_("You can't open nominations now: {why}."),
        Action.VOTE: N_("You can't open the vote now: {why}."),
        Action.POSTPONE: N_("You can't change when the vote closes now: {why}."),
        Action.CLOSE: N_("You can't close the vote now: {why}."),
        Action.REOPEN: N_("You can't open the vote again now: {why}."),
        Action.SETTLE: N_("You can't take the only film without a vote now: {why}."),
        Action.WATCH: N_("You can't mark the film as watched now: {why}."),
        Action.CANCEL: N_("You can't cancel the night now: {why}."),
    }
)
_NOT_YOU: Mapping[Action, str] = MappingProxyType(
    {
        Action.MOVE: N_("Only the host or a moderator can move the night."),
        Action.NOMINATE: N_("Only the host or a moderator can open nominations."),
        Action.VOTE: N_("Only the host, a moderator or whoever may close votes can open the vote."),
        Action.POSTPONE: N_(
            "Only the host, a moderator or whoever may close votes can change when the vote closes."
        ),
        Action.CLOSE: N_(
            "Only the host, a moderator or whoever may close votes can close the vote."
        ),
        Action.REOPEN: N_(
            "Only the host, a moderator or whoever may close votes can open the vote again."
        ),
        Action.SETTLE: N_(
            "Only the host, a moderator or whoever may close votes can take the only film without "
            "a vote."
        ),
        Action.WATCH: N_(
            "Only the host, a moderator or whoever may close votes can mark the film as watched."
        ),
        Action.CANCEL: N_("Only the host or a moderator can cancel the night."),
    }
)

_MOVES: Mapping[tuple[Status, Action], Status] = MappingProxyType(
    {
        (Status.PLANNED, Action.NOMINATE): Status.NOMINATING,
        (Status.NOMINATING, Action.VOTE): Status.VOTING,
        (Status.NOMINATING, Action.SETTLE): Status.CLOSED,
        (Status.VOTING, Action.POSTPONE): Status.VOTING,
        (Status.VOTING, Action.CLOSE): Status.CLOSED,
        (Status.CLOSED, Action.REOPEN): Status.VOTING,
        (Status.CLOSED, Action.WATCH): Status.WATCHED,
        **{(status, Action.MOVE): status for status in OPEN},
        **{(status, Action.CANCEL): Status.CANCELLED for status in OPEN},
    }
)

_CLOSER_MAY = frozenset(
    {
        Action.VOTE,
        Action.SETTLE,
        Action.POSTPONE,
        Action.CLOSE,
        Action.REOPEN,
        Action.WATCH,
    }
)


def advance(status: Status, action: Action, rights: Rights) -> Status:
    """Return the status of a night after an action.

    Raises:
        BadInputError: The night's status does not allow it, or the person may not do it.
    """
    if (status, action) not in _MOVES:
        raise BadInputError(_(_NOT_NOW[action], why=_(STANDS[status])))
    if not (rights.host or rights.moderate or (rights.close and action in _CLOSER_MAY)):
        raise BadInputError(_(_NOT_YOU[action]))
    return _MOVES[status, action]


def possible_actions(status: Status, rights: Rights) -> tuple[Action, ...]:
    """Return the actions that a person can take on a night now, for its buttons."""

    def possible(action: Action) -> bool:
        try:
            advance(status, action, rights)
        except BadInputError:
            return False
        return True

    return tuple(filter(possible, Action))


def nearest(nights: Sequence[Night], now: datetime, wanted: Collection[Status]) -> int:
    """Return the index of the night most likely meant when none is named.

    Of those with a fitting status, or of all if none has one, it is the next that is not over, or
    else the last one; to mark a film as watched, the last night that has begun.

    Args:
        nights: At least one, the earliest first.
        now: What time it is.
        wanted: The statuses that fit.
    """
    places = range(len(nights))
    fitting = [place for place in places if nights[place].status in wanted] or list(places)
    begun = [place for place in fitting if nights[place].has_begun(now)]
    if set(wanted) == {Status.CLOSED} and begun:
        return begun[-1]
    return next((place for place in fitting if not nights[place].is_over(now)), fitting[-1])


def check_vote(candidates: int) -> None:
    """Make sure that there is something to vote on.

    Raises:
        BadInputError: No film is nominated.
        OnlyFilmError: Only one is, for which nobody needs to vote.
    """
    if candidates == 0:
        raise BadInputError(
            _("There's nothing to vote on yet; nominate a film with /night nominate.")
        )
    if candidates == 1:
        raise OnlyFilmError(
            _(
                "Only one film is nominated. Take it without a vote, or nominate another with "
                "/night nominate."
            )
        )


def check_only(candidates: int) -> None:
    """Make sure that exactly one film is nominated, so that it can be taken without a vote.

    Raises:
        BadInputError: There is none, or there are several.
    """
    if candidates != 1:
        raise BadInputError(_("That was for the only film; there are others now, or none."))


def check_times(night: Night) -> None:
    """Make sure that a night's times follow one another.

    Raises:
        BadInputError: They do not; the message says which.
    """
    ends = night.nominations_close_at
    if ends and night.vote_closes_at and ends >= night.vote_closes_at:
        raise BadInputError(_("The vote has to close after the nominations do."))
    for closing in (ends, night.vote_closes_at):
        if closing and closing > night.starts_at:
            raise BadInputError(
                _("Nominations and the vote have to close before the night begins.")
            )


def moved_along(before: Night, after: Night) -> Night:
    """Return a night that was moved, with its closing times adjusted where necessary.

    A vote that closed when the night begins, the default, still does; a closing that would be too
    late moves to earlier.
    """
    closes, starts = after.vote_closes_at, after.starts_at
    by_default = closes == before.vote_closes_at == before.starts_at
    by_default = by_default and after.status is not Status.CLOSED  # then it records when that was
    if closes is not None and (by_default or closes > starts):
        closes = starts
    ends = after.nominations_close_at
    if ends is not None and ends >= (closes or starts):
        ends = (closes or starts) - timedelta(minutes=1)
    return replace(after, vote_closes_at=closes, nominations_close_at=ends)


def accepts_votes(night: Night, now: datetime) -> bool:
    """Whether a ballot cast now counts, even if the vote has not been closed yet."""
    open_ = night.vote_closes_at is None or now < night.vote_closes_at
    return night.status is Status.VOTING and open_

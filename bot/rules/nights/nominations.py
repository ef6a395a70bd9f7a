"""Nominations: who may nominate what, what is hidden, what a veto does.

Blind nominations stay hidden until they are revealed. Two people may then nominate the same film
without learning of each other (a refusal would tell them); it is on the list only once.

A veto rules a film out for the night. It is anonymous: :func:`shown` never says whose it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.errors import BadInputError, NotYoursError
from bot.i18n import _, ngettext
from bot.rules.voting.model import Candidate

MAX_CANDIDATES = 25
"""A Discord select menu has at most 25 options."""

BY_BOT = 0
"""Stands for the bot in place of a person's id: Discord gives this id to nobody."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a server allows.

    Attributes:
        per_person: How many films one person may nominate.
        in_all: How many films may be nominated.
        blind: Whether nominations are hidden until revealed.
        vetoes: How many vetoes a person has, usually one or none.
    """

    per_person: int = 3
    in_all: int = MAX_CANDIDATES
    blind: bool = False
    vetoes: int = 1

    def __post_init__(self) -> None:
        if not (1 <= self.per_person <= self.in_all <= MAX_CANDIDATES and self.vetoes >= 0):
            raise ValueError("caps out of range")


@dataclass(frozen=True, slots=True)
class Nomination:
    """A film that somebody nominated.

    Attributes:
        film: The film.
        by: The person's id; :data:`BY_BOT` for the bot, ``None`` for a former member.
    """

    film: Candidate
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """A film that somebody vetoed."""

    film: str
    by: int


@dataclass(frozen=True, slots=True)
class Board:
    """Every nomination of a night.

    Attributes:
        rules: What is allowed.
        nominations: In the order they were made.
        vetoes: In the order they were made.
        removed: Ids of films that a moderator removed; they cannot come back.
        revealed: Whether blind nominations have been shown.
        chooser: The only person who may nominate; ``None`` for everybody.
    """

    rules: Rules
    nominations: tuple[Nomination, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    removed: frozenset[str] = frozenset()
    revealed: bool = False
    chooser: int | None = None

    @property
    def hidden(self) -> bool:
        """Whether people see only their own nominations."""
        return self.rules.blind and not self.revealed

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The films on the list, each once, in the order they were first nominated."""
        out = {veto.film for veto in self.vetoes} | self.removed
        films: dict[str, Candidate] = {}
        for nomination in self.nominations:
            films.setdefault(nomination.film.id, nomination.film)
        return tuple(film for id_, film in films.items() if id_ not in out)


@dataclass(frozen=True, slots=True)
class VisibleNominations:
    """What one person may see of a board.

    Attributes:
        nominations: Those that may be seen, including vetoed films.
        vetoed: Ids of the vetoed films.
        hidden: How many nominations by others are still hidden.
    """

    nominations: tuple[Nomination, ...]
    vetoed: frozenset[str]
    hidden: int


def nominate(board: Board, film: Candidate, by: int) -> Board:
    """Nominate a film, as a person or as :data:`BY_BOT`, which has the same cap.

    Raises:
        BadInputError: It is already nominated, was ruled out, a cap is reached, or somebody else
            chooses the films.
    """
    check_may_name(board, by)
    own = [nomination for nomination in board.nominations if nomination.by == by]
    same = own if board.hidden else board.nominations
    if film.id in board.removed or film.id in {veto.film for veto in board.vetoes}:
        raise BadInputError(_("{film} is out for this night.", film=film.name))
    if any(nomination.film.id == film.id for nomination in same):
        raise BadInputError(_("{film} is already nominated.", film=film.name))
    check_cap(board, by)
    stands = {candidate.id for candidate in board.candidates}
    if film.id not in stands and len(stands) >= board.rules.in_all:
        raise BadInputError(
            ngettext(
                "The list is full: it holds {count} film.",
                "The list is full: it holds {count} films.",
                board.rules.in_all,
            )
        )
    return replace(board, nominations=(*board.nominations, Nomination(film, by)))


def check_may_name(board: Board, by: int) -> None:
    """Make sure that somebody may nominate at all; the bot may.

    Raises:
        BadInputError: Somebody else chooses them.
    """
    if board.chooser is not None and by not in {board.chooser, BY_BOT}:
        raise BadInputError(
            _("The host chooses the films this time, as the night's card says; you vote on them.")
        )


def check_cap(board: Board, by: int) -> None:
    """Make sure that somebody, or the bot, may nominate one more film.

    Raises:
        BadInputError: They have reached the cap; what a moderator removed does not count, since it
            cannot be withdrawn.
    """
    named = [n for n in board.nominations if n.by == by and n.film.id not in board.removed]
    if len(named) < board.rules.per_person:
        return
    if by == BY_BOT:
        raise BadInputError(_("I have already nominated as many films as anyone may."))
    if board.chooser is not None:
        count = board.rules.per_person
        raise BadInputError(
            ngettext(
                "A host can nominate {count} film at most; withdraw one first.",
                "A host can nominate {count} films at most; withdraw one first.",
                count,
            )
        )
    raise BadInputError(
        ngettext(
            "Everybody may nominate {count} film; withdraw one first.",
            "Everybody may nominate {count} films; withdraw one first.",
            board.rules.per_person,
        )
    )


def withdraw(board: Board, film: str, by: int) -> Board:
    """Withdraw one's own nomination.

    Raises:
        NotYoursError: It is not one's own.
    """
    left = tuple(n for n in board.nominations if not (n.film.id == film and n.by == by))
    if len(left) == len(board.nominations):
        raise NotYoursError(
            _("That film isn't among your nominations any more; “Nominate” shows those that are.")
        )
    return replace(board, nominations=left)


def veto(board: Board, film: str, by: int) -> Board:
    """Veto a film; a second veto of the same film is not used up.

    Raises:
        BadInputError: The person has no veto left, nominations are still hidden, or the film is not
            on the list.
    """
    if board.hidden:
        raise BadInputError(_("Nominations are still hidden; you can veto once they are shown."))
    if film not in {candidate.id for candidate in board.candidates}:
        raise BadInputError(_("That film isn't on the list."))
    if sum(made.by == by for made in board.vetoes) >= board.rules.vetoes:
        if not board.rules.vetoes:
            raise BadInputError(_("Nobody has a veto here."))
        raise BadInputError(
            ngettext(
                "Everybody has {count} veto per night.",
                "Everybody has {count} vetoes per night.",
                board.rules.vetoes,
            )
        )
    return replace(board, vetoes=(*board.vetoes, Veto(film, by)))


def remove(board: Board, film: str) -> Board:
    """Remove a film as a moderator; it cannot be nominated again."""
    return replace(board, removed=board.removed | {film})


def reveal(board: Board) -> Board:
    """Show blind nominations to everybody."""
    return replace(board, revealed=True)


def forget(board: Board, person: int) -> Board:
    """Keep a person's nominations and vetoes without their name.

    A veto stays in effect by becoming a removal.
    """
    nominations = tuple(replace(n, by=None) if n.by == person else n for n in board.nominations)
    own = {made.film for made in board.vetoes if made.by == person}
    others = tuple(made for made in board.vetoes if made.by != person)
    return replace(board, nominations=nominations, vetoes=others, removed=board.removed | own)


def shown(board: Board, viewer: int | None) -> VisibleNominations:
    """Return what a person may see; ``None`` for what everybody may see."""
    there = [n for n in board.nominations if n.film.id not in board.removed]
    visible: Sequence[Nomination] = there
    if board.hidden:
        visible = [n for n in there if viewer is not None and n.by == viewer]
    return VisibleNominations(
        nominations=tuple(visible),
        vetoed=frozenset(made.film for made in board.vetoes),
        hidden=len(there) - len(visible),
    )

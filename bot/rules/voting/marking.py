"""Filling in a ballot, press by press.

Every press names its result ("this film on place 2"), never a step ("one up"), so that pressing
twice does no more than pressing once.
"""

from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.voting.model import MAX_SCORE, Ballot, Method

OFF = 0
"""The mark that takes a film off a ballot; for STAR it is no star."""


def with_mark(
    method: Method, ballot: Ballot, film: str, mark: int, *, level: bool = False
) -> dict[str, int]:
    """Return a ballot on which a film has a mark.

    Args:
        method: What kind of ballot it is.
        ballot: What is on it so far.
        film: The film's id.
        mark: 1 for an approval or a choice, the place from 1 (best) for ranked methods, the
            stars for STAR; :data:`OFF` takes the film off.
        level: For Schulze, whether the film shares the place with those that have it already;
            otherwise they move down by one.

    Raises:
        BadInputError: There is no such mark.
    """
    match method:
        case Method.APPROVAL:
            return _without(ballot, film) | ({film: 1} if mark else {})
        case Method.SINGLE:
            return {film: 1} if mark else _without(ballot, film)
        case Method.STAR:
            if not 0 <= mark <= MAX_SCORE:
                raise BadInputError(_("A film gets 0 to {most} stars.", most=MAX_SCORE))
            return _without(ballot, film) | {film: mark}
        case Method.RANKED | Method.SCHULZE:
            return _ranked(ballot, film, mark, level=level and method is Method.SCHULZE)


def places(ballot: Ballot) -> tuple[tuple[str, ...], ...]:
    """Return the films of a ranked ballot, those on one place together, best first."""
    ranks = sorted(set(ballot.values()))
    return tuple(tuple(film for film in ballot if ballot[film] == rank) for rank in ranks)


def _ranked(ballot: Ballot, film: str, mark: int, *, level: bool) -> dict[str, int]:
    if mark < OFF:
        raise BadInputError(_("Places are counted from 1."))
    rows = [list(row) for row in places(_without(ballot, film))]
    if level and mark and mark <= len(rows):
        rows[mark - 1].append(film)
    elif mark:
        rows.insert(mark - 1, [film])
    return {each: place for place, row in enumerate(rows, 1) for each in row}


def _without(ballot: Ballot, film: str) -> dict[str, int]:
    return {other: mark for other, mark in ballot.items() if other != film}

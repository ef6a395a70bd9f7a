"""What a question asks for, in the options of ``/pick``."""

from collections.abc import Mapping

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Role
from bot.library.names.lookup import CHOSEN
from bot.questions.query.nodes import (
    Attribute,
    Between,
    Condition,
    Credit,
    Films,
    Genre,
    Language,
    Named,
    OfKind,
)
from bot.questions.query.queries import Query

Options = Mapping[str, str | int | float]
"""Options of a command by name."""
_KINDS = {FILM_KINDS: "films", SERIES_KINDS: "series"}


def pick_options(query: Query | None) -> Options | None:
    """Return the options with which ``/pick`` draws from the titles of a query.

    ``None`` if there is none for a condition, or if two conditions need the same one.
    """
    if query is None:
        return {}
    if not isinstance(query, Films) or query.order is not None:
        return None
    options: dict[str, str | int | float] = {}
    genres: list[str] = []
    for condition in query.conditions:
        if isinstance(condition, Genre):
            genres.append(condition.name)
            continue
        given = _bounds(condition) if isinstance(condition, Between) else _options_of(condition)
        if not given or not options.keys().isdisjoint(given):
            return None
        options |= given
    return options | ({"genre": ", ".join(genres)} if genres else {})


def _options_of(condition: Condition) -> Options:
    """Return the options for one condition; none if there are none."""
    match condition:
        case OfKind(kinds) if kinds in _KINDS:
            return {"kind": _KINDS[kinds]}
        case Language(name):
            return {"language": name}
        case Credit((Role.DIRECTOR,), Named(id_), every=False):
            return {"director": CHOSEN + id_}
        case Credit(roles, Named(id_), every=False) if Role.CAST in roles:
            return {"person": CHOSEN + id_}
        case _:
            return {}


def _bounds(condition: Between) -> Options:
    """Return the options for the bounds of a figure; none if there are none."""
    given: Mapping[str, float | None] = {}
    match condition:
        case Between(Attribute.YEAR, low, high):
            given = {"from_year": low, "to_year": high}
        case Between(Attribute.RATING, low, None):
            return {} if low is None else {"min_rating": low}
        case Between(Attribute.VOTES, low, None):
            given = {"min_votes": low}
        case Between(Attribute.RUNTIME, None, high):
            given = {"max_minutes": high}
        case _:
            pass
    return {name: int(value) for name, value in given.items() if value is not None}

"""What a question asks for, in the options of ``/pick``."""

from collections.abc import Mapping

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Role
from bot.questions.query.nodes import (
    About,
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

_KINDS = {FILM_KINDS: "films", SERIES_KINDS: "series"}
Options = Mapping[str, str | int | float]


def pick_options(query: Query | None) -> Options | None:
    """Return the options with which ``/pick`` draws from the titles of a query.

    ``None`` if it has no option for a condition, or takes another option only once.
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
        given = _options_of(condition)
        if not given or not options.keys().isdisjoint(given):
            return None
        options |= given
    return options | ({"genre": ", ".join(genres)} if genres else {})


def _options_of(condition: Condition) -> Options:
    """Return the options for one condition; none if it has none."""
    options: Options = {}
    match condition:
        case OfKind(kinds) if kinds in _KINDS:
            options = {"kind": _KINDS[kinds]}
        case Language(name):
            options = {"language": name}
        case About(text):
            options = {"about": text}
        case Credit((Role.DIRECTOR,), Named(_, name)):
            options = {"director": name}
        case Credit(roles, Named(_, name)) if Role.CAST in roles:
            options = {"person": name}
        case Between(Attribute.YEAR, low, high):
            options = _bounds("from_year", low) | _bounds("to_year", high)
        case Between(Attribute.RATING, float(low) | int(low), None):
            options = {"min_rating": low}
        case Between(Attribute.VOTES, float(low) | int(low), None):
            options = _bounds("min_votes", low)
        case Between(Attribute.RUNTIME, None, float(high) | int(high)):
            options = _bounds("max_minutes", high)
        case _:
            pass
    return options


def _bounds(option: str, value: float | None) -> dict[str, str | int | float]:
    return {} if value is None else {option: int(value)}

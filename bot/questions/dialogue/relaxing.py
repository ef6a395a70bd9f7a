"""Relaxation of empty sets: dropping one condition, or allowing any role."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.query_cost import is_sweeping
from bot.questions.query.nodes import (
    ANY_ROLE,
    About,
    Alike,
    Among,
    AnyOf,
    Attribute,
    Between,
    Condition,
    Credit,
    Films,
    Franchise,
    Genre,
    Named,
    Not,
    OfKind,
    Tag,
    ValueCount,
    is_one_title,
)
from bot.questions.query.queries import Check, Query

MAX_WAYS = 2
"""The most relaxations shown that give up equally much: for two people, the titles of either."""
_FIGURE, _TIME, _KIND, _GENRE, _ROLE, _SUBJECT, _PERSON = range(7)
"""The importance of conditions: the least important is dropped first."""
_WORTH: tuple[tuple[type[Condition], int], ...] = (
    (OfKind, _KIND),
    (ValueCount, _FIGURE),
    (Genre, _GENRE),
    (About, _SUBJECT),
    (Alike, _SUBJECT),
    (Franchise, _SUBJECT),
    (Tag, _SUBJECT),
    (Credit, _PERSON),
)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A relaxed, non-empty set, and what it gives up.

    Attributes:
        query: The set.
        dropped: The dropped conditions.
        widened: The credit for which it allows any role.
    """

    query: Films
    dropped: tuple[Condition, ...] = ()
    widened: Credit | None = None


def relaxed(query: Query, evaluator: Evaluator) -> tuple[Relaxed, ...]:
    """Return the closest relaxations of an empty set; none if it names a title.

    Exclusions stay in place: who wants nothing with somebody is shown nothing with them. A person
    or theme is dropped only if another one was named.
    """
    if isinstance(query, Check) and query.low is query.high is None:
        query = query.films
    if not isinstance(query, Films) or (query.order is not None and query.order.skip):
        return ()
    if any(_names_title(part) for part in query.conditions):
        return ()
    ways = sorted(_ways(query), key=lambda way: way[0])
    found: list[Relaxed] = []
    least = None
    for worth, way in ways:
        if least is not None and (worth > least or len(found) == MAX_WAYS):
            break
        if _has_titles(way.query, evaluator):
            least = worth
            found.append(way)
    if found:
        return tuple(found)
    told = [part for part in query.conditions if _worth(part) >= _SUBJECT or isinstance(part, Not)]
    few = replace(query, conditions=tuple(told))
    dropped = tuple(part for part in query.conditions if part not in told)
    if len(dropped) > 1 and _asks(few) and _has_titles(few, evaluator):
        return (Relaxed(few, dropped),)
    return ()


def _ways(films: Films) -> Iterator[tuple[int, Relaxed]]:
    """Yield every set with one condition less, with the importance of that condition."""
    conditions = films.conditions
    for place, part in enumerate(conditions):
        if isinstance(part, Not) or _is_path(part):
            continue
        rest = replace(films, conditions=(*conditions[:place], *conditions[place + 1 :]))
        if _asks(rest) and (_worth(part) < _SUBJECT or _has_subject(rest)):
            yield _worth(part), Relaxed(rest, (part,))
        if (
            isinstance(part, Credit)
            and isinstance(part.people, Named)
            and part.roles != ANY_ROLE
            and _has_subject(rest)
        ):
            any_role = replace(part, roles=ANY_ROLE)
            wide = (*conditions[:place], any_role, *conditions[place + 1 :])
            yield _ROLE, Relaxed(replace(films, conditions=wide), widened=part)


def _is_path(condition: Condition) -> bool:
    """Return whether a condition is a step of a path: without it the path leads elsewhere."""
    return isinstance(condition, Credit) and not isinstance(condition.people, Named)


def _worth(condition: Condition) -> int:
    if isinstance(condition, Between):
        return _TIME if condition.attribute is Attribute.YEAR else _FIGURE
    if isinstance(condition, AnyOf):
        return max(map(_worth, condition.conditions))
    return next((worth for sort, worth in _WORTH if isinstance(condition, sort)), _TIME)


def _asks(films: Films) -> bool:
    return any(not isinstance(part, OfKind | Not) for part in films.conditions)


def _has_subject(films: Films) -> bool:
    """Return whether a person or theme is left: a genre alone is not what was asked for."""
    return any(_worth(part) >= _SUBJECT for part in films.conditions)


def _names_title(condition: Condition) -> bool:
    inner = condition.condition if isinstance(condition, Not) else condition
    return is_one_title(inner) or isinstance(inner, Among)


def _has_titles(films: Films, evaluator: Evaluator) -> bool:
    """Return whether a set has titles that are clearly about its themes."""
    if is_sweeping(films, evaluator) or not evaluator.film_set(films):
        return False
    told = evaluator.by_story(films)
    return told is None or told.clear

"""Queries changed by a fragment: "and with Al Pacino?", "only the comedies".

Anaphors enter the grammar as their referents. A fragment that is not a question of its own changes
the previous query: it adds a filter or replaces one of the same kind.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from bot.questions.query.node import Derived
from bot.questions.query.nodes import (
    ANY_ROLE,
    Between,
    Condition,
    Credit,
    Credited,
    Films,
    Named,
    OfKind,
    Values,
    is_one_title,
)
from bot.questions.query.queries import (
    MEANS,
    Check,
    Compare,
    Count,
    Figure,
    Grouped,
    Mean,
    Query,
    Several,
    TopGroups,
)
from bot.questions.query.walk import titles_named
from bot.questions.reading.settling import without_denials


def refine(before: Query, fragment: Query) -> Query | None:
    """Return the previous query with a fragment's filters added; new years replace old ones."""
    if isinstance(fragment, Named):
        if isinstance(before, Credited) and any(map(is_one_title, before.films.conditions)):
            credit = Credit(before.roles, fragment)  # "who is in it? And Al Pacino?"
            return Check(Films((*before.films.conditions, credit)))
        fragment = films_with(fragment)
    if isinstance(fragment, Check):
        fragment = fragment.films
    if not isinstance(fragment, Films) or titles_named(fragment):
        return None
    return with_films(before, lambda films: _added(films, fragment))


def is_title(query: Query) -> bool:
    """Return whether a fragment only names a title, which may be a change of subject."""
    return isinstance(query, Films) and len(query.conditions) == 1 and bool(titles_named(query))


def is_denied(before: Query, fragment: Films) -> bool:
    """Return whether titles are wanted that are not what they are: horror, but without blood."""
    if not isinstance(before, Films) or not fragment.conditions or fragment.order is not None:
        return False
    both = dict.fromkeys((*before.conditions, *fragment.conditions))
    return not set(fragment.conditions).intersection(without_denials(tuple(both)))


def films_with(person: Named) -> Films:
    """Return the titles that a person is credited in."""
    return Films((Credit(ANY_ROLE, person),))


def swap(before: Query, fragment: Query) -> Query | None:
    """Return the previous query with the fragment replacing what is of the same kind."""
    match fragment:
        case Named():
            return with_films(before, lambda films: _swapped_person(films, fragment))
        case Films():
            return with_films(before, lambda films: _swapped(films, fragment))
        case Grouped(of):
            return _regrouped(before, of)
        case _:
            return None


def _added(films: Films, fragment: Films) -> Films:
    replaced = {_sort(part) for part in fragment.conditions if isinstance(part, Between | OfKind)}
    kept = [part for part in films.conditions if _sort(part) not in replaced]
    conditions = without_denials(tuple(dict.fromkeys((*kept, *fragment.conditions))))
    return Films(conditions, fragment.order or films.order)


def _swapped(films: Films, fragment: Films) -> Films:
    sorts = {_sort(part) for part in fragment.conditions}
    kept = [part for part in films.conditions if _sort(part) not in sorts]
    return Films(without_denials((*kept, *fragment.conditions)), fragment.order or films.order)


def _swapped_person(films: Films, person: Named) -> Films:
    conditions = tuple(
        replace(part, people=person)
        if isinstance(part, Credit) and isinstance(part.people, Named)
        else part
        for part in films.conditions
    )
    return replace(films, conditions=conditions)


def _regrouped(before: Query, by: Credited | Values) -> Query | None:
    """Return the previous query for each group: "and by genre?"."""
    match before:
        case Films():
            return Grouped(
                replace(by, films=before), Figure.NUMBER if before.order is None else None
            )
        case Count(Films() as films):
            return Grouped(replace(by, films=films), Figure.NUMBER)
        case Mean(attribute, films):
            return Grouped(replace(by, films=films), MEANS[attribute])
        case Grouped(of) | TopGroups(of):
            return replace(before, of=replace(by, films=of.films))
        case _:
            return None


def _sort(condition: Condition) -> str:
    if isinstance(condition, Between):
        return condition.attribute.value
    return type(condition).__name__


def with_films(query: Query, change: Callable[[Films], Films]) -> Query | None:
    """Return a query with its titles changed; ``None`` if nothing changes."""
    match query:
        case Films():
            changed = change(query)
            return changed if changed != query else None
        case Several(parts):
            inner = [found for part in parts if (found := with_films(part, change)) is not None]
            return replace(query, parts=tuple(inner)) if len(inner) == len(parts) else None
        case Compare(key=None):
            return query.map(lambda side: change(cast("Films", side)))
        case Derived():
            source = with_films(cast("Query", query.source), change)
            return None if source is None else query.map(lambda _: source)
        case _:
            return None

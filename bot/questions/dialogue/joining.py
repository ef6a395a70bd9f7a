"""Joins parts of a sentence into one query, and drops what no catalogue covers from one."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import cast

from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Condition,
    Credit,
    Films,
    Key,
    Named,
    OfKind,
    Order,
    Titled,
    Together,
    Values,
)
from bot.questions.query.queries import Career, Check, Count, Grouped, Mean, Query, Top, TopGroups
from bot.questions.query.walk import is_everything, is_of_any_title, titles_named
from bot.questions.results.missing_data import SHOWN


def joined(parts: Sequence[Query]) -> Query | None:
    """Return the titles that all parts are about: "forrest gump tom hanks".

    ``None`` if a part asks for something other than titles or people.
    """
    conditions: dict[Condition, None] = {}
    order: Order | None = None
    for part in parts:
        films = titles_of(part)
        if films is None:
            return None
        conditions |= dict.fromkeys(films.conditions)
        order = order or films.order
    return Films(tuple(conditions), order) if conditions else None


def titles_of(query: Query) -> Films | None:
    """Return the titles that a set of titles, or somebody named, stands for."""
    match query:
        case Films():
            return query
        case Named():
            return Films((Credit(ANY_ROLE, query),))
        case Together(people, every=True):
            return Films(tuple(Credit(ANY_ROLE, person) for person in people))
        case _:
            return None


LIFE = "life"
"""The topic of people's ages and families: what two of them made together is none of it."""
FOR_ANY = frozenset(
    {"award", "certificate", "episode", "money", "month", "review", "runtime", "seen", "watch"}
)
"""If only such topics were asked about, any good title may do; for a studio, a place or a song,
none would."""


def knowable(query: Query, beyond: Collection[str], *, bare: bool) -> Query | None:
    """Return what can be answered of a query that also asks about uncovered topics.

    Counts and yes/no questions are excluded: "how many Oscars did it win" counts no titles.

    Args:
        query: The rest of the question, as it was read.
        beyond: The uncovered topics, as keys of the lexicon.
        bare: Whether nothing else was asked; titles of that kind are then shown, best first.
    """
    if LIFE in beyond and isinstance(query, Together):
        return replace(query, every=False)
    any_will_do = FOR_ANY.issuperset(beyond)
    if _is_ordered(query) and not any_will_do:
        return None  # "the Marvel films in order" are not all films in order
    return _known_part(query, bare=bare and any_will_do)


def _known_part(query: Query, *, bare: bool) -> Query | None:
    """Return what can be answered of a query; if it is bare, the best titles of its kind."""
    if isinstance(query, Check) and isinstance(query.source, Films):
        query = _asked_about(query.source) or query
    match query:
        case Values(Attribute.KIND, source):
            return source
        case Named() | Together() as source:
            return titles_of(source) or query
        case Check(Films((_,))) | Count(Films() | Named() | Together()) | Mean():
            return titles_of(cast("Query", query.source))
        case Films():
            return _knowable_films(query, bare=bare)
        case Top() | TopGroups() | Grouped() | Career():  # "who won best actor" ranks nobody
            return None
        case _:
            return None if is_everything(query) else query


def _is_ordered(query: Query) -> bool:
    """Return whether a query is about all titles in some order, or about the first of them."""
    films = query.films if isinstance(query, Values) else query
    return isinstance(films, Films) and films.order is not None and is_of_any_title(films)


def _knowable_films(films: Films, *, bare: bool) -> Films | None:
    if _is_kind_of_title(films):
        return replace(films, conditions=tuple(titles_named(films)))
    if titles_named(films):
        return films
    if not is_everything(films):
        return films
    return replace(films, order=Order(Key.BEST, limit=SHOWN)) if bare else None


def _is_kind_of_title(films: Films) -> bool:
    """Return whether a title is named with no more than its kind, for which nobody asked."""
    return bool(titles_named(films)) and all(
        isinstance(part, Titled | OfKind) for part in films.conditions
    )


def _asked_about(films: Films) -> Films | Together | None:
    """Return the title or people that a yes/no question is about, if it says no more of them.

    Whether a title is a Marvel film is not known, nor whether somebody is older than another.
    """
    if _is_kind_of_title(films):
        return films
    people = [part.people for part in films.conditions if isinstance(part, Credit)]
    if len(people) > 1 and len(people) == len(films.conditions):
        return Together(tuple(people), every=False)
    return None

"""Questions that build on the one before: "and with Al Pacino?", "only the comedies".

Words that stand for something said before enter the grammar as what they stand for. A fragment
that is no question of its own changes the query before: a filter is added, or takes the place of
one of its kind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.questions.answers import Context
from bot.questions.query import Career, Check, Compare, Count, Query, Top
from bot.questions.sets import (
    ANY_ROLE,
    Among,
    Between,
    Condition,
    Credit,
    Credited,
    Films,
    Named,
    OfKind,
    Partners,
    Titled,
    Together,
    Values,
)

MAX_WORDS = 8
"""A fragment is short; a longer sentence is a question of its own."""
FRAGMENT_OPENINGS = frozenset({"FollowUp", "Not", "RolePassive", "Or"})
"""With such words a question of its own hardly begins."""


@dataclass(frozen=True, slots=True)
class Referents:
    """What words for something said before stand for.

    Attributes:
        film: "it".
        films: "those".
        person: "she".
    """

    film: Films | None = None
    films: Films | None = None
    person: Named | None = None

    @classmethod
    def of(cls, context: Context | None, name_of: Callable[[str], str]) -> "Referents":
        """Return what the words stand for after an answer.

        Args:
            context: What the answer left.
            name_of: The name or title of a person or title by id.
        """
        if context is None:
            return cls()
        film = films = person = None
        titled = [part for part in _conditions(context.query) if isinstance(part, Titled)]
        if titled and not isinstance(context.query, Films):
            film = Films((titled[0],))
        elif context.movie_ids:
            first = context.movie_ids[0]
            film = Films((Among((first,), name_of(first)),))
        if context.movie_ids:
            names = ", ".join(name_of(id_) for id_ in context.movie_ids[:3])
            films = Films((Among(context.movie_ids, names),))
        named = [
            part.people
            for part in _conditions(context.query)
            if isinstance(part, Credit) and isinstance(part.people, Named)
        ]
        if context.person_ids:
            person = Named(context.person_ids[0], name_of(context.person_ids[0]))
        elif named:
            person = named[0]
        return cls(film, films, person)


def refine(before: Query, fragment: Query) -> Query | None:
    """Return the query before with a fragment's filters added; of years, the new ones count."""
    if isinstance(fragment, Named):
        fragment = films_with(fragment)
    if not isinstance(fragment, Films) or _titles(fragment):
        return None
    return _change(before, lambda films: _added(films, fragment))


def films_with(person: Named) -> Films:
    """Return the titles that somebody has to do with."""
    return Films((Credit(ANY_ROLE, person),))


def swap(before: Query, fragment: Query) -> Query | None:
    """Return the query before with the fragment in the place of what is of its kind."""
    match fragment:
        case Named():
            return _change(before, lambda films: _swapped_person(films, fragment))
        case Films():
            return _change(before, lambda films: _swapped(films, fragment))
        case _:
            return None


def _added(films: Films, fragment: Films) -> Films:
    replaced = {_sort(part) for part in fragment.conditions if isinstance(part, Between | OfKind)}
    kept = [part for part in films.conditions if _sort(part) not in replaced]
    conditions = tuple(dict.fromkeys((*kept, *fragment.conditions)))
    return Films(conditions, fragment.order or films.order)


def _swapped(films: Films, fragment: Films) -> Films:
    sorts = {_sort(part) for part in fragment.conditions}
    kept = [part for part in films.conditions if _sort(part) not in sorts]
    return Films((*kept, *fragment.conditions), fragment.order or films.order)


def _swapped_person(films: Films, person: Named) -> Films:
    conditions = tuple(
        replace(part, people=person)
        if isinstance(part, Credit) and isinstance(part.people, Named)
        else part
        for part in films.conditions
    )
    return replace(films, conditions=conditions)


def _sort(condition: Condition) -> str:
    if isinstance(condition, Between):
        return condition.attribute.value
    return type(condition).__name__


def _titles(films: Films) -> Sequence[Condition]:
    return [part for part in films.conditions if isinstance(part, Titled)]


def _change(query: Query, change: Callable[[Films], Films]) -> Query | None:
    """Return a query with its outermost set of titles changed; ``None`` where nothing changes."""
    match query:
        case Films():
            changed = change(query)
            return changed if changed != query else None
        case Credited(_, films) | Values(_, films) | Check(films):
            inner = _change(films, change)
            return replace(query, films=inner) if isinstance(inner, Films) else None
        case Count(of) | Top(of):
            inner = _change(of, change)
            if inner is None or isinstance(inner, Count | Check | Compare | Top | Career):
                return None
            if isinstance(query, Count):
                return Count(inner)
            return replace(query, of=inner) if isinstance(inner, Credited | Values) else None
        case Named() | Partners() | Together() | Compare() | Career():
            return None


def _conditions(query: Query) -> Sequence[Condition]:
    match query:
        case Films(conditions):
            return conditions
        case Credited(_, films) | Values(_, films) | Check(films):
            return films.conditions
        case Count(of) | Top(of):
            return _conditions(of)
        case _:
            return ()

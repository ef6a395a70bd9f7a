"""Questions that build on the one before: "and with Al Pacino?", "only the comedies".

Words that stand for something said before enter the grammar as what they stand for. A fragment
that is no question of its own changes the query before: a filter is added, or takes the place of
one of its kind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.questions.answers import Context
from bot.questions.query import Career, Check, Compare, Count, Mean, Query, Several, Top
from bot.questions.sets import (
    ANY_ROLE,
    Among,
    Between,
    Common,
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


@dataclass(frozen=True, slots=True)
class Referents:
    """What words for something said before stand for.

    Attributes:
        film: "it".
        films: "those".
        ranked: What "the best" was said of, where one title was asked for: "and the worst?".
        person: "she".
    """

    film: Films | None = None
    films: Films | None = None
    ranked: Films | None = None
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
        titled = [
            part
            for part in _conditions(context.query)
            if isinstance(part, Titled) or (isinstance(part, Among) and len(part.ids) == 1)
        ]
        if titled and not isinstance(context.query, Films):
            film = Films((titled[0],))
        elif context.movie_ids:
            first = context.movie_ids[0]
            film = Films((Among((first,), name_of(first)),))
        if context.movie_ids:
            names = ", ".join(name_of(id_) for id_ in context.movie_ids[:3])
            films = _as_asked(context.query) or Films((Among(context.movie_ids, names),))
        named = [
            part.people
            for part in _conditions(context.query)
            if isinstance(part, Credit) and isinstance(part.people, Named)
        ]
        if context.person_ids:
            person = Named(context.person_ids[0], name_of(context.person_ids[0]))
        elif named:
            person = named[0]
        return cls(film, films, _ranked(context.query), person)


def refine(before: Query, fragment: Query) -> Query | None:
    """Return the query before with a fragment's filters added; of years, the new ones count."""
    if isinstance(fragment, Named):
        fragment = films_with(fragment)
    if isinstance(fragment, Check):
        fragment = fragment.films
    if not isinstance(fragment, Films) or _titles(fragment):
        return None
    return _change(before, lambda films: _added(films, fragment))


def is_title(query: Query) -> bool:
    """Return whether a fragment only names a title: it may be a change of subject."""
    return isinstance(query, Films) and len(query.conditions) == 1 and bool(_titles(query))


def _as_asked(query: Query) -> Films | None:
    """Return the titles of an answer as they were asked for, if that says which they are."""
    if isinstance(query, Films) and query.conditions and not _titles(query):
        whole = query.order is None or query.order.limit is None
        return replace(query, order=None) if whole else None
    return None


def _ranked(query: Query) -> Films | None:
    """Return of what one title was the best, the oldest, ..."""
    if isinstance(query, Films) and query.order is not None and query.order.limit == 1:
        return replace(query, order=None)
    return None


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
        case Credited(_, films) | Values(_, films) | Check(films) | Mean(_, films):
            inner = _change(films, change)
            return replace(query, films=inner) if isinstance(inner, Films) else None
        case Count(of) | Top(of):
            inner = _change(of, change)
            if isinstance(query, Top):
                return replace(query, of=inner) if isinstance(inner, Credited | Values) else None
            return Count(inner) if isinstance(inner, Films | Credited | Values) else None
        case Several(parts):
            inner = [_change(part, change) for part in parts]
            changed = tuple(part for part in inner if isinstance(part, Credited | Values))
            return Several(changed) if len(changed) == len(parts) else None
        case Named() | Partners() | Together() | Common() | Compare() | Career():
            return None


def _conditions(query: Query) -> Sequence[Condition]:
    match query:
        case Films(conditions):
            return conditions
        case Credited(_, films) | Values(_, films) | Check(films) | Mean(_, films):
            return films.conditions
        case Several((first, *_)):
            return _conditions(first)
        case Count(of) | Top(of):
            return _conditions(of)
        case _:
            return ()

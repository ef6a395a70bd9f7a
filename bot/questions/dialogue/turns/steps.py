"""Short turns as queries: the next titles, one of them, newer ones, more with her.

Each step is a function of the previous answer's context. It returns a query, or ``None`` if the
turn makes no sense after that answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Role
from bot.questions.dialogue.turns.followups import with_films
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.role_words import ORDERS
from bot.questions.query.context import Context
from bot.questions.query.node import Derived
from bot.questions.query.nodes import (
    ANY_ROLE,
    About,
    Alike,
    Among,
    Attribute,
    Between,
    Credit,
    Credited,
    Films,
    Franchise,
    Key,
    Named,
    Not,
    OfKind,
    Order,
    Tag,
    Titled,
    Values,
    is_one_title,
)
from bot.questions.query.queries import Check, Count, Query
from bot.questions.query.walk import conditions_of, titles_named
from bot.questions.words.patterns.turns import Turn

SHOWN = 10
"""How many titles of a list are shown at once."""
Step = Callable[[Turn, Context, Graph], Query | None]
_ROLES: Mapping[str, tuple[Role, ...]] = {
    "director": (Role.DIRECTOR,),
    "cast": (Role.CAST,),
    "writer": (Role.WRITER,),
    "any": ANY_ROLE,
}
_FIGURES = {
    "newer": (Attribute.YEAR, Key.YEAR, True),
    "older": (Attribute.YEAR, Key.YEAR, False),
    "longer": (Attribute.RUNTIME, Key.RUNTIME, True),
    "shorter": (Attribute.RUNTIME, Key.RUNTIME, False),
    "better": (Attribute.RATING, Key.BEST, True),
    "better_known": (Attribute.VOTES, Key.VOTES, True),
    "less_known": (Attribute.VOTES, Key.VOTES, False),
}
"""The attribute to compare titles by, the key to sort them by, and whether more is wanted."""
_STEPS = {Attribute.YEAR: 1, Attribute.RUNTIME: 1, Attribute.RATING: 0.1, Attribute.VOTES: 1}
"""The smallest difference between two figures."""


def another(context: Context, graph: Graph, number: int | None = None) -> Query | None:
    """Return what comes after the titles of an answer; ``None`` if it gave no set of titles.

    After who made a title, that is their other titles.

    Args:
        context: The context of the answer.
        graph: The catalogue.
        number: How many to show; as many as before if not given.
    """
    query = context.query
    if isinstance(query, Credited) and (who := said_person(context, graph)) is not None:
        return _others(who, query.roles, context, graph)
    if not isinstance(query, Films):
        return None
    if not context.movie_ids or any(map(is_one_title, query.conditions)):
        return None
    order = query.order
    if order is None:
        ranked = any(isinstance(part, About | Alike) for part in query.conditions)
        order = Order(Key.STORY if ranked else Key.VOTES, limit=None)
    limit = order.limit or SHOWN
    return replace(query, order=replace(order, limit=number or limit, skip=order.skip + limit))


def listed(context: Context) -> Query | None:
    """Return all titles or people that an answer is about: "show me them"."""
    match context.query:
        case Films(order=Order(limit=int())) as films:
            return replace(films, order=replace(cast("Order", films.order), limit=None, skip=0))
        case Count(Films() | Credited() as of):
            return of
        case Check(Films() as films) if not any(map(is_one_title, films.conditions)):
            return films
        case Values(_, Films() as films) if not any(map(is_one_title, films.conditions)):
            return films
        case _:
            return None


def chosen(context: Context, graph: Graph) -> Query | None:
    """Return the best result of an answer: "which one would you take?"."""
    query = context.query
    if len(context.movie_ids) < 2 or not isinstance(query, Films):  # noqa: PLR2004 - several
        return None
    if titles_named(query):
        return None
    order = query.order
    if order is not None and order.limit is not None:
        return _one(context.movie_ids[0], graph)
    return replace(query, order=Order(Key.BEST))


def nth(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return "the second one", "number 3", "the last one" of several titles."""
    shown = context.movie_ids[:SHOWN]
    if len(shown) < 2 or not isinstance(context.query, Films):  # noqa: PLR2004 - one of several
        return None
    place = number_of(turn)
    if any(isinstance(part, Franchise) for part in context.query.conditions):
        shown = tuple(sorted(context.movie_ids, key=lambda id_: graph.years_of(id_)[:1] or (0,)))
    if place == 0 or place > len(shown):
        return None
    return _one(shown[place - (place > 0)], graph)


def several_more(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return "three more"."""
    return another(context, graph, int(turn.slots["count"]))


def several(turn: Turn, context: Context, _: Graph) -> Query | None:
    """Return the first results of an answer: "name three"."""
    number = int(turn.slots["count"])
    query = listed(context) or context.query
    if not isinstance(query, Films) or any(map(is_one_title, query.conditions)):
        return None
    order = query.order or Order(Key.BEST)
    return replace(query, order=replace(order, limit=number, skip=0))


def how_many(_: Turn, context: Context, __: Graph) -> Query | None:
    """Return a count of all results that an answer gave some of."""
    match context.query:
        case Films(conditions, order) if conditions and not any(map(is_one_title, conditions)):
            return Count(Films(conditions)) if order is not None else Count(context.query)
        case Credited() as people:
            return Count(people)
        case _:
            return None


def show_all(_: Turn, context: Context, __: Graph) -> Query | None:
    """Return the whole list, even if all of it was shown."""
    query = context.query
    whole = isinstance(query, Films) and not any(map(is_one_title, query.conditions))
    return listed(context) or (query if whole else None)


def person(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return more with a person mentioned, or who made the title shown: "more with her"."""
    how = turn.slots["how"]
    if isinstance(context.query, Films) and len(context.movie_ids) > 1:
        following = another(context, graph)  # the list is already theirs
        if following is not None and said_person(context, graph) is not None:
            return following
    if (who := said_person(context, graph)) is not None:
        roles = ANY_ROLE if how != "director" or not _directs(who, graph) else (Role.DIRECTOR,)
        return _others(who, roles, context, graph)
    return _of_maker(how, context, graph)


def same_role(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return more by the same director, with the same actress."""
    return _of_maker(turn.slots["role"], context, graph)


def role(turn: Turn, context: Context, _: Graph) -> Query | None:
    """Return the previous query with another role: "I meant the actors", "as director"."""
    roles = _ROLES[turn.slots["role"]]
    match context.query:
        case Credited(own) as people:
            return replace(people, roles=roles) if own != roles else None
        case Named() as who:
            return Films((Credit(roles, who),))
        case Values(_, Films() as films) | (Films() as films) if any(
            map(is_one_title, films.conditions)
        ):
            return Credited(roles, Films(tuple(filter(is_one_title, films.conditions))))
        case query:
            return with_films(query, lambda films: _with_roles(films, roles))


def kind(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return the previous query for a film rather than a series, or vice versa."""
    kinds = SERIES_KINDS if turn.slots["kind"] == "series" else FILM_KINDS
    titled = next((part for part in conditions_of(context.query) if isinstance(part, Titled)), None)
    if titled is None:
        return with_films(context.query, lambda films: _of_kinds(films, OfKind(kinds)))
    fitting = tuple(
        id_
        for id_ in titled.ids
        if (film := graph.film_with(id_)) is not None and film.kind in kinds
    )
    if not fitting or fitting == titled.ids:
        return None
    return about_title(context.query, titled, fitting[0])


def about_title(query: Query, titled: Titled, id_: str) -> Query | None:
    """Return a query with a shared name replaced by one title."""
    one = Titled((id_,), titled.label)
    return with_films(
        query,
        lambda films: replace(
            films, conditions=tuple(one if part == titled else part for part in films.conditions)
        ),
    )


def relative(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return the previous query, newer than the title shown; for several, newest first."""
    attribute, key, more = _FIGURES[turn.kind]
    query = context.query
    if not isinstance(query, Films) or not context.movie_ids:
        return None
    film = graph.film_with(context.movie_ids[0])
    if any(map(is_one_title, query.conditions)) or film is None:
        return None
    told = any(isinstance(part, About) for part in query.conditions)
    if len(context.movie_ids) > 1 and not told:
        return replace(query, order=Order(key, more, limit=None))
    held = {
        Attribute.YEAR: film.year,
        Attribute.RUNTIME: film.runtime,
        Attribute.RATING: film.rating,
        Attribute.VOTES: film.votes,
    }[attribute]
    if held is None:
        return None
    step = _STEPS[attribute]
    bound = (
        Between(attribute, low=round(held + step, 1))
        if more
        else Between(attribute, high=round(held - step, 1))
    )
    kept = tuple(
        part
        for part in query.conditions
        if not (isinstance(part, Between) and part.attribute is attribute)
    )
    order = query.order
    if order is not None:
        order = replace(order, skip=0)
        if order.key is key:  # "older" than the newest of them is the next one
            order = replace(order, key=Key.BEST, descending=True)
    return Films((*kept, bound), order)


def their_one(turn: Turn, context: Context, graph: Graph) -> Query | None:
    """Return a person's best, latest or longest: "her best film", "the best one" after her name."""
    who = said_person(context, graph)
    meant = "whose" in turn.slots or isinstance(context.query, Named | Credited)
    if who is None or not meant:
        return None
    wanted = {"1": "oldest", "-1": "newest"}.get(turn.slots["order"], turn.slots["order"])
    return Films((Credit(ANY_ROLE, who),), ORDERS[wanted])


def number_of(turn: Turn) -> int:
    """Return the rank that a turn names, counted from 1; -1 is the last."""
    place = "".join(sign for sign in turn.slots["place"] if sign.isdigit() or sign == "-")
    return int(place)


STEPS: Mapping[str, Step] = {
    "nth": nth,
    "several_more": several_more,
    "several": several,
    "how_many": how_many,
    "listed": show_all,
    "person": person,
    "same_role": same_role,
    "same": same_role,
    "role": role,
    "their_one": their_one,
    "kind": kind,
    **dict.fromkeys(_FIGURES, relative),
}
"""The step for each kind of turn that becomes a query."""


def shown_title(context: Context, graph: Graph) -> str | None:
    """Return the id of the one title that an answer is about, if any."""
    named = [part for part in conditions_of(context.query) if is_one_title(part)]
    if named:
        ids = cast("Titled | Among", named[0]).ids
        return next((id_ for id_ in ids if id_ in graph.film_number), None)
    return context.movie_ids[0] if context.movie_ids else None


def said_person(context: Context, graph: Graph) -> Named | None:
    """Return the person mentioned or answered: "her"."""
    if context.person_ids:
        number = graph.person_number.get(context.person_ids[0])
        if number is not None:
            return Named(graph.people[number].id, graph.people[number].name)
    if isinstance(context.query, Named):
        return context.query
    named = [
        part.people
        for part in conditions_of(context.query)
        if isinstance(part, Credit) and isinstance(part.people, Named)
    ]
    return named[0] if named else None


def _of_maker(how: str, context: Context, graph: Graph) -> Query | None:
    """Return the other titles of the director or lead of the title shown."""
    film = shown_title(context, graph)
    if film is None:
        return None
    roles = (Role.CAST,) if how == "cast" else (Role.DIRECTOR,)
    if how == "writer":
        roles = (Role.WRITER,)
    credited = graph.people_of(graph.film_number[film], roles[0])
    if not credited:
        return None
    node = graph.people[credited[0]]
    return _others(Named(node.id, node.name), roles, context, graph)


def _others(who: Named, roles: tuple[Role, ...], context: Context, graph: Graph) -> Query:
    """Return a person's titles without the last one shown."""
    credit = Credit(roles, who)
    seen = shown_title(context, graph) if len(context.movie_ids) <= 1 else None
    return Films((credit,) if seen is None else (credit, Not(_among(seen, graph))))


def _among(id_: str, graph: Graph) -> Among:
    film = graph.film_with(id_)
    return Among((id_,), id_ if film is None else film.title)


def _one(id_: str, graph: Graph) -> Films:
    return Films((_among(id_, graph),))


def _directs(who: Named, graph: Graph) -> bool:
    number = graph.person_number.get(who.id)
    return number is not None and graph.has_role(number, Role.DIRECTOR)


def _with_roles(films: Films, roles: tuple[Role, ...]) -> Films:
    conditions = tuple(
        replace(part, roles=roles, every=False) if isinstance(part, Credit) else part
        for part in films.conditions
    )
    return replace(films, conditions=conditions)


def _of_kinds(films: Films, kinds: OfKind) -> Films:
    kept = tuple(part for part in films.conditions if not isinstance(part, OfKind))
    return replace(films, conditions=(kinds, *kept))


def asks_nothing(context: Context) -> bool:
    """Return whether nothing was asked yet: only examples shown, or a title drawn."""
    query = context.query
    return context.picked or (
        isinstance(query, Films) and not query.conditions and query.order is None
    )


def is_of_story(query: Query) -> bool:
    """Return whether titles are searched by story or by similarity."""
    source = query.source if isinstance(query, Derived) else query
    return any(isinstance(part, About | Alike | Tag) for part in conditions_of(source))

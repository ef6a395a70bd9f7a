"""Questions about well-known titles that the catalogue lacks: what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from bot.catalog.model import Role, person_id
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.well_known import WellKnown, well_known
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    Alike,
    Attribute,
    Credit,
    Credited,
    Films,
    Franchise,
    Genre,
    Named,
    Not,
    People,
    Titled,
    Together,
    Values,
)
from bot.questions.query.queries import Check, Query
from bot.questions.query.walk import walk
from bot.questions.wording.phrases import Phrases
from bot.questions.words.tokens import letters

MAX_MODELS = 2
"""The most absent titles that similar ones are offered for."""


@dataclass(frozen=True, slots=True)
class Absent:
    """What a query names that the catalogue lacks.

    Attributes:
        titles: Well-known titles.
        franchises: Beginnings of well-known titles that no title here has.
    """

    titles: tuple[WellKnown, ...]
    franchises: tuple[Franchise, ...]


def absent_from(query: Query, graph: Graph) -> Absent | None:
    """Return what a query names that the catalogue lacks; ``None`` if it has all of it.

    To leave out what is not here leaves out nothing.
    """
    titles: dict[WellKnown, None] = {}
    franchises: dict[Franchise, None] = {}
    excluded = {id(inner) for part in walk(query) if isinstance(part, Not) for inner in walk(part)}
    for part in walk(query):
        if id(part) in excluded or not isinstance(part, Titled | Franchise):
            continue
        if any(id_ in graph.film_number for id_ in part.ids):
            continue
        if isinstance(part, Franchise):
            if not part.within or letters(part.label) in well_known().franchises:
                franchises[part] = None  # else it is a word that no title has
            continue
        titles |= {it: None for id_ in part.ids if (it := well_known().by_id.get(id_)) is not None}
    return Absent(tuple(titles), tuple(franchises)) if titles or franchises else None


def by_their_makers(query: Query, graph: Graph) -> Query | None:
    """Return a query with the directors of absent titles named; ``None`` if none is known here.

    "Films by the director of Jaws" are those by Steven Spielberg.
    """
    changed = _by_makers(query, graph)
    return None if changed == query else cast("Query", changed)


def _by_makers(node: Node, graph: Graph) -> Node:
    if isinstance(node, Credit) and (people := _makers(node.people, graph)) is not None:
        return replace(node, people=people)
    return node.map(lambda child: _by_makers(child, graph)) if node.children() else node


def _makers(people: People, graph: Graph) -> People | None:
    """Return the directors of an absent title, if that is whom the catalogue lacks."""
    match people:
        case Credited(roles, Films((Titled((id_,)),))) if (
            Role.DIRECTOR in roles and id_ not in graph.film_number
        ):
            known = well_known().by_id.get(id_)
            named = tuple(Named(person_id(name), name) for name in known.directors) if known else ()
            here = tuple(it for it in named if it.id in graph.person_number)
            return None if not here else here[0] if len(here) == 1 else Together(here, every=False)
        case _:
            return None


def said_of(absent: Absent, query: Query, phrases: Phrases) -> str:
    """Say that titles are not in the catalogue, and what was asked of them if that is known."""
    said = [_said_of(known, query, phrases) for known in absent.titles]
    said += [phrases.say("empty.no_person", names=it.label) for it in absent.franchises]
    return " ".join(said)


def _said_of(known: WellKnown, query: Query, phrases: Phrases) -> str:
    fact = _fact(known, query, phrases)
    if fact is None:
        return phrases.say("empty.no_person", names=known.label)
    key, value = fact
    title = known.title if key == "year" else known.label
    return phrases.say(f"absent.{key}", title=title, value=value)


def _fact(known: WellKnown, query: Query, phrases: Phrases) -> tuple[str, str] | None:
    """Return what was asked of a title, as the key of a message and a value."""
    key = _asked(query)
    match key:
        case "year":
            value = "" if known.year is None else str(known.year)
        case "rating":
            value = "" if known.rating is None else phrases.figure(f"{known.rating:g}")
        case "runtime":
            value = "" if known.runtime is None else str(known.runtime)
        case "genre":
            names = [phrases.named(Attribute.GENRE.value, genre) for genre in known.genres]
            value = phrases.join(names) if names else ""
        case _:
            value = phrases.join(known.directors) if key and known.directors else ""
    return (key, value) if value else None


def _asked(query: Query) -> str:
    """Return what is asked of a title, as the key of a message; nothing if none tells it."""
    match query:
        case Values(Attribute.YEAR | Attribute.DECADE):
            return "year"
        case Values(Attribute.RATING | Attribute.RUNTIME as attribute):
            return attribute.value
        case Values(Attribute.GENRE):
            return "genre"
        case Check(Films(conditions)) if any(isinstance(part, Genre) for part in conditions):
            return "genre"
        case Values(Attribute.STORY | Attribute.TAG) | Films((Titled(),)):
            return "director"
        case _:
            makers = any(isinstance(it, Credited) and _asks_of_maker(it) for it in walk(query))
            return "director" if makers else ""


def _asks_of_maker(people: Credited) -> bool:
    return Role.DIRECTOR in people.roles and any(
        isinstance(part, Titled) for part in people.films.conditions
    )


def models_of(absent: Absent) -> Sequence[Films]:
    """Return the queries for titles similar to the absent ones."""
    table = well_known()
    models = list(absent.titles)
    for it in absent.franchises:
        named = [table.by_id[id_] for id_ in it.ids if id_ in table.by_id]
        models += (named or table.franchises.get(letters(it.label), ()))[:1]
    return [Films((Alike((known.id,), known.title),)) for known in models[:MAX_MODELS]]

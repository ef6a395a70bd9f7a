"""Looking into sets and titles: what is named within, what an attribute has."""

from collections.abc import Sequence

from bot.questions.graph import FilmNode
from bot.questions.query import Career, Check, Compare, Count, Mean, Query, Several, Top
from bot.questions.sets import (
    AllOf,
    AnyOf,
    Attribute,
    Common,
    Condition,
    Credit,
    Credited,
    Films,
    Named,
    Not,
    Partners,
    People,
    Together,
    Values,
)


def walk(node: Films | People | Condition) -> Sequence[Films | People | Condition]:
    """Return a set and everything within it, each before its own parts."""
    found: list[Films | People | Condition] = []
    left: list[Films | People | Condition] = [node]
    while left:
        part = left.pop()
        found.append(part)
        match part:
            case Films(inner) | AnyOf(inner) | AllOf(inner) | Together(inner) | Common(inner):
                left += reversed(inner)
            case Credit(_, inside) | Partners(inside) | Credited(_, inside) | Not(inside):
                left.append(inside)
            case _:
                continue
    return found


def nodes(query: Query) -> list[Query | Condition]:
    """Return a query's sets, and everything within them, each before its own parts."""
    match query:
        case Films() | Named() | Credited() | Partners() | Together() | Common():
            return list(walk(query))
        case Values(_, films):
            return [query, *walk(films)]
        case Check(films) | Mean(_, films):
            return list(walk(films))
        case Several(parts):
            return [node for part in parts for node in nodes(part)]
        case Count(of) | Top(of):
            return nodes(of)
        case Compare(left, right):
            return [*walk(left), *walk(right)]
        case Career(people):
            return [] if people is None else list(walk(people))


def read_values(film: FilmNode, attribute: Attribute) -> Sequence[str]:
    """Return what an attribute has on one title, as words."""
    match attribute:
        case Attribute.YEAR:
            return [str(year) for year in film.years]
        case Attribute.DECADE:
            return list(dict.fromkeys(f"{year - year % 10}s" for year in film.years))
        case Attribute.GENRE:
            return film.genres
        case Attribute.LANGUAGE:
            return film.languages
        case Attribute.TAG:
            return film.tags
        case Attribute.RATING:
            return () if film.rating is None else (f"{film.rating:g}",)
        case Attribute.VOTES:
            return () if film.votes is None else (f"{film.votes:,}",)
        case Attribute.KIND:
            return () if film.kind is None else (film.kind.value,)
        case Attribute.STORY:
            return ()

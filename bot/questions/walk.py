"""Looking into sets and titles: what is named within, what an attribute has."""

from collections.abc import Iterator, Sequence

from bot.questions.graph import FilmNode
from bot.questions.query import (
    Career,
    Check,
    Compare,
    Count,
    Grouped,
    Leading,
    Mean,
    Query,
    Several,
    Top,
)
from bot.questions.sets import (
    AllOf,
    AnyOf,
    Attribute,
    Common,
    Condition,
    Credit,
    Credited,
    Films,
    Having,
    Named,
    Not,
    Partners,
    People,
    Together,
    Values,
)


def walk(node: Films | People | Condition) -> Iterator[Films | People | Condition]:
    """Give a set and everything within it, the outermost first."""
    yield node
    match node:
        case Films(conditions) | AnyOf(conditions) | AllOf(conditions):
            inner: Sequence[Films | People | Condition] = conditions
        case Credit(_, people) | Partners(people):
            inner = (people,)
        case Credited(_, films):
            inner = (films,)
        case Having(of):
            inner = (of,)
        case Together(members) | Common(members):
            inner = members
        case Not(condition):
            inner = (condition,)
        case _:
            inner = ()
    for part in inner:
        yield from walk(part)


def named_within(node: Films | People | Condition) -> Iterator[str]:
    """Give the ids of the people named within a set."""
    for part in walk(node):
        if isinstance(part, Named):
            yield part.id


def nodes(query: Query) -> list[Query | Condition]:
    """Return a query's sets, and everything within them, each before its own parts."""
    match query:
        case Films() | Named() | Credited() | Partners() | Together() | Common() | Having():
            return list(walk(query))
        case Values(_, films):
            return [query, *walk(films)]
        case Check(films) | Mean(_, films):
            return list(walk(films))
        case Several(parts):
            return [node for part in parts for node in nodes(part)]
        case Count(of) | Top(of) | Grouped(of) | Leading(of):
            return nodes(of)
        case Compare(left, right, others=others):
            return [part for films in (left, right, *others) for part in walk(films)]
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

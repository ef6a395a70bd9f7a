"""Looking into queries: what stands within them, what they name."""

from collections.abc import Iterator, Sequence

from bot.questions.query.nodes import (
    AllOf,
    AnyOf,
    Career,
    Check,
    Common,
    Compare,
    Condition,
    Count,
    Credit,
    Credited,
    Films,
    Grouped,
    Having,
    Leading,
    Mean,
    Named,
    Not,
    Partners,
    People,
    Query,
    Several,
    Titled,
    Together,
    Top,
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


def titles_named(films: Films) -> Sequence[Condition]:
    """Return the titles that a set names."""
    return [part for part in films.conditions if isinstance(part, Titled)]

"""Chips: removable parts of a query that show what was understood."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from bot.questions.query.node import Derived, Node
from bot.questions.query.nodes import (
    Attribute,
    Common,
    Condition,
    Credit,
    CreditCount,
    Credited,
    Films,
    Named,
    Partners,
    Titled,
    Values,
)
from bot.questions.query.queries import (
    Check,
    Compare,
    Count,
    Figure,
    Grouped,
    Mean,
    Portrayed,
    Query,
    Several,
    TopGroups,
)
from bot.questions.wording.explanation import Explainer

Rebuild = Callable[[Films], Query]


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a query that was understood.

    Attributes:
        label: Its text: "with Meryl Streep".
        without: The query without it; ``None`` if nothing would be left to ask.
    """

    label: str
    without: Query | None


def chips(query: Query, explainer: Explainer) -> tuple[Chip, ...]:
    """Return a query's chips, the outermost set first."""
    found: dict[str, Chip] = {}
    for films, rebuild in _sets(query, _itself):
        for label, without in _parts(films, explainer):
            found.setdefault(label, Chip(label, None if without is None else rebuild(without)))
    for label, query_without in _asked_of(query, explainer):
        found.setdefault(label, Chip(label, query_without))
    for name in _people(query):
        found.setdefault(name.name, Chip(name.name, None))
    return tuple(found.values())


def _itself(query: Node) -> Query:
    return cast("Query", query)


def _parts(films: Films, explainer: Explainer) -> Iterator[tuple[str, Films | None]]:
    whole = len(films.conditions) + (films.order is not None)
    for place, condition in enumerate(films.conditions):
        if _is_path(condition):
            continue  # the nodes within it have chips of their own
        rest = replace(films, conditions=films.conditions[:place] + films.conditions[place + 1 :])
        yield explainer.of(condition), rest if whole > 1 else None
    if films.order is not None:
        yield explainer.order(films.order), replace(films, order=None) if whole > 1 else None


def _asked_of(query: Query, explainer: Explainer) -> Iterator[tuple[str, Query | None]]:
    """Yield what a query asks of sets (grouping, counts), each with the query without it."""
    match query:
        case Grouped(of, figure):
            yield explainer.group(of), _ungrouped(of.films, figure)
        case TopGroups(of, figure, _, limit):
            chip = explainer.group(of) if limit is not None else explainer.leading(query)
            yield chip, _ungrouped(of.films, figure)
        case Check(films) if label := explainer.check(query):
            yield label, Check(films)
        case Portrayed(name, films):
            yield name, films if films.conditions else None
        case CreditCount(of):
            yield explainer.often(query), of
        case Count(CreditCount(of) as having):
            yield explainer.often(having), Count(of)
        case Films(conditions):
            for part in conditions:
                if isinstance(part, Credit) and isinstance(part.people, CreditCount):
                    yield explainer.often(part.people), None
        case _:
            return


def _ungrouped(films: Films, figure: Figure | None) -> Query | None:
    """Return a grouped query without its grouping."""
    bare = Films(films.conditions)
    match figure:
        case None:
            return films if films.conditions else None
        case Figure.NUMBER:
            return Count(bare)
        case Figure.MEAN_RATING:
            return Mean(Attribute.RATING, bare)
        case Figure.MEAN_RUNTIME:
            return Mean(Attribute.RUNTIME, bare)
        case Figure.MEAN_VOTES | Figure.TOTAL_VOTES:
            return Mean(Attribute.VOTES, bare, figure is Figure.TOTAL_VOTES)


def _is_path(condition: Condition) -> bool:
    match condition:
        case Credit(_, Credited(_, Films((), None))):
            return False  # nothing within it has a chip
        case Credit(_, Credited() | Partners() | CreditCount()):
            return True
        case _:
            return False


def _sets(query: Node, rebuild: Callable[[Node], Query]) -> Iterator[tuple[Films, Rebuild]]:
    """Yield every set of titles within a query, with the query as a function of it."""
    match query:
        case Films():
            yield query, rebuild
            for place, condition in enumerate(query.conditions):
                if isinstance(condition, Credit) and _is_path(condition):
                    yield from _sets(condition.people, _in_credit(query, place, rebuild))
        case Derived():
            yield from _sets(query.source, lambda changed: rebuild(query.map(lambda _: changed)))
        case Compare():
            yield from _sides(query)
        case Common() | Several():
            yield from _sets_joined(query, rebuild)
        case _:
            return


def _sides(query: Compare) -> Iterator[tuple[Films, Rebuild]]:
    """Yield the sides of a comparison; removing one leaves a query for the other."""
    sides = (query.left, query.right, *query.others)
    for place, films in enumerate(sides):
        left, *others = sides[:place] + sides[place + 1 :]
        rest = (
            replace(query, left=left, right=others[0], others=tuple(others[1:])) if others else left
        )
        yield films, lambda _, rest=rest: rest


def _sets_joined(
    query: Common | Several, rebuild: Callable[[Node], Query]
) -> Iterator[tuple[Films, Rebuild]]:
    if isinstance(query, Several):
        for place, part in enumerate(query.parts):
            if place == 0 or isinstance(part, Films):
                yield from _sets(part, _in_all(query, place, rebuild))
        return
    for place, part in enumerate(query.sets):
        # Without one of the sets, the other is left to ask for.
        others = query.sets[:place] + query.sets[place + 1 :]
        left = others[0] if len(others) == 1 else Common(others)
        for films, _ in _sets(part, rebuild):
            yield films, lambda _, left=left: rebuild(left)


def _in_credit(
    films: Films, place: int, rebuild: Callable[[Node], Query]
) -> Callable[[Node], Query]:
    credit = films.conditions[place]

    def build(people: Node) -> Query:
        changed = credit.map(lambda _: people)
        conditions = (*films.conditions[:place], changed, *films.conditions[place + 1 :])
        return rebuild(replace(films, conditions=conditions))

    return build


def _in_all(
    several: Several, place: int, rebuild: Callable[[Node], Query]
) -> Callable[[Node], Query]:
    """Return several queries with one of them changed."""

    def build(changed: Node) -> Query:
        if isinstance(changed, Films):
            others = several.parts[:place] + several.parts[place + 1 :]
            if changed.order is None:  # "best and worst" without the best: the worst
                return rebuild(others[0] if len(others) == 1 else Several(others))
            films = tuple(part for part in several.parts if isinstance(part, Films))
            return rebuild(
                Several(tuple(replace(part, conditions=changed.conditions) for part in films))
            )
        if not isinstance(changed, Credited | Values):
            raise TypeError("only people and values are asked together")
        parts = [part for part in several.parts if not isinstance(part, Films)]
        return rebuild(Several(tuple(replace(part, films=changed.films) for part in parts)))

    return build


def _people(query: Node) -> Iterator[Named]:
    """Yield the people that a query names outside its sets of titles."""
    if isinstance(query, Named):
        yield query
    elif not isinstance(query, Films):
        for part in query.children():
            yield from _people(part)


def named_titles(query: Query) -> tuple[Titled, ...]:
    """Return the titles named in a query's sets."""
    return tuple(
        condition
        for films, _ in _sets(query, _itself)
        for condition in films.conditions
        if isinstance(condition, Titled)
    )

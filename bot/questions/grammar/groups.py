"""What the rules of groups and places in an order mean; see ``compose``.

Groups: "the best film of each decade", "which decade has the best average". Places: "the second
best film".
"""

from dataclasses import replace

from bot.questions.grammar.compose import Composer, best_of, merge, only, restrict
from bot.questions.grammar.role_words import RoleWord
from bot.questions.query.nodes import (
    Attribute,
    Condition,
    Credited,
    Figure,
    Films,
    Genre,
    Grouped,
    Key,
    Order,
    Query,
    Top,
    TopGroups,
    Values,
)

LEADERS = 3
"""So many groups are told where one is asked for: the next ones say how far ahead it is."""

Grouping = tuple[Films, Attribute | RoleWord]
"""Titles, and what makes groups of them."""
High = tuple[bool, Figure]
"""Whether the highest comes first, and of which figure."""


def nth(_: Composer, place: int, by: Order) -> Order:
    """The second best."""
    return replace(by, limit=1, skip=place)


def nth_in_time(composer: Composer, place: int, films: Films) -> Films:
    """His second film: by year; of films in another order, by that."""
    by = films.order or Order(Key.YEAR, descending=False)
    return best_of(composer, nth(composer, place, by), replace(films, order=None))


def nth_of_genre(composer: Composer, of: tuple[int, str], films: Films) -> Films:
    """The second funniest film."""
    place, genre = of
    return best_of(composer, Order(Key.BEST, skip=place), restrict(composer, films, Genre(genre)))


def grouped_by(_: Composer, by: Attribute | RoleWord) -> Attribute | RoleWord:
    """Each decade."""
    return by


def per(_: Composer, films: Films, by: Attribute | RoleWord) -> Query:
    """The best film of each decade; films per decade: how many."""
    return Grouped(_grouping(by, films), Figure.NUMBER if films.order is None else None)


def per_all(composer: Composer, by: Attribute | RoleWord) -> Query:
    """By decade: how many of all titles."""
    return per(composer, Films(), by)


def per_best(composer: Composer, by: Order, group: Attribute | RoleWord) -> Grouping:
    """The best of each decade."""
    return best_of(composer, by, Films()), group


def per_of(composer: Composer, grouping: Grouping) -> Query:
    """Films of each decade."""
    return per(composer, *grouping)


def per_such(composer: Composer, grouping: Grouping, condition: Condition) -> Grouping:
    """The best film of each decade since 1970."""
    return restrict(composer, grouping[0], condition), grouping[1]


def per_also(composer: Composer, grouping: Grouping, films: Films) -> Grouping:
    """The best film of each decade with Tom Hanks."""
    return merge(composer, grouping[0], films), grouping[1]


def count_per(_: Composer, grouping: Grouping) -> Grouped:
    """How many films per decade."""
    films, by = grouping
    return Grouped(_grouping(by, Films(films.conditions)), Figure.NUMBER)


def mean_per(_: Composer, what: Figure, grouping: Grouping) -> Grouped:
    """The average rating of comedies per decade."""
    films, by = grouping
    return Grouped(_grouping(by, Films(films.conditions)), what)


def mean_by(_: Composer, what: Figure, by: Attribute | RoleWord) -> tuple[Figure, Grouping]:
    """The average rating per decade."""
    return what, (Films(), by)


def mean_by_of(composer: Composer, of: tuple[Figure, Grouping]) -> Grouped:
    """The average rating per decade, of all titles."""
    return mean_per(composer, *of)


def mean_by_among(composer: Composer, of: tuple[Figure, Grouping], films: Films) -> Grouped:
    """The average rating per decade of comedies."""
    what, grouping = of
    return mean_per(composer, what, per_also(composer, grouping, films))


def figure_of(_: Composer, what: tuple[str, Attribute]) -> Figure:
    """Average rating."""
    how, attribute = what
    if attribute is Attribute.VOTES:
        return Figure.TOTAL_VOTES if how == "total" else Figure.MEAN_VOTES
    return Figure.MEAN_RATING


def figure_alone(_: Composer, __: str) -> Figure:
    """Average: of what else than the rating?"""
    return Figure.MEAN_RATING


def higher(_: Composer, end: str, what: Figure) -> High:
    """The highest average rating."""
    return end == "high", what


def rated(_: Composer, end: str) -> High:
    """The best rated: by the average."""
    return end == "high", Figure.MEAN_RATING


def voted(_: Composer, end: str) -> High:
    """More popular: by the average of votes."""
    return end == "high", Figure.MEAN_VOTES


def leading(_: Composer, by: Attribute | RoleWord, end: High) -> TopGroups:
    """Which decade has the highest average?"""
    descending, figure = end
    return TopGroups(_grouping(by, Films()), figure, descending, LEADERS)


def leading_of(composer: Composer, found: TopGroups, films: Films) -> TopGroups:
    """The best decade for horror."""
    of = found.of
    return replace(found, of=replace(of, films=merge(composer, of.films, Films(films.conditions))))


def leading_such(composer: Composer, found: TopGroups, condition: Condition) -> TopGroups:
    """The best decade for horror."""
    return leading_of(composer, found, only(composer, condition))


def so_many_leading(_: Composer, number: float | str, found: TopGroups) -> TopGroups:
    """The five best directors."""
    return replace(found, limit=max(1, int(number)))


def top_among(composer: Composer, found: Top, films: Films) -> Query:
    """The busiest year for horror films."""
    of = found.of
    if not isinstance(of, Values):
        return found
    return replace(found, of=replace(of, films=merge(composer, of.films, Films(films.conditions))))


def top_such(composer: Composer, found: Top, condition: Condition) -> Query:
    """The busiest year for horror."""
    return top_among(composer, found, only(composer, condition))


def top_films(composer: Composer, by: Attribute, top: tuple[High, Films]) -> Query:
    """Which decade has the best films: on average; of the best one, that of it."""
    end, films = top
    if composer.plural:
        return leading_of(composer, leading(composer, by, end), films)
    return Values(by, best_of(composer, Order(Key.BEST, end[0]), films))


def _grouping(by: Attribute | RoleWord, films: Films) -> Credited | Values:
    return Values(by, films) if isinstance(by, Attribute) else Credited(by.roles, films)

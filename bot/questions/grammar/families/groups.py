"""Questions about each decade, genre, director ..., or about which of them ranks first."""

from dataclasses import replace

from bot.questions.grammar.composition import (
    Composer,
    High,
    best_of,
    merge,
    only,
    pair,
    rated,
    restrict,
)
from bot.questions.grammar.costs import LIKELIER, MILD, MODEST, PLAIN, SLIGHT, SMALL, UNLIKELY
from bot.questions.grammar.families.superlatives import top_value
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_right, renamed
from bot.questions.query.nodes import Attribute, Condition, Credited, Films, Key, Order, Values
from bot.questions.query.queries import MEANS, Figure, Grouped, Query, Top, TopGroups
from bot.questions.words.categories import Category as C

GROUPS_NAMED = 3
"""How many groups are named if one is asked for: the others show how far ahead it is."""

Grouping = tuple[Films, Attribute | RoleWord]
"""Titles, and what to group them by."""


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
    if attribute is Attribute.VOTES and how == "total":
        return Figure.TOTAL_VOTES
    return MEANS.get(attribute, Figure.MEAN_RATING)


def figure_alone(_: Composer, __: str) -> Figure:
    """Average: of the rating, if nothing else is given."""
    return Figure.MEAN_RATING


def higher(_: Composer, end: str, what: Figure) -> High:
    """The highest average rating."""
    return end == "high", what


def leading(_: Composer, by: Attribute | RoleWord, end: High) -> TopGroups:
    """Which decade has the highest average?"""
    descending, figure = end
    return TopGroups(_grouping(by, Films()), figure, descending, GROUPS_NAMED)


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
    """Which decade has the best films, on average; for "the best film", the decade of that one."""
    end, films = top
    if composer.plural:
        return leading_of(composer, leading(composer, by, end), films)
    return Values(by, best_of(composer, Order(Key.BEST, end[0]), films))


def _grouping(by: Attribute | RoleWord, films: Films) -> Credited | Values:
    return Values(by, films) if isinstance(by, Attribute) else Credited(by.roles, films)


GROUPS = Family(
    "groups",
    (
        # the best film of each decade; how many per year; the average rating by genre
        Rule(C.EACH, C.GROUP_ATTRIBUTE, C.BY, PLAIN, grouped_by, takes="r"),
        Rule(C.EACH, C.ROLE_NOUN, C.BY, PLAIN, grouped_by, keeps="right", takes="r"),
        head_right(C.EACH, C.NOUN, C.NOUN, MILD),
        head_right(C.EACH, C.FILMS, C.FILMS, MILD),
        head_right(C.EACH, C.PEOPLE, C.PEOPLE, MILD),
        Rule(C.FILMS, C.BY, C.PER_FILMS, PLAIN, pair),
        Rule(C.NOUN, C.BY, C.PER_FILMS, PLAIN, pair),
        Rule(C.BY, C.FILMS, C.PER_FILMS, SLIGHT, pair, takes="rl", apart=True),
        Rule(C.BY, C.NOUN, C.PER_FILMS, SLIGHT, pair, takes="rl"),
        Rule(C.SUPERLATIVE, C.BY, C.PER_FILMS, SMALL, per_best),
        Rule(C.PER_FILMS, C.FILTER, C.PER_FILMS, SLIGHT, per_such),
        Rule(C.PER_FILMS, C.FILMS, C.PER_FILMS, SMALL, per_also),
        Rule(C.BY, None, C.ANSWER, UNLIKELY, per_all),
        Rule(C.PER_FILMS, None, C.ANSWER, PLAIN, per_of),
        Rule(C.FILMS, C.BY_YEAR, C.YEAR_FILMS, PLAIN, pair),
        Rule(C.NOUN, C.BY_YEAR, C.YEAR_FILMS, PLAIN, pair),
        Rule(C.HOW_MANY, C.YEAR_FILMS, C.ANSWER, LIKELIER, count_per, takes="r"),
        Rule(C.MEAN_OF, C.BY_YEAR, C.MEAN_BY, PLAIN, mean_by),
        Rule(C.MEAN_OF, C.YEAR_FILMS, C.ANSWER, PLAIN, mean_per),
        Rule(C.HOW_MANY, C.PER_FILMS, C.ANSWER, LIKELIER, count_per, takes="r"),
        Rule(C.MEAN_ATTRIBUTE, None, C.MEAN_OF, PLAIN, figure_of),
        Rule(C.MEAN, None, C.MEAN_OF, SMALL, figure_alone),
        Rule(C.MEAN_OF, C.PER_FILMS, C.ANSWER, PLAIN, mean_per),
        Rule(C.PER_FILMS, C.MEAN_OF, C.ANSWER, SMALL, mean_per, takes="rl"),
        Rule(C.MEAN_OF, C.BY, C.MEAN_BY, PLAIN, mean_by),
        Rule(C.BY, C.MEAN_OF, C.MEAN_BY, SLIGHT, mean_by, takes="rl"),
        Rule(C.MEAN_BY, None, C.ANSWER, PLAIN, mean_by_of),
        Rule(C.MEAN_BY, C.FILMS, C.ANSWER, SLIGHT, mean_by_among),
        # which decade has the highest average; the best director; the best decade for horror
        Rule(C.HIGHER, C.MEAN_OF, C.HIGHER_MEAN, PLAIN, higher),
        Rule(C.MEAN_OF, C.HIGHER, C.HIGHER_MEAN, SLIGHT, higher, takes="rl"),
        Rule(C.GROUP_ATTRIBUTE, C.HIGHER_MEAN, C.LED, PLAIN, leading, keeps="left"),
        Rule(C.WHEN, C.HIGHER_MEAN, C.LED, PLAIN, leading, keeps="left"),
        Rule(C.ROLE_NOUN, C.HIGHER_MEAN, C.LED, PLAIN, leading, keeps="left"),
        Rule(C.HIGHER_MEAN, C.BY, C.LED, SLIGHT, leading, keeps="left", takes="rl"),
        Rule(C.HIGHER_MEAN, C.GROUP_ATTRIBUTE, C.LED, MILD, leading, keeps="right", takes="rl"),
        Rule(C.HIGHER_MEAN, C.ROLE_NOUN, C.LED, MILD, leading, keeps="right", takes="rl"),
        Rule(C.TOP_RATED, None, C.RATED_END, PLAIN, rated),
        Rule(C.RATED_END, C.GROUP_ATTRIBUTE, C.LED, SMALL, leading, keeps="right", takes="rl"),
        Rule(C.RATED_END, C.ROLE_NOUN, C.LED, SMALL, leading, keeps="right", takes="rl"),
        Rule(C.GROUP_ATTRIBUTE, C.RATED_END, C.LED, MODEST, leading, keeps="left"),
        Rule(C.ROLE_NOUN, C.RATED_END, C.LED, UNLIKELY, leading, keeps="left"),
        Rule(C.FEW, C.LED, C.LED, SLIGHT, so_many_leading, keeps="right"),
        Rule(C.LED, C.FILMS, C.LED, SLIGHT, leading_of, keeps="left", apart=True),
        Rule(C.LED, C.FILTER, C.LED, SLIGHT, leading_such, keeps="left"),
        renamed(C.LED, C.ANSWER, PLAIN),
        Rule(C.RATED_END, C.FILMS, C.RATED_FILMS, PLAIN, pair),
        Rule(C.RATED_END, C.NOUN, C.RATED_FILMS, PLAIN, pair),
        Rule(C.GROUP_ATTRIBUTE, C.RATED_FILMS, C.ANSWER, PLAIN, top_films),
        head_right(C.WHO, C.LED, C.LED, PLAIN),
        # the busiest year for horror
        Rule(
            C.MOST_KNOWN,
            C.GROUP_ATTRIBUTE,
            C.TOP_GROUP,
            SMALL,
            top_value,
            keeps="right",
            takes="rl",
        ),
        renamed(C.TOP_GROUP, C.ANSWER, PLAIN),
        Rule(C.TOP_GROUP, C.FILMS, C.ANSWER, SLIGHT, top_among, apart=True),
        Rule(C.TOP_GROUP, C.NOUN, C.ANSWER, PLAIN, top_among),
        Rule(C.TOP_GROUP, C.FILTER, C.ANSWER, SLIGHT, top_such),
    ),
    examples=(
        "best movie of each decade",
        "whats the best decade for horror",
        "busiest decade for horror",
    ),
)

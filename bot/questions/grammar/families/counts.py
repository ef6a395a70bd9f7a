"""Counts, averages and sums; people and titles by count: "in more than three comedies"."""

from bot.catalog.model import Role
from bot.questions.grammar.composition import (
    Composer,
    credited,
    films_for,
    made_by,
    merge,
    only,
    pair,
    same,
    several_of,
)
from bot.questions.grammar.costs import (
    CERTAIN,
    DOUBTFUL,
    FAIR,
    LIKELIER,
    MARKED,
    MILD,
    PLAIN,
    SLIGHT,
    SMALL,
    UNLIKELY,
)
from bot.questions.grammar.families.paths import only_those, who_directed
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right, renamed
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Condition,
    CreditCount,
    Credited,
    Films,
    Partners,
    People,
    Set,
    Titled,
    ValueCount,
    Values,
)
from bot.questions.query.queries import MEANS, Count, Figure, Mean, Query, TopGroups
from bot.questions.words.categories import Category as C

Bounds = tuple[int | None, int | None]


def count(_: Composer, of: Set) -> Count:
    """How many."""
    return Count(of)


def mean(_: Composer, how: str, values: Values) -> Query:
    """The average rating of Michael Mann's films; the values if the attribute is not numeric."""
    named = len(values.films.conditions) == 1 and isinstance(values.films.conditions[0], Titled)
    if named or values.attribute not in MEANS:
        return values
    return Mean(values.attribute, values.films, how == "total")


def mean_over(composer: Composer, what: tuple[str, Attribute], films: Films) -> Query:
    """Average rating: of Michael Mann's films."""
    how, attribute = what
    return mean(composer, how, Values(attribute, films))


def mean_of_people(composer: Composer, what: tuple[str, Attribute], people: People) -> Query:
    """Michael Mann's average rating: that of his films."""
    return mean_over(composer, what, films_for(composer, people))


def count_people(_: Composer, word: RoleWord) -> Count:
    """How many directors (are there)?"""
    return Count(Credited(word.roles, Films()))


def count_values(_: Composer, attribute: Attribute) -> Count:
    """How many genres (are there)?"""
    return Count(Values(attribute, Films()))


def bounds(_: Composer, how: str, number: float | str) -> Bounds:
    """More than three."""
    count = int(float(number))
    return {
        "more_than": (count + 1, None),
        "at_least": (count, None),
        "fewer_than": (None, count - 1),
        "at_most": (None, count),
    }.get(how, (count, count))


def at_least(_: Composer, number: float | str) -> Bounds:
    """Three or more."""
    return int(float(number)), None


def at_most(_: Composer, number: float | str) -> Bounds:
    """Three or fewer."""
    return None, int(float(number))


def some(_: Composer, numbers: tuple[float, float]) -> Bounds:
    """Between three and five."""
    return int(numbers[0]), int(numbers[1])


def so_many_films(composer: Composer, number: float | str, films: Films) -> tuple[Bounds, Films]:
    """(Who directed) two films."""
    return at_least(composer, number), films


def so_many_such(
    composer: Composer, number: float | str, condition: Condition
) -> tuple[Bounds, Films]:
    """(Who directed) two comedies."""
    return at_least(composer, number), only(composer, condition)


def credit_count(composer: Composer, word: RoleWord, of: tuple[Bounds, Films]) -> CreditCount:
    """Directors of more than three comedies."""
    (low, high), films = of
    films = several_of(composer, Films(films.conditions))  # "in two Matrix films"
    return CreditCount(credited(composer, word, films), low, high)


def in_all(composer: Composer, word: RoleWord, films: Films) -> CreditCount:
    """Who is in all the Matrix films?"""
    films = several_of(composer, Films(films.conditions))
    return CreditCount(credited(composer, word, films), every_title=True)


def anyone_in_all(composer: Composer, films: Films) -> CreditCount:
    """(Who is) in all the Matrix films?"""
    return in_all(composer, RoleWord((Role.CAST,)), films)


def credit_count_in_role(
    composer: Composer, of: tuple[RoleWord, tuple[Bounds, Films]]
) -> CreditCount:
    """Who directed more than three comedies."""
    return credit_count(composer, *of)


def many_in_role(
    composer: Composer, people: People, of: tuple[RoleWord, tuple[Bounds, Films]]
) -> tuple[Films, Bounds]:
    """Michael Mann has directed more than three thrillers."""
    word, (limits, films) = of
    return merge(composer, made_by(composer, word, people), films), limits


def many_of(composer: Composer, people: People, of: tuple[Bounds, Films]) -> tuple[Films, Bounds]:
    """Michael Mann has more than three thrillers."""
    return many_in_role(composer, people, (RoleWord(ANY_ROLE), of))


def credit_count_of_anyone(composer: Composer, of: tuple[Bounds, Films]) -> CreditCount:
    """Who has more than three comedies?"""
    return credit_count(composer, RoleWord(ANY_ROLE), of)


def groups_with_so_many(_: Composer, attribute: Attribute, of: tuple[Bounds, Films]) -> TopGroups:
    """Decades with more than ten comedies."""
    (low, high), films = of
    return TopGroups(
        Values(attribute, Films(films.conditions)), Figure.NUMBER, limit=None, low=low, high=high
    )


def value_count(_: Composer, limits: Bounds, of: Attribute | RoleWord) -> Condition:
    """In more than one language; with more than one director."""
    if isinstance(of, Attribute):
        return ValueCount(of, (), *limits)
    return ValueCount(None, of.roles, *limits)


def exact_value_count(
    composer: Composer, counted: tuple[float | str, Attribute | RoleWord]
) -> Condition:
    """In two languages; with two directors."""
    number, of = counted
    return value_count(composer, bounds(composer, "exactly", number), of)


def often(_: Composer, people: People, bounds: Bounds) -> People:
    """The people of a set with that many of its titles."""
    return CreditCount(people, *bounds) if isinstance(people, Credited | Partners) else people


def partners_often(_: Composer, word: RoleWord, of: tuple[People, Bounds]) -> People:
    """Worked with Nolan more than once."""
    people, limits = of
    return CreditCount(Partners(people, word.roles, word.own or word.roles), *limits)


def those_often(composer: Composer, word: RoleWord, of: tuple[People, Bounds]) -> People:
    """Actors that Nolan worked with more than once."""
    people, limits = of
    found = only_those(composer, word, people) if isinstance(people, Partners) else people
    return often(composer, found, limits)


def credited_often(composer: Composer, word: RoleWord, of: tuple[Films, Bounds]) -> People:
    """Who starred in Nolan's films more than once?"""
    films, limits = of
    return CreditCount(credited(composer, word, films), *limits)


def directed_often(composer: Composer, word: RoleWord, of: tuple[People, Bounds]) -> People:
    """Who directed Tom Hanks more than once?"""
    people, limits = of
    return often(composer, who_directed(composer, word, people), limits)


COUNTS = Family(
    "counts",
    (
        # how many comedies; how many people; how many directors are there
        Rule(C.HOW_MANY, C.FILMS, C.ANSWER, PLAIN, count, takes="r"),
        Rule(C.COUNT_PEOPLE, C.PEOPLE, C.ANSWER, CERTAIN, count, takes="r"),
        Rule(C.HOW_MANY, C.PEOPLE, C.ANSWER, PLAIN, count, takes="r"),
        Rule(C.HOW_MANY, C.VALUES, C.ANSWER, PLAIN, count, takes="r"),
        Rule(C.HOW_MANY, C.ROLE_NOUN, C.ANSWER, MARKED, count_people, takes="r"),
        Rule(C.HOW_MANY, C.ATTRIBUTE, C.ANSWER, UNLIKELY, count_values, takes="r"),
        # average rating of Michael Mann's films; how many votes do they have altogether
        Rule(C.MEAN, C.VALUES, C.ANSWER, PLAIN, mean),
        Rule(C.VALUES, C.MEAN, C.ANSWER, SMALL, mean, takes="rl"),
        Rule(C.ATTRIBUTE, C.MEAN, C.MEAN_ATTRIBUTE, PLAIN, pair, takes="rl"),
        Rule(C.MEAN, C.ATTRIBUTE, C.MEAN_ATTRIBUTE, PLAIN, pair),
        Rule(C.MEAN_ATTRIBUTE, C.FILMS, C.ANSWER, PLAIN, mean_over),
        Rule(C.FILMS, C.MEAN_ATTRIBUTE, C.ANSWER, SLIGHT, mean_over, takes="rl"),
        Rule(C.MEAN_ATTRIBUTE, C.PEOPLE, C.ANSWER, FAIR, mean_of_people),
        Rule(C.PEOPLE, C.MEAN_ATTRIBUTE, C.ANSWER, FAIR, mean_of_people, takes="rl"),
        head_right(C.HOW_MANY, C.VALUES, C.FIGURE_OF, MILD, priority=1),
        Rule(C.FIGURE_OF, C.MEAN, C.ANSWER, PLAIN, mean, takes="rl"),
        # actors in more than three comedies; decades with more than ten
        Rule(C.AMOUNT, C.NUMBER, C.BOUNDS, PLAIN, bounds),
        Rule(C.NUMBER, C.OR_MORE, C.BOUNDS, SLIGHT, at_least, takes="l", priority=1),
        Rule(C.NUMBER, C.OR_LESS, C.BOUNDS, SLIGHT, at_most, takes="l", priority=1),
        Rule(C.NUMBER_UP, None, C.BOUNDS, SLIGHT, at_least, priority=1),
        Rule(C.FROM, C.NUMBERS, C.BOUNDS, SLIGHT, some, takes="r", priority=1),
        Rule(C.BOUNDS, C.FILMS, C.SO_MANY, SLIGHT, pair),
        Rule(C.BOUNDS, C.NOUN, C.SO_MANY, PLAIN, pair),
        Rule(C.NUMBER, C.NOUN, C.SO_MANY, MILD, so_many_films),
        Rule(C.NUMBER, C.GENRE_NOUN, C.SO_MANY, MILD, so_many_such),
        Rule(C.ROLE_NOUN, C.SO_MANY, C.PEOPLE, PLAIN, credit_count),
        Rule(C.ROLE_WHO, C.SO_MANY, C.PEOPLE, LIKELIER, credit_count),
        Rule(C.ROLE_VERB, C.SO_MANY, C.ROLE_MANY, PLAIN, pair),
        Rule(C.ROLE_MANY, None, C.PEOPLE, PLAIN, credit_count_in_role),
        Rule(C.WHO, C.SO_MANY, C.PEOPLE, SMALL, credit_count_of_anyone, takes="r"),
        Rule(C.GROUP_ATTRIBUTE, C.SO_MANY, C.ANSWER, PLAIN, groups_with_so_many),
        Rule(C.WHEN, C.SO_MANY, C.ANSWER, SLIGHT, groups_with_so_many),
        # who is in all the Matrix films
        Rule(C.IN_ALL, C.FILMS, C.ALL_FILMS, PLAIN, same, takes="r"),
        Rule(C.ROLE_NOUN, C.ALL_FILMS, C.PEOPLE, PLAIN, in_all),
        Rule(C.ROLE_WHO, C.ALL_FILMS, C.PEOPLE, PLAIN, in_all),
        Rule(C.WHO, C.ALL_FILMS, C.PEOPLE, PLAIN, anyone_in_all, takes="r"),
        # has he directed more than three comedies; have they worked together more than once
        head_right(C.POLAR, C.ROLE_MANY, C.ROLE_MANY, PLAIN),
        Rule(C.NAME, C.ROLE_MANY, C.MANY_OF, PLAIN, many_in_role),
        Rule(C.GROUP, C.ROLE_MANY, C.MANY_OF, PLAIN, many_in_role),
        Rule(C.NAME, C.SO_MANY, C.MANY_OF, SMALL, many_of),
        Rule(C.GROUP, C.SO_MANY, C.MANY_OF, SMALL, many_of),
        head_left(C.MANY_OF, C.TOGETHER, C.MANY_OF, PLAIN),
        head_left(C.MANY_OF, C.CO_ROLE, C.MANY_OF, PLAIN),
        # in more than one language; with two directors
        Rule(C.BOUNDS, C.GROUP_ATTRIBUTE, C.FILTER, PLAIN, value_count),
        Rule(C.BOUNDS, C.ROLE_NOUN, C.FILTER, MILD, value_count),
        Rule(C.FEW, C.GROUP_ATTRIBUTE, C.NUMBER_OF, MILD, pair),
        Rule(C.FEW, C.ROLE_NOUN, C.NUMBER_OF, MILD, pair),
        Rule(C.IN, C.NUMBER_OF, C.FILTER, PLAIN, exact_value_count, takes="r"),
        Rule(C.WITH, C.NUMBER_OF, C.FILTER, PLAIN, exact_value_count, takes="r"),
        # worked with Nolan more than once
        Rule(C.NUMBER, C.TIMES_UNIT, C.NUMBER_TIMES, PLAIN, at_least, takes="l"),
        renamed(C.NUMBER_TIMES, C.TIMES, SMALL),
        Rule(C.BOUNDS, C.TIMES_UNIT, C.TIMES, PLAIN, same, takes="l"),
        Rule(C.PEOPLE, C.TIMES, C.PEOPLE_TIMES, PLAIN, pair),
        Rule(C.FILMS, C.TIMES, C.FILMS_TIMES, PLAIN, pair),
        Rule(C.PARTNERED, C.TIMES, C.PARTNERED_TIMES, PLAIN, pair),
        Rule(C.CO_ROLE, C.PEOPLE_TIMES, C.PEOPLE, PLAIN, partners_often),
        Rule(C.ROLE_NOUN, C.PARTNERED_TIMES, C.PEOPLE, PLAIN, those_often),
        Rule(C.ROLE_WHO, C.FILMS_TIMES, C.PEOPLE, SMALL, credited_often),
        Rule(C.ROLE_NOUN, C.FILMS_TIMES, C.PEOPLE, SMALL, credited_often),
        Rule(C.ROLE_WHO, C.PEOPLE_TIMES, C.PEOPLE, DOUBTFUL, directed_often),
    ),
    examples=(
        "how many comedies from 1994",
        "average rating of tom hanks movies",
        "who starred in more than 4 action movies",
    ),
)

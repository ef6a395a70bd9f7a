"""What the rules about how many mean: "in more than three comedies"; see ``compose``."""

from bot.catalog.model import Role
from bot.questions.grammar.compose import Composer, credited, made_by, merge, only, several_of
from bot.questions.grammar.role_words import RoleWord
from bot.questions.grammar.together import only_those, who_directed
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Check,
    Condition,
    CreditCount,
    Credited,
    Figure,
    Films,
    Partners,
    People,
    TopGroups,
    ValueCount,
    Values,
)

Bounds = tuple[int | None, int | None]


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


def times(_: Composer, often: Bounds) -> Bounds:
    """More than three times."""
    return often


def having(composer: Composer, word: RoleWord, of: tuple[Bounds, Films]) -> CreditCount:
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


def having_so_many(composer: Composer, of: tuple[RoleWord, tuple[Bounds, Films]]) -> CreditCount:
    """Directed more than three comedies: who did."""
    return having(composer, *of)


def many_in_role(
    composer: Composer, people: People, of: tuple[RoleWord, tuple[Bounds, Films]]
) -> tuple[Films, Bounds]:
    """Michael Mann has directed more than three thrillers."""
    word, (limits, films) = of
    return merge(composer, made_by(composer, word, people), films), limits


def many_of(composer: Composer, people: People, of: tuple[Bounds, Films]) -> tuple[Films, Bounds]:
    """Michael Mann has more than three thrillers."""
    return many_in_role(composer, people, (RoleWord(ANY_ROLE), of))


def check_many(_: Composer, of: tuple[Films, Bounds]) -> Check:
    """Has he directed more than three thrillers? Have they worked together more than once?"""
    films, (low, high) = of
    return Check(Films(films.conditions), low, high)


def anyone_having(composer: Composer, of: tuple[Bounds, Films]) -> CreditCount:
    """Who has more than three comedies?"""
    return having(composer, RoleWord(ANY_ROLE), of)


def values_having(_: Composer, attribute: Attribute, of: tuple[Bounds, Films]) -> TopGroups:
    """Decades with more than ten comedies."""
    (low, high), films = of
    return TopGroups(
        Values(attribute, Films(films.conditions)), Figure.NUMBER, limit=None, low=low, high=high
    )


def numerous(_: Composer, limits: Bounds, of: Attribute | RoleWord) -> Condition:
    """In more than one language; with more than one director."""
    if isinstance(of, Attribute):
        return ValueCount(of, (), *limits)
    return ValueCount(None, of.roles, *limits)


def so_numerous(composer: Composer, counted: tuple[float | str, Attribute | RoleWord]) -> Condition:
    """In two languages; with two directors."""
    number, of = counted
    return numerous(composer, bounds(composer, "exactly", number), of)


def often(_: Composer, people: People, bounds: Bounds) -> People:
    """Of people counted by their titles, those with so many."""
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

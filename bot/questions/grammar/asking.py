"""What the rules about attributes and whole questions mean; see ``compose``."""

from dataclasses import replace
from typing import TypeVar

from bot.catalog.model import Role
from bot.questions.grammar.compose import (
    Composer,
    best_of,
    films_for,
    made_by,
    merge,
    negate,
    only,
    partners_at_once,
    restrict,
    topic_of,
)
from bot.questions.grammar.role_words import RoleWord
from bot.questions.query.nodes import (
    ANY_ROLE,
    AnyOf,
    Attribute,
    Career,
    Check,
    Compare,
    Condition,
    Count,
    Credited,
    Films,
    Genre,
    Key,
    Mean,
    Order,
    Partners,
    People,
    Query,
    Set,
    Titled,
    Together,
    Top,
    Values,
)

KNOWN = 5
"""So many titles are what somebody is known for."""

Left = TypeVar("Left")
Right = TypeVar("Right")


def so_many(_: Composer, by: Order, number: float | str) -> Order:
    """The three best."""
    return replace(by, limit=max(1, int(number)))


def all_but(composer: Composer, condition: Condition) -> Films:
    """Anything but horror."""
    return only(composer, negate(composer, condition))


def either_genre(_: Composer, left: Condition, right: Condition) -> Films:
    """Comedies and dramas: titles of either sort."""
    return Films((AnyOf((left, right)),))


def genre_films_of(composer: Composer, people: People, genre: Genre) -> Films:
    """Al Pacino's thrillers."""
    return merge(composer, films_for(composer, people), only(composer, genre))


def films_of_with(composer: Composer, people: People, condition: Condition) -> Films:
    """A Clint Eastwood western."""
    return merge(composer, films_for(composer, people), only(composer, condition))


def films_of_holder(composer: Composer, holder: tuple[RoleWord, People]) -> Films:
    """For the director Michael Mann: what he directed."""
    word, person = holder
    return made_by(composer, word, person)


def among_films_of(composer: Composer, people: People, films: Films) -> Films:
    """Julia Roberts's best film; Joe Pesci in Goodfellas."""
    return merge(composer, films_for(composer, people), films)


def best_of_person(composer: Composer, by: Order, person: People) -> Films:
    """Hayao Miyazaki's newest."""
    return best_of(composer, by, films_for(composer, person))


def best_of_genre(composer: Composer, genre: str, films: Films) -> Films:
    """The scariest film: of that genre, the best."""
    return best_of(composer, Order(Key.BEST), restrict(composer, films, Genre(genre)))


def all_values(_: Composer, attribute: str) -> Values:
    """Which genres there are."""
    return Values(Attribute(attribute), Films())


def with_any_of(_: Composer, first: People, others: Together) -> Together:
    """Brad Pitt and (either) Tom Cruise or Tom Hanks."""
    return Together((first, *others.people) if others.every else (first, others))


def longer_group(_: Composer, first: People, others: Together) -> Together:
    """Robert De Niro, Al Pacino and Val Kilmer."""
    return replace(others, people=(first, *others.people))


def values_of_people(composer: Composer, attribute: Attribute, people: People) -> Values:
    """Al Pacino's genres."""
    return Values(attribute, films_for(composer, people))


def about(composer: Composer, films: Films) -> Values:
    """What Heat is about."""
    return Values(topic_of(composer.graph), films)


def count(_: Composer, of: Set) -> Count:
    """How many."""
    return Count(of)


def check(_: Composer, films: Films) -> Check:
    """Is there any such title?"""
    return Check(films)


def polar(_: Composer, asked: Query) -> Query:
    """Is Heat older than Casino?"""
    return replace(asked, polar=True) if isinstance(asked, Compare) else asked


def pair(_: Composer, left: Left, right: Right) -> tuple[Left, Right]:
    """Heat or Casino; two things whose meaning comes with a third."""
    return left, right


def top(composer: Composer, by: str, of: People | Values) -> Query:
    """The most frequent co-star of Al Pacino; the decade he filmed most in."""
    if isinstance(of, Credited | Partners | Values):
        return Top(of, descending=by == "most")
    return films_for(composer, of)


def same(_: Composer, part: Left) -> Left:
    """What a part means: the other one adds nothing."""
    return part


def most_of(_: Composer, by: str, films: Films) -> tuple[str, Films]:
    """The most westerns."""
    return by, films


def top_credited(_: Composer, word: RoleWord, most: tuple[str, Films]) -> Top:
    """Who directed the most westerns."""
    by, films = most
    return Top(Credited(word.roles, films), descending=by == "most")


def with_people(composer: Composer, left: People, right: People) -> Films:
    """Brad Pitt worked with Tom Cruise: the titles that both have to do with."""
    return merge(composer, films_for(composer, left), films_for(composer, right))


def films_of_pair(composer: Composer, pair: tuple[People, People]) -> Films:
    """Al Pacino worked with Robert De Niro: what both have to do with."""
    return with_people(composer, *pair)


def known_for(composer: Composer, people: People) -> Films:
    """What Al Pacino is known for: of his titles, those most voted on."""
    return replace(films_for(composer, people), order=Order(Key.VOTES, limit=KNOWN))


def cast_of(_: Composer, title: Films) -> Credited:
    """(Who was) in Heat."""
    return Credited((Role.CAST,), title)


def films_in(composer: Composer, people: People) -> Films:
    """What somebody was in, whatever they did in it."""
    return made_by(composer, RoleWord(ANY_ROLE), people)


def top_partners(composer: Composer, word: RoleWord, people: People) -> Top:
    """Worked most with Al Pacino."""
    return Top(partners_at_once(composer, word, people))


def career(_: Composer, people: People) -> Career:
    """How long Al Pacino's career is."""
    return Career(people)


def career_of_all(_: Composer, word: RoleWord, by: str) -> Career:
    """Which director had the longest career?"""
    return Career(None, word.roles, descending=by != "shortest")


def career_of_anyone(_: Composer, by: str) -> Career:
    """Who had the longest career?"""
    return Career(None, ANY_ROLE, descending=by != "shortest")


def mean(_: Composer, how: str, values: Values) -> Query:
    """The average rating of Michael Mann's films; of what is no figure, the values."""
    named = len(values.films.conditions) == 1 and isinstance(values.films.conditions[0], Titled)
    if named or values.attribute not in {Attribute.RATING, Attribute.VOTES}:
        return values
    return Mean(values.attribute, values.films, how == "total")


def mean_over(composer: Composer, what: tuple[str, Attribute], films: Films) -> Query:
    """Average rating: of Michael Mann's films."""
    how, attribute = what
    return mean(composer, how, Values(attribute, films))


def mean_of_people(composer: Composer, what: tuple[str, Attribute], people: People) -> Query:
    """Michael Mann's average rating: that of his films."""
    return mean_over(composer, what, films_for(composer, people))

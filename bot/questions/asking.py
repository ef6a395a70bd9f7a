"""What the rules about figures, attributes and whole questions mean; see ``compose``."""

from dataclasses import replace

from bot.catalog.model import Role
from bot.questions import numbers
from bot.questions.compose import Composer, RoleWord, films_for, made_by, merge, only, partners
from bot.questions.query import Career, Check, Compare, Count, Query, Set, Top
from bot.questions.sets import (
    ANY_ROLE,
    AnyOf,
    Attribute,
    Between,
    Condition,
    Credited,
    Films,
    Genre,
    Key,
    Order,
    Partners,
    People,
    Together,
    Values,
)

RATING_SCALE = 10
"""A bound of up to 10 is of the rating, a greater one of the votes."""
COMPARISONS = {
    "older": (Key.YEAR, False),
    "newer": (Key.YEAR, True),
    "better": (Key.RATING, True),
    "worse": (Key.RATING, False),
    "more_votes": (Key.VOTES, True),
    "fewer_votes": (Key.VOTES, False),
    "rated_against": (Key.RATING, True),
}

Span = tuple[int, int]


def year(_: Composer, number: float) -> Condition:
    """In 1994."""
    return Between(Attribute.YEAR, number, number)


def years(_: Composer, span: Span) -> Condition:
    """In the 1980s."""
    return Between(Attribute.YEAR, *span)


def span(_: Composer, first: float, last: float) -> Span:
    """1990 to 1995."""
    return int(min(first, last)), int(max(first, last))


def decade_of(_: Composer, number: float) -> Span:
    """The decade of 1980; a number that is none is taken as a year."""
    return numbers.decade(int(number)) or (int(number), int(number))


def _bounds(when: float | Span) -> tuple[float, float]:
    return when if isinstance(when, tuple) else (when, when)


def before(_: Composer, when: float | Span) -> Condition:
    """Before 1990: 1989 or earlier."""
    return Between(Attribute.YEAR, None, _bounds(when)[0] - 1)


def since(_: Composer, when: float | Span) -> Condition:
    """Since 2015: 2015 or later."""
    return Between(Attribute.YEAR, _bounds(when)[0], None)


def after(_: Composer, when: float | Span) -> Condition:
    """After 2015: 2016 or later."""
    return Between(Attribute.YEAR, _bounds(when)[1] + 1, None)


def units(_: Composer, number: float, unit: str) -> int:
    """Three decades, in years."""
    return int(number) * int(unit)


def unit(_: Composer, size: str) -> int:
    """A decade, in years."""
    return int(size)


def past(composer: Composer, length: int) -> Span:
    """The last ten years, this one included; "last year" is the one before."""
    this_year = composer.now.year
    if length == 1:
        return this_year - 1, this_year - 1
    return this_year - length, this_year


def this(composer: Composer, length: str) -> Span:
    """This year, this decade."""
    this_year = composer.now.year
    return this_year - this_year % int(length), this_year


def over(_: Composer, number: float) -> Condition:
    """Over 7."""
    attribute = Attribute.RATING if number <= RATING_SCALE else Attribute.VOTES
    return Between(attribute, number, None)


def under(_: Composer, number: float) -> Condition:
    """Under 5."""
    attribute = Attribute.RATING if number <= RATING_SCALE else Attribute.VOTES
    return Between(attribute, None, number)


def over_votes(_: Composer, number: float) -> Condition:
    """With more than 1,000 votes."""
    return Between(Attribute.VOTES, number, None)


def under_votes(_: Composer, number: float) -> Condition:
    """With fewer than 1,000 votes."""
    return Between(Attribute.VOTES, None, number)


def stars(_: Composer, number: float) -> Condition:
    """Eight stars: rated 8 and better, and less than 9."""
    return Between(Attribute.RATING, number, None)


def so_many(_: Composer, by: Order, number: float) -> Order:
    """The three best."""
    return replace(by, limit=max(1, int(number)))


def either_genre(_: Composer, left: Condition, right: Condition) -> Films:
    """Comedies and dramas: titles of either sort."""
    return Films((AnyOf((left, right)),))


def genre_films_of(composer: Composer, people: People, genre: Genre) -> Films:
    """Al Pacino's thrillers."""
    return merge(composer, films_for(composer, people), only(composer, genre))


def films_of_with(composer: Composer, people: People, condition: Condition) -> Films:
    """A Clint Eastwood western."""
    return merge(composer, films_for(composer, people), only(composer, condition))


def among_films_of(composer: Composer, people: People, films: Films) -> Films:
    """Julia Roberts's best film; Joe Pesci in Goodfellas."""
    return merge(composer, films_for(composer, people), films)


def longer_group(_: Composer, first: People, others: Together) -> Together:
    """Robert De Niro, Al Pacino and Val Kilmer."""
    return replace(others, people=(first, *others.people))


def values_of_people(composer: Composer, attribute: Attribute, people: People) -> Values:
    """Al Pacino's genres."""
    return Values(attribute, films_for(composer, people))


def about(composer: Composer, films: Films) -> Values:
    """What Heat is about: its topics where the catalogue has any, else its story."""
    attribute = Attribute.TAG if composer.graph.by_tag else Attribute.STORY
    return Values(attribute, films)


def count(_: Composer, of: Set) -> Count:
    """How many."""
    return Count(of)


def check(_: Composer, films: Films) -> Check:
    """Is there any such title?"""
    return Check(films)


def polar(_: Composer, asked: Query) -> Query:
    """Is Heat older than Casino?"""
    return replace(asked, polar=True) if isinstance(asked, Compare) else asked


def compared(_: Composer, by: str, title: Films) -> tuple[str, Films]:
    """Older than Casino."""
    return by, title


def compare(_: Composer, left: Films, other: tuple[str, Films]) -> Compare:
    """Heat, older than Casino."""
    by, right = other
    key, descending = COMPARISONS[by]
    return Compare(left, right, key, descending)


def pair(_: Composer, left: Films, right: Films) -> tuple[Films, Films]:
    """Heat or Casino."""
    return left, right


def compare_pair(_: Composer, by: str, titles: tuple[Films, Films]) -> Compare:
    """Which is older, Heat or Casino?"""
    key, descending = COMPARISONS[by]
    return Compare(*titles, key, descending)


def top(composer: Composer, by: str, of: People | Values) -> Query:
    """The most frequent co-star of Al Pacino; the decade he filmed most in."""
    if isinstance(of, Credited | Partners | Values):
        return Top(of, descending=by == "most")
    return films_for(composer, of)


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


def cast_of(_: Composer, title: Films) -> Credited:
    """(Who was) in Heat."""
    return Credited((Role.CAST,), title)


def films_in(composer: Composer, people: People) -> Films:
    """What somebody was in, whatever they did in it."""
    return made_by(composer, RoleWord(ANY_ROLE), people)


def top_partners(composer: Composer, word: RoleWord, people: People) -> Top:
    """Worked most with Al Pacino."""
    return Top(partners(composer, word, people))


def career(_: Composer, people: People) -> Career:
    """How long Al Pacino's career is."""
    return Career(people)


def career_of_all(_: Composer, word: RoleWord, by: str) -> Career:
    """Which director had the longest career?"""
    return Career(None, word.roles, descending=by != "shortest")


def career_of_anyone(_: Composer, by: str) -> Career:
    """Who had the longest career?"""
    return Career(None, ANY_ROLE, descending=by != "shortest")

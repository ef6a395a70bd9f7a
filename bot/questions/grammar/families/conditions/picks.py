"""Conditions on titles: what they are, when they came out, how they are rated."""

from dataclasses import replace

from bot.questions.grammar.composition import Composer, films_for
from bot.questions.grammar.costs import (
    ALMOST_PLAIN,
    CERTAIN,
    LIKELIER,
    MARKED,
    MILD,
    MODEST,
    ODD,
    PLAIN,
    PREFERRED,
    SLIGHT,
    SMALL,
)
from bot.questions.grammar.families.paths import films_of_holder
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right, renamed
from bot.questions.query.nodes import (
    About,
    Attribute,
    Between,
    Condition,
    Films,
    Key,
    Not,
    Order,
    People,
    Telling,
)
from bot.questions.words import numbers
from bot.questions.words.categories import Category as C

RATING_SCALE = 10
"""Bounds up to 10 are about the rating, greater ones about the votes."""
FIVE_STARS = 5
"""The most stars on a scale of five."""
KNOWN_FOR_TITLES = 5
"""How many titles to give for what somebody is known for."""

Span = tuple[int, int]


def known_for(composer: Composer, people: People) -> Films:
    """What Al Pacino is known for: his titles with the most votes."""
    return replace(films_for(composer, people), order=Order(Key.VOTES, limit=KNOWN_FOR_TITLES))


def known_for_as(composer: Composer, holder: tuple[RoleWord, People]) -> Films:
    """What the director Michael Mann is known for, among the titles that he directed."""
    films = films_of_holder(composer, holder)
    return replace(films, order=Order(Key.VOTES, limit=KNOWN_FOR_TITLES))


def few(_: Composer, number: float | str, films: Films) -> Films:
    """Five comedies: the best ones, unless another order is given."""
    return replace(films, order=replace(films.order or Order(Key.BEST), limit=int(number)))


def about(_: Composer, theme: str) -> Condition:
    """About robbing a casino."""
    return About(theme)


def loosely_about(_: Composer, theme: str) -> Condition:
    """A shark (film)."""
    return About(theme, Telling.LOOSE)


def not_about(_: Composer, theme: str) -> Condition:
    """Without zombies."""
    return Not(About(theme))


def told(_: Composer, telling: Telling, theme: str) -> Condition:
    """Set in Las Vegas; where a man lives the same day again."""
    return About(theme, telling)


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
    """The decade of 1980; a number that is not a decade is read as a year."""
    return numbers.decade(int(number)) or (int(number), int(number))


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
    """Eight stars: rated 8 or better."""
    return Between(Attribute.RATING, number, None)


def in_stars(_: Composer, number: float, unit: str) -> float:
    """Eight stars; five stars, of five: ratings that round to that many."""
    return 2 * number - 1 if unit == "of_five" and 1 <= number <= FIVE_STARS else number


def until(_: Composer, when: float | Span) -> Condition:
    """In 1990 or earlier."""
    return Between(Attribute.YEAR, None, _bounds(when)[1])


def within(_: Composer, bounds: tuple[float, float]) -> Condition:
    """Rated between 7 and 8."""
    attribute = Attribute.RATING if bounds[1] <= RATING_SCALE else Attribute.VOTES
    return Between(attribute, *bounds)


def votes_within(_: Composer, bounds: tuple[float, float]) -> Condition:
    """Between 1,000 and 2,000 votes."""
    return Between(Attribute.VOTES, *bounds)


def bounds(_: Composer, first: float, last: float) -> tuple[float, float]:
    """Between 7 and 8."""
    return min(first, last), max(first, last)


def scaled(_: Composer, number: float, scale: str) -> float:
    """Two million."""
    return min(number * float(scale), float(numbers.MAX_FIGURE))


def scale(_: Composer, scale: str) -> float:
    """A million."""
    return float(scale)


def century(composer: Composer, first: str) -> Span:
    """The 20th century; the current one only up to now."""
    last = int(first) + numbers.CENTURY - 1
    return int(first), max(int(first), min(last, composer.now.year))


def part_of(_: Composer, part: str, decade: Span) -> Span:
    """The early 90s: 1990 to 1993."""
    first, last = decade
    third = (last - first + 1) // 3
    if part == "early":
        return first, first + third
    return (last - third, last) if part == "late" else (first + third, last - third)


def _bounds(when: float | Span) -> tuple[float, float]:
    return when if isinstance(when, tuple) else (when, when)


PICKS = Family(
    "picks",
    (
        # Korean; funny; about a heist; underrated
        renamed(C.GENRE, C.FILTER, PLAIN),
        renamed(C.LANGUAGE, C.FILTER, PLAIN),
        head_right(C.SPOKEN, C.LANGUAGE, C.LANGUAGE, PLAIN),
        head_left(C.LANGUAGE, C.SPOKEN, C.LANGUAGE, PLAIN),
        renamed(C.TAG, C.FILTER, ODD),
        head_right(C.ABOUT, C.TAG, C.FILTER, CERTAIN),
        head_right(C.ABOUT, C.GENRE, C.FILTER, MODEST),
        renamed(C.QUALITY, C.FILTER, SLIGHT),
        # about robbing a casino; set in Las Vegas; a shark (film)
        Rule(C.ABOUT, C.THEME, C.FILTER, PLAIN, about, takes="r"),
        Rule(C.TELLING, C.THEME, C.FILTER, PLAIN, told),
        Rule(C.THEME, None, C.FILTER, MARKED, loosely_about),
        Rule(C.NOT, C.THEME, C.FILTER, SMALL, not_about, takes="r"),
        # in 1994; in the 80s; before 1990; since 2015; after 2015
        Rule(C.DECADE, None, C.FILTER, ALMOST_PLAIN, years),
        Rule(C.YEAR, None, C.FILTER, MILD, year),
        Rule(C.IN, C.YEAR, C.FILTER, PLAIN, year, takes="r"),
        head_right(C.IN, C.FILTER, C.FILTER, ALMOST_PLAIN),
        Rule(C.RELEASED, C.YEAR, C.FILTER, SLIGHT, year, takes="r"),
        Rule(C.BEFORE, C.YEAR, C.FILTER, PLAIN, before, takes="r"),
        Rule(C.BEFORE, C.DECADE, C.FILTER, PLAIN, before, takes="r"),
        Rule(C.AFTER, C.YEAR, C.FILTER, SLIGHT, since, takes="r"),
        Rule(C.AFTER, C.DECADE, C.FILTER, SMALL, since, takes="r"),
        Rule(C.LATER, C.YEAR, C.FILTER, PLAIN, after, takes="r"),
        Rule(C.LATER, C.DECADE, C.FILTER, PLAIN, after, takes="r"),
        # from 1990 to 1995; the decade of 1980; the last ten years; this year
        Rule(C.YEAR, C.AND_YEAR, C.YEARS, PLAIN, span),
        Rule(C.YEAR, C.YEAR, C.YEARS, SLIGHT, span),  # as "from 1940 to 1960" is typed in haste
        head_right(C.AND, C.YEAR, C.AND_YEAR, PLAIN),
        head_right(C.TO, C.YEAR, C.AND_YEAR, PLAIN),
        Rule(C.FROM, C.YEARS, C.FILTER, PLAIN, years, takes="r"),
        Rule(C.YEARS, None, C.FILTER, MILD, years),
        Rule(C.DECADE_MARK, C.NUMBER, C.DECADE, PLAIN, decade_of, takes="r"),
        Rule(C.DECADE_MARK, C.YEAR, C.DECADE, LIKELIER, decade_of, takes="r"),
        head_right(C.DECADE_MARK, C.DECADE, C.DECADE, PLAIN),
        Rule(C.PAST, C.SPAN, C.DECADE, LIKELIER, past, takes="r"),
        Rule(C.NUMBER, C.UNIT, C.SPAN, PLAIN, units),
        Rule(C.UNIT, None, C.SPAN, SLIGHT, unit),
        Rule(C.THIS, C.UNIT, C.DECADE, PLAIN, this, takes="r"),
        # the 20th century; the early 90s; two million
        Rule(C.CENTURY, None, C.DECADE, PLAIN, century),
        Rule(C.PART_OF, C.DECADE, C.DECADE, PLAIN, part_of),
        Rule(C.NUMBER, C.SCALE, C.NUMBER, PLAIN, scaled),
        Rule(C.SCALE, None, C.NUMBER, SMALL, scale),
        # 2010 or later; up to 1990; in '94
        Rule(C.YEAR, C.OR_MORE, C.FILTER, PLAIN, since, takes="l"),
        Rule(C.YEAR, C.OR_LESS, C.FILTER, PLAIN, until, takes="l"),
        Rule(C.DECADE, C.OR_MORE, C.FILTER, PLAIN, since, takes="l"),
        Rule(C.DECADE, C.OR_LESS, C.FILTER, PLAIN, until, takes="l"),
        Rule(C.YEAR_UP, None, C.FILTER, PLAIN, since),
        Rule(C.UP_TO, C.YEAR, C.FILTER, PLAIN, until, takes="r"),
        Rule(C.UP_TO, C.DECADE, C.FILTER, PLAIN, until, takes="r"),
        Rule(C.IN, C.SHORT_YEAR, C.FILTER, SMALL, year, takes="r"),
        # rated 8 or higher; over 7; eight stars
        Rule(C.NUMBER, C.OR_MORE, C.BOUND, SLIGHT, over, takes="l"),
        Rule(C.NUMBER, C.OR_LESS, C.BOUND, SLIGHT, under, takes="l"),
        head_left(C.NUMBERS, C.STARS_UNIT, C.NUMBERS, PLAIN),
        Rule(C.RATED, C.SCORE, C.FILTER, MILD, stars, takes="r"),
        head_right(C.RATED, C.BOUND, C.BOUND, PLAIN),
        renamed(C.BOUND, C.FILTER, PLAIN),
        Rule(C.NUMBER_UP, None, C.BOUND, SLIGHT, over),
        Rule(C.NUMBER_UP, C.STARS_UNIT, C.BOUND, PLAIN, over, takes="l"),
        Rule(C.OVER, C.NUMBER, C.FILTER, SMALL, over, takes="r"),
        Rule(C.UNDER, C.NUMBER, C.FILTER, SMALL, under, takes="r"),
        Rule(C.OVER, C.STARS, C.FILTER, PLAIN, over, takes="r"),
        Rule(C.UNDER, C.STARS, C.FILTER, PLAIN, under, takes="r"),
        Rule(C.SCORE, C.STARS_UNIT, C.STARS, PLAIN, in_stars),
        Rule(C.STARS, None, C.FILTER, MILD, stars),
        Rule(C.RATED, C.STARS, C.FILTER, PLAIN, stars, takes="r"),
        # between 7 and 8; between 1,000 and 2,000 votes
        Rule(C.NUMBER, C.AND_NUMBER, C.NUMBERS, SLIGHT, bounds),
        head_right(C.AND, C.NUMBER, C.AND_NUMBER, PLAIN),
        head_right(C.TO, C.NUMBER, C.AND_NUMBER, PLAIN),
        Rule(C.FROM, C.NUMBERS, C.BOUND, SMALL, within, takes="r"),
        Rule(C.RATED, C.NUMBERS, C.BOUND, SLIGHT, within, takes="r"),
        head_left(C.NUMBERS, C.VOTES_UNIT, C.VOTE_NUMBERS, PLAIN),
        Rule(C.FROM, C.VOTE_NUMBERS, C.FILTER, PLAIN, votes_within, takes="r"),
        # more than 1,000 votes
        Rule(C.NUMBER_UP, C.VOTES_UNIT, C.FILTER, PLAIN, over_votes, takes="l"),
        Rule(C.OVER, C.VOTES, C.FILTER, PLAIN, over_votes, takes="r"),
        Rule(C.UNDER, C.VOTES, C.FILTER, PLAIN, under_votes, takes="r"),
        head_left(C.NUMBER, C.VOTES_UNIT, C.VOTES, PLAIN),
        # five comedies
        Rule(C.FEW, C.FILMS, C.FILMS, MARKED, few),
        Rule(C.FEW, C.NOUN, C.FILMS, MODEST, few),
        # what is Al Pacino known for
        Rule(C.PEOPLE, C.KNOWN_FOR, C.FILMS, PREFERRED, known_for, takes="l"),
        # what is the director Michael Mann known for
        Rule(C.ROLE_PERSON, C.KNOWN_FOR, C.FILMS, PREFERRED, known_for_as, takes="l"),
    ),
    examples=(
        "a little known action film with jason statham",
        "late 80s movies",
        "rated 9 or more",
    ),
)

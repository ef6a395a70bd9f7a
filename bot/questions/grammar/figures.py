"""What the rules about figures mean: years, decades, ratings, votes; see ``compose``."""

from bot.questions.grammar.compose import Composer
from bot.questions.query.nodes import Attribute, Between, Condition
from bot.questions.words import numbers

RATING_SCALE = 10
"""A bound of up to 10 is of the rating, a greater one of the votes."""

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
    """Eight stars: rated 8 and better."""
    return Between(Attribute.RATING, number, None)


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
    return min(number * float(scale), float(numbers.GREATEST))


def scale(_: Composer, scale: str) -> float:
    """A million."""
    return float(scale)


def century(composer: Composer, first: str) -> Span:
    """The 20th century; of this one, as much as there has been."""
    last = int(first) + numbers.CENTURY - 1
    return int(first), max(int(first), min(last, composer.now.year))


def part_of(_: Composer, part: str, decade: Span) -> Span:
    """The early 90s: their first years, as few or as many as the middle and the last ones."""
    first, last = decade
    third = (last - first + 1) // 3
    if part == "early":
        return first, first + third
    return (last - third, last) if part == "late" else (first + third, last - third)

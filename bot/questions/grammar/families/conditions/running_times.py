"""Titles by their length: "films under 90 minutes", "comedies longer than two hours".

The length of a title, the longest title and averages belong to the families that handle other
figures: running time is one more attribute, order and comparison there.
"""

from bot.questions.grammar.composition import Composer, pair
from bot.questions.grammar.costs import LIKELIER, MILD, PLAIN, SLIGHT, SMALL
from bot.questions.grammar.family import Family
from bot.questions.parser.rules import Rule, head_left, head_right
from bot.questions.query.nodes import Attribute, Between, Condition
from bot.questions.words.categories import Category as C

HOURS_UP_TO = 10
"""Bare numbers up to this are hours ("longer than 2"), greater ones minutes."""
MINUTES_IN_HOUR = 60
ABOUT = 0.1
"""The relative tolerance of "a 90-minute film"."""


def length(_: Composer, number: float, unit: str) -> float:
    """Ninety minutes; two hours, in minutes."""
    return number * float(unit)


def added(_: Composer, first: float, second: float) -> float:
    """Two hours thirty minutes; two hours and thirty minutes."""
    return first + second


def bare(_: Composer, number: float) -> float:
    """Shorter than 90; longer than 2."""
    return number * MINUTES_IN_HOUR if number <= HOURS_UP_TO else number


def at_least(_: Composer, minutes: float) -> Condition:
    """Over two hours."""
    return Between(Attribute.RUNTIME, minutes, None)


def at_most(_: Composer, minutes: float) -> Condition:
    """Under 90 minutes."""
    return Between(Attribute.RUNTIME, None, minutes)


def longer_than(composer: Composer, number: float) -> Condition:
    """Longer than 2."""
    return at_least(composer, bare(composer, number))


def shorter_than(composer: Composer, number: float) -> Condition:
    """Shorter than 90."""
    return at_most(composer, bare(composer, number))


def about(_: Composer, minutes: float) -> Condition:
    """A 90-minute film: about as long."""
    return Between(Attribute.RUNTIME, round(minutes * (1 - ABOUT)), round(minutes * (1 + ABOUT)))


def in_unit(composer: Composer, numbers: tuple[float, float], unit: str) -> tuple[float, float]:
    """90 to 120 minutes."""
    low, high = numbers
    return length(composer, low, unit), length(composer, high, unit)


def between(_: Composer, lengths: tuple[float, float]) -> Condition:
    """Between 90 and 120 minutes."""
    return Between(Attribute.RUNTIME, min(lengths), max(lengths))


RUNNING_TIMES = Family(
    "running_times",
    (
        # 90 minutes; two hours (and) thirty minutes; how long does Heat last
        Rule(C.NUMBER, C.MINUTES_UNIT, C.LENGTH, PLAIN, length),
        Rule(C.LENGTH, C.LENGTH, C.LENGTH, SLIGHT, added),
        Rule(C.LENGTH, C.AND_LENGTH, C.LENGTH, SLIGHT, added, priority=1),
        head_left(C.VALUES, C.LASTS, C.VALUES, PLAIN),
        head_left(C.ATTRIBUTE, C.LASTS, C.ATTRIBUTE, PLAIN),
        head_left(C.LENGTH, C.LASTS, C.LENGTH, PLAIN),
        # under 90 minutes; longer than two hours; up to 1h30; 90 minutes or less
        Rule(C.OVER, C.LENGTH, C.FILTER, LIKELIER, at_least, takes="r"),
        Rule(C.UNDER, C.LENGTH, C.FILTER, LIKELIER, at_most, takes="r"),
        Rule(C.LONGER, C.LENGTH, C.FILTER, LIKELIER, at_least, takes="r"),
        Rule(C.SHORTER, C.LENGTH, C.FILTER, LIKELIER, at_most, takes="r"),
        Rule(C.UP_TO, C.LENGTH, C.FILTER, PLAIN, at_most, takes="r"),
        Rule(C.LENGTH, C.OR_MORE, C.FILTER, PLAIN, at_least, takes="l"),
        Rule(C.LENGTH, C.OR_LESS, C.FILTER, PLAIN, at_most, takes="l"),
        Rule(C.LONGER, C.NUMBER, C.FILTER, SMALL, longer_than, takes="r"),
        Rule(C.SHORTER, C.NUMBER, C.FILTER, SMALL, shorter_than, takes="r"),
        # a 90-minute comedy
        Rule(C.LENGTH, None, C.FILTER, MILD, about),
        # between 90 and 120 minutes; between one and a half hours and two hours
        Rule(C.NUMBERS, C.MINUTES_UNIT, C.LENGTHS, PLAIN, in_unit),
        head_right(C.AND, C.LENGTH, C.AND_LENGTH, PLAIN),
        head_right(C.TO, C.LENGTH, C.AND_LENGTH, PLAIN),
        Rule(C.LENGTH, C.AND_LENGTH, C.LENGTHS, PLAIN, pair),
        Rule(C.FROM, C.LENGTHS, C.FILTER, PLAIN, between, takes="r"),
        Rule(C.LENGTHS, None, C.FILTER, MILD, between),
    ),
    examples=(
        "films under 90 minutes from the 90s",
        "comedies longer than two hours",
        "something between 90 and 100 minutes",
    ),
)

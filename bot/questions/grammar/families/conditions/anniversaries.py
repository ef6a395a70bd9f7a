"""Titles by their age: "what came out 20 years ago", "films that turn 30 this year"."""

from bot.questions.grammar.composition import Composer
from bot.questions.grammar.costs import FAVOURED, LIKELIER, PLAIN, SLIGHT
from bot.questions.grammar.families.conditions.picks import (
    Span,
    after,
    before,
    since,
    units,
    until,
    year,
)
from bot.questions.grammar.family import Family
from bot.questions.parser.rules import Rule, head_left, head_right
from bot.questions.query.nodes import Attribute, Between, Condition
from bot.questions.words.categories import Category as C


def years_ago(composer: Composer, age: float) -> float:
    """Twenty years ago, as a year."""
    return composer.now.year - age


def one_ago(composer: Composer, years: str) -> float:
    """A decade ago."""
    return years_ago(composer, int(years))


def longer_ago(composer: Composer, age: float) -> Condition:
    """More than twenty years ago."""
    return before(composer, years_ago(composer, age))


def less_long_ago(composer: Composer, age: float) -> Condition:
    """Less than twenty years ago."""
    return after(composer, years_ago(composer, age))


def aged(composer: Composer, age: float) -> Condition:
    """Turning twenty: this year, if no other is named."""
    return year(composer, years_ago(composer, age))


def aged_in(_: Composer, age: float, when: Span) -> Condition:
    """Turning twenty last year; turning twenty in the 2030s."""
    first, last = when
    return Between(Attribute.YEAR, first - int(age), last - int(age))


ANNIVERSARIES = Family(
    "anniversaries",
    (
        # 20 years ago; two decades ago; a decade ago; hace 20 años
        Rule(C.NUMBER, C.UNIT, C.AGE, PLAIN, units, priority=1),
        Rule(C.AGE, C.AGO, C.YEAR_AGO, FAVOURED, years_ago, takes="l"),
        Rule(C.AGO, C.AGE, C.YEAR_AGO, FAVOURED, years_ago, takes="r"),
        Rule(C.ONE_AGO, None, C.YEAR_AGO, PLAIN, one_ago),
        Rule(C.YEAR_AGO, None, C.FILTER, PLAIN, year),
        # 20 years ago or more; more than 20 years ago; less than 10 years ago
        Rule(C.YEAR_AGO, C.OR_MORE, C.FILTER, FAVOURED, until, takes="l"),
        Rule(C.YEAR_AGO, C.OR_LESS, C.FILTER, FAVOURED, since, takes="l"),
        Rule(C.OVER, C.YEAR_AGO, C.FILTER, FAVOURED, before, takes="r"),
        Rule(C.UNDER, C.YEAR_AGO, C.FILTER, FAVOURED, after, takes="r"),
        # hace más de 20 años; hace menos de 10 años
        head_left(C.AGO, C.OVER, C.OVER_AGO, PLAIN),
        head_left(C.AGO, C.UNDER, C.UNDER_AGO, PLAIN),
        Rule(C.OVER_AGO, C.AGE, C.FILTER, FAVOURED, longer_ago, takes="r"),
        Rule(C.UNDER_AGO, C.AGE, C.FILTER, FAVOURED, less_long_ago, takes="r"),
        # turning 30; that turned 30 last year; que cumplen 30 años este año
        head_right(C.TURNING, C.NUMBER, C.TURNING_AGE, PLAIN),
        head_right(C.TURNING, C.AGE, C.TURNING_AGE, LIKELIER),
        Rule(C.TURNING_AGE, None, C.FILTER, SLIGHT, aged),
        Rule(C.TURNING_AGE, C.DECADE, C.FILTER, FAVOURED, aged_in),
    ),
    examples=("what came out 20 years ago", "comedies that turn 30 this year"),
)

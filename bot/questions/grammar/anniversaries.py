"""Titles by their age: "what came out 20 years ago", "films that turn 30 this year"."""

from bot.questions.grammar.composition import Composer
from bot.questions.grammar.costs import FAVOURED, PLAIN, SLIGHT
from bot.questions.grammar.family import Family
from bot.questions.grammar.picks import Span
from bot.questions.parser.rules import Rule
from bot.questions.query.nodes import Attribute, Between, Condition
from bot.questions.words.categories import Category as C


def years_ago(composer: Composer, age: float) -> Condition:
    """Twenty years ago; turning twenty: of the year that is so long ago."""
    this_year = composer.now.year
    return aged_in(composer, age, (this_year, this_year))


def aged_in(_: Composer, age: float, when: Span) -> Condition:
    """Turning twenty last year; turning twenty in the 2030s."""
    first, last = when
    return Between(Attribute.YEAR, first - int(age), last - int(age))


def age(_: Composer, years: float) -> float:
    """Turning twenty."""
    return years


ANNIVERSARIES = Family(
    "anniversaries",
    (
        # 20 years ago; two decades ago; hace 20 años
        Rule(C.SPAN, C.AGO, C.FILTER, FAVOURED, years_ago, takes="l"),
        Rule(C.AGO, C.SPAN, C.FILTER, FAVOURED, years_ago, takes="r"),
        # turning 30; that turned 30 last year; que cumplen 30 años este año
        Rule(C.TURNING, C.NUMBER, C.AGE, PLAIN, age, takes="r"),
        Rule(C.TURNING, C.SPAN, C.AGE, FAVOURED, age, takes="r"),
        Rule(C.AGE, None, C.FILTER, SLIGHT, years_ago),
        Rule(C.AGE, C.DECADE, C.FILTER, FAVOURED, aged_in),
    ),
    examples=("what came out 20 years ago", "comedies that turn 30 this year"),
)

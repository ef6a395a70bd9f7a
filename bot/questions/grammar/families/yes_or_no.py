"""Yes/no questions."""

from dataclasses import replace

from bot.questions.grammar.composition import Composer
from bot.questions.grammar.costs import LIKELIER, PLAIN
from bot.questions.grammar.families.counts import Bounds
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule
from bot.questions.query.nodes import Credit, Credited, Films
from bot.questions.query.queries import Check, Compare, Query
from bot.questions.words.categories import Category as C


def check(_: Composer, films: Films) -> Check:
    """Is there any such title?"""
    return Check(films)


def polar(_: Composer, asked: Query) -> Query:
    """Is Heat older than Casino?"""
    return replace(asked, polar=True) if isinstance(asked, Compare) else asked


def same_makers(_: Composer, of: tuple[Films, Films], word: RoleWord) -> Check:
    """Do Heat and Casino have the same director?"""
    left, right = of
    shared = Credit(word.roles, Credited(word.roles, right))
    return Check(replace(left, conditions=(*left.conditions, shared)))


def check_many(_: Composer, of: tuple[Films, Bounds]) -> Check:
    """Has he directed more than three thrillers? Have they worked together more than once?"""
    films, (low, high) = of
    return Check(Films(films.conditions), low, high)


YES_OR_NO = Family(
    "yes_or_no",
    (
        # are there any westerns; did Spielberg direct Jaws; is Heat older than Casino
        Rule(C.POLAR, C.FILMS, C.ANSWER, PLAIN, check, takes="r"),
        Rule(C.POLAR, C.ANSWER, C.ANSWER, PLAIN, polar, takes="r"),
        # do Heat and Casino have the same director
        Rule(C.BOTH_TITLES, C.SHARE_ROLE, C.ANSWER, PLAIN, same_makers),
        # has he directed more than three comedies; have they worked together more than once
        Rule(C.POLAR, C.MANY_OF, C.ANSWER, LIKELIER, check_many, takes="r"),
        Rule(C.POLAR, C.FILMS_TIMES, C.ANSWER, PLAIN, check_many, takes="r"),
    ),
    examples=(
        "are there any westerns from the 90s",
        "did spielberg direct the terminal",
    ),
)

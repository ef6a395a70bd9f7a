"""The grammar: the rules of all families.

The meaning of a phrase depends on the types of its parts and hardly at all on their order: a role
word next to titles gives people (*the director of Heat*, *Heat's director*, *who directed Heat*);
next to people it gives titles (*directed by Mann*, *Mann directed*). So the same rules read
English, Spanish and broken English; word order only affects costs.

Each family of questions has its own file; what they share is in ``composition``.
"""

from functools import cache

from bot.questions.grammar.costs import PLAIN, SLIGHT
from bot.questions.grammar.families.attributes import ATTRIBUTES
from bot.questions.grammar.families.comparisons import COMPARISON_RULES
from bot.questions.grammar.families.conditions.anniversaries import ANNIVERSARIES
from bot.questions.grammar.families.conditions.likeness import LIKENESS
from bot.questions.grammar.families.conditions.picks import PICKS
from bot.questions.grammar.families.conditions.running_times import RUNNING_TIMES
from bot.questions.grammar.families.conditions.streaming import STREAMING
from bot.questions.grammar.families.counts import COUNTS
from bot.questions.grammar.families.groups import GROUPS
from bot.questions.grammar.families.paths import PATHS
from bot.questions.grammar.families.sets import SETS
from bot.questions.grammar.families.superlatives import SUPERLATIVES
from bot.questions.grammar.families.yes_or_no import YES_OR_NO
from bot.questions.parser.rules import Grammar, head_right
from bot.questions.words.categories import (
    FIGURES,
    NAMES,
    OUTSIDE_GRAMMAR,
    READ_ANEW,
)
from bot.questions.words.categories import Category as C
from bot.questions.words.lexicon import load_lexicons

FAMILIES = (
    ANNIVERSARIES,
    ATTRIBUTES,
    COMPARISON_RULES,
    COUNTS,
    GROUPS,
    LIKENESS,
    PATHS,
    PICKS,
    RUNNING_TIMES,
    SETS,
    STREAMING,
    SUPERLATIVES,
    YES_OR_NO,
)
WHOLE = (
    # "who" or "what" before a whole question adds nothing
    head_right(C.WHO, C.ANSWER, C.ANSWER, PLAIN),
    head_right(C.WHAT, C.ANSWER, C.ANSWER, PLAIN),
)
ROOTS = {C.FILMS: SLIGHT, C.PEOPLE: SLIGHT, C.VALUES: PLAIN, C.ANSWER: PLAIN}


@cache
def load_grammar() -> Grammar:
    """Return the rules of all families, indexed for the parser and checked.

    Raises:
        ValueError: Nothing produces or nothing consumes a category, or two rules for the same
        neighbours have the same priority.
    """
    words = {category for lexicon in load_lexicons() for category in lexicon.categories}
    return Grammar(
        [*WHOLE, *(rule for family in FAMILIES for rule in family.rules)],
        ROOTS,
        terminals=words | NAMES | FIGURES | READ_ANEW,
        outside=OUTSIDE_GRAMMAR,
    )

"""Where to watch titles: "comedies on Netflix", "where can I watch Heat".

Records say whether Netflix had the title and nothing about other services.
"""

from bot.questions.grammar.composition import Composer
from bot.questions.grammar.costs import PLAIN
from bot.questions.grammar.family import Family
from bot.questions.parser.rules import Rule
from bot.questions.query.nodes import Condition, OnNetflix
from bot.questions.words.categories import Category as C


def on_netflix(_: Composer, __: str) -> Condition:
    """On Netflix."""
    return OnNetflix()


STREAMING = Family(
    "streaming",
    (Rule(C.ON_NETFLIX, None, C.FILTER, PLAIN, on_netflix),),
    examples=("comedies on netflix", "is forrest gump on netflix"),
)

"""Similar titles: "something like Inception but funnier", "a mix of Alien and Titanic"."""

from bot.questions.grammar.composition import Composer, both
from bot.questions.grammar.costs import CERTAIN, FAVOURED, PLAIN, PREFERRED
from bot.questions.grammar.families.comparisons import beyond_title
from bot.questions.grammar.family import Family
from bot.questions.parser.rules import Rule, renamed
from bot.questions.query.nodes import Alike, Condition, Films, Franchise, Titled
from bot.questions.words.categories import Category as C

Model = tuple[Films, ...]
"""The titles that others should be similar to."""


def one(_: Composer, title: Films) -> Model:
    """(Like) Inception."""
    return (title,)


def several(_: Composer, titles: tuple[Films, Films]) -> Model:
    """(A mix of) Alien and Titanic."""
    return titles


def like(_: Composer, model: Model) -> Condition:
    """Like Inception."""
    named = [
        part for films in model for part in films.conditions if isinstance(part, Titled | Franchise)
    ]
    return Alike(
        tuple(dict.fromkeys(part.ids[0] for part in named if part.ids)),
        " + ".join(dict.fromkeys(part.label for part in named)),
    )


def like_but(composer: Composer, model: Model, by: str) -> Condition:
    """Like Inception, but newer."""
    return both(composer, like(composer, model), beyond_title(composer, (by, model[0])))


LIKENESS = Family(
    "likeness",
    (
        # movies like Inception; similar to the Matrix films
        Rule(C.LIKE, C.TITLE, C.ALIKE, PREFERRED, one, takes="r"),
        Rule(C.LIKE, C.FRANCHISE_NAME, C.ALIKE, PLAIN, one, takes="r"),
        renamed(C.ALIKE, C.LIKENESS, PLAIN),
        Rule(C.LIKENESS, None, C.FILTER, PLAIN, like),
        # a mix of Alien and Titanic
        Rule(C.LIKE, C.BOTH_TITLES, C.LIKENESS, CERTAIN, several, takes="r"),
        # like Inception but newer
        Rule(C.LIKENESS, C.COMPARATIVE, C.FILTER, FAVOURED, like_but),
    ),
    examples=(
        "something like the matrix but newer",
        "a mix of casino and drive",
        "movies like the bourne films",
    ),
)

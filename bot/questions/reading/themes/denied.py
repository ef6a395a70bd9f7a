"""What is wished not to happen in a story: "a film with a dog where the dog doesn't die".

Stories are searched by their words, so a clause that denies something would find just that.
"""

from dataclasses import dataclass

from bot.questions.reading.themes.theme_words import TURNING
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.tokens import as_written

_WHERE = (Category.TELLING, "where")
_MAX_SUBJECT = 4
"""So many words at most stand between "where" and what is denied: "the family's old dog"."""
_MAX_NEGATION = 2
"""Negations of more words deny something of the company: "one of us doesn't like"."""
_FEELINGS = frozenset(
    {"hate", "hates", "hated", "hating", "dislike", "dislikes", "scared", "afraid"}
    | {"odia", "odian", "odio"}
)
"""What somebody in a story feels happens in it: "where a boy is scared of dogs"."""


@dataclass(frozen=True, slots=True)
class Denied:
    """A clause about what is not to happen.

    Attributes:
        clause: It, as it was written.
        rest: The sentence without it.
    """

    clause: str
    rest: str


def denied_clause(understood: Understood) -> Denied | None:
    """Return the clause of a sentence that says what is not to happen, ``None`` if none does.

    In "the movie where he doesn't speak" it tells of one film, and stays part of the search.
    """
    tokens, lexicon = understood.tokens, understood.lexicon
    of_one_film = {
        start + len(it.words)
        for start, it in understood.lexemes
        if it.category is Category.NOUN and start and lexicon.is_article(tokens[start - 1].word)
    }
    for start, telling in understood.lexemes:
        first = start + len(telling.words)
        if (telling.category, telling.value) != _WHERE or not start or start in of_one_film:
            continue
        if any(
            it.category is Category.NOT
            and it.words[0] not in TURNING
            and _FEELINGS.isdisjoint(it.words)
            and len(it.words) <= _MAX_NEGATION
            and first < place <= first + _MAX_SUBJECT
            for place, it in understood.lexemes
        ):
            end = next(
                (place for place in range(first, len(tokens)) if tokens[place].ends_clause),
                len(tokens) - 1,
            )
            kept = (*tokens[:start], *tokens[end + 1 :])
            clause = as_written(tokens[start : end + 1]).rstrip("?.!, ")
            return Denied(clause, " ".join(token.written for token in kept))
    return None

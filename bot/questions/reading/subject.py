"""The subject of a question that begins with "is" or "was": "is *Up* good", "was *that* his"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.questions.names.entity_linker import Mention
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme
from bot.questions.words.tokens import Token

_COPULA, _POINTING = "copula", "subject"
"""The values of verbs that say what something is, and of pronouns that only a subject can be."""
_AGES = frozenset({"older", "newer"})
"""The values of comparisons that are about the age of people, where people are compared."""
_LIFE = "life"


def subject_place(lexemes: Sequence[tuple[int, Lexeme]]) -> int | None:
    """Return where the subject stands; ``None`` unless a sentence begins with "is" or "was"."""
    ends = [
        len(it.words)
        for start, it in lexemes
        if start == 0 and it.category is Category.POLAR and it.value == _COPULA
    ]
    return max(ends, default=None)


def with_pointing_subject(
    lexemes: Sequence[tuple[int, Lexeme]], *, several: bool
) -> list[tuple[int, Lexeme]]:
    """Return phrases without "that" and "this", unless they are the subject.

    Args:
        lexemes: The phrases of a sentence.
        several: Whether several titles were shown before: then they mean no single one.
    """
    place = None if several else subject_place(lexemes)
    return [
        (start, it)
        for start, it in lexemes
        if it.category is not Category.PRONOUN or it.value != _POINTING or start == place
    ]


def is_pronoun(place: int, lexemes: Sequence[tuple[int, Lexeme]]) -> bool:
    """Return whether a pronoun stands at a place."""
    return any(start == place and it.category is Category.PRONOUN for start, it in lexemes)


def subjects(
    mentions: Sequence[Mention], tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]]
) -> list[Mention]:
    """Return the titles that may be the subject, however ordinary their words.

    "It" is a title only if it is written like one.
    """
    place = subject_place(lexemes)
    return [
        it
        for it in mentions
        if it.start == place
        and it.category is Category.TITLE
        and (tokens[it.start].capital or not is_pronoun(it.start, lexemes))
    ]


def with_ages(
    lexemes: Sequence[tuple[int, Lexeme]], mentions: Sequence[Mention]
) -> list[tuple[int, Lexeme]]:
    """Return phrases with "older than" before a person's full name read as about people's lives."""
    titles = {it.start for it in mentions if it.category is Category.TITLE}
    people = {
        it.start for it in mentions if it.category is Category.NAME and it.end - it.start > 1
    } - titles
    ages = {
        (start, len(it.words)): it
        for start, it in lexemes
        if it.category is Category.COMPARATIVE
        and it.value in _AGES
        and start + len(it.words) in people
    }
    read = [
        (start, it)
        for start, it in lexemes
        if not any(first <= start < first + size for first, size in ages)
    ]
    return [
        *read,
        *(
            (start, replace(it, category=Category.BEYOND, value=_LIFE))
            for (start, _), it in ages.items()
        ),
    ]

"""Possessives without an apostrophe: "nolans best film"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.questions.lexicon import Lexicon
from bot.questions.tokens import POSSESSIVE, Token

MIN_LETTERS = 5
MAX_WORDS = 3
"""So many words at most of a name are looked at: "christopher nolans"."""


def parted(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    unknown: Sequence[int],
    is_person: Callable[[str], bool],
) -> list[Token] | None:
    """Return the tokens with the endings of possessives apart; ``None`` where there is none.

    Args:
        tokens: The sentence.
        lexicon: Its language.
        unknown: The words that nobody knows.
        is_person: Whether letters are the name of somebody.
    """
    words = [token.word for token in tokens]
    found: list[Token] = []
    for place, token in enumerate(tokens):
        word = token.word
        if (
            place in unknown
            and word.endswith(POSSESSIVE)
            and len(word) >= MIN_LETTERS
            and not lexicon.knows(word)
            and any(
                is_person("".join(words[start:place]) + word[:-1])
                for start in range(max(0, place - MAX_WORDS + 1), place + 1)
            )
        ):
            found.append(replace(token, word=word[:-1], written=token.written[:-1]))
            found.append(Token(POSSESSIVE, POSSESSIVE, "", possessive=True))
        else:
            found.append(token)
    return found if len(found) > len(tokens) else None

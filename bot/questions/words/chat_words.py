"""Chat spelling: "nolans best film", "movies w tom hanks"."""

from collections.abc import Callable, Sequence

from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import POSSESSIVE, Token

MIN_LETTERS = 5
MAX_WORDS = 3
"""The longest name before a possessive, in words: "christopher nolans"."""


def written_out(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    unknown: Sequence[int],
    is_person: Callable[[str], bool],
) -> list[Token] | None:
    """Return the tokens in standard spelling; ``None`` if nothing changes.

    Abbreviations are written out, and possessive endings are split off names.

    Args:
        tokens: The sentence.
        lexicon: Its language.
        unknown: Its unknown words.
        is_person: Whether letters are a person's name.
    """
    words = [token.word for token in tokens]
    found: list[Token] = []
    for place, token in enumerate(tokens):
        word = token.word
        full = lexicon.in_full(word) if place in unknown else None
        if full is not None:
            found += (token._replace(word=part) for part in full.split())
        elif (
            place in unknown
            and word.endswith(POSSESSIVE)
            and len(word) >= MIN_LETTERS
            and not lexicon.knows(word)
            and any(
                is_person("".join(words[start:place]) + word[:-1])
                for start in range(max(0, place - MAX_WORDS + 1), place + 1)
            )
        ):
            found.append(token._replace(word=word[:-1], written=token.written[:-1]))
            found.append(Token(POSSESSIVE, POSSESSIVE, "", possessive=True))
        else:
            found.append(token)
    return found if found != list(tokens) else None

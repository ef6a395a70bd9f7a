"""The words of a text that are still to be read."""

import re
from collections.abc import Iterator

from bot.rules.times.lexicon import Kind
from bot.rules.times.tokens import Token

CLOCKS = "ckNMn"
"""Kinds that may be an hour of the day."""

_SMALL_WORDS = frozenset("_&ai@Fl")
"""Kinds that say nothing where they are left over."""

_FOR = "para"
"""Of the words that end a span or come before an hour, the one that may as well say nothing."""


class Remaining:
    """The words that are still to be read."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.codes = "".join(token.kind.value for token in tokens)

    def take(self, pattern: str) -> list[Token] | None:
        """Take the words away that fit a pattern of kinds; ``None`` where none do."""
        match = re.search(pattern, self.codes)
        if match is None or not match[0]:
            return None
        start, end = match.span()
        self.codes = self.codes[:start] + Kind.NOTHING.value * (end - start) + self.codes[end:]
        return self.tokens[start:end]

    def has(self, pattern: str) -> bool:
        """Whether words that fit are left."""
        return re.search(pattern, self.codes) is not None

    def put_back(self, tokens: list[Token]) -> None:
        """Leave words to others that were taken."""
        for place, token in enumerate(self.tokens):
            if any(token is one for one in tokens):
                self.codes = self.codes[:place] + token.kind.value + self.codes[place + 1 :]

    def unread(self) -> Iterator[str]:
        """Yield what is left and should say something."""
        for code, token in zip(self.codes, self.tokens, strict=True):
            if code not in _SMALL_WORDS and token.text != _FOR:
                yield token.text

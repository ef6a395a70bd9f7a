"""Synonyms of themes, under which stories are searched as well."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.questions.words.tokens import tokenize

PATH = Path(__file__).with_name("other_words.toml")
MAX_OTHERS = 3
"""The most synonyms of a theme that are searched: each takes a few milliseconds."""
_EITHER = re.compile(r"\s*(?:,|\bor\b|\bo\b|/)\s*", re.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "the", "el", "la", "los", "las", "un", "una"})
_MAX_WORDS = 8
"""The longest text that may name several themes, in words; a longer one tells a story."""


def wordings(text: str) -> Sequence[str]:
    """Return the wordings of a theme, its own first: "robots or AI" is either.

    Args:
        text: The theme as written.
    """
    if len(text.split()) > _MAX_WORDS:
        return (text,)
    parts = [part for part in _EITHER.split(text) if part]
    if len(parts) > 1:
        return tuple(dict.fromkeys(parts))[:MAX_OTHERS]
    return _themes().get(_key(text)) or (text,)


def prepare() -> None:
    """Load the synonyms now, so that no question waits for the file."""
    _themes()


def _key(text: str) -> str:
    words = [token.word for token in tokenize(text) if token.word.isalnum()]
    return " ".join(word for word in words if word not in _ARTICLES)


@cache
def _themes() -> Mapping[str, Sequence[str]]:
    read = tomllib.loads(PATH.read_text(encoding="utf-8"))
    lines: list[list[str]] = read["themes"]
    return {_key(word): line[:MAX_OTHERS] for line in lines for word in line}

"""Tokenization: folded words that keep their original spelling.

A token's ``word`` is folded by ``bot.search``, so a name in a question and the same name in the
catalogue fold alike. A possessive ending is a token of its own, as it may belong to a name
("Schindler's List") or follow one ("Nolan's films").
"""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.search.spelling.fold import fold

MAX_TOKENS = 64
"""The words of a message after these are not read: no question is longer."""
MAX_LETTERS = 1_000
CACHED_WORDS = 4_096
"""How many words have their tokens cached: most words occur in many questions."""
POSSESSIVE = "s"

_POSSESSIVE = re.compile(r"(?<=\w)['`’´]s$", re.IGNORECASE)
_EDGES = re.compile(r"^[\s\"“”«»()\[\]{}<>*_~|¿¡]+|[\s\"“”«»()\[\]{}<>*_~|?!.,;:…]+$")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*[km]?\+?", re.IGNORECASE)


class Token(NamedTuple):
    """One word of a sentence; a tuple for speed.

    Attributes:
        word: Folded: ``[a-z0-9]``, or the written symbols where nothing else is left.
        written: The original spelling, without surrounding punctuation.
        raw: The original spelling, with that punctuation.
        capital: Whether it begins with a capital letter.
        possessive: Whether it is the ending of a possessive.
        ends_clause: Whether a comma or the like follows it.
    """

    word: str
    written: str
    raw: str = ""
    capital: bool = False
    possessive: bool = False
    ends_clause: bool = False


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a sentence, at most :data:`MAX_TOKENS`."""
    tokens: list[Token] = []
    for written in html.unescape(text[:MAX_LETTERS]).split():
        tokens += _tokens_of(written)
        if len(tokens) >= MAX_TOKENS:
            break
    return tokens[:MAX_TOKENS]


@lru_cache(maxsize=CACHED_WORDS)
def _tokens_of(written: str) -> Sequence[Token]:
    """Return the tokens of the text between two spaces."""
    core = _EDGES.sub("", written)
    if not core:
        return (Token(written, written, written),)
    ends_clause = written.endswith((",", ";", ":", ".", "?", "!"))
    if core[0].isdigit() and _FIGURE.fullmatch(core):
        return (Token(core.lower(), core, written, ends_clause=ends_clause),)
    stem = _POSSESSIVE.sub("", core)
    capital = core[:1].isupper()
    words = (fold(stem) or stem).split()
    tokens = [Token(word, core, "", capital) for word in words[:-1]]
    plain = stem == core
    if words:
        tokens.append(Token(words[-1], stem, written, capital, ends_clause=ends_clause and plain))
    if not plain:
        tokens.append(Token(POSSESSIVE, core[len(stem) :], "", False, True, ends_clause))
    return tokens


def as_written(tokens: Sequence[Token]) -> str:
    """Return a span of tokens as written, without punctuation around its words.

    Characters that cannot be shown are left out.
    """
    text = ""
    for place, token in enumerate(tokens):
        if token.possessive and text:
            text += token.written
        elif token.raw or token.possessive:
            text += f" {token.written}"
        elif place == len(tokens) - 1:
            text += f" {token.word}"  # the span ends within a word: "spider" of "Spider-Man"
    return "".join(filter(str.isprintable, text)).strip()


def words_of(text: str) -> list[str]:
    """Return the words of a text's tokens, with a fast path for plain names."""
    if len(text) <= MAX_LETTERS and text.isascii() and text.replace(" ", "").isalnum():
        return text.lower().split()[:MAX_TOKENS]
    return [token.word for token in tokenize(text)]


def letters(text: str) -> str:
    """Return the lookup key of a name: its folded letters without spaces."""
    return "".join(words_of(text))


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Group consecutive positions into spans."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found

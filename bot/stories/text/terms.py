"""Keys of the word index: stems of words, and names of people, genres and languages."""

import hashlib
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import Any

import Stemmer

from bot.stories.text.hedges import EMPTY

_MAX_NAME_WORDS = 4
"""Words of a person's name that are compared, the last ones."""


_english: Any = Stemmer.Stemmer("english", 0)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def stem(word: str) -> str:
    """Return the stem of an English word."""
    return _english.stemWord(word)


@lru_cache(maxsize=65536)
def term(word: str) -> int:
    """Return the key of a word's stem, or 0 for a stop word."""
    word, *_ = word.split("'", maxsplit=1)
    return 0 if word in EMPTY or not word else key(stem(word))


@lru_cache(maxsize=65536)
def key(text: str) -> int:
    """Return a 64-bit hash of a text, the same on every machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def forget_keys() -> None:
    """Clear the caches of words and their keys."""
    term.cache_clear()
    key.cache_clear()


def id_key(movie_id: str) -> int:
    """Return a 64-bit hash of a title's id."""
    return int.from_bytes(hashlib.blake2b(movie_id.encode(), digest_size=8).digest(), "little")


def person_key(name: Sequence[str]) -> int:
    """Return the key of a person's name, given in words; of a long one the last words count."""
    return key("person:" + " ".join(name[-_MAX_NAME_WORDS:]))


def genre_key(genre: str) -> int:
    """Return the key of a genre."""
    return key("genre:" + genre.casefold())


def language_key(language: str) -> int:
    """Return the key of a language."""
    return key("language:" + language.casefold())


def runs(asked: Sequence[str], never: Container[str]) -> Iterator[tuple[str, ...]]:
    """Return all runs of words that may be a person's name, the longest first.

    Args:
        asked: The words.
        never: Words that no name begins or ends with.
    """
    likely = [place for place, word in enumerate(asked) if word not in never]
    ends = frozenset(likely)
    for length in range(_MAX_NAME_WORDS, 1, -1):
        for start in likely:
            if start + length - 1 in ends:
                yield tuple(asked[start : start + length])

"""Redacts what would give a film away in its story."""

import re
import unicodedata
from collections.abc import Iterable

from bot.catalog.model import Movie

BLOCK = "█████"
"""Replaces one or more words in a row; its fixed length reveals nothing."""

_APOSTROPHE = re.compile(r"['’]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN_BLOCKS = re.compile(rf"{BLOCK}(?:[\s\-–'’&]*{BLOCK})+")
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be but by for from his her i in into is it its me my no not of on or our
        she he that the their they this to up us was we what when where who will with you your
        """,
    )
)
_STEM = 4
"""Letters from which on a title word is also found at the beginning of longer words."""
_ENDINGS = frozenset({"", "s", "es", "ed", "er", "ers", "ing", "ian", "ians", "ly", "y"})


def redact(text: str, movie: Movie) -> str:
    """Black out the words of the title and the names of those who made the film.

    Small words of the title (``the``, ``of``) stay, unless the title has no others. Inflected
    forms go too (``vampires`` for *Vampire*), and the title written as one word.
    """
    title = _hidden_title_words(movie.title)
    names = set(_words(person.name for person in (*movie.cast, *movie.directors, *movie.writers)))
    names -= _SMALL_WORDS

    def hide(match: re.Match[str]) -> str:
        forms = {_folded(_APOSTROPHE.split(match[0])[0]), _folded(_APOSTROPHE.sub("", match[0]))}
        telling = any(_same(form, word) for form in forms for word in title)
        return BLOCK if telling or not names.isdisjoint(forms) else match[0]

    return _BETWEEN_BLOCKS.sub(BLOCK, _WORD.sub(hide, text))


def _hidden_title_words(title: str) -> set[str]:
    words = set(_words([title]))
    telling = (words - _SMALL_WORDS) or words
    return {*telling, "".join(_words([title]))}


def _same(word: str, hidden: str) -> bool:
    if word == hidden:
        return True
    longer, shorter = (word, hidden) if len(word) > len(hidden) else (hidden, word)
    return (
        len(shorter) >= _STEM and longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS
    )


def _words(texts: Iterable[str]) -> list[str]:
    return [
        _folded(part)
        for text in texts
        for match in _WORD.finditer(text)
        for part in _APOSTROPHE.split(match[0])
    ]


def _folded(word: str) -> str:
    """Return the word without case and accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()

"""Who plays whom, where a story says so in brackets: "Frodo (Elijah Wood)"."""

import re
from collections.abc import Iterator

from bot.catalog.model import Movie
from bot.search.spelling.fold import fold

MAX_NAME = 6
"""The name of a part has no more words."""
_BRACKETS = re.compile(r"\(([^()]{3,60})\)")
_WORD = re.compile(r"[\w'’.-]+")
SMALL_WORDS = frozenset({"of", "the", "de", "la", "von", "van", "der", "del", "da", "di", "el"})
"""Small words within the name of a part: "Tony the Tiger"."""
_BEFORE = frozenset({"the", "a", "an", "when", "as", "and", "but", "while", "his", "her", "their"})
"""What begins a sentence with a capital and is no part of a name."""


def parts_told(movie: Movie) -> Iterator[tuple[str, str]]:
    """Give the parts that a title's story gives to somebody of its cast, with the person's id."""
    cast = {fold(ref.name): ref.id for ref in movie.cast}
    if not cast:
        return
    for text in (movie.synopsis, movie.description):
        for found in _BRACKETS.finditer(text or ""):
            person = cast.get(fold(found[1]))
            if person is not None and (name := _name_before((text or "")[: found.start()])):
                yield name, person


def _name_before(text: str) -> str:
    """Return the name that a text ends with; nothing where it ends with none."""
    words = _WORD.findall(text[-120:].rsplit(". ", 1)[-1].rsplit(", ", 1)[-1])[-MAX_NAME:]
    name: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in SMALL_WORDS:
            break
        name.insert(0, word)
    while name and (name[0] in SMALL_WORDS or name[0].lower() in _BEFORE):
        name.pop(0)
    return " ".join(name).rstrip(".") if name and name[-1][:1].isupper() else ""

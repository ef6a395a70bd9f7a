"""Words of a song or of a line that are quoted: no names, and nothing that a film is about."""

from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category

_SOUNDS = frozenset({"song", "quote"})
_FROM = frozenset(
    {
        Category.BEYOND,
        Category.FOR,
        Category.IN_TITLE,
        Category.RELEASED,
        Category.ROLE_NOUN,
        Category.ROLE_PASSIVE,
        Category.ROLE_VERB,
    }
)
"""What follows these is rather asked about than quoted: "the song in", "the line from"."""
_SORTS = frozenset({Category.NOUN, Category.GENRE_NOUN})


def before_quotation(understood: Understood) -> str | None:
    """Return a sentence up to "the song" or "the line" that is quoted next, ``None`` if none is.

    Films come first in it ("a film with the song ..."): behind "the song from" stands a title.
    """
    tokens, lexemes, lexicon = understood.tokens, understood.lexemes, understood.lexicon
    films = min((start for start, it in lexemes if it.category in _SORTS), default=len(tokens))
    ends = [
        start + len(it.words)
        for start, it in lexemes
        if it.category is Category.BEYOND
        and it.value in _SOUNDS
        and films < start
        and any(map(lexicon.is_article, (tokens[start - 1].word, *it.words[:-1])))
    ]
    asking = {start for start, it in lexemes if it.category in _FROM}
    polar = {start for start, it in lexemes if it.category is Category.POLAR}
    asking |= {place for place in polar if place + 1 in asking or place + 1 == len(tokens)}
    for end in sorted(ends):
        if tokens[end:] and tokens[end].word.isalnum() and end not in asking:
            return " ".join(token.written for token in tokens[:end])
    return None

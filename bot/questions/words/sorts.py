"""Words for genres and languages outside questions, for ``/genre`` and ``/search``.

They come from the lexicons of all languages, so every command understands the same words.
"""

from collections.abc import Mapping, Sequence

from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexicon, load_lexicons
from bot.questions.words.tokens import tokenize

_GENRES = frozenset({Category.GENRE, Category.GENRE_NOUN})
_TOGETHER: Mapping[str, Sequence[str]] = {
    "romantic_comedy": ("Romance", "Comedy"),
    "sitcom": ("Comedy",),
    "anime": ("Animation",),
}
"""Lexicon values that stand for several genres at once."""
_OTHERWISE: Mapping[str, Sequence[str]] = {"bollywood": ("Hindi",), "korean_series": ("Korean",)}
"""Lexicon values that imply a language."""


def genres_in(text: str) -> tuple[str, ...]:
    """Return the genres in a text that names nothing else: "horror comedy"."""
    return _named(text, _GENRES, _TOGETHER)


def languages_in(text: str) -> tuple[str, ...]:
    """Return the languages in a text that names nothing else: "bollywood"."""
    return _named(text, frozenset({Category.LANGUAGE}), _OTHERWISE)


def _named(
    text: str, categories: frozenset[Category], qualities: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    for lexicon in load_lexicons():
        if found := _read(text, lexicon, categories, qualities):
            return found
    return ()


def _read(
    text: str,
    lexicon: Lexicon,
    categories: frozenset[Category],
    qualities: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """Return what a text in one language names; nothing if it says anything else."""
    words = [token.word for token in tokenize(text)]
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        named = [
            (len(lexeme.words), values)
            for lexeme in lexicon.at(words, place)
            if (
                values := [lexeme.value]
                if lexeme.category in categories
                else qualities.get(lexeme.value, ())
                if lexeme.category is Category.QUALITY
                else ()
            )
        ]
        if named:
            length, values = max(named, key=lambda it: it[0])
            found |= dict.fromkeys(values)
            place += length
        elif lexicon.is_filling(words[place]) or lexicon.is_light(words[place]):
            place += 1
        else:
            return ()
    return tuple(found)

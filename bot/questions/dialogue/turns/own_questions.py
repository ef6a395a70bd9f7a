"""Turns that are whole questions of their own: they begin anew instead of narrowing the last."""

from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.patterns.turns import turns_in

MIN_SAID = 2
"""So many things a wish of its own says of titles: "a comedy with Bill Murray"."""
_QUALITIES = frozenset({Category.QUALITY, Category.GENRE, Category.LANGUAGE})
_OBJECTS = frozenset(
    {
        Category.DECADE,
        Category.DECADE_MARK,
        Category.GENRE_NOUN,
        Category.LENGTH,
        Category.NAME,
        Category.NOUN,
        Category.SIBLINGS,
        Category.SUPERLATIVE,
        Category.SURNAME,
        Category.TAG,
        Category.THEME,
        Category.YEAR,
    }
)
_ANYTHING = "any"
_OF_THE_LAST = frozenset({"among", "instead"})
"""Turns that speak of the last answer: "a comedy instead", "any comedies among them"."""


def stands_alone(understood: Understood) -> bool:
    """Return whether a wish, read by itself, says enough to be a question of its own.

    "Something funny" narrows what was asked before; "something with robots but not scary" does not.
    """
    kinds = {turn.kind for turn in turns_in(understood.tokens, understood.lexicon.language)}
    if not understood.whole or kinds & _OF_THE_LAST:
        return False
    said = {
        (word.start, word.end): word.category
        for word in understood.readings[0].words
        if word.category in _QUALITIES or word.category in _OBJECTS
    }
    anything = {
        (start, start + len(it.words))
        for start, it in understood.lexemes
        if it.category is Category.NOUN and it.value == _ANYTHING
    }
    found = {span: category for span, category in said.items() if span not in anything}
    but_not = any(
        word.category is Category.NOT and any(end <= word.start for _, end in found)
        for word in understood.readings[0].words
    )
    return len(found) >= MIN_SAID and (but_not or not _QUALITIES.issuperset(found.values()))

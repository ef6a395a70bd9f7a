"""Small words of names, of every language at once: a title is in whatever language it is in."""

from dataclasses import dataclass
from functools import cache
from typing import Self

from bot.questions.words.lexicon import Lexicon, load_lexicons


@dataclass(frozen=True, slots=True)
class NameWords:
    """What people leave out of names, or put into them.

    Attributes:
        articles: What stands before a title.
        parts: What stands before the number of a part.
        added_parts: Those of them that people add where the title has none.
        small: What no name ends in.
        particles: What stands before a surname and belongs to it.
        siblings: How several people of one surname are called, the surname as ``{}``.
    """

    articles: frozenset[str]
    parts: tuple[str, ...]
    added_parts: tuple[str, ...]
    small: frozenset[str]
    particles: frozenset[str]
    siblings: tuple[str, ...]

    @classmethod
    def of(cls, lexicons: tuple[Lexicon, ...]) -> Self:
        """Return the words of several languages together."""

        def words(key: str) -> list[str]:
            return [word for it in lexicons for word in str(it.names[key]).split()]

        parts = [str(it.names["parts"]).split() for it in lexicons]
        return cls(
            frozenset(words("articles")),
            tuple(words("parts")),
            tuple(of_one[0] for of_one in parts if of_one),
            frozenset(words("small")),
            frozenset(words("particles")),
            tuple(form for it in lexicons for form in it.names["siblings"]),
        )


@cache
def name_words() -> NameWords:
    """Return the words of all lexicons; read once."""
    return NameWords.of(load_lexicons())

"""Function words in names, for all languages together: titles can be in any language."""

from dataclasses import dataclass
from functools import cache
from typing import Self

from bot.questions.words.lexicon import Lexicon, load_lexicons


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that people leave out of names or add to them.

    Attributes:
        articles: Articles at the start of titles.
        parts: Words before the number of a part.
        added_parts: Those of them that people add even if the title lacks them.
        small: Words that no name ends in.
        particles: Particles that belong to the surname after them.
        siblings: Phrases for several people with one surname, which stands as ``{}``.
    """

    articles: frozenset[str]
    parts: tuple[str, ...]
    added_parts: tuple[str, ...]
    small: frozenset[str]
    particles: frozenset[str]
    siblings: tuple[str, ...]

    @classmethod
    def of(cls, lexicons: tuple[Lexicon, ...]) -> Self:
        """Combine the words of several languages."""

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

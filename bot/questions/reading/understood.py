"""How a sentence was read: values."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.catalog.vocabulary.moods import MOODS
from bot.questions.names.entity_linker import Mention
from bot.questions.parser.rules import Item
from bot.questions.query.queries import Query
from bot.questions.reading.terminals import Linked
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token, as_written

UNREAD = 1_000.0
_SAID_BEFORE = frozenset({Category.PRONOUN, Category.ABSENT})
LOOSE_WORDS = frozenset(
    {*MOODS, "gory", "greyscale", "hidden", "peaceful", "studio_family", "tame", "trash"}
)
"""Qualities that stand for something else than they say, which is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a sentence.

    Attributes:
        queries: What it asks for, in parts; exactly one part where all was understood.
        cost: How far-fetched it is.
        parts: The constituents that the queries are the meanings of.
        words: The words and names that these were made of.
        passed: The words that it passes over though they say something.
    """

    queries: tuple[Query, ...]
    cost: float
    parts: tuple[Item, ...]
    words: tuple[Item, ...]
    passed: tuple[int, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names that it is made of."""
        found = (_mention(word) for word in self.words)
        return tuple(mention for mention in found if mention is not None)

    @property
    def guessed(self) -> tuple[Mention, ...]:
        """The names that are spelt otherwise than they were written."""
        return tuple(mention for mention in self.mentions if mention.guessed)


@dataclass(frozen=True, slots=True)
class Understood:
    """All readings of a sentence in one language.

    Attributes:
        lexicon: The language.
        tokens: The sentence.
        readings: Best first.
        lexemes: Every phrase of the lexicon in it, with the place where it begins.
        unknown: Words that the best reading passes over though they say something.
        joins: How much work it was: pairs of neighbours tried.
        skipped: What it would cost to pass over every word.
        offered: What it asks if a word nobody knows is taken for a name that it may be.
        mended: Words that are not spelt as the lexicon has them, with how it spells them.
        further: Reads on with what search says; ``None`` where nothing is left to try.
    """

    lexicon: Lexicon
    tokens: tuple[Token, ...]
    readings: tuple[Reading, ...]
    lexemes: tuple[tuple[int, Lexeme], ...]
    unknown: tuple[int, ...]
    joins: int
    skipped: float
    offered: tuple[Query, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    further: "Callable[[], Understood] | None" = None

    @property
    def whole(self) -> bool:
        """Whether the sentence was read as one query with no word left over."""
        return bool(self.readings) and len(self.readings[0].queries) == 1 and not self.unknown

    @property
    def without_referent(self) -> set[int]:
        """Words for something said before, such as "he", that the best reading passes over."""
        best = self.readings[0].words if self.readings else ()
        covered = {place for word in best for place in range(word.start, word.end)}
        return {
            start
            for start, lexeme in self.lexemes
            if lexeme.category in _SAID_BEFORE and len(lexeme.words) == 1 and start not in covered
        }

    def moods(self, reading: Reading) -> list[tuple[str, str]]:
        """Return the moods and such that a reading is made of, as written, each with its key."""
        covered = {place for word in reading.words for place in range(word.start, word.end)}
        found = [
            (start, start + len(lexeme.words), lexeme.value)
            for start, lexeme in self.lexemes
            if lexeme.category is Category.QUALITY
            and lexeme.value in LOOSE_WORDS
            and start in covered
        ]
        return [
            (as_written(self.tokens[start:end]), mood)
            for start, end, mood in found
            if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in found)
        ]

    @property
    def strange(self) -> int:
        """How many words the language does not know, names among them."""
        return self.lexicon.strangers(self.tokens)

    @property
    def is_spoken(self) -> bool:
        """Whether at least half of the words are of the language."""
        return 2 * self.strange <= len(self.tokens)

    @property
    def cost(self) -> float:
        """What the best reading costs; where there is none, far more than any."""
        return self.readings[0].cost if self.readings else UNREAD + self.skipped


def _mention(item: Item) -> Mention | None:
    return item.value.mention if isinstance(item.value, Linked) else None

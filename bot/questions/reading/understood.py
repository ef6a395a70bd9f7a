"""The readings of a sentence."""

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
"""Qualities read as something other than they say, which the answer mentions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a sentence.

    Attributes:
        queries: The queries of its parts; exactly one if everything was understood.
        cost: How far-fetched it is.
        parts: The constituents of the queries.
        words: The terminals of these.
        passed: The skipped words that are not filler.
    """

    queries: tuple[Query, ...]
    cost: float
    parts: tuple[Item, ...]
    words: tuple[Item, ...]
    passed: tuple[int, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in it."""
        found = (_mention(word) for word in self.words)
        return tuple(mention for mention in found if mention is not None)

    @property
    def guessed(self) -> tuple[Mention, ...]:
        """The names that were read differently from how they were spelt."""
        return tuple(mention for mention in self.mentions if mention.guessed)


@dataclass(frozen=True, slots=True)
class Understood:
    """All readings of a sentence in one language.

    Attributes:
        lexicon: The lexicon of the language.
        tokens: The sentence.
        readings: Best first.
        lexemes: Every phrase of the lexicon in it, with its start position.
        unknown: The words skipped by the best reading that are not filler.
        joins: The number of joins that the parser tried.
        skipped: The cost of skipping every word.
        offered: Queries with an unknown word read as a name that it may be.
        mended: Misspelt words with the lexicon's spelling.
        further: Reads further using the search indexes; ``None`` if nothing is left to try.
        missing: Spans that are introduced as titles, but are none of the catalogue.
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
    missing: tuple[tuple[int, int], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the sentence was read as one query with no word left over."""
        return bool(self.readings) and len(self.readings[0].queries) == 1 and not self.unknown

    @property
    def without_referent(self) -> set[int]:
        """Anaphors, such as "he", that the best reading skips."""
        best = self.readings[0].words if self.readings else ()
        covered = {place for word in best for place in range(word.start, word.end)}
        return {
            start
            for start, lexeme in self.lexemes
            if lexeme.category in _SAID_BEFORE and len(lexeme.words) == 1 and start not in covered
        }

    def moods(self, reading: Reading) -> list[tuple[str, str]]:
        """Return the moods and other loose words in a reading, as written, with their keys."""
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
        """The number of words that the lexicon lacks, including names."""
        return self.lexicon.strangers(self.tokens)

    @property
    def is_spoken(self) -> bool:
        """Whether at least half of the words are in the lexicon."""
        return 2 * self.strange <= len(self.tokens)

    @property
    def cost(self) -> float:
        """The cost of the best reading, or a very high one if there is none."""
        return self.readings[0].cost if self.readings else UNREAD + self.skipped


def _mention(item: Item) -> Mention | None:
    return item.value.mention if isinstance(item.value, Linked) else None

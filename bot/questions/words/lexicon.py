"""The lexicon of a language: its words and phrases with their grammar categories.

A lexicon is a readable file (``lexicon/en.toml``): a new phrasing is another word in it, a new
language another file.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.questions.words.categories import Category
from bot.questions.words.languages import of_each_language
from bot.questions.words.tokens import Token, tokenize

FOLDER = Path(__file__).parent / "lexicon"

FUNCTION_WORDS = (
    "skip",
    "light",
    "articles",
    "determiners",
    "compounds",
    "tails",
    "wishes",
    "beside",
)
"""The lists of words, rather than phrases, that every lexicon file has."""
MIN_SLIP = 5
"""Words with fewer letters are not corrected."""
MAX_SLIPS = 5
CLEARLY = 2
"""How many more words of a sentence a language must know to clearly be the right one."""
_MENDED = frozenset(
    {
        Category.ROLE_NOUN,
        Category.ROLE_VERB,
        Category.NOUN,
        Category.GENRE,
        Category.GENRE_NOUN,
        Category.LANGUAGE,
        Category.ATTRIBUTE,
    }
)
_PLAIN, _ODD = 0.1, 1.0  # longer phrases are less likely to occur by chance
_ODD_MARK, _FILLING_MARK, _BARRING_MARK = "?", "~", "!"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A phrase with a meaning.

    Attributes:
        words: The phrase, folded.
        category: Its category in the grammar.
        value: Its meaning within the category.
        cost: How unlikely it is that the phrase means this.
        filling: Whether it can also be skipped as filler.
        barring: Whether phrases within it are ignored.
    """

    words: tuple[str, ...]
    category: Category
    value: str
    cost: float
    filling: bool
    barring: bool = False


class Lexicon:
    """The words of one language; made by :meth:`load`.

    Attributes:
        language: Its code.
        phrases: Its phrases as word sequences.
        categories: The categories of its phrases.
        company: Phrases for whom somebody watches with that say nothing of the film.
        names: Its function words in names; see ``name_words``.
    """

    def __init__(
        self,
        language: str,
        function_words: Mapping[str, frozenset[str]],
        lexemes: Sequence[Lexeme],
        short: Mapping[str, str] | None = None,
        names: Mapping[str, Any] | None = None,
    ) -> None:
        skip, light = function_words["skip"], function_words["light"]
        self.language = language
        self._articles = function_words["articles"]
        self._determiners = function_words["determiners"]
        self._compounds = function_words["compounds"]
        self._tails = function_words["tails"]
        self._wishes = function_words["wishes"]
        self._short = dict(short or {})
        self.names = dict(names or {})
        self._single: Mapping[str, list[Lexeme]] = defaultdict(list)
        self._longer: Mapping[tuple[str, ...], list[Lexeme]] = defaultdict(list)
        for lexeme in lexemes:
            if len(lexeme.words) == 1:
                self._single[lexeme.words[0]].append(lexeme)
            else:
                self._longer[lexeme.words[:2]].append(lexeme)
        self._words = (
            skip
            | light
            | {word for lexeme in lexemes for word in lexeme.words if not word.isdigit()}
        )
        self._light = light
        self._mended = {
            lexeme.words[0]: lexeme.value
            for lexeme in lexemes
            if lexeme.category in _MENDED and len(lexeme.words) == 1 and lexeme.cost == _PLAIN
        }
        self._standing = {
            lexeme.value: " ".join(lexeme.words)
            for lexeme in reversed(lexemes)
            if lexeme.category == Category.PRONOUN
        }
        self._filling = skip | {lexeme.words[0] for lexeme in lexemes if lexeme.filling}
        self.phrases = tuple(lexeme.words for lexeme in lexemes)
        self.categories = frozenset(lexeme.category for lexeme in lexemes)
        moods = {lexeme.words for lexeme in lexemes if lexeme.category is Category.QUALITY}
        self.company = tuple(
            lexeme.words
            for lexeme in lexemes
            if lexeme.category is Category.ASIDE
            and lexeme.words[0] in function_words["beside"]
            and lexeme.words not in moods
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a lexicon file.

        Raises:
            OSError: The file cannot be read.
            ValueError: It is not a lexicon.
        """
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        language = str(raw.pop("language"))
        function_words = {kind: frozenset(str(raw.pop(kind)).split()) for kind in FUNCTION_WORDS}
        short: Mapping[str, str] = raw.pop("short", {})
        names: Mapping[str, Any] = raw.pop("names")
        lexemes = [
            _lexeme(Category(category), value, phrase)
            for category, values in raw.items()
            for value, phrases in values.items()
            for phrase in phrases
        ]
        return cls(language, function_words, lexemes, short, names)

    def knows(self, word: str) -> bool:
        """Return whether the word occurs in any phrase or is filler."""
        return word in self._words

    def strangers(self, tokens: Sequence[Token]) -> int:
        """Return how many words of a sentence are not in the lexicon."""
        return sum(token.word not in self._words for token in tokens)

    def is_filling(self, word: str) -> bool:
        """Return whether the word can be skipped for free."""
        return word in self._filling

    def bridged(self, tokens: Sequence[Token], places: Sequence[int]) -> Sequence[int]:
        """Return positions with the filler between them: "lawrence *of* arabia" is one name."""
        joined: list[int] = []
        for place in places:
            between = range(joined[-1] + 1, place) if joined else range(0)
            if all(self.is_filling(tokens[gap].word) for gap in between):
                joined += between
            joined.append(place)
        return joined

    def is_light(self, word: str) -> bool:
        """Return whether the word can be skipped at a low cost."""
        return word in self._light

    def is_article(self, word: str) -> bool:
        """Return whether the word is a definite article."""
        return word in self._articles

    def is_determiner(self, word: str) -> bool:
        """Return whether the word is an article, definite or indefinite."""
        return word in self._determiners

    def is_compound(self, word: str) -> bool:
        """Return whether the word, elsewhere filler, belongs to a theme that follows it."""
        return word in self._compounds

    def is_tail(self, word: str) -> bool:
        """Return whether the word, elsewhere filler, belongs to a theme that precedes it."""
        return word in self._tails

    def is_wish(self, word: str) -> bool:
        """Return whether the word expresses a wish, which no story does."""
        return word in self._wishes

    def in_full(self, word: str) -> str | None:
        """Return the word that a chat abbreviation is short for."""
        return self._short.get(word)

    def nearest(self, word: str) -> str | None:
        """Return the word that another is a typo of: one letter off, and unambiguous."""
        if len(word) < MIN_SLIP or not word.isalpha():
            return None
        near = process.extract(
            word, self._mended.keys(), scorer=OSA.distance, score_cutoff=1, limit=MAX_SLIPS
        )
        found = [other for other, _, _ in near]
        if len({self._mended[other].removesuffix("s") for other in found}) != 1:
            return None
        return min(found, key=lambda other: (abs(len(other) - len(word)), other))

    def standing_for(self, value: str) -> str:
        """Return the plainest pronoun: "it", "those"."""
        return self._standing[value]

    def at(self, words: Sequence[str], start: int) -> list[Lexeme]:
        """Return the phrases that begin at a position of a sentence."""
        return [
            *self._single.get(words[start], ()),
            *(
                lexeme
                for lexeme in self._longer.get(tuple(words[start : start + 2]), ())
                if tuple(words[start : start + len(lexeme.words)]) == lexeme.words
            ),
        ]


@cache  # they outlive the catalogue, which is replaced while the bot runs
def load_lexicons(folder: Path = FOLDER) -> tuple[Lexicon, ...]:
    """Return the lexicons of a folder, English first; read once."""
    return of_each_language(folder, Lexicon.load)


def language_of(tokens: Sequence[Token], preferred: str | None, otherwise: str) -> str:
    """Return the language of a sentence that could not be read.

    Args:
        tokens: The sentence.
        preferred: The code of the default language, unless another knows clearly more words.
        otherwise: The code of the default language if none is preferred.
    """
    strangers = {it.language: it.strangers(tokens) for it in load_lexicons()}
    expected = preferred or otherwise
    best = min(strangers, key=lambda code: (strangers[code], code != expected))
    return best if strangers[best] + CLEARLY <= strangers[expected] else expected


def _lexeme(category: Category, value: str, phrase: str) -> Lexeme:
    odd = phrase.startswith(_ODD_MARK)
    filling = phrase.startswith(_FILLING_MARK)
    barring = phrase.startswith(_BARRING_MARK)
    marked = (odd or filling or barring) and len(phrase) > 1
    tokens: list[Token] = tokenize(phrase[1:] if marked else phrase)
    words = tuple(token.word for token in tokens)
    if not words:
        raise ValueError(f"{category}.{value}: the phrase {phrase!r} has no words")
    cost = _ODD / len(words) ** 2 if odd else _PLAIN
    return Lexeme(words, category, value, cost, filling, barring)

"""Themes: spans of words that are neither names, numbers nor filler.

How far-fetched a span is depends on its words. A word that stories use costs next to nothing, one
with another meaning more. A word that no story has may be a misspelt name, so it is not part of a
theme unless nothing else explains it; the same goes for a first name followed by another word.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entity_linker import Mention
from bot.questions.names.full_names import full_names
from bot.questions.names.ordinary_words import asks
from bot.questions.parser.rules import Item
from bot.questions.reading.themes.theme_words import (
    NEVER,
    OTHERWISE,
    PEOPLE,
    SORTS,
    STRANGE,
    WORD,
    Lexemes,
    ThemeWord,
    after,
    bar,
    is_slip,
    marks_of,
    runs_from,
    segments_of,
    weigh_names,
    weigh_phrases,
)
from bot.questions.reading.understood import Reading, Understood
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import VERY_FREQUENT, rank
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token, as_written

Says = Callable[[str, str], float | None]
"""How much a word says about a story; see :meth:`bot.stories.stories.Stories.says`."""

CACHED_WORDS = 4_096
"""How many words are known to say something or nothing: most occur in many questions."""
MAX_SEGMENTS = 12
"""The most spans of unambiguous words that are combined into longer ones."""
LONG = 7
"""Sentences with this many words may use a question word as part of a story."""
MIN_BY_ITSELF = 2
"""The minimum number of content words in a theme, if titles are not mentioned but more is said."""
MIN_LETTERS = 3
"""Words with fewer letters are typos or abbreviations, unless in capitals: AI."""
_BASE = 0.6
"""The base cost of a theme."""
_NAME_WORDS = 2
SEEN = frozenset({"saw", "watched", "remember"})
"""Words of people who recount what they remember."""
_FIRST = 1
"""Questions have at most this many content words before the word that asks."""
_NEVER_TOLD = frozenset(
    {
        "watch",
        "runtime",
        "money",
        "trailer",
        "award",
        "showtime",
        "song",
        "review",
        "similar",
        "part",
        "quote",
    }
)
"""Topics that people ask about named titles and that no story has."""
_OF_TITLES = SORTS | {Category.ABOUT, Category.ROLE_VERB}
_HAVING = frozenset({"have", "has", "had"})
_OPENING = frozenset({Category.ABOUT_WHAT, Category.WHEN, Category.POLAR})
_CLOSING = frozenset({Category.ATTRIBUTE, Category.RELEASED, Category.ABOUT, Category.ABOUT_WHAT})
_OF_PARTS = frozenset({"character", "part", "offered"})
_SETS = frozenset({Category.NOUN, Category.GENRE_NOUN, Category.GENRE})
_QUESTION = frozenset({Category.POLAR, Category.WHO, Category.ABOUT_WHAT, Category.HOW_MANY})
"""Categories at the start of sentences that tell no story."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the costs of its words as themes.

    Attributes:
        tokens: The sentence.
        lexicon: The lexicon of its language.
        words: The cost of each word within a theme.
        marked: The words after a phrase that introduces a story.
        is_asking: Whether it asks something about titles or people.
        is_question: Whether it begins like a question.
        by_itself: Whether it mentions neither titles nor people.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    words: Sequence[ThemeWord]
    marked: set[int]
    is_asking: bool
    is_question: bool
    by_itself: bool

    def is_numbered(self, start: int, end: int) -> bool:
        """Return whether a number follows at the end, or begins a sentence: "12 angry men"."""
        if self.tokens[-1].word.isdigit() and end >= len(self.tokens) - 1:
            return True
        first = start if self.tokens[start].word.isdigit() else start - 1
        return first >= 0 and self.tokens[first].word.isdigit() and self.is_all(first, end)

    def is_all(self, start: int, end: int) -> bool:
        """Return whether a span is the whole sentence."""
        return all(
            self.lexicon.is_determiner(token.word) or not token.word.isalnum()
            for token in (*self.tokens[:start], *self.tokens[end:])
        )


class Themes:
    """Finds themes in sentences.

    Args:
        graph: The catalogue, whose people's names are hardly themes.
        says: How much each word says about a story.
        tells_of: Whether any story contains all words of a text.
        has_name: Whether any story contains the words of a text one after the other.

    Attributes:
        graph: The catalogue.
        says: As above.
        has_name: As above.
    """

    def __init__(
        self,
        graph: Graph,
        says: Says,
        tells_of: Callable[[str], bool],
        has_name: Callable[[str], bool],
    ) -> None:
        self.graph = graph
        self.says = lru_cache(maxsize=CACHED_WORDS)(says)
        self.tells_of = tells_of
        self.has_name = has_name

    def items(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        lexemes: Lexemes,
        mentions: Sequence[Mention],
        *,
        strange: bool = False,
    ) -> Iterator[Item]:
        """Yield the spans of words that may be themes.

        Args:
            tokens: The sentence.
            lexicon: The lexicon of its language.
            lexemes: Its phrases.
            mentions: Its names.
            strange: Whether a theme may contain words that no story has.
        """
        sentence = self._weighed(tokens, lexicon, lexemes, mentions)
        words = sentence.words
        segments = segments_of(words)
        odd = [0, *accumulate(word.is_strange for word in words)]
        told = [0, *accumulate(word.is_told for word in words)]
        for first, (start, _) in enumerate(segments):
            for _, end in segments[first : first + MAX_SEGMENTS]:
                strangers = odd[end] - odd[start]
                if strangers >= told[end] - told[start] or (strangers and not strange):
                    continue
                if self._is_theme(sentence, start, end):
                    cost = _BASE + sum(word.cost for word in words[start:end])
                    yield _item(tokens, lexicon, start, end, cost)

    def _weighed(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        lexemes: Lexemes,
        mentions: Sequence[Mention],
    ) -> _Sentence:
        words = [self._word(token, lexicon) for token in tokens]
        for place, token in enumerate(tokens[:-1]):
            if lexicon.is_compound(token.word) and words[place + 1].is_own:
                words[place] = ThemeWord(WORD, is_plain=True)
        marks = marks_of(lexemes)
        _join_tails(words, tokens, lexicon, {start + len(it.words) for start, it in marks})
        marked = after(words, marks)
        told_of = runs_from(marked, words)
        weigh_phrases(words, lexemes, lexicon)
        weigh_names(words, mentions, tokens, lexicon, told_of)
        for place in set(range(len(words))) - told_of:
            if words[place].is_plain and self._is_name(place, tokens, words):
                words[place].doubt()
        bar(words, tokens, lexicon, lexemes)
        for start, end in full_names(tokens, mentions, lexicon, self.graph):
            run = range(start, end)
            apart = told_of.isdisjoint(run) or tokens[start - 1].word in _HAVING
            if apart and not self.has_name(as_written(tokens[start:end])):
                for place in run:  # somebody whom neither the catalogue nor any story knows
                    words[place] = ThemeWord(NEVER, is_within=False)
        of_titles = any(it.category in _OF_TITLES for _, it in lexemes) or bool(marks)
        return _Sentence(
            tokens,
            lexicon,
            words,
            marked,
            _is_asking(tokens, lexicon, lexemes, marks),
            any(start == 0 and it.category in _QUESTION for start, it in lexemes),
            not of_titles and not any(mention.category in PEOPLE for mention in mentions),
        )

    def _word(self, token: Token, lexicon: Lexicon) -> ThemeWord:
        word = token.word
        if lexicon.is_filling(word) or lexicon.is_light(word) or not word.isalnum():
            return ThemeWord(is_within=False)
        says = self.says(word, lexicon.language) if word.isalpha() else None
        if lexicon.knows(word):
            return ThemeWord(OTHERWISE, is_told=bool(says))
        short = len(word) < MIN_LETTERS and not token.written.isupper()
        if says is None or short or is_slip(word, lexicon):
            return ThemeWord(STRANGE, is_plain=True, is_strange=True)
        return ThemeWord(WORD, is_told=says > 0, is_plain=True)

    def _is_name(self, place: int, tokens: Sequence[Token], words: Sequence[ThemeWord]) -> bool:
        """Return whether a word is a surname, or a first name before another word."""
        word = tokens[place].word
        if rank(word) >= VERY_FREQUENT and self.graph.is_surname(word):
            return True
        followed = place + 1 < len(words) and words[place + 1].is_plain
        return followed and self.graph.is_first_name(word)

    def _is_theme(self, sentence: _Sentence, start: int, end: int) -> bool:
        """Return whether a span, without words too strange, can be a theme in its position."""
        run = sentence.words[start:end]
        if start in sentence.marked:
            return True
        if (
            sentence.is_numbered(start, end)
            or sentence.is_asking
            or not any(word.is_own for word in run)
        ):
            return False
        if run[0].is_sort or run[-1].is_sort:
            return False
        alone = len(run) == 1 and sentence.is_all(start, end)
        if sentence.by_itself:
            few = sum(word.is_told for word in run) < MIN_BY_ITSELF and not alone
            if sentence.is_question or few:
                return False
        if sentence.lexicon.language == "en" and (alone or len(run) == _NAME_WORDS):
            # A theme must occur in some story; "Goldie Hawn" does not.
            return self.tells_of(" ".join(token.word for token in sentence.tokens[start:end]))
        return True


def _join_tails(
    words: list[ThemeWord], tokens: Sequence[Token], lexicon: Lexicon, begun: Container[int]
) -> None:
    """Let filler end a theme, or be all of it, where one stands: "about forbidden love"."""
    for place, token in enumerate(tokens[1:], start=1):
        if not lexicon.is_tail(token.word):
            continue
        article = place - 1 in begun and lexicon.is_determiner(tokens[place - 1].word)
        first = place in begun or article
        if first or place - 1 in begun or words[place - 1].is_own:
            words[place] = ThemeWord(WORD, is_told=first, is_plain=True)


def _is_asking(tokens: Sequence[Token], lexicon: Lexicon, lexemes: Lexemes, marks: Lexemes) -> bool:
    """Return whether a sentence asks about titles or people before it introduces a story."""
    if any(it.category is Category.BEYOND and it.value in _NEVER_TOLD for _, it in lexemes):
        return True
    if any(
        it.category is Category.BEYOND and it.value in _OF_PARTS for _, it in lexemes
    ) and not any(it.category in _SETS for _, it in lexemes):
        return True
    asked = {start for start, it in lexemes if asks(it, lexicon)}
    if any(start == 0 and asks_whether(it) for start, it in lexemes):
        asked.add(0)
    if _asks_of_one(tokens, lexemes, asked):
        return True
    if not asked or min(asked) >= min((start for start, _ in marks), default=len(tokens)):
        return False
    before = sum(not lexicon.is_filling(token.word) for token in tokens[: min(asked)])
    return len(tokens) < LONG or before <= _FIRST or len(asked) > 1


def _asks_of_one(tokens: Sequence[Token], lexemes: Lexemes, asked: Container[int]) -> bool:
    """Return whether a sentence asks about what it names: "what is ...", "when was ... made"."""
    if any(it.category in _SETS for _, it in lexemes):
        return False
    if any(
        start == 0 and it.category is Category.ABOUT_WHAT and "what" in it.words
        for start, it in lexemes
    ) and not any(it.category is Category.TELLING and "one" in it.words for _, it in lexemes):
        return True
    begins = any(start == 0 and it.category in _OPENING for start, it in lexemes)
    ends = any(
        (start in asked or it.category is not Category.ATTRIBUTE)
        and start + len(it.words) == len(tokens)
        and it.category in _CLOSING
        for start, it in lexemes
    )
    return begins and ends


def theme_alone(understood: Understood, reading: Reading) -> str:
    """Return the theme if a message of several words is nothing else; it may be a title, too."""
    if len(reading.words) != 1 or reading.words[0].category is not Category.THEME:
        return ""
    (theme,) = reading.words
    tokens = understood.tokens
    run = tokens[theme.start : theme.end]
    rest = (*tokens[: theme.start], *tokens[theme.end :])
    if len(run) < MIN_BY_ITSELF or any(
        token.word.isalnum() and not understood.lexicon.is_determiner(token.word) for token in rest
    ):
        return ""
    return as_written(tokens)


def asks_whether(lexeme: Lexeme) -> bool:
    """Return whether a sentence with this beginning asks about one title: "is ... in ..."."""
    return lexeme.category is Category.POLAR and len(lexeme.words) == 1


def _item(tokens: Sequence[Token], lexicon: Lexicon, start: int, end: int, cost: float) -> Item:
    first = start
    if start and lexicon.is_determiner(tokens[start - 1].word):
        first -= 1  # "about a shark" would be the usual phrasing
    text = as_written(tokens[first:end])
    return Item(Category.THEME, "", start, end, cost, text)

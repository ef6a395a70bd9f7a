"""The cost of each word within a theme, and where themes can begin."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.questions.names.entity_linker import Mention
from bot.questions.names.ordinary_words import ordinariness
from bot.questions.query.nodes import Telling
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import is_known
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token

Lexemes = Sequence[tuple[int, Lexeme]]
WORD, OTHERWISE, STRANGE = 0.1, 0.35, 1.5
"""The cost of a word within a theme: a content word, one with another meaning, and one that no
story has."""
_PLAINLY = 0.8
"""The cost of a word that is part of a name or plainly says what sort of title is meant."""
NEVER = 100.0
"""The cost of a word that cannot be part of a theme."""
_MUCH = 1.0
"""Names that cost more for being ordinary are more likely themes."""
_CERTAIN = 0.1
_OF_STORIES = frozenset({"about", "sobre", "involving", "concerning"})
_WEAK = frozenset({"de", "del"})
_OF_SOMEBODY = frozenset(
    {"by", "por", "starring", "staring", "starred", "actor", "actress", "actriz"}
)
"""Words that are followed by a person's name; "by" alone leaves the role open."""
_ABSENT = frozenset({"without", "no", "nothing", "minus", "with", "sin", "con", "ni"})
"""Exclusions that are followed by what is not to be in a story: "without zombies"."""
TURNING = frozenset({"but", "pero", "nothing", "nada", "besides", "except", "excepto", "aparte"})
"""Exclusions that begin with one of these end a story: they are about the film."""
_NOBODY = frozenset({("by",), ("por",)})
_LIKING = frozenset(
    {"i", "we", "you", "they", "would", "d", "really", "also", "kids", "people", "who"}
)
STOPS = frozenset({Category.WITH, Category.NOT, Category.IN, Category.FROM, Category.ROLE_PASSIVE})
"""Categories that end a name after "movies like"."""
_MINE = frozenset({"my", "our", "mi", "mis", "nuestro", "nuestra"})
SORTS = frozenset(
    {
        Category.GENRE,
        Category.GENRE_NOUN,
        Category.LANGUAGE,
        Category.NOUN,
        Category.ROLE_NOUN,
        Category.ROLE_PASSIVE,
        Category.SUPERLATIVE,
        Category.DECADE,
        Category.NOT,
        Category.OR,
    }
)
"""Categories that describe titles other than by their stories."""
PEOPLE = frozenset({Category.NAME, Category.SURNAME, Category.SIBLINGS})


@dataclass(slots=True)
class ThemeWord:
    """A word as part of a theme.

    Attributes:
        cost: What it costs.
        is_told: Whether it can make a theme.
        is_plain: Whether it has no other meaning.
        is_strange: Whether it only counts if nothing else explains it.
        is_within: Whether a theme can begin or end with it.
        is_sort: Whether it says what sort of title is meant.
    """

    cost: float = 0.0
    is_told: bool = False
    is_plain: bool = False
    is_strange: bool = False
    is_within: bool = True
    is_sort: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it can make a theme and has no other meaning."""
        return self.is_told and self.is_plain and not self.is_strange

    def doubt(self) -> None:
        """Treat it as a name as long as anything else explains the sentence."""
        self.is_strange, self.cost = True, STRANGE


def marks_of(lexemes: Lexemes) -> Lexemes:
    """Return the phrases that introduce a story, with positions: "where", "about".

    An initial "where" is a question word.
    """
    return [
        (start, it)
        for start, it in lexemes
        if _is_mark(it) and (start or len(it.words) > 1 or it.category is Category.ABOUT)
    ]


def _is_mark(lexeme: Lexeme) -> bool:
    if lexeme.category is Category.TELLING:
        return lexeme.value != Telling.WITH and " ".join(lexeme.words) not in _WEAK
    return (
        lexeme.category is Category.ABOUT
        and lexeme.cost <= _CERTAIN
        and (len(lexeme.words) > 1 or not _OF_STORIES.isdisjoint(lexeme.words))
    )


def after(words: Sequence[ThemeWord], lexemes: Lexemes) -> set[int]:
    """Return the words that follow phrases, ignoring filler."""
    found: set[int] = set()
    for start, lexeme in lexemes:
        place = start + len(lexeme.words)
        while place < len(words) and not words[place].is_within:
            place += 1
        found.add(place)
    return found


def runs_from(places: Iterable[int], words: Sequence[ThemeWord]) -> set[int]:
    """Return some words and the words after each that have no other meaning."""
    found: set[int] = set()
    for first in places:
        place = first
        while place < len(words) and (words[place].is_plain or not words[place].is_within):
            found.add(place)
            place += 1
    return found


def weigh_phrases(words: Sequence[ThemeWord], lexemes: Lexemes, lexicon: Lexicon) -> None:
    """Raise the cost of words that plainly mean something else."""
    for start, lexeme in lexemes:
        for word, written in zip(words[start:], lexeme.words, strict=False):
            if lexeme.category in SORTS and not lexicon.is_filling(written):
                word.cost = max(word.cost, _PLAINLY)
                word.is_sort = True
            if lexeme.category is Category.ASIDE:
                word.is_within = word.is_told = False


def weigh_names(
    words: Sequence[ThemeWord],
    mentions: Iterable[Mention],
    tokens: Sequence[Token],
    lexicon: Lexicon,
    told_of: Container[int],
) -> None:
    """Raise the cost of words that are names; what a story mentions is hardly a surname."""
    for mention in mentions:
        in_part = mention.entries[0].cost > 0 or mention.end - mention.start == 1
        if mention.start in told_of and in_part:
            continue
        is_name = mention.category in PEOPLE
        run = slice(mention.start, mention.end)
        if not is_name and ordinariness(tokens[run], lexicon) > _MUCH:
            continue
        for word in words[run]:
            word.cost = max(word.cost, STRANGE if is_name else _PLAINLY)
            word.is_told = word.is_told and not is_name


def bar(
    words: list[ThemeWord], tokens: Sequence[Token], lexicon: Lexicon, lexemes: Lexemes
) -> None:
    """Exclude words that cannot be themes in their position.

    "The cheapest" is an unsupported order, "with the rock" a byname, "for my uncle" the audience,
    and no story tells of what is absent: "no violence".
    """
    for place in _behind_roles(lexemes, words):
        words[place] = ThemeWord(NEVER, is_within=False)
    for place in _behind_likeness(lexemes, tokens, lexicon):
        words[place] = ThemeWord(NEVER, is_within=False)
    for start, lexeme in lexemes:
        if lexeme.category is Category.HOW_MANY:
            for place in range(start, start + len(lexeme.words)):
                words[place] = ThemeWord(NEVER, is_within=False)
    ends = {
        category: {start + len(it.words) for start, it in lexemes if it.category is category}
        for category in (Category.NOT, Category.WITH)
    }
    absent = {
        start + len(it.words)
        for start, it in lexemes
        if it.category is Category.NOT and it.words[-1] in _ABSENT
    }
    for place in somebodys(tokens):
        words[place] = ThemeWord(NEVER, is_within=False)
    for place in _turning_away(lexemes, tokens):
        words[place] = ThemeWord(NEVER, is_within=False)
    for place in range(1, len(tokens)):
        before = tokens[place - 1].word
        of_all = lexicon.is_article(before)
        if (
            (of_all and tokens[place].word.endswith("est"))
            or (place in ends[Category.NOT] - absent)
            or (place in absent and not words[place].is_own)
            or (of_all and place - 1 in ends[Category.WITH])
        ):
            words[place] = ThemeWord(NEVER, is_within=False)


def _turning_away(lexemes: Lexemes, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the words of exclusions that end a story: "dogs, *no* cats", "dogs *but not* wild"."""
    for start, lexeme in lexemes:
        if lexeme.category is not Category.NOT or not start:
            continue
        if lexeme.words[0] in TURNING or tokens[start - 1].ends_clause:
            yield from range(start, start + len(lexeme.words))


def _behind_roles(lexemes: Lexemes, words: Sequence[ThemeWord]) -> Iterator[int]:
    """Yield the words after "directed by" or "starring", which name a person, known or not."""
    for start, lexeme in lexemes:
        alone = lexeme.words in _NOBODY
        if (
            lexeme.category is Category.ROLE_PASSIVE
            and lexeme.words[-1] in _OF_SOMEBODY
            and not alone
        ):
            place = start + len(lexeme.words)
            while place < len(words) and words[place].is_plain:
                yield place
                place += 1


def _behind_likeness(lexemes: Lexemes, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[int]:
    """Yield the words after "movies like", up to "but" or "with", which name a title."""
    stops = {start for start, it in lexemes if it.category in STOPS}
    for start, lexeme in lexemes:
        if lexeme.category is not Category.LIKE or not is_likening(lexeme, start, tokens):
            continue
        for place in range(start + len(lexeme.words), len(tokens)):
            if place in stops or lexicon.is_light(tokens[place].word):
                break
            yield place


def is_likening(lexeme: Lexeme, start: int, tokens: Sequence[Token]) -> bool:
    """Return whether a phrase certainly introduces a title, as "movies like" does.

    "I like comedies" compares nothing.
    """
    return len(lexeme.words) > 1 or start == 0 or tokens[start - 1].word not in _LIKING


def somebodys(tokens: Sequence[Token]) -> set[int]:
    """Return the words from "my" up to a comma: "my uncle dave would approve of"."""
    found: set[int] = set()
    inside = False
    for place, token in enumerate(tokens):
        if inside and not token.word.isalnum() and token.word not in {"'", "-"}:
            inside = False
        inside = inside or token.word in _MINE
        if inside:
            found.add(place)
    return found


def is_slip(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is an abbreviation or a typo."""
    if lexicon.in_full(word) is not None:
        return True
    return not is_known(word) and lexicon.nearest(word) is not None


def segments_of(words: Sequence[ThemeWord]) -> list[tuple[int, int]]:
    """Return spans of words with no other meaning, and each other word by itself."""
    found: list[tuple[int, int]] = []
    joining = False
    for place, word in enumerate(words):
        if not word.is_within:
            joining = False
            continue
        if word.is_plain and joining:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
        joining = word.is_plain
    return found

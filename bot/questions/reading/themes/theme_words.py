"""What each word of a sentence is worth within a theme, and where one may begin."""

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
"""What a word costs within a theme that says something, that means something else, that no story
has."""
_PLAINLY = 0.8
"""What it costs that a word is part of a name, or says plainly what sort of title is meant."""
_NEVER = 100.0
_MUCH = 1.0
"""A name dearer than this for being ordinary is rather a theme."""
_CERTAIN = 0.1
_OF_STORIES = frozenset({"about", "sobre", "involving", "concerning"})
_WEAK = frozenset({"de", "del"})
_OF_SOMEBODY = frozenset(
    {"by", "por", "starring", "staring", "starred", "actor", "actress", "actriz"}
)
"""Words behind which somebody is named; by one of them alone, anything may have been done."""
_NOBODY = frozenset({("by",), ("por",)})
_LIKING = frozenset(
    {"i", "we", "you", "they", "would", "d", "really", "also", "kids", "people", "who"}
)
STOPS = frozenset({Category.WITH, Category.NOT, Category.IN, Category.FROM, Category.ROLE_PASSIVE})
"""What ends a name behind "movies like"."""
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
"""What says which titles are meant, other than by their stories."""
PEOPLE = frozenset({Category.NAME, Category.SURNAME, Category.SIBLINGS})


@dataclass(slots=True)
class ThemeWord:
    """A word as part of a theme.

    Attributes:
        cost: What it costs.
        is_told: Whether it makes a theme.
        is_plain: Whether it means nothing else.
        is_strange: Whether it is none until nothing else explains it.
        is_within: Whether a theme may begin or end with it.
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
        """Whether it makes a theme and means nothing else."""
        return self.is_told and self.is_plain and not self.is_strange

    def doubt(self) -> None:
        """Take it for a name, as long as anything else explains the sentence."""
        self.is_strange, self.cost = True, STRANGE


def marks_of(lexemes: Lexemes) -> Lexemes:
    """Return the phrases that say that a story is told of, where they stand: "where", "about".

    A sentence that begins with "where" asks.
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
    """Return the words that follow phrases, filling apart."""
    found: set[int] = set()
    for start, lexeme in lexemes:
        place = start + len(lexeme.words)
        while place < len(words) and not words[place].is_within:
            place += 1
        found.add(place)
    return found


def runs_from(places: Iterable[int], words: Sequence[ThemeWord]) -> set[int]:
    """Return some words and those behind each that mean nothing else."""
    found: set[int] = set()
    for first in places:
        place = first
        while place < len(words) and (words[place].is_plain or not words[place].is_within):
            found.add(place)
            place += 1
    return found


def weigh_phrases(words: Sequence[ThemeWord], lexemes: Lexemes, lexicon: Lexicon) -> None:
    """Raise what words cost that plainly say something else."""
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
    """Raise what words cost that are names; what is told of is hardly a surname."""
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
    """Leave out words that are no theme where they stand.

    "The cheapest" says an order that is not known, "with the rock" a byname, "for my uncle" who
    watches; and of what is not there, "no violence", no story tells.
    """
    for place in _behind_roles(lexemes, words):
        words[place] = ThemeWord(_NEVER, is_within=False)
    for place in _behind_likeness(lexemes, tokens, lexicon):
        words[place] = ThemeWord(_NEVER, is_within=False)
    for start, lexeme in lexemes:
        if lexeme.category is Category.HOW_MANY:
            for place in range(start, start + len(lexeme.words)):
                words[place] = ThemeWord(_NEVER, is_within=False)
    ends = {
        category: {start + len(it.words) for start, it in lexemes if it.category is category}
        for category in (Category.NOT, Category.WITH)
    }
    for place in somebodys(tokens):
        words[place] = ThemeWord(_NEVER, is_within=False)
    for place in range(1, len(tokens)):
        before = tokens[place - 1].word
        of_all = lexicon.is_article(before)
        if (
            (of_all and tokens[place].word.endswith("est"))
            or place in ends[Category.NOT]
            or (of_all and place - 1 in ends[Category.WITH])
        ):
            words[place] = ThemeWord(_NEVER, is_within=False)


def _behind_roles(lexemes: Lexemes, words: Sequence[ThemeWord]) -> Iterator[int]:
    """Give the words behind "directed by", "starring": they name somebody, known or not."""
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
    """Give the words behind "movies like", up to "but" or "with": they name a title."""
    stops = {start for start, it in lexemes if it.category in STOPS}
    for start, lexeme in lexemes:
        if lexeme.category is not Category.LIKE or not is_likening(lexeme, start, tokens):
            continue
        for place in range(start + len(lexeme.words), len(tokens)):
            if place in stops or lexicon.is_light(tokens[place].word):
                break
            yield place


def is_likening(lexeme: Lexeme, start: int, tokens: Sequence[Token]) -> bool:
    """Return whether a phrase is certainly before a title: "like" alone, within a sentence, is not.

    "I like comedies" says what is liked.
    """
    return len(lexeme.words) > 1 or start == 0 or tokens[start - 1].word not in _LIKING


def somebodys(tokens: Sequence[Token]) -> set[int]:
    """Return the words from "my" on, up to a comma: what "my uncle dave would approve of" says."""
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
    """Return whether a word is short for another, or one letter off."""
    if lexicon.in_full(word) is not None:
        return True
    return not is_known(word) and lexicon.nearest(word) is not None


def segments_of(words: Sequence[ThemeWord]) -> list[tuple[int, int]]:
    """Return the runs of words that mean nothing else, and each other word by itself."""
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

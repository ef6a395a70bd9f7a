"""Entity linking: names in a sentence, spelt correctly or with one wrong letter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from bot.questions.names.entries import Entry
from bot.questions.names.misspellings import is_plausible, is_spelt_right, is_unheard_of
from bot.questions.names.name_index import MAX_TYPED, MAX_WORDS, MIN_GUESSED, MIN_TYPED, Names
from bot.questions.names.ordinary_words import ordinariness
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import Token, as_written
from bot.stories.text.table import the_table

MAX_TYPO_FORM = 0.5
"""Short forms that cost more, such as a bare surname, must be spelt correctly."""
_NAME = (0.2, 0.1, 0.0)  # one, two, three and more words
_COMMON = (1.6, 0.35, 0.2, 0.1)  # one, two, three, more words of the lexicon, in lower case
_CAPITAL = 0.3  # words of the lexicon, some of them capitalized
_BEFORE_NAME = 0.5  # lower case before capitals: the name probably begins after it
_TYPO, _SHORT_TYPO = 1.0, 4.0  # the second is divided by the number of letters in the name
_KNOWN_TYPO = 3.0  # correctly spelt, meaningful words are hardly a misspelt name
_SPACED = 0.5  # spaces elsewhere than in the name: "by ron howard" is not Byron Howard
_ALSO_NAME = 0.3  # a tag that is also a person's name
_RATHER_YEAR, _SURELY_YEAR = 0.6, 1.2  # a number after a word for a time, or for an award
_TIMES = frozenset({Category.IN, Category.AFTER, Category.BEFORE, Category.LATER, Category.UP_TO})
_PHRASE = 3  # words of a phrase before a year
OF_FILMS = frozenset({Category.NOUN, Category.GENRE_NOUN})
"""Categories of words for films."""
_YEAR = re.compile(r"(?:18|19|20)\d\d")


class Mention(NamedTuple):
    """A span of words that may be a name.

    Attributes:
        start: Its first token.
        end: The token after its last.
        category: Whether it names a title, a person, a tag, ...
        entries: The candidates, most likely first.
        cost: The higher, the less likely that the words are this name.
        written: The words as they were written.
        guessed: Whether the name is spelt differently.
        doubtful: Whether the match is too weak to answer by; it may still be offered.
    """

    start: int
    end: int
    category: Category
    entries: tuple[Entry, ...]
    cost: float
    written: str
    guessed: bool = False
    doubtful: bool = False


class Linker:
    """Finds the names of a catalogue in sentences.

    Args:
        names: The names and their short forms.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        the_table()  # load the word frequencies now, while no question is waiting

    def exact(
        self, tokens: Sequence[Token], lexicon: Lexicon, *, asking: bool = True
    ) -> Iterator[Mention]:
        """Yield every span that is spelt exactly like a name.

        Args:
            tokens: The sentence.
            lexicon: The lexicon of its language.
            asking: Whether it asks about a title; otherwise ordinary words are rarely one.
        """
        for start, end, found in self._names.runs(tuple(token.word for token in tokens)):
            mentions = self._mentions(tokens, start, end, found, lexicon, 0.0)
            yield from mentions if asking else _unasked(mentions, tokens, lexicon)

    def is_person(self, letters: str) -> bool:
        """Return whether the letters are exactly some person's name."""
        return any(entry.category == Category.NAME for entry in self._names.exact(letters))

    def near(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        required: Sequence[bool],
        *,
        asking: bool = False,
    ) -> Iterator[Mention]:
        """Yield the spans that are one letter off a name.

        Args:
            tokens: The sentence.
            lexicon: The lexicon of its language.
            required: The tokens in question: a span must contain at least one of them.
            asking: Whether it asks something about a title or a person.
        """
        offsets = [0, *accumulate(len(token.word) for token in tokens)]
        before = [0, *accumulate(required)]
        runs: list[tuple[int, int]] = []
        for start, token in enumerate(tokens):
            first, wanted = offsets[start], before[start]
            for end in range(start + 1, min(start + MAX_WORDS, len(tokens)) + 1):
                size = offsets[end] - first
                if size > MAX_TYPED:
                    break
                if size < MIN_TYPED or before[end] == wanted:
                    continue
                if end > start + 1 or not is_spelt_right([token], lexicon):
                    runs.append((start, end))
        windows = [(offsets[start], offsets[end]) for start, end in runs]
        short = [
            place
            for place, (start, end) in enumerate(runs)
            if asking and end == start + 1 and is_unheard_of(tokens[start:end], lexicon)
        ]
        near = self._names.near("".join(token.word for token in tokens), windows, short)
        rivals = Counter(place for place, _ in near)
        for place, key in near:
            start, end = runs[place]
            run = tokens[start:end]
            if len(key) < MIN_GUESSED and rivals[place] > 1:
                continue
            found = [
                entry
                for entry in self._names.exact(key)
                if entry.cost <= MAX_TYPO_FORM
                and is_plausible(run, entry, key, lexicon, asking=asking)
            ]
            if found:
                typo = _TYPO + _SHORT_TYPO / len(key)
                yield from self._mentions(tokens, start, end, found, lexicon, typo)

    def _mentions(
        self,
        tokens: Sequence[Token],
        start: int,
        end: int,
        found: Sequence[Entry],
        lexicon: Lexicon,
        extra: float,
    ) -> Iterator[Mention]:
        run = tokens[start:end]
        if extra and all(lexicon.knows(token.word) for token in run):
            extra += _KNOWN_TYPO
        cost = _NAME[min(len(run), len(_NAME)) - 1] + extra + _commonness(run, start, lexicon)
        written = as_written(run)
        named = any(entry.category == Category.NAME and not entry.cost for entry in found)
        for category in dict.fromkeys(entry.category for entry in found):
            entries = [entry for entry in found if entry.category == category]
            least = entries[0].cost
            if category == Category.NAME and _is_byname(tokens, start, end, lexicon):
                continue
            spaced = 0.0 if any(entry.words == len(run) for entry in entries) else _SPACED
            shared = _ALSO_NAME if category == Category.TAG and named else 0.0
            if category == Category.TITLE:
                shared += _datedness(tokens, start, end, lexicon)
            yield Mention(
                start,
                end,
                category,
                _likely([entry for entry in entries if entry.cost == least], run, written),
                cost + least + spaced + shared,
                written,
                extra > 0.0,
            )


def named_cost(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> float:
    """Return the cost of reading words as a name that is spelt exactly so."""
    run = tokens[start:end]
    return _NAME[min(len(run), len(_NAME)) - 1] + _commonness(run, start, lexicon)


def _likely(entries: Sequence[Entry], run: Sequence[Token], written: str) -> tuple[Entry, ...]:
    """Return the entries, those spelt as written first."""
    if len(entries) == 1:
        return tuple(entries)
    raw = " ".join(token.raw for token in run if token.raw)
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                entry.name != raw,
                entry.name != written,
                entry.name.casefold() != written.casefold(),
            ),
        )
    )


def _is_byname(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether an article makes a single name a byname: "the rock", not "the nolan films"."""
    if end - start > 1 or not start or not lexicon.is_article(tokens[start - 1].word):
        return False
    after = [token.word for token in tokens[end:]]
    return not any(
        lexeme.category in OF_FILMS
        for place in range(len(after))
        for lexeme in lexicon.at(after, place)
    )


def _datedness(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> float:
    """Return the extra cost of a numeric title that may be a year: "from 2012", "2012 films"."""
    if end - start != 1 or not _YEAR.fullmatch(tokens[start].word):
        return 0.0
    words = [token.word for token in tokens[:start]]
    if any(
        lexeme.category == Category.BEYOND and place + len(lexeme.words) == start
        for place in range(max(0, start - _PHRASE), start)
        for lexeme in lexicon.at(words, place)
    ):
        return _SURELY_YEAR  # "best picture 1994"
    before = lexicon.at([tokens[start - 1].word], 0) if start else ()
    after = lexicon.at([tokens[end].word], 0) if end < len(tokens) else ()
    dated = any(len(lexeme.words) == 1 and lexeme.category in _TIMES for lexeme in before) or any(
        lexeme.category == Category.GENRE_NOUN
        or (lexeme.category, lexeme.value) == (Category.NOUN, "films")
        for lexeme in after
    )
    return _RATHER_YEAR if dated else 0.0


def _commonness(run: Sequence[Token], start: int, lexicon: Lexicon) -> float:
    """Return the extra cost of a name whose words also mean something else."""
    # The first word of a sentence is capitalized anyway.
    capitals = [token.capital for token in run[1 if start == 0 else 0 :]]
    before = _BEFORE_NAME if any(capitals) and not run[0].capital and run[0].word.isalpha() else 0.0
    if not all(lexicon.knows(token.word) for token in run):
        return before
    common = _COMMON[min(len(run), len(_COMMON)) - 1]
    if not any(capitals):
        return common
    return before + (0.0 if capitals[0] and capitals[-1] else min(common, _CAPITAL))


def _unasked(
    mentions: Iterable[Mention], tokens: Sequence[Token], lexicon: Lexicon
) -> Iterator[Mention]:
    """Yield mentions, raising the cost of ordinary-word titles as nothing asks about one."""
    for mention in mentions:
        run = tokens[mention.start : mention.end]
        rest = (*tokens[: mention.start], *tokens[mention.end :])
        if not any(token.word.isalnum() for token in rest):
            yield mention  # it is the whole message
            continue
        # The first word of a sentence is capitalized anyway.
        capital = any(token.capital for token in run[0 if mention.start else 1 :])
        if mention.category == Category.TITLE and not capital:
            mention = mention._replace(cost=mention.cost + ordinariness(run, lexicon))  # noqa: PLW2901
        yield mention

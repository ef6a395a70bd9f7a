"""The costs of skipping words, and which skipped words count as not understood."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.questions.parser.rules import Item
from bot.questions.reading.subject import subject_place
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.numbers import Figure
from bot.questions.words.tokens import Token

# Looked up once: in Python 3.11, enum member access is ten times slower.
_POLAR = Category.POLAR
_IN_TITLE = Category.IN_TITLE
_PRONOUN = Category.PRONOUN
_BEYOND = Category.BEYOND
_YEAR = Category.YEAR
_NUMBER = Category.NUMBER
_NOUN = Category.NOUN
_GENRE_NOUN = Category.GENRE_NOUN
_LIKE = Category.LIKE

SKIP_FILLING, SKIP_LIGHT, SKIP_WORD, SKIP_UNKNOWN = 0.02, 0.5, 1.5, 3.0
"""The cost of skipping filler, a word that says little, another word in the lexicon, and an unknown
word; the last two count as not understood."""
SKIP_POLAR = 0.3
"""An initial verb makes a sentence a yes/no question."""
SKIP_OUTER_IN = 0.6
"""An initial or final preposition says what is asked: who, or what, was in."""
SKIP_REFERRING = 0.8
""""Of those" is hardly filler after an answer."""
SKIP_LIKENESS = 0.9
""""Movies like Heat" asks for other titles, hardly about Heat itself."""
SKIP_SINCE = 0.3
""""Since" is filler before a reason, hardly before a decade."""
SKIP_BEYOND = 0.4
"""Words for uncovered topics are cheap to skip: the rest is read, and the answer names them."""


_TELLING = frozenset({Category.AMOUNT, Category.TIMES})
"""Meanings of several filler words together: "more than"; and "is it worth watching"."""
_CHEAP = {Category.BEYOND: SKIP_BEYOND, Category.ASIDE: SKIP_FILLING}
_MEASURED = frozenset({"certificate", "episode"})
_LIMITS = frozenset({Category.OVER, Category.UNDER})
_CHILDREN = frozenset({"kids", "teens"})
_AGES_JOINED = frozenset({"and", ",", "&", "y", "ages", "aged", "(", ")"})
_BEFORE_ADJECTIVES = frozenset({"the", "his", "her", "their", "s"})
_SINCE = ("since",)
_SHOWING = ("show",)
_SHOWN = frozenset({"me", "us", "all", "some", "any", "every", "a", "an", "the", "only", "just"})
_ASKED_TO = frozenset({"you", "please", "pls", "to", "can", "could", "just", "and", "then", "now"})
_FEW = range(1, 3)
_ROLES = frozenset({Category.ROLE_NOUN, Category.ROLE_VERB, Category.ROLE_PASSIVE})


def readable(lexemes: Iterable[tuple[int, Lexeme]]) -> list[tuple[int, Lexeme]]:
    """Return the phrases without those inside a barring phrase: "more than one"."""
    found = list(lexemes)
    barred = barred_words(found)
    return [
        (start, lexeme)
        for start, lexeme in found
        if lexeme.barring or not barred.intersection(range(start, start + len(lexeme.words)))
    ]


def barred_words(lexemes: Iterable[tuple[int, Lexeme]]) -> set[int]:
    """Return the words of barring phrases."""
    return {
        place
        for start, lexeme in lexemes
        if lexeme.barring
        for place in range(start, start + len(lexeme.words))
    }


def skip_costs_of(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    lexemes: Sequence[tuple[int, Lexeme]],
    *,
    referring: bool,
) -> list[float]:
    """Return the cost of skipping each word of a sentence."""
    skip_costs = [_skip_cost(token, lexicon) for token in tokens]
    whether = any(
        start == 0 and it.category is _POLAR and len(it.words) == 1 for start, it in lexemes
    )
    subject = subject_place(lexemes)
    together = _TELLING | {Category.ATTRIBUTE} if whether else _TELLING
    for start, lexeme in lexemes:
        skip_costs[start] = max(skip_costs[start], _least(start, lexeme, len(tokens)))
        if lexeme.category in together and len(lexeme.words) > 1:
            for place in range(start, start + len(lexeme.words)):
                if lexicon.is_filling(tokens[place].word):
                    skip_costs[place] = SKIP_WORD
        if referring and lexeme.category is _PRONOUN and len(lexeme.words) > 1:
            skip_costs[start] = max(skip_costs[start], SKIP_REFERRING)
        if referring and lexeme.category is _PRONOUN and start == subject:
            skip_costs[start] = max(skip_costs[start], SKIP_UNKNOWN)
        if lexeme.category in _CHEAP:
            for place in range(start, start + len(lexeme.words)):
                skip_costs[place] = min(skip_costs[place], _CHEAP[lexeme.category])
    return skip_costs


def _least(start: int, lexeme: Lexeme, length: int) -> float:
    """Return the minimum cost of skipping the first word of a phrase."""
    if lexeme.category is _POLAR and start == 0:
        return SKIP_POLAR
    if lexeme.category is _IN_TITLE and start in {0, length - 1}:
        return SKIP_OUTER_IN
    if lexeme.category is _LIKE and (start == 0 or len(lexeme.words) > 1):
        return SKIP_LIKENESS
    if lexeme.words == _SINCE:
        return SKIP_SINCE
    return 0.0


def sensible_phrases(
    tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]], figures: Sequence[Figure]
) -> tuple[list[tuple[int, Lexeme]], list[Figure]]:
    """Return phrases and numbers without those that the words around them rule out."""
    lexemes, figures = measured(tokens, lexemes, figures)
    figures = without_ages(tokens, lexemes, figures)
    lexemes = without_few_rated(lexemes, figures)
    lexemes = without_showing(tokens, lexemes)
    lexemes = without_any_good(without_acting(lexemes))
    return without_starring(tokens, lexemes, figures), figures


def measured(
    tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]], figures: Sequence[Figure]
) -> tuple[list[tuple[int, Lexeme]], list[Figure]]:
    """Return phrases and numbers with numbers joined to the units after them: "2 hours".

    This applies to units of uncovered topics: the number then means nothing else.
    """
    beyond = {
        start: lexeme
        for start, lexeme in lexemes
        if lexeme.category is _BEYOND and lexeme.value in _MEASURED
    }
    years = {figure.start for figure in figures if figure.category is _YEAR}
    joined = [
        (figure, beyond[figure.end])
        for figure in figures
        if figure.category is _NUMBER and figure.end in beyond and figure.start not in years
    ]
    taken = {place for figure, _ in joined for place in range(figure.start, figure.end)}
    longer = [
        (
            figure.start,
            replace(
                lexeme,
                words=(
                    *(token.word for token in tokens[figure.start : figure.end]),
                    *lexeme.words,
                ),
            ),
        )
        for figure, lexeme in joined
    ]
    kept = [(start, lexeme) for start, lexeme in lexemes if start not in taken]
    taken |= {  # "nc 17"
        place
        for start, lexeme in lexemes
        if lexeme.category is _BEYOND and len(lexeme.words) > 1
        for place in range(start, start + len(lexeme.words))
    }
    return [*kept, *longer], [figure for figure in figures if figure.start not in taken]


def without_ages(
    tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]], figures: Sequence[Figure]
) -> list[Figure]:
    """Return numbers without the ages of children: "for my kids, 6 and 10"."""
    ends = [
        start + len(lexeme.words)
        for start, lexeme in lexemes
        if lexeme.category is Category.QUALITY and lexeme.value in _CHILDREN
    ]
    numbers = {figure.start: figure for figure in figures if figure.category is _NUMBER}
    ages: set[int] = set()
    for end in ends:
        place = end
        while place < len(tokens) and (place in numbers or tokens[place].word in _AGES_JOINED):
            ages.add(place)
            place += 1
    return [figure for figure in figures if figure.start not in ages]


def without_showing(
    tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]]
) -> list[tuple[int, Lexeme]]:
    """Return phrases without what they do not mean: "*show* me" no series, "the *last*" no verb."""
    lexemes = [
        (start, it)
        for start, it in lexemes
        if it.category is not Category.LASTS
        or not start
        or tokens[start - 1].word not in _BEFORE_ADJECTIVES
    ]
    return [
        (start, it)
        for start, it in lexemes
        if it.category is not _NOUN
        or it.words != _SHOWING
        or start + 1 == len(tokens)
        or tokens[start + 1].word not in _SHOWN
        or (start and tokens[start - 1].word not in _ASKED_TO)
    ]


def without_acting(lexemes: Sequence[tuple[int, Lexeme]]) -> list[tuple[int, Lexeme]]:
    """Return phrases without the role that "action movies" does not ask about."""
    films = {start for start, it in lexemes if it.category in {_NOUN, _GENRE_NOUN}}
    sorts = {
        (start, it.words)
        for start, it in lexemes
        if it.category is Category.GENRE and start + len(it.words) in films
    }
    return [
        (start, it)
        for start, it in lexemes
        if it.category not in _ROLES or (start, it.words) not in sorts
    ]


def without_any_good(lexemes: Sequence[tuple[int, Lexeme]]) -> list[tuple[int, Lexeme]]:
    """Return phrases without the rating that "any good zombie films" does not ask for."""
    last = max((start for start, it in lexemes if it.category in {_NOUN, _GENRE_NOUN}), default=0)
    return [
        (start, it)
        for start, it in lexemes
        if it.category is not Category.ATTRIBUTE or it.words[0] != "any" or start > last
    ]


def without_few_rated(
    lexemes: Sequence[tuple[int, Lexeme]], figures: Sequence[Figure]
) -> list[tuple[int, Lexeme]]:
    """Return phrases without those that would read "more than one film" as a rating."""
    films = {start for start, lexeme in lexemes if lexeme.category in {_NOUN, _GENRE_NOUN}}
    numbers = [
        *((figure.start, figure.end, figure.value) for figure in figures),
        *(
            (start, start + len(lexeme.words), int(lexeme.value))
            for start, lexeme in lexemes
            if lexeme.category is _NUMBER
        ),
    ]
    few = {start for start, end, value in numbers if value in _FEW and end in films}
    return [
        (start, lexeme)
        for start, lexeme in lexemes
        if lexeme.category not in _LIMITS or start + len(lexeme.words) not in few
    ]


def without_starring(
    tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]], figures: Sequence[Figure]
) -> list[tuple[int, Lexeme]]:
    """Return phrases without "stars" as a role after a number: "rated nine stars".

    "Which two stars" are people.
    """
    ends = {
        start + len(lexeme.words)
        for start, lexeme in lexemes
        if lexeme.category is _NUMBER and not _counts_people(tokens, start)
    }
    ends |= {
        it.end for it in figures if it.category is _NUMBER and not _counts_people(tokens, it.start)
    }
    units = {start for start, it in lexemes if it.category is Category.STARS_UNIT and start in ends}
    return [(start, it) for start, it in lexemes if start not in units or it.category not in _ROLES]


def _counts_people(tokens: Sequence[Token], place: int) -> bool:
    return place == 0 or tokens[place - 1].word in {"which", "what", "the", "whose"}


def passed_over(skip_costs: Sequence[float], words: Iterable[Item]) -> tuple[int, ...]:
    """Return the skipped words that are not filler: unknown ones, or else known ones."""
    covered = {place for item in words for place in range(item.start, item.end)}
    left = [place for place in range(len(skip_costs)) if place not in covered]
    for least in (SKIP_UNKNOWN, SKIP_WORD):
        found = tuple(place for place in left if skip_costs[place] >= least)
        if found:
            return found
    return ()


def _skip_cost(token: Token, lexicon: Lexicon) -> float:
    if lexicon.is_filling(token.word) or not any(map(str.isalnum, token.written)):
        return SKIP_FILLING
    if lexicon.is_light(token.word):
        return SKIP_LIGHT
    return SKIP_WORD if lexicon.knows(token.word) else SKIP_UNKNOWN

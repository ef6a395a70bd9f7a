"""Titles to be similar to that the catalogue lacks, well known or unknown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.well_known import well_known
from bot.questions.names.entity_linker import Mention
from bot.questions.parser.rules import Item
from bot.questions.query.nodes import Films, Titled
from bot.questions.reading.themes.theme_words import STOPS, is_likening
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import USUAL, rank
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token, as_written

_COST = 0.3
"""The cost of reading words as a well-known title that is not in the catalogue."""
_SORTS = frozenset({Category.NOUN, Category.GENRE_NOUN, Category.GENRE})
_TITLES = frozenset({Category.TITLE, Category.FRANCHISE_NAME, Category.NAME})


@dataclass(frozen=True, slots=True)
class MissingModel:
    """An unknown title that others should be similar to.

    Attributes:
        name: The title, as written.
        rest: The sentence without it.
    """

    name: str
    rest: str


def well_known_models(
    graph: Graph,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    lexemes: Sequence[tuple[int, Lexeme]],
    mentions: Iterable[Mention],
) -> Iterator[Item]:
    """Yield terminals for "like Inception" if only the table has Inception."""
    named = {
        (mention.start, mention.end) for mention in mentions if mention.category is Category.TITLE
    }
    for start, first in _likenings(tokens, lexemes):
        found = _longest(tokens, lexicon, first)
        if found is None:
            continue
        end, id_, title = found
        if id_ in graph.film_number or any(first <= it[0] and end <= it[1] for it in named):
            continue
        meaning: Any = (Films((Titled((id_,), title),)),)
        yield Item(Category.ALIKE, "", start, end, _COST, meaning)


def _likenings(
    tokens: Sequence[Token], lexemes: Sequence[tuple[int, Lexeme]]
) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each phrase such as "something like"."""
    for start, lexeme in lexemes:
        if lexeme.category is Category.LIKE and is_likening(lexeme, start, tokens):
            yield start, start + len(lexeme.words)


def _longest(tokens: Sequence[Token], lexicon: Lexicon, first: int) -> tuple[int, str, str] | None:
    """Return the end, id and text of the longest well-known title after a phrase."""
    table = well_known()
    best: tuple[int, str, str] | None = None
    begins = [first]
    if first < len(tokens) and lexicon.is_article(tokens[first].word):
        begins.append(first + 1)
    for begin in begins:
        key = ""
        for end in range(begin + 1, len(tokens) + 1):
            key += tokens[end - 1].word
            if len(key) > table.longest:
                break
            known = table.by_letters.get(key)
            if known is not None and (best is None or end > best[0]):
                best = (end, known.id, known.title)
    return best


def missing_model(understood: Understood) -> MissingModel | None:
    """Return the title after "something like" that neither catalogue nor table has, if any.

    Part of it may be another title: "like Blade Runner" is not like Blade.
    """
    tokens, lexemes = understood.tokens, understood.lexemes
    best = understood.readings[0] if understood.readings else None
    unknown = set(understood.unknown)
    named = [(it.start, it.end) for it in best.mentions if it.category in _TITLES] if best else []
    likened = [it.end for it in best.words if it.category is Category.ALIKE] if best else []
    for start, first in _likenings(tokens, lexemes):
        end = _end_of_name(understood, first)
        run = range(first, end)
        left = unknown.intersection(run)
        whole = any(
            begin <= first + 1 and (stop >= end or tokens[stop - 1].ends_clause)
            for begin, stop in named
        )
        if (
            not left
            or whole
            or not _may_be_title(understood, start, left)
            or any(_reaches(understood, stop, end) for stop in likened)
        ):
            continue
        if not _says_of_what(lexemes, start, first):
            continue
        kept = [*_before(lexemes, start, first), *_behind(understood, end)]
        written = [tokens[place].written for place in kept]
        last = max(left) + 1
        return MissingModel(as_written(tokens[first:last]), " ".join(written))
    return None


def _may_be_title(understood: Understood, start: int, places: Iterable[int]) -> bool:
    """Return whether words may be a title; after "I liked", ordinary ones are not."""
    tokens = understood.tokens
    if not understood.lexicon.is_wish(tokens[start].word):
        return True
    return any(tokens[place].capital or rank(tokens[place].word) >= USUAL for place in places)


def _reaches(understood: Understood, stop: int, end: int) -> bool:
    """Return whether a name extends to the end of a span, or to a word that belongs to no name."""
    return stop >= end or understood.lexicon.knows(understood.tokens[stop].word)


def _end_of_name(understood: Understood, first: int) -> int:
    """Return where a name after a phrase ends: at "but", punctuation or a condition."""
    tokens, lexicon = understood.tokens, understood.lexicon
    stops = {start for start, it in understood.lexemes if it.category in STOPS}
    place = first
    while place < len(tokens):
        token = tokens[place]
        if place > first and (place in stops or lexicon.is_light(token.word)):
            break
        if not any(map(str.isalnum, token.word)) and token.word not in {"'", "-", ":", "·"}:
            break
        place += 1
    return place


def _says_of_what(lexemes: Sequence[tuple[int, Lexeme]], start: int, first: int) -> bool:
    """Return whether a phrase expresses similarity, by itself or after a noun for films."""
    if first - start > 1:
        return True
    return any(it.category in _SORTS and place + len(it.words) == start for place, it in lexemes)


def _before(lexemes: Sequence[tuple[int, Lexeme]], start: int, first: int) -> Iterator[int]:
    """Yield the positions before a phrase, with its initial noun: "*movies* like"."""
    noun = max(
        (
            place + len(it.words)
            for place, it in lexemes
            if it.category in _SORTS and start <= place and place + len(it.words) < first
        ),
        default=start,
    )
    yield from range(noun)


def _behind(understood: Understood, end: int) -> Iterator[int]:
    """Yield the positions after a name, without the "but" before further wishes."""
    tokens, lexemes = understood.tokens, understood.lexemes
    while end < len(tokens) and (
        not tokens[end].word.isalnum()
        or any(place == end and it.category is Category.FOLLOW_UP for place, it in lexemes)
    ):
        end += 1
    yield from range(end, len(tokens))

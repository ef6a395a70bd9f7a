"""From a sentence to its readings: tokens, names and words, a chart, queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.questions.chart import Chart, Item, Parse
from bot.questions.compose import (
    FILM_KINDS,
    ORDERS,
    ROLE_WORDS,
    SERIES_KINDS,
    Composer,
)
from bot.questions.grammar import GRAMMAR
from bot.questions.graph import Graph
from bot.questions.lexicon import Lexeme, Lexicon
from bot.questions.mentions import Linker, Mention
from bot.questions.names import Entry
from bot.questions.numbers import read_figures
from bot.questions.quality import QUALITIES
from bot.questions.query import (
    Attribute,
    Films,
    Genre,
    Language,
    Named,
    Nothing,
    OfKind,
    Query,
    Tag,
    Titled,
)
from bot.questions.tokens import Token, tokenize

SKIP_FILLING, SKIP_WORD, SKIP_UNKNOWN = 0.02, 1.5, 3.0
"""What it costs to pass over filling, a word of the lexicon, and a word nobody knows."""
READINGS = 6

_ROLE_CATEGORIES = frozenset({"RoleNoun", "RoleVerb", "RolePassive", "CoRole"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a sentence.

    Attributes:
        queries: What it asks for, in parts; exactly one part where all was understood.
        cost: How far-fetched it is.
        words: The words and names that the queries were made of.
    """

    queries: tuple[Query, ...]
    cost: float
    words: tuple[Item, ...]


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
    """

    lexicon: Lexicon
    tokens: tuple[Token, ...]
    readings: tuple[Reading, ...]
    lexemes: tuple[tuple[int, Lexeme], ...]
    unknown: tuple[int, ...]
    joins: int


class Reader:
    """Reads sentences in one language after another."""

    def __init__(self, graph: Graph, linker: Linker) -> None:
        self._graph = graph
        self._linker = linker

    def read(self, text: str, lexicon: Lexicon, now: datetime) -> Understood:
        """Return the readings of a sentence, names with a wrong letter only where need be."""
        tokens = tokenize(text)
        words = [token.word for token in tokens]
        lexemes = [
            (place, lexeme) for place in range(len(words)) for lexeme in lexicon.at(words, place)
        ]
        mentions = list(self._linker.exact(tokens, lexicon))
        terminals = [
            *_word_items(self._graph, lexemes),
            *(
                Item(figure.category, "", figure.start, figure.end, 0.1, figure.value)
                for figure in read_figures(tokens)
            ),
        ]
        first = self._parse(tokens, terminals, mentions, lexicon, now)
        if first.readings and len(first.readings[0].queries) == 1 and not first.unknown:
            return _with(first, lexemes)
        missing = set(first.unknown)
        required = [not missing or place in missing for place in range(len(tokens))]
        near = list(self._linker.near(tokens, lexicon, required))
        if not near:
            return _with(first, lexemes)
        second = self._parse(tokens, terminals, [*mentions, *near], lexicon, now)
        return _with(second, lexemes, first.joins)

    def _parse(
        self,
        tokens: Sequence[Token],
        terminals: Iterable[Item],
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        now: datetime,
    ) -> Understood:
        skip_costs = [_skip_cost(token, lexicon) for token in tokens]
        items = [*terminals, *(item for found in mentions for item in self._name_items(found))]
        chart = Chart(GRAMMAR, items, skip_costs)
        composer = Composer(self._graph, now)
        readings: list[Reading] = []
        for parse in chart.parses(READINGS):
            reading = _reading(parse, composer)
            if all(reading.queries != other.queries for other in readings):
                readings.append(reading)
        unknown: tuple[int, ...] = ()
        covered: set[int] = set()
        if readings:
            for item in readings[0].words:
                covered.update(range(item.start, item.end))
        unknown = tuple(
            place
            for place, cost in enumerate(skip_costs)
            if cost >= SKIP_UNKNOWN and place not in covered
        )
        return Understood(lexicon, tuple(tokens), tuple(readings), (), unknown, chart.joins)

    def _name_items(self, mention: Mention) -> Iterable[Item]:
        value = _meaning(self._graph, mention.entries)
        yield Item(
            mention.category, "", mention.start, mention.end, mention.cost, (value, mention)
        )


def _with(
    found: Understood, lexemes: Sequence[tuple[int, Lexeme]], joins: int = 0
) -> Understood:
    return Understood(
        found.lexicon,
        found.tokens,
        found.readings,
        tuple(lexemes),
        found.unknown,
        found.joins + joins,
    )


def _skip_cost(token: Token, lexicon: Lexicon) -> float:
    if lexicon.is_filling(token.word) or not token.word.isalnum():
        return SKIP_FILLING
    return SKIP_WORD if lexicon.knows(token.word) else SKIP_UNKNOWN


def _word_items(graph: Graph, lexemes: Sequence[tuple[int, Lexeme]]) -> Iterable[Item]:
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        category = lexeme.category
        if category == "Polar" and start > 0:
            continue
        mark = lexeme.value if category in _ROLE_CATEGORIES or category == "Attr" else ""
        if category == "When":
            mark = Attribute.YEAR
        value = _word_meaning(graph, lexeme)
        if value is not None:
            yield Item(category, mark, start, end, lexeme.cost, value)


def _word_meaning(graph: Graph, lexeme: Lexeme) -> Any:
    value = lexeme.value
    match lexeme.category:
        case "RoleNoun" | "RoleVerb" | "RolePassive" | "CoRole":
            return ROLE_WORDS[value]
        case "Attr":
            return Attribute(value)
        case "When":
            return Attribute.YEAR
        case "Noun":
            return _noun(graph, value)
        case "Genre" | "GenreNoun":
            return Genre(value) if value in graph.by_genre else Nothing(Attribute.GENRE, value)
        case "Language":
            if value in graph.by_language:
                return Language(value)
            return Nothing(Attribute.LANGUAGE, value)
        case "Sup":
            return ORDERS[value]
        case "Quality":
            return QUALITIES[value](graph)
        case "Number":
            return float(value)
        case "Decade":
            return int(value), int(value) + 9
        case _:
            return value


def _noun(graph: Graph, value: str) -> Films:
    if value == "series":
        return Films((OfKind(SERIES_KINDS),))
    if value == "film" and any(kind not in FILM_KINDS for kind in graph.by_kind):
        return Films((OfKind(FILM_KINDS),))
    return Films()


def _meaning(graph: Graph, entries: Sequence[Entry]) -> Any:
    first = entries[0]
    match first.category:
        case "Title":
            ids = tuple(graph.films[int(entry.value)].id for entry in entries)
            return Films((Titled(ids, first.name),))
        case "Name":
            return Named(graph.people[int(first.value)].id, first.name)
        case "Tag":
            return Tag(str(first.value))
        case "Genre":
            return Genre(str(first.value))
        case _:
            return Language(str(first.value))


def _reading(parse: Parse, composer: Composer) -> Reading:
    return Reading(
        tuple(_compose(part, composer) for part in parse.parts),
        parse.cost,
        tuple(word for part in parse.parts for word in part.words()),
    )


def _compose(item: Item, composer: Composer) -> Any:
    if item.rule is None:
        return item.value[0] if isinstance(item.value, tuple) and len(item.value) == 2 and isinstance(item.value[1], Mention) else item.value  # noqa: E501, PLR2004
    return item.rule.build(composer, *(_compose(part, composer) for part in item.parts))

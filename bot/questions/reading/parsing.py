"""One pass of the parser: the terminals of a sentence, joined into readings."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.composition import Composer
from bot.questions.grammar.grammar import load_grammar
from bot.questions.names.entity_linker import Mention
from bot.questions.parser.chart import Chart, Parse
from bot.questions.parser.rules import Item
from bot.questions.query.nodes import About, Alike, Films, Titled
from bot.questions.query.queries import Query
from bot.questions.query.walk import walk
from bot.questions.reading.settling import settled
from bot.questions.reading.skipping import SKIP_UNKNOWN, passed_over, skip_costs_of
from bot.questions.reading.terminals import Linked, name_items
from bot.questions.reading.understood import Reading, Understood
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token

# Looked up once: in Python 3.11, enum member access is ten times slower.
_GENRE_NOUN = Category.GENRE_NOUN
_NOUN = Category.NOUN

MAX_READINGS = 6


class Parsing:
    """Parses a sentence, each time with other names and themes.

    Args:
        graph: The catalogue.
        tokens: The sentence.
        terminals: Its terminals, except names and themes.
        lexicon: The lexicon of its language.
        lexemes: Its phrases.
        now: The time of the message.
        referring: Whether "those" refers to something.
        subjects: Titles that it may ask about, however ordinary their words: "is Up good".
        missing: Spans that are introduced as titles, but are none of the catalogue.
    """

    def __init__(
        self,
        graph: Graph,
        tokens: Sequence[Token],
        terminals: Iterable[Item],
        lexicon: Lexicon,
        lexemes: Sequence[tuple[int, Lexeme]],
        now: datetime,
        *,
        referring: bool,
        subjects: Sequence[Mention] = (),
        missing: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._missing = tuple(missing)
        self._tokens = tuple(tokens)
        self._terminals = tuple(terminals)
        self._lexicon = lexicon
        self._lexemes = tuple(lexemes)
        self._skip_costs = skip_costs_of(tokens, lexicon, lexemes, referring=referring)
        for place in {place for it in subjects for place in range(it.start, it.end)}:
            self._skip_costs[place] = max(self._skip_costs[place], SKIP_UNKNOWN)
        for start, end in missing:
            said = [at for at in range(start, end) if not lexicon.is_filling(tokens[at].word)]
            for place in said or range(start, end):
                self._skip_costs[place] = SKIP_UNKNOWN
        plural = any(_is_plural(lexeme) for _, lexeme in lexemes)
        self._composer = Composer(graph, now, plural=plural)

    def __call__(
        self, mentions: Sequence[Mention], themes: Sequence[Item] = (), *, joins: int = 0
    ) -> Understood:
        """Return the readings with some names and themes, none of a title about a theme.

        Args:
            mentions: The names.
            themes: Terminals for the themes.
            joins: The joins that were tried before.
        """
        graph = self._composer.graph
        names = [item for found in mentions for item in name_items(graph, found)]
        chart = Chart(load_grammar(), [*self._terminals, *names, *themes], self._skip_costs)
        readings: list[Reading] = []
        meanings: dict[Item, Any] = {}
        for parse in chart.parses(MAX_READINGS):
            reading = self._reading(parse, meanings)
            if all(reading.queries != other.queries for other in readings):
                readings.append(reading)
        sensible = [reading for reading in readings if not _tells_of_title(reading)]
        if themes or sensible:
            readings = sensible
        joins += chart.joins
        if themes and not readings:
            return self(mentions, joins=joins)
        unknown = readings[0].passed if readings else passed_over(self._skip_costs, ())
        return Understood(
            self._lexicon,
            self._tokens,
            tuple(readings),
            self._lexemes,
            unknown,
            joins,
            sum(self._skip_costs),
            missing=self._missing,
        )

    def _reading(self, parse: Parse, meanings: dict[Item, Any]) -> Reading:
        words = tuple(word for part in parse.parts for word in part.words())
        queries = tuple(
            cast("Query", settled(self._compose(part, meanings), self._composer.graph))
            for part in parse.parts
        )
        passed = passed_over(self._skip_costs, words)
        return Reading(queries, parse.cost, parse.parts, words, passed)

    def _compose(self, item: Item, meanings: dict[Item, Any]) -> Any:
        """Return the meaning of a constituent, cached because readings share most of them."""
        if item.rule is None:
            return item.value.meaning if isinstance(item.value, Linked) else item.value
        if item not in meanings:
            parts = [self._compose(part, meanings) for part in item.parts]
            meanings[item] = item.rule.compose(self._composer, parts)
        return meanings[item]


def _tells_of_title(reading: Reading) -> bool:
    """Return whether a named title is said to be about something or like another."""
    return any(
        isinstance(node, Films)
        and any(isinstance(part, About | Alike) for part in node.conditions)
        and any(isinstance(part, Titled) for part in node.conditions)
        for query in reading.queries
        for node in walk(query)
    )


def _is_plural(lexeme: Lexeme) -> bool:
    if lexeme.category is _NOUN:  # "series" may be singular or plural: read it as plural
        return lexeme.value == "films" or (
            lexeme.value == "series" and lexeme.words[-1].endswith("s")
        )
    return lexeme.category is _GENRE_NOUN

"""Reads sentences: tokens, names and words, a chart, queries."""

from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, cast

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.composition import Composer
from bot.questions.grammar.families.conditions.picks import RATING_SCALE
from bot.questions.grammar.grammar import load_grammar
from bot.questions.names.entity_linker import Linker, Mention
from bot.questions.names.name_guesser import Guesser
from bot.questions.names.ordinary_words import is_asking, is_everyday, may_ask, may_be_name
from bot.questions.parser.chart import Chart, Parse
from bot.questions.parser.rules import Item
from bot.questions.query.nodes import About, Alike, Films, Titled
from bot.questions.query.queries import Query
from bot.questions.query.walk import walk
from bot.questions.reading.missing.models import well_known_models
from bot.questions.reading.missing.people import missing_people
from bot.questions.reading.plausible_names import plausible
from bot.questions.reading.referents import Referents, referring_items
from bot.questions.reading.settling import settled
from bot.questions.reading.skipping import (
    barred_words,
    passed_over,
    readable,
    sensible_phrases,
    skip_costs_of,
)
from bot.questions.reading.terminals import Linked, name_items, word_items
from bot.questions.reading.themes.theme_words import somebodys
from bot.questions.reading.themes.themes import Themes
from bot.questions.reading.understood import Reading, Understood
from bot.questions.words.categories import Category
from bot.questions.words.chat_words import written_out
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.numbers import Figure, read_figures
from bot.questions.words.tokens import Token, tokenize
from bot.questions.words.typos import differences, mend

# Looked up once: in Python 3.11, enum member access is ten times slower.
_NUMBER = Category.NUMBER
_FEW = Category.FEW
_SCORE = Category.SCORE
_GENRE_NOUN = Category.GENRE_NOUN
_NOUN = Category.NOUN
_NAME = Category.NAME
_TITLE = Category.TITLE
_THEME = Category.THEME
_MARKING = frozenset({Category.ABOUT, Category.TELLING})

MAX_READINGS = 6
MAX_JOINS_TO_GUESS = 3_000
"""After this many joins without a complete reading, no further guesses are tried."""
CERTAIN_COST = 1.2
"""A reading that costs more competes with themes."""
CONTESTED_COST = 1.5
"""A complete reading that costs more competes with misspelt names."""
ABSENT_COST = 2.0
"""The cost of an anaphor with nothing to refer to."""
CATALOGUE_LANGUAGE = "en"
"""The language of most titles, whatever the language of the question."""
ASKED_COUNTS = range(1, 101)
"""The numbers of titles one can ask for: "five comedies"."""
RATINGS = {tenth / 10 for tenth in range(RATING_SCALE * 10 + 1)}
"""The possible ratings of a title."""


class Reader:
    """Reads sentences in a given language.

    Args:
        graph: The catalogue.
        linker: Finds exact and misspelt names.
        guesser: Guesses names.
        themes: Finds themes, if any.
    """

    def __init__(
        self, graph: Graph, linker: Linker, guesser: Guesser, themes: Themes | None = None
    ) -> None:
        self._graph = graph
        self._themes = themes
        self._linker = linker
        self._guesser = guesser

    def read(
        self,
        text: str,
        lexicon: Lexicon,
        now: datetime,
        referents: Referents | None = None,
        *,
        untitled: Container[tuple[int, int]] = (),
    ) -> Understood:
        """Return the readings of a sentence; misspelt names are tried only if needed.

        Unknown words are not looked up in the search indexes until it is read further.

        Args:
            text: The sentence.
            lexicon: The language to read it in.
            now: The time of the message.
            referents: The referents of anaphors.
            untitled: Spans that are not titles, as start and end.
        """
        return self._read(tokenize(text), lexicon, now, referents or Referents(), untitled=untitled)

    def _read(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        now: datetime,
        referents: Referents,
        *,
        mending: bool = True,
        untitled: Container[tuple[int, int]] = (),
    ) -> Understood:
        words = [token.word for token in tokens]
        figures = list(read_figures(tokens))
        lexemes = readable(
            (place, lexeme) for place in range(len(words)) for lexeme in lexicon.at(words, place)
        )
        lexemes, figures = sensible_phrases(tokens, lexemes, figures)
        barred = barred_words(lexemes)
        may_be_asking = may_ask(lexemes)
        mentions = [
            found
            for found in self._linker.exact(tokens, lexicon, asking=may_be_asking)
            if not barred or not barred.issuperset(range(found.start, found.end))
        ]
        mentions, surnames = plausible(self._graph, mentions, tokens, lexicon, lexemes)
        mentions = [it for it in mentions if not _is_barred(it, untitled)]
        aside = somebodys(tokens)
        mentions = [it for it in mentions if not _is_aside(it, aside, tokens)]
        if not is_asking(lexemes, lexicon):
            mentions = [it for it in mentions if may_be_name(tokens, it.start, it.end, lexicon)]
        terminals = [
            *word_items(self._graph, lexemes, figures=bool(figures)),
            *referring_items(referents, lexemes),
            *well_known_models(self._graph, tokens, lexicon, lexemes, mentions),
            *(
                Item(category, "", figure.start, figure.end, 0.1, figure.value)
                for figure in figures
                for category in _categories(figure)
            ),
        ]
        parse = partial(
            self._parse,
            tokens,
            terminals,
            lexicon=lexicon,
            lexemes=lexemes,
            now=now,
            referring=referents.films is not None,
        )
        themes = (
            []
            if self._themes is None
            else list(self._themes.items(tokens, lexicon, lexemes, mentions))
        )
        told_of = any(lexeme.category in _MARKING for _, lexeme in lexemes)
        found = parse(mentions, themes if told_of else ())
        if found.whole and themes and not told_of and found.cost > CERTAIN_COST:
            found = parse(mentions, themes, joins=found.joins)
        sentence = _Sentence(
            tokens,
            lexicon,
            lexemes,
            mentions,
            themes,
            parse,
            referents == Referents(),
            surnames,
            untitled,
        )
        if found.whole:
            return self._contested(found, sentence)
        written = written_out(tokens, lexicon, found.unknown, self._linker.is_person)
        if written is None:
            return self._guessed(found, sentence, now, referents, mending=mending)
        again = self._read(written, lexicon, now, referents)
        again = replace(again, joins=found.joins + again.joins)
        if again.whole or again.joins > MAX_JOINS_TO_GUESS:
            return again
        if not self._misspelt(sentence, found.unknown):
            return again
        found = replace(found, joins=again.joins)
        found = self._guessed(found, sentence, now, referents, mending=False)
        return found if found.whole else replace(again, joins=found.joins)

    def _guessed(
        self,
        found: Understood,
        sentence: "_Sentence",
        now: datetime,
        referents: Referents,
        *,
        mending: bool,
    ) -> Understood:
        """Return the readings with guesses for the unknown words."""
        tokens, lexemes, parse = sentence.tokens, sentence.lexemes, sentence.parse
        mentions, themes = list(sentence.mentions), sentence.themes
        parts = [
            part
            for part in self._guesser.parts(tokens, found.unknown)
            if may_ask(lexemes) or not is_everyday(tokens[part.start : part.end], found.lexicon)
        ]
        mentions += [part for part in parts if not part.doubtful]
        if any(not part.doubtful for part in parts):
            found = parse(mentions, themes, joins=found.joins)
        if found.whole:
            return self._contested(found, replace(sentence, mentions=mentions))
        if found.joins > MAX_JOINS_TO_GUESS:
            return found
        guesses = self._misspelt(sentence, found.unknown)
        mentions += guesses
        if guesses and sentence.asking:  # a question about a name tells no story
            found = parse(mentions, joins=found.joins)
        if not found.whole and (guesses or themes):
            found = parse(mentions, themes, joins=found.joins)
        if mending and not found.whole and found.joins <= MAX_JOINS_TO_GUESS:
            found = self._mended(found, now, referents)
        if found.whole or found.joins > MAX_JOINS_TO_GUESS:
            return found
        return replace(
            found,
            further=partial(
                self._search, found, parts, mentions, sentence.surnames, lexemes, parse
            ),
        )

    def _misspelt(self, sentence: "_Sentence", wanted: Collection[int]) -> list[Mention]:
        """Return misspelt names that contain one of some words, or all if none are given.

        Unless something is asked, everyday words are not a misspelling, except of a person's full
        name; and after "directed by" comes a person, known or not, never a misspelt title.
        """
        tokens, lexicon = sentence.tokens, sentence.lexicon
        required = [not wanted or place in wanted for place in range(len(tokens))]
        anything = may_ask(sentence.lexemes)
        makers = {
            place
            for start, it in sentence.lexemes
            if it.category is Category.ROLE_PASSIVE and it.words[1:]
            for place in range(start + 1, start + len(it.words) + 1)
        }
        return [
            guess
            for guess in self._linker.near(tokens, lexicon, required, asking=sentence.asking)
            if not _is_barred(guess, sentence.untitled)
            and not (guess.category is _TITLE and guess.start in makers)
            and (
                anything
                or (guess.category is _NAME and guess.end - guess.start > 1)
                or not is_everyday(tokens[guess.start : guess.end], lexicon)
            )
        ]

    def _contested(self, found: Understood, sentence: "_Sentence") -> Understood:
        """Return complete readings, or those with a misspelt name if they explain it better.

        "Written by Caros Brooks" might name a Caro and a Brooks, but hardly does: a reading that
        costs more than a wrong letter competes with one.
        """
        best = found.readings[0]
        absent = found.without_referent if sentence.first else set[int]()
        cost = best.cost + ABSENT_COST * len(absent)
        if cost <= CONTESTED_COST or found.joins > MAX_JOINS_TO_GUESS:
            return found
        named = {
            place
            for word in best.words
            if isinstance(word.value, Linked) or word.category is _THEME
            for place in range(word.start, word.end)
        }
        taken = {(mention.start, mention.end) for mention in sentence.mentions}
        guesses = [
            guess
            for guess in self._misspelt(sentence, named | absent)
            if guess.end - guess.start > 1 and (guess.start, guess.end) not in taken
        ]
        if not guesses:
            return found
        # Without those inside a name that begins with an otherwise unresolved pronoun.
        whole = [guess for guess in guesses if guess.start in absent]
        mentions = [
            mention
            for mention in sentence.mentions
            if not any(it.start <= mention.start and mention.end <= it.end for it in whole)
        ]
        other = sentence.parse([*mentions, *guesses], joins=found.joins)
        better = other.whole and other.readings[0].guessed and other.cost < cost
        return other if better else replace(found, joins=other.joins)

    def _mended(self, found: Understood, now: datetime, referents: Referents) -> Understood:
        """Return complete readings with typos in function words corrected, if any."""
        mended = mend(found.tokens, found.lexicon, found.unknown)
        if mended is None:
            return found
        again = self._read(mended, found.lexicon, now, referents, mending=False)
        joins = found.joins + again.joins
        if again.whole:
            return replace(again, mended=differences(found.tokens, mended), joins=joins)
        return replace(found, joins=joins)

    def _search(
        self,
        found: Understood,
        parts: Sequence[Mention],
        mentions: Sequence[Mention],
        surnames: Sequence[Mention],
        lexemes: Sequence[tuple[int, Lexeme]],
        parse: Callable[..., Understood],
    ) -> Understood:
        """Return the readings with search results for unknown words; doubtful ones are offered."""
        read = found
        guesses = [
            *(part for part in parts if part.doubtful),
            *self._guesser.searched(found.tokens, found.lexicon, found.unknown),
        ]
        if found.lexicon.language != CATALOGUE_LANGUAGE:
            guesses += self._guesser.translated(found.tokens, found.lexicon, found.unknown)
        sure = [*mentions, *(guess for guess in guesses if not guess.doubtful)]
        themes: list[Item] = []
        if self._themes is not None:
            themes += self._themes.items(read.tokens, read.lexicon, lexemes, mentions, strange=True)
            sure += missing_people(read, mentions, surnames, self._themes)
        if len(sure) > len(mentions) or themes:
            found = parse(sure, themes, joins=found.joins)
        offering = found.joins <= MAX_JOINS_TO_GUESS and any(guess.doubtful for guess in guesses)
        if not found.whole and offering:
            doubtful = parse([*sure, *guesses], themes, joins=found.joins)
            offered = doubtful.readings[0].queries if doubtful.whole else ()
            found = replace(found, offered=offered, joins=doubtful.joins)
        return found

    def _parse(
        self,
        tokens: Sequence[Token],
        terminals: Iterable[Item],
        mentions: Sequence[Mention],
        themes: Sequence[Item] = (),
        *,
        lexicon: Lexicon,
        lexemes: Sequence[tuple[int, Lexeme]],
        now: datetime,
        joins: int = 0,
        referring: bool = False,
    ) -> Understood:
        skip_costs = skip_costs_of(tokens, lexicon, lexemes, referring=referring)
        items = [
            *terminals,
            *(item for found in mentions for item in name_items(self._graph, found)),
            *themes,
        ]
        chart = Chart(load_grammar(), items, skip_costs)
        plural = any(_is_plural(lexeme) for _, lexeme in lexemes)
        composer = Composer(self._graph, now, plural=plural)
        readings: list[Reading] = []
        meanings: dict[Item, Any] = {}
        for parse in chart.parses(MAX_READINGS):
            reading = _reading(parse, composer, skip_costs, meanings)
            if all(reading.queries != other.queries for other in readings):
                readings.append(reading)
        sensible = [reading for reading in readings if not _tells_of_title(reading)]
        if themes or sensible:
            readings = sensible
        if themes and not readings:
            return self._parse(
                tokens,
                terminals,
                mentions,
                lexicon=lexicon,
                lexemes=lexemes,
                now=now,
                joins=joins + chart.joins,
                referring=referring,
            )
        unknown = readings[0].passed if readings else passed_over(skip_costs, ())
        return Understood(
            lexicon,
            tuple(tokens),
            tuple(readings),
            tuple(lexemes),
            unknown,
            joins + chart.joins,
            sum(skip_costs),
        )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the meanings of its words as spelt.

    Attributes:
        tokens: The sentence.
        lexicon: The lexicon of its language.
        lexemes: Its phrases.
        mentions: Its names.
        themes: Its possible themes.
        parse: Parses it with some names and themes.
        first: Whether nothing was said before it.
        surnames: Surnames that exist, but not with the word before them.
        untitled: Spans that are not titles.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    lexemes: Sequence[tuple[int, Lexeme]]
    mentions: Sequence[Mention]
    themes: Sequence[Item]
    parse: Callable[..., Understood]
    first: bool
    surnames: Sequence[Mention] = ()
    untitled: Container[tuple[int, int]] = ()

    @property
    def asking(self) -> bool:
        """Whether it asks something about a title or a person."""
        return is_asking(self.lexemes, self.lexicon)


def _is_barred(mention: Mention, untitled: Container[tuple[int, int]]) -> bool:
    title = mention.category in {Category.TITLE, Category.FRANCHISE_NAME}
    return title and (mention.start, mention.end) in untitled


def _is_aside(mention: Mention, aside: set[int], tokens: Sequence[Token]) -> bool:
    """Return whether a title is a word of an aside about somebody: "my roommate liked"."""
    token = tokens[mention.start]
    single = mention.end - mention.start == 1 and not token.capital
    return single and mention.category is Category.TITLE and mention.start in aside


def _categories(figure: Figure) -> Iterable[Category]:
    yield figure.category
    if figure.category is _NUMBER and figure.value in ASKED_COUNTS:
        yield _FEW
    if figure.category is _NUMBER and figure.value in RATINGS:
        yield _SCORE


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


def _reading(
    parse: Parse, composer: Composer, skip_costs: Sequence[float], meanings: dict[Item, Any]
) -> Reading:
    words = tuple(word for part in parse.parts for word in part.words())
    queries = tuple(
        cast("Query", settled(_compose(part, composer, meanings), composer.graph))
        for part in parse.parts
    )
    return Reading(queries, parse.cost, parse.parts, words, passed_over(skip_costs, words))


def _compose(item: Item, composer: Composer, meanings: dict[Item, Any]) -> Any:
    """Return the meaning of a constituent, cached because readings share most of them."""
    if item.rule is None:
        return item.value.meaning if isinstance(item.value, Linked) else item.value
    if item not in meanings:
        parts = [_compose(part, composer, meanings) for part in item.parts]
        meanings[item] = item.rule.compose(composer, parts)
    return meanings[item]

"""Terminals of the grammar: words and names with a category and a meaning."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, person_id
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.families.conditions.picks import RATING_SCALE
from bot.questions.grammar.quality import QUALITIES
from bot.questions.grammar.role_words import ORDERS, ROLE_WORDS
from bot.questions.names.entity_linker import Mention
from bot.questions.names.entries import Entry
from bot.questions.parser.rules import Item
from bot.questions.query.nodes import (
    Attribute,
    Films,
    Franchise,
    Genre,
    Language,
    Named,
    OfKind,
    Tag,
    Telling,
    Titled,
    Together,
    Unsatisfiable,
)
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme
from bot.questions.words.numbers import Figure

# Looked up once: in Python 3.11, enum member access is ten times slower.
_TITLE = Category.TITLE
_BEYOND = Category.BEYOND
_QUALITY = Category.QUALITY
_POLAR = Category.POLAR
_ATTRIBUTE = Category.ATTRIBUTE
_WHEN = Category.WHEN
_GROUP_ATTRIBUTE = Category.GROUP_ATTRIBUTE
_NUMBER = Category.NUMBER
_FEW = Category.FEW
_SCORE = Category.SCORE

GROUPING = frozenset(
    {
        Attribute.YEAR,
        Attribute.DECADE,
        Attribute.GENRE,
        Attribute.LANGUAGE,
        Attribute.TAG,
        Attribute.KIND,
    }
)
"""Attributes to group by: every title has few values, shared with other titles."""
_GROUPED_WITH = frozenset(
    {
        Category.EACH,
        Category.FEW,
        Category.HIGHER,
        Category.MORE,
        Category.MOST,
        Category.MOST_KNOWN,
        Category.NUMBER,
        Category.TOP_RATED,
    }
)
"""Without one of these, a question does not group."""
NAMED_FORM = 0.5
"""Short forms that cost more are partial titles, perhaps of several; they are shown as written."""
_ROLES = frozenset(
    {Category.ROLE_NOUN, Category.ROLE_VERB, Category.ROLE_PASSIVE, Category.CO_ROLE}
)

_FIGURE_COST = 0.1
ASKED_COUNTS = range(1, 101)
"""The numbers of titles one can ask for: "five comedies"."""
RATINGS = {tenth / 10 for tenth in range(RATING_SCALE * 10 + 1)}
"""The possible ratings of a title."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A name with its meaning in a query."""

    meaning: Any
    mention: Mention


def name_items(graph: Graph, mention: Mention) -> Iterable[Item]:
    """Yield the terminals for a name."""
    value = _NAMES[mention.entries[0].category](graph, mention.entries, mention.written)
    meant = Linked(value, mention)
    mark = "titled" if mention.category is _TITLE else ""
    yield Item(mention.category, mark, mention.start, mention.end, mention.cost, meant)


def word_items(
    graph: Graph, lexemes: Sequence[tuple[int, Lexeme]], *, figures: bool = False
) -> Iterable[Item]:
    """Yield the terminals for the phrases of a sentence.

    Args:
        graph: The catalogue.
        lexemes: The phrases with their start positions.
        figures: Whether the sentence has numbers, too.
    """
    grouping = figures or any(lexeme.category in _GROUPED_WITH for _, lexeme in lexemes)
    beyond = {(start, lexeme.words) for start, lexeme in lexemes if lexeme.category is _BEYOND}
    qualities = {start for start, lexeme in lexemes if lexeme.category is _QUALITY}
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        category = lexeme.category
        if category is _POLAR and start > 0:
            continue
        mark = lexeme.value if category in _ROLES or category is _ATTRIBUTE else ""
        if category is _WHEN:
            mark = Attribute.YEAR
        value = _word_meaning(graph, lexeme)
        if isinstance(value, Unsatisfiable) and (
            start in qualities or (start, lexeme.words) in beyond
        ):
            continue  # "short films" is about length if "short" is not a genre
        if value is not None:
            yield Item(category, mark, start, end, lexeme.cost, value)
        if grouping and category is _ATTRIBUTE and value in GROUPING:
            yield Item(_GROUP_ATTRIBUTE, mark, start, end, lexeme.cost, value)
        if category is _NUMBER and float(lexeme.value) <= RATING_SCALE:
            yield Item(_SCORE, mark, start, end, lexeme.cost, value)


def figure_items(figures: Iterable[Figure]) -> Iterable[Item]:
    """Yield the terminals for the numbers of a sentence."""
    for figure in figures:
        for category in _categories(figure):
            yield Item(category, "", figure.start, figure.end, _FIGURE_COST, figure.value)


def _categories(figure: Figure) -> Iterable[Category]:
    yield figure.category
    if figure.category is _NUMBER and figure.value in ASKED_COUNTS:
        yield _FEW
    if figure.category is _NUMBER and figure.value in RATINGS:
        yield _SCORE


def _noun(graph: Graph, value: str) -> Films:
    if value == "series":
        return Films((OfKind(SERIES_KINDS),))
    if value in {"film", "films"} and any(kind not in FILM_KINDS for kind in graph.by_kind):
        return Films((OfKind(FILM_KINDS),))
    return Films()


def _genre(graph: Graph, value: str) -> Genre | Unsatisfiable:
    return Genre(value) if value in graph.by_genre else Unsatisfiable(Attribute.GENRE, value)


def _language(graph: Graph, value: str) -> Language | Unsatisfiable:
    if value in graph.by_language:
        return Language(value)
    return Unsatisfiable(Attribute.LANGUAGE, value)


_WORDS: Mapping[Category, Callable[[Graph, str], Any]] = {
    **dict.fromkeys(_ROLES, lambda _, value: ROLE_WORDS[value]),
    Category.ATTRIBUTE: lambda _, value: Attribute(value),
    Category.BY: lambda _, value: Attribute(value),
    Category.BY_YEAR: lambda _, value: Attribute(value),
    Category.WHEN: lambda _, __: Attribute.YEAR,
    Category.ORDINAL: lambda _, value: int(value) - 1,
    Category.TIMES: lambda _, value: (int(value), None),
    Category.NUMBER: lambda _, value: float(value),
    Category.LENGTH: lambda _, value: float(value),
    Category.DECADE: lambda _, value: (int(value), int(value) + 9),
    Category.NOUN: _noun,
    Category.GENRE: _genre,
    Category.GENRE_NOUN: _genre,
    Category.LANGUAGE: _language,
    Category.TELLING: lambda _, value: Telling(value),
    Category.SUPERLATIVE: lambda _, value: ORDERS[value],
    Category.QUALITY: lambda graph, value: QUALITIES[value](graph),
}
"""The meaning of lexicon values by category; in other categories, the value itself."""


def _word_meaning(graph: Graph, lexeme: Lexeme) -> Any:
    meaning = _WORDS.get(lexeme.category)
    return lexeme.value if meaning is None else meaning(graph, lexeme.value)


def _title(graph: Graph, entries: Sequence[Entry], written: str) -> Films:
    first = entries[0]
    if isinstance(first.value, str):  # a well-known title that the catalogue lacks
        return Films((Titled((first.value,), first.name),))
    ids = tuple(graph.films[number].id for number in _numbers(entries))
    return Films((Titled(ids, written if first.cost > NAMED_FORM else first.name),))


def _person(graph: Graph, entries: Sequence[Entry], written: str) -> Named:
    numbers = _numbers(entries)
    return _named(graph, numbers[0]) if numbers else Named(person_id(written), written)


def _siblings(graph: Graph, entries: Sequence[Entry], _: str) -> Together:
    return Together(tuple(_named(graph, number) for number in _numbers(entries)), every=False)


def _franchise(graph: Graph, entries: Sequence[Entry], written: str) -> Films:
    first = entries[0]
    if isinstance(first.value, tuple):  # a well-known beginning, wherever it stands in them
        ids = tuple(graph.films[number].id for number in first.value)
        return Films((Franchise(ids, first.name, within=True),))
    return Films((Franchise(graph.titles_beginning(first.name), written),))


_NAMES: Mapping[Category, Callable[[Graph, Sequence[Entry], str], Any]] = {
    Category.TITLE: _title,
    Category.NAME: _person,
    Category.SIBLINGS: _siblings,
    Category.FRANCHISE_NAME: _franchise,
    Category.TAG: lambda _, entries, __: Tag(str(entries[0].value)),
    Category.GENRE: lambda _, entries, __: Genre(str(entries[0].value)),
    Category.LANGUAGE: lambda _, entries, __: Language(str(entries[0].value)),
}
"""The meaning of names, by category."""


def _named(graph: Graph, number: int) -> Named:
    person = graph.people[number]
    return Named(person.id, person.name)


def _numbers(entries: Sequence[Entry]) -> list[int]:
    return [
        number
        for entry in entries
        for number in (entry.value if isinstance(entry.value, tuple) else (entry.value,))
        if isinstance(number, int)
    ]

"""Words and names as the grammar takes them in: with a category and a meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.questions.evaluation.graph import Graph
from bot.questions.grammar.comparisons import COMPARISONS
from bot.questions.grammar.picks import RATING_SCALE
from bot.questions.grammar.quality import QUALITIES
from bot.questions.grammar.role_words import ORDERS, ROLE_WORDS
from bot.questions.names.entity_linker import Mention
from bot.questions.names.name_index import Entry
from bot.questions.parser.rules import Item
from bot.questions.query.nodes import (
    FILM_KINDS,
    SERIES_KINDS,
    Attribute,
    Films,
    Franchise,
    Genre,
    Language,
    Named,
    OfKind,
    Tag,
    Titled,
    Together,
    Unsatisfiable,
)
from bot.questions.reading.referents import Referents
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme

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
"""What makes groups of titles: every title has few of them, and shares them with others."""
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
"""Where none of these is said, nothing is asked of groups."""
_REFERRING = 0.2
NAMED_FORM = 0.5
"""A form dearer than this is a part of a title, perhaps of several: it is shown as written."""
_NOTHING = Referents()
_ROLE_CATEGORIES = frozenset(
    {Category.ROLE_NOUN, Category.ROLE_VERB, Category.ROLE_PASSIVE, Category.CO_ROLE}
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A name with what it means in a query."""

    meaning: Any
    mention: Mention


def name_items(graph: Graph, mention: Mention) -> Iterable[Item]:
    """Give a name as a word of the grammar."""
    value = _meaning(graph, mention.entries, mention.written)
    meant = Linked(value, mention)
    mark = "titled" if mention.category == Category.TITLE else ""
    yield Item(mention.category, mark, mention.start, mention.end, mention.cost, meant)


def word_items(
    graph: Graph, lexemes: Sequence[tuple[int, Lexeme]], *, figures: bool = False
) -> Iterable[Item]:
    """Give the phrases of a sentence as words of the grammar.

    Args:
        graph: The catalogue.
        lexemes: The phrases, each with the place where it begins.
        figures: Whether there are figures beside them.
    """
    grouping = figures or any(lexeme.category in _GROUPED_WITH for _, lexeme in lexemes)
    beyond = {
        (start, lexeme.words) for start, lexeme in lexemes if lexeme.category == Category.BEYOND
    }
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        category = lexeme.category
        if category == Category.POLAR and start > 0:
            continue
        mark = (
            lexeme.value if category in _ROLE_CATEGORIES or category == Category.ATTRIBUTE else ""
        )
        if category == Category.WHEN:
            mark = Attribute.YEAR
        value = _word_meaning(graph, lexeme)
        if isinstance(value, Unsatisfiable) and (start, lexeme.words) in beyond:
            continue  # "short" is a running time where it is no genre
        if value is not None:
            yield Item(category, mark, start, end, lexeme.cost, value)
        if grouping and category == Category.ATTRIBUTE and value in GROUPING:
            yield Item(Category.GROUP_ATTRIBUTE, mark, start, end, lexeme.cost, value)
        if category == Category.NUMBER and float(lexeme.value) <= RATING_SCALE:
            yield Item(Category.SCORE, mark, start, end, lexeme.cost, value)


def referring_items(referents: Referents, lexemes: Sequence[tuple[int, Lexeme]]) -> Iterable[Item]:
    """Give the words that stand for something said before as what they stand for."""
    if referents == _NOTHING:
        return
    orders = {
        start: (ORDERS[lexeme.value], start + len(lexeme.words))
        for start, lexeme in lexemes
        if lexeme.category == Category.SUPERLATIVE
    }
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        match lexeme.category, lexeme.value:
            case Category.ORDINAL, place:
                if (nth := referents.nth(int(place) - 1)) is not None:
                    yield Item(Category.FILMS, "", start, end, _REFERRING, nth, refers=True)
                by, last = orders.get(end, (None, end))
                if by is not None and (nth := referents.nth(int(place) - 1, by)) is not None:
                    yield Item(Category.FILMS, "", start, last, _REFERRING, nth, refers=True)
            case Category.COMPARATIVE, by if referents.compared is not None:
                key, descending = COMPARISONS[by]
                compared = replace(referents.compared, key=key, descending=descending)
                yield Item(Category.ANSWER, "", start, end, _REFERRING, compared, refers=True)
            case Category.NEXT, _ if (after := referents.following()) is not None:
                yield Item(Category.FILMS, "", start, end, _REFERRING, after, refers=True)
            case Category.PRONOUN, "film" if referents.film is not None:
                yield Item(Category.TITLE, "", start, end, _REFERRING, referents.film, refers=True)
            case Category.PRONOUN, "films" if referents.films is not None:
                # After the best of them, "the worst" is hardly the worst of that one.
                meant = (referents.ranked if orders else None) or referents.films
                yield Item(Category.FILMS, "", start, end, _REFERRING, meant, refers=True)
            case Category.PRONOUN, "person" if referents.person is not None:
                yield Item(Category.NAME, "", start, end, _REFERRING, referents.person, refers=True)
            case Category.ONE_OF, order if (chosen := referents.one_of(ORDERS[order])) is not None:
                category = Category.FILMS if isinstance(chosen, Films) else Category.ANSWER
                yield Item(category, "", start, end, _REFERRING, chosen, refers=True)
            case _:
                continue


def _word_meaning(graph: Graph, lexeme: Lexeme) -> Any:
    value = lexeme.value
    match lexeme.category:
        case Category.ROLE_NOUN | Category.ROLE_VERB | Category.ROLE_PASSIVE | Category.CO_ROLE:
            return ROLE_WORDS[value]
        case Category.ATTRIBUTE | Category.BY | Category.BY_YEAR:
            return Attribute(value)
        case Category.ORDINAL:
            return int(value) - 1
        case Category.TIMES:
            return int(value), None
        case Category.WHEN:
            return Attribute.YEAR
        case Category.NOUN:
            return _noun(graph, value)
        case Category.GENRE | Category.GENRE_NOUN:
            return (
                Genre(value) if value in graph.by_genre else Unsatisfiable(Attribute.GENRE, value)
            )
        case Category.LANGUAGE:
            if value in graph.by_language:
                return Language(value)
            return Unsatisfiable(Attribute.LANGUAGE, value)
        case Category.SUPERLATIVE:
            return ORDERS[value]
        case Category.QUALITY:
            return QUALITIES[value](graph)
        case Category.NUMBER:
            return float(value)
        case Category.DECADE:
            return int(value), int(value) + 9
        case _:
            return value


def _named(graph: Graph, number: int) -> Named:
    person = graph.people[number]
    return Named(person.id, person.name)


def _noun(graph: Graph, value: str) -> Films:
    if value == "series":
        return Films((OfKind(SERIES_KINDS),))
    if value in {"film", "films"} and any(kind not in FILM_KINDS for kind in graph.by_kind):
        return Films((OfKind(FILM_KINDS),))
    return Films()


def _meaning(graph: Graph, entries: Sequence[Entry], written: str) -> Any:
    first = entries[0]
    numbers = [
        number
        for entry in entries
        for number in (entry.value if isinstance(entry.value, tuple) else (entry.value,))
        if isinstance(number, int)
    ]
    match first.category:
        case Category.TITLE:
            ids = tuple(graph.films[number].id for number in numbers)
            label = written if first.cost > NAMED_FORM else first.name
            return Films((Titled(ids, label),))
        case Category.NAME:
            return _named(graph, numbers[0])
        case Category.SIBLINGS:
            return Together(tuple(_named(graph, number) for number in numbers), every=False)
        case Category.FRANCHISE_NAME:
            return Films((Franchise(graph.titles_beginning(first.name), written),))
        case Category.TAG:
            return Tag(str(first.value))
        case Category.GENRE:
            return Genre(str(first.value))
        case _:
            return Language(str(first.value))

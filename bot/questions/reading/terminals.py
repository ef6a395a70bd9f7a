"""Words and names as the grammar takes them in: with a category and a meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.questions.evaluation.graph import Graph
from bot.questions.grammar.contrasts import COMPARISONS
from bot.questions.grammar.figures import RATING_SCALE
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
    {"Each", "Few", "Higher", "More", "Most", "MostKnown", "Number", "TopRated"}
)
"""Where none of these is said, nothing is asked of groups."""
_REFERRING = 0.2
NAMED_FORM = 0.5
"""A form dearer than this is a part of a title, perhaps of several: it is shown as written."""
_NOTHING = Referents()
_ROLE_CATEGORIES = frozenset({"RoleNoun", "RoleVerb", "RolePassive", "CoRole"})


@dataclass(frozen=True, slots=True)
class Linked:
    """A name with what it means in a query."""

    meaning: Any
    mention: Mention


def name_items(graph: Graph, mention: Mention) -> Iterable[Item]:
    """Give a name as a word of the grammar."""
    value = _meaning(graph, mention.entries, mention.written)
    meant = Linked(value, mention)
    mark = "titled" if mention.category == "Title" else ""
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
    beyond = {(start, lexeme.words) for start, lexeme in lexemes if lexeme.category == "Beyond"}
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        category = lexeme.category
        if category == "Polar" and start > 0:
            continue
        mark = lexeme.value if category in _ROLE_CATEGORIES or category == "Attr" else ""
        if category == "When":
            mark = Attribute.YEAR
        value = _word_meaning(graph, lexeme)
        if isinstance(value, Unsatisfiable) and (start, lexeme.words) in beyond:
            continue  # "short" is a running time where it is no genre
        if value is not None:
            yield Item(category, mark, start, end, lexeme.cost, value)
        if grouping and category == "Attr" and value in GROUPING:
            yield Item("GroupAttr", mark, start, end, lexeme.cost, value)
        if category == "Number" and float(lexeme.value) <= RATING_SCALE:
            yield Item("Score", mark, start, end, lexeme.cost, value)


def referring_items(referents: Referents, lexemes: Sequence[tuple[int, Lexeme]]) -> Iterable[Item]:
    """Give the words that stand for something said before as what they stand for."""
    if referents == _NOTHING:
        return
    orders = {
        start: (ORDERS[lexeme.value], start + len(lexeme.words))
        for start, lexeme in lexemes
        if lexeme.category == "Sup"
    }
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        match lexeme.category, lexeme.value:
            case "Ordinal", place:
                if (nth := referents.nth(int(place) - 1)) is not None:
                    yield Item("Films", "", start, end, _REFERRING, nth, refers=True)
                by, last = orders.get(end, (None, end))
                if by is not None and (nth := referents.nth(int(place) - 1, by)) is not None:
                    yield Item("Films", "", start, last, _REFERRING, nth, refers=True)
            case "Cmp", by if referents.compared is not None:
                key, descending = COMPARISONS[by]
                compared = replace(referents.compared, key=key, descending=descending)
                yield Item("Answer", "", start, end, _REFERRING, compared, refers=True)
            case "Next", _ if (after := referents.following()) is not None:
                yield Item("Films", "", start, end, _REFERRING, after, refers=True)
            case "Pronoun", "film" if referents.film is not None:
                yield Item("Title", "", start, end, _REFERRING, referents.film, refers=True)
            case "Pronoun", "films" if referents.films is not None:
                # After the best of them, "the worst" is hardly the worst of that one.
                meant = (referents.ranked if orders else None) or referents.films
                yield Item("Films", "", start, end, _REFERRING, meant, refers=True)
            case "Pronoun", "person" if referents.person is not None:
                yield Item("Name", "", start, end, _REFERRING, referents.person, refers=True)
            case "OneOf", order if (chosen := referents.one_of(ORDERS[order])) is not None:
                category = "Films" if isinstance(chosen, Films) else "Answer"
                yield Item(category, "", start, end, _REFERRING, chosen, refers=True)
            case _:
                continue


def _word_meaning(graph: Graph, lexeme: Lexeme) -> Any:
    value = lexeme.value
    match lexeme.category:
        case "RoleNoun" | "RoleVerb" | "RolePassive" | "CoRole":
            return ROLE_WORDS[value]
        case "Attr" | "By" | "ByYear":
            return Attribute(value)
        case "Ordinal":
            return int(value) - 1
        case "Times":
            return int(value), None
        case "When":
            return Attribute.YEAR
        case "Noun":
            return _noun(graph, value)
        case "Genre" | "GenreNoun":
            return (
                Genre(value) if value in graph.by_genre else Unsatisfiable(Attribute.GENRE, value)
            )
        case "Language":
            if value in graph.by_language:
                return Language(value)
            return Unsatisfiable(Attribute.LANGUAGE, value)
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
        case "Title":
            ids = tuple(graph.films[number].id for number in numbers)
            label = written if first.cost > NAMED_FORM else first.name
            return Films((Titled(ids, label),))
        case "Name":
            return _named(graph, numbers[0])
        case "Siblings":
            return Together(tuple(_named(graph, number) for number in numbers), every=False)
        case "SagaName":
            return Films((Franchise(graph.titles_beginning(first.name), written),))
        case "Tag":
            return Tag(str(first.value))
        case "Genre":
            return Genre(str(first.value))
        case _:
            return Language(str(first.value))

"""Bare first names: "movies with chris" says too little, whatever a story has of a Chris."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.catalogue_names import MIN_CREDITS
from bot.questions.query.nodes import ANY_ROLE, About, Credit, Films, Named, OfKind, Telling
from bot.questions.query.queries import Query
from bot.questions.words.tokens import words_of
from bot.search.catalog_indexes import CatalogIndexes

MAX_SEARCHED = 200
"""The most people who are looked through for those of a first name."""
MAX_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Called:
    """People who have a first name.

    Attributes:
        name: The first name, as written.
        people: Those with the most credits, most first.
        asked: What was asked of them.
    """

    name: str
    people: Sequence[Named]
    asked: Films

    def films(self, person: Named) -> Films:
        """Return what was asked, about one of them."""
        kinds = tuple(part for part in self.asked.conditions if isinstance(part, OfKind))
        return Films((*kinds, Credit(ANY_ROLE, person)), self.asked.order)


def called_so(query: Query, graph: Graph, indexes: CatalogIndexes | None) -> Called | None:
    """Return whom a question may mean that names nothing but a first name; ``None`` if it does.

    Args:
        query: What was understood: titles about it.
        graph: The catalogue.
        indexes: Finds people by a part of their name.
    """
    if indexes is None or not isinstance(query, Films):
        return None
    themes = [part for part in query.conditions if not isinstance(part, OfKind)]
    match themes:
        case [About(text, Telling.WITH | Telling.LOOSE)] if graph.is_first_name(text.lower()):
            people = list(_people(text.lower(), graph, indexes))
            return Called(text, people[:MAX_OFFERED], query) if people else None
        case _:
            return None


def _people(first: str, graph: Graph, indexes: CatalogIndexes) -> Iterator[Named]:
    """Yield those with a first name who have several credits, most credits first."""
    found: list[tuple[int, int]] = []
    for match in indexes.people.resolve(first, MAX_SEARCHED).matches:
        number = graph.person_number.find(match.key)
        if number >= 0 and words_of(match.name)[:1] == [first]:
            found.append((-graph.credit_count(number), number))
    for credits_, number in sorted(found):
        if -credits_ >= MIN_CREDITS:
            yield Named(graph.people[number].id, graph.people[number].name)

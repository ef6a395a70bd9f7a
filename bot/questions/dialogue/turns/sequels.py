"""The other parts of a title: sequels, prequels, whatever its series has besides."""

import re

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import ANY_ROLE, Films, Franchise, Key, Order
from bot.questions.query.queries import Query

_PART = r"(?:,? (?:Part|Chapter|Vol\.?|Episode))?(?:[²³]| (?:\d{1,2}|[IVX]+))"
_NUMBERED = re.compile(rf"(?<=\w){_PART}$")
_NUMBER = re.compile(rf"{_PART}(?!\w)")


def other_parts(film: int, graph: Graph) -> Query | None:
    """Return the titles that begin as one does and go on as a part of it, oldest first.

    Those are parts that have its people, or a number or a subtitle behind what they begin with:
    *Casino Royale* is no part of *Casino*, and a remake of the same name is none either.
    """
    title = graph.titles[film]
    name = _NUMBERED.sub("", title.partition(":")[0])
    people, kind = set(graph.credited(film, ANY_ROLE)), graph.films[film].kind
    begun = (*graph.titles_beginning(name), *graph.titles_beginning(f"{name}s"))  # Aliens
    parts = [
        id_
        for id_ in dict.fromkeys(begun)
        if (number := graph.film_number[id_]) != film
        and graph.titles[number].casefold() != title.casefold()
        and (
            (_goes_on(graph.titles[number], name) and graph.films[number].kind == kind)
            or people & {*graph.credited(number, ANY_ROLE)}
        )
    ]
    order = Order(Key.YEAR, descending=False, limit=None) if len(parts) > 1 else None
    return Films((Franchise(tuple(parts), name),), order) if parts else None


def _goes_on(title: str, name: str) -> bool:
    """Return whether a number or a subtitle follows a name in a title."""
    _, found, rest = title.partition(name)
    return bool(found) and (rest.startswith(":") or _NUMBER.match(rest) is not None)

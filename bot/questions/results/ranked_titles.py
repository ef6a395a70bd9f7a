"""Titles in an order, each with the figure that puts it in its place."""

from collections.abc import Sequence

from bot.questions.evaluation.graph import FilmNode, Graph
from bot.questions.query.nodes import Key, Order
from bot.questions.wording.phrases import Phrases


def ranked(found: Sequence[int], order: Order, graph: Graph, phrases: Phrases) -> str:
    """Return ordered titles in words; one alone in full, several as short as can be."""
    naming = in_full if len(found) == 1 else briefly
    return phrases.listing(found, lambda number: naming(graph.films[number], order.key, phrases))


def in_full(film: FilmNode, key: Key, phrases: Phrases) -> str:
    """Return a title with its rating and its votes; for years, its year says it all."""
    if key is Key.YEAR or film.rating is None:
        return film.label
    if film.votes is None:
        return f"{film.label}, {phrases.say('rated_plain', rating=f'{film.rating:g}')}"
    figure = phrases.say("rated", rating=f"{film.rating:g}", votes=f"{film.votes:,}")
    return f"{film.label}, {figure}"


def briefly(film: FilmNode, key: Key, phrases: Phrases) -> str:
    """Return a title among others with the one figure it is ordered by."""
    if key is Key.VOTES and film.votes is not None:
        return f"{film.label} – {phrases.say('voted', votes=f'{film.votes:,}')}"
    if key is Key.YEAR or film.rating is None:
        return film.label
    return f"{film.label} – {phrases.say('rated_plain', rating=f'{film.rating:g}')}"

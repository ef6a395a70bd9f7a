"""Comparisons of two titles."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.questions.evaluate import Evaluator
from bot.questions.graph import Graph
from bot.questions.ordering import figure
from bot.questions.phrases import Phrases
from bot.questions.query import Compare
from bot.questions.sets import Films, Key

GROUPED = 10_000
"""Figures from here on are written in groups of three digits; years and ratings are not."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two titles compare.

    Attributes:
        known: Whether the catalogue has both figures.
        sentence: It in words.
        films: The title that was asked for, then the other one.
        values: Yes or no, where that was asked.
    """

    known: bool
    sentence: str
    films: Sequence[int] = ()
    values: Sequence[str] = ()


def compare(query: Compare, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Comparison:
    """Return how the two titles of a query compare."""
    sides: list[tuple[int, float]] = []
    for films in (query.left, query.right):
        number = _title(films, evaluator)
        found = None if number is None else figure(graph, query.key, number)
        if number is None or found is None:
            label = "?" if number is None else graph.films[number].label
            return Comparison(False, phrases.say("answer.compare_unknown", title=label))
        sides.append((number, found))
    (left, left_figure), (right, right_figure) = sides
    if left_figure == right_figure:
        sentence = phrases.say("answer.compare_tie", figure=_words(left_figure))
        values = [phrases.say("no")] if query.polar else []
        return Comparison(True, sentence, [left, right], values)

    def named(number: int) -> str:
        film = graph.films[number]
        return film.title if query.key is Key.YEAR else film.label  # not the year twice

    left_first = (left_figure > right_figure) == query.descending
    if query.polar:
        sentence = phrases.say(
            "answer.compare_yes" if left_first else "answer.compare_no",
            left=named(left),
            left_figure=_words(left_figure),
            right=named(right),
            right_figure=_words(right_figure),
        )
        values = [phrases.say("yes" if left_first else "no")]
        return Comparison(True, sentence, [left, right], values)
    winner, loser = (left, right) if left_first else (right, left)
    first, second = (left_figure, right_figure) if left_first else (right_figure, left_figure)
    sentence = phrases.say(
        "answer.compare",
        winner=named(winner),
        figure=_words(first),
        loser=named(loser),
        other_figure=_words(second),
    )
    return Comparison(True, sentence, [winner, loser])


def _title(films: Films, evaluator: Evaluator) -> int | None:
    found = evaluator.films(films)
    return found[0] if found else None


def _words(number: float) -> str:
    return f"{number:g}" if number < GROUPED else f"{number:,.0f}"

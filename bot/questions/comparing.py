"""Comparisons: of two titles by a figure, of two sets by their number or their averages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.questions.evaluate import Evaluator
from bot.questions.explain import Explainer
from bot.questions.graph import Graph
from bot.questions.grouping import reckon
from bot.questions.ordering import figure
from bot.questions.phrases import Phrases
from bot.questions.query import Compare, Figure
from bot.questions.sets import Credit, Films, Key, Named


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two titles, or two sets, compare.

    Attributes:
        known: Whether the catalogue has both figures.
        sentence: It in words.
        films: The title that was asked for, then the other one.
        people: Whose titles were counted, likewise.
        values: Yes or no, where that was asked; else how many there are.
    """

    known: bool
    sentence: str
    films: Sequence[int] = ()
    people: Sequence[int] = ()
    values: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    name: str
    figure: float
    number: int | None = None


def compare(query: Compare, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Comparison:
    """Return how the two sides of a query compare."""
    if query.key is None:
        return _compare_sets(query, graph, evaluator, phrases)
    key, sides = query.key, list[_Side]()
    for films in (query.left, query.right):
        found = evaluator.films(films)
        value = figure(graph, key, found[0]) if found else None
        if value is None:
            label = graph.films[found[0]].label if found else "?"
            return Comparison(False, phrases.say("answer.compare_unknown", title=label))
        sides.append(_Side(graph.films[found[0]].title, value, found[0]))
    left, right = sides
    if left.name == right.name:
        left, right = (
            _Side(graph.films[side.number or 0].label, side.figure, side.number) for side in sides
        )

    def words(number: float) -> str:
        return _figure(number, key, phrases)

    sentence, first, second = _sentence(query, left, right, words, phrases)
    films = [side.number for side in (first, second) if side.number is not None]
    return Comparison(True, sentence, films, values=_verdict(query, left, right, phrases))


def _compare_sets(
    query: Compare, graph: Graph, evaluator: Evaluator, phrases: Phrases
) -> Comparison:
    explainer = Explainer(phrases)
    what, sides = query.figure, list[_Side]()
    for films in (query.left, query.right):
        value = reckon(what, sorted(evaluator.film_set(films)), graph)
        name = explainer.subject(films)
        if value is None:
            return Comparison(False, phrases.say("answer.compare_unknown", title=name))
        sides.append(_Side(name, value, _person(films, graph)))
    left, right = sides

    def words(number: float) -> str:
        match what:
            case Figure.NUMBER:
                return phrases.count("films", int(number))
            case Figure.MEAN_RATING:
                return phrases.say("mean_rated", rating=f"{number:.2f}")
            case Figure.MEAN_VOTES:
                return phrases.say("mean_voted", votes=f"{number:,.0f}")
            case Figure.TOTAL_VOTES:
                return phrases.say("voted", votes=f"{number:,.0f}")

    sentence, first, second = _sentence(query, left, right, words, phrases)
    people = [side.number for side in (first, second) if side.number is not None]
    figures = [f"{side.figure:.2f}".removesuffix(".00") for side in (first, second)]
    verdict = _verdict(query, left, right, phrases)
    return Comparison(True, sentence, people=people, values=verdict or figures)


def _sentence(
    query: Compare, left: _Side, right: _Side, words: Callable[[float], str], phrases: Phrases
) -> tuple[str, _Side, _Side]:
    """Return the comparison in words, and the sides in the order in which it names them."""
    if left.figure == right.figure:
        key = "answer.compare_tie_year" if query.key is Key.YEAR else "answer.compare_tie"
        return phrases.say(key, figure=words(left.figure)), left, right
    left_first = (left.figure > right.figure) == query.descending
    if query.polar:
        sentence = phrases.say(
            "answer.compare_yes" if left_first else "answer.compare_no",
            left=left.name,
            left_figure=words(left.figure),
            right=right.name,
            right_figure=words(right.figure),
        )
        return sentence, left, right
    winner, loser = (left, right) if left_first else (right, left)
    sentence = phrases.say(
        "answer.compare",
        winner=winner.name,
        figure=words(winner.figure),
        loser=loser.name,
        other_figure=words(loser.figure),
    )
    return sentence, winner, loser


def _verdict(query: Compare, left: _Side, right: _Side, phrases: Phrases) -> list[str]:
    if not query.polar:
        return []
    holds = left.figure != right.figure and (left.figure > right.figure) == query.descending
    return [phrases.say("yes" if holds else "no")]


def _person(films: Films, graph: Graph) -> int | None:
    """Return who a set of titles is of, if it is of one named person."""
    named = [
        part.people.id
        for part in films.conditions
        if isinstance(part, Credit) and isinstance(part.people, Named)
    ]
    return graph.person_number.get(named[0]) if len(named) == 1 else None


def _figure(number: float, key: Key, phrases: Phrases) -> str:
    match key:
        case Key.YEAR:
            return f"{number:g}"
        case Key.VOTES:
            return phrases.say("voted", votes=f"{number:,.0f}")
        case Key.RATING | Key.BEST:
            return phrases.say("rated_plain", rating=f"{number:g}")

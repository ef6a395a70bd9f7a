"""Compares two titles by a figure, or two sets by their size or average."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.grouping import reckon
from bot.questions.evaluation.ordering import figure
from bot.questions.query.nodes import Credit, Films, Key, Named
from bot.questions.query.queries import Compare, Figure
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.text import hours_and_minutes


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two titles, or two sets, compare.

    Attributes:
        known: Whether the catalogue has both figures.
        sentence: The comparison in words.
        films: The titles, in the order in which the sentence names them.
        people: The people whose titles were counted, likewise.
        values: Yes or no, if that was asked; else the counts.
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
    """Compare the two sides of a query."""
    if query.key is None:
        return _compare_sets(query, graph, evaluator, phrases)
    key, sides = query.key, list[_Side]()
    for films in (query.left, query.right, *query.others):
        found = evaluator.films(films)
        value = figure(graph, key, found[0]) if found else None
        if value is None:
            label = graph.films[found[0]].label if found else "?"
            return Comparison(False, phrases.say("answer.compare_unknown", title=label))
        sides.append(_Side(graph.films[found[0]].title, value, found[0]))
    if len({side.name for side in sides}) < len(sides):
        sides = [
            _Side(graph.films[side.number or 0].label, side.figure, side.number) for side in sides
        ]

    def words(number: float) -> str:
        return _figure(number, key, phrases)

    sentence, named = _sentence(query, sides, words, phrases)
    films = [side.number for side in named if side.number is not None]
    return Comparison(True, sentence, films, values=_verdict(query, sides, phrases))


def _compare_sets(
    query: Compare, graph: Graph, evaluator: Evaluator, phrases: Phrases
) -> Comparison:
    explainer = Explainer(phrases)
    what, sides = query.figure, list[_Side]()
    compared = (query.left, query.right, *query.others)
    shared = set(query.left.conditions).intersection(*(films.conditions for films in compared))
    for films in compared:
        value = reckon(what, evaluator.film_set(films).ascending(), graph)
        own = tuple(part for part in films.conditions if part not in shared)
        name = explainer.subject(Films(own) if own else films)
        if value is None:
            return Comparison(False, phrases.say("answer.compare_unknown", title=name))
        sides.append(_Side(name, value, _person(films, graph)))

    def words(number: float) -> str:
        match what:
            case Figure.NUMBER:
                return phrases.count("films", int(number))
            case Figure.MEAN_RATING:
                return phrases.say("mean_rated", rating=f"{number:.2f}")
            case Figure.MEAN_VOTES:
                return phrases.say("mean_voted", votes=f"{number:,.0f}")
            case Figure.MEAN_RUNTIME:
                return phrases.say("mean_long", length=hours_and_minutes(round(number)))
            case Figure.TOTAL_VOTES:
                return phrases.say("voted", votes=f"{number:,.0f}")

    sentence, named = _sentence(query, sides, words, phrases)
    people = [side.number for side in named if side.number is not None]
    figures = [f"{side.figure:.2f}".removesuffix(".00") for side in named]
    verdict = _verdict(query, sides, phrases)
    return Comparison(True, sentence, people=people, values=verdict or figures)


def _sentence(
    query: Compare, sides: Sequence[_Side], words: Callable[[float], str], phrases: Phrases
) -> tuple[str, Sequence[_Side]]:
    """Return the comparison in words, and the sides in the order it names them."""
    first, *others = sides
    if all(side.figure == first.figure for side in others):
        key = "answer.compare_tie_year" if query.key is Key.YEAR else "answer.compare_tie"
        return phrases.say(key, figure=words(first.figure)), sides

    def told(side: _Side) -> str:
        return phrases.say("answer.compare_side", name=side.name, figure=words(side.figure))

    if query.polar:
        key = "answer.compare_yes" if _wins(query, first, others) else "answer.compare_no"
        against = phrases.join([told(side) for side in others])
        return phrases.say(key, left=told(first), right=against), sides
    named = sorted(sides, key=lambda side: -side.figure if query.descending else side.figure)
    winners = [side for side in named if side.figure == named[0].figure]
    winner = phrases.join([told(side) for side in winners])
    loser = phrases.join([told(side) for side in named[len(winners) :]])
    return phrases.say("answer.compare", winner=winner, loser=loser), named


def _wins(query: Compare, first: _Side, others: Sequence[_Side]) -> bool:
    if query.descending:
        return all(first.figure > side.figure for side in others)
    return all(first.figure < side.figure for side in others)


def _verdict(query: Compare, sides: Sequence[_Side], phrases: Phrases) -> list[str]:
    if not query.polar:
        return []
    return [phrases.say("yes" if _wins(query, sides[0], sides[1:]) else "no")]


def _person(films: Films, graph: Graph) -> int | None:
    """Return the one named person that a set of titles belongs to, if any."""
    named = [
        part.people.id
        for part in films.conditions
        if isinstance(part, Credit) and isinstance(part.people, Named)
    ]
    return graph.person_number.get(named[0]) if len(named) == 1 else None


def _figure(number: float, key: Key, phrases: Phrases) -> str:
    match key:
        case Key.YEAR | Key.STORY:
            return f"{number:g}"
        case Key.VOTES:
            return phrases.say("voted", votes=f"{number:,.0f}")
        case Key.RUNTIME:
            return hours_and_minutes(round(number))
        case Key.RATING | Key.BEST:
            return phrases.say("rated_plain", rating=f"{number:g}")

"""What is ranked or reckoned: titles in an order, commonest members, careers, averages and sums."""

from collections.abc import Sequence

from bot.catalog.model import Role
from bot.questions.evaluation.evaluator import Counted, Evaluator
from bot.questions.evaluation.graph import FilmNode, Graph
from bot.questions.evaluation.ordering import KEYS, figure, first_with_ties
from bot.questions.query.nodes import Career, Key, Mean, Order, Top, Values
from bot.questions.results.answer import Result, Status
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.text import hours_and_minutes


def top_members(query: Top, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result | None:
    """Return the members that most titles give; ``None`` where there is none."""
    top = _first(query, evaluator)
    if not top:
        return None

    def name(member: Counted) -> str:
        if isinstance(query.of, Values):
            return phrases.named(query.of.attribute.value, str(member.value))
        return graph.people[int(member.value)].name

    listing = phrases.listing(
        top,
        lambda member: phrases.say(
            "answer.top_member", name=name(member), count=f"{member.films:,}"
        ),
    )
    sentence = phrases.say("answer.top" if query.descending else "answer.rarest", names=listing)
    if isinstance(query.of, Values):
        return Result(Status.ANSWERED, sentence, values=[str(member.value) for member in top])
    return Result(Status.ANSWERED, sentence, people=[int(member.value) for member in top])


def _first(query: Top, evaluator: Evaluator) -> Sequence[Counted]:
    """Return the members that most titles give; ties with the last one included."""
    counted = list(evaluator.counted(query.of))
    if not query.descending:
        counted.reverse()
    return first_with_ties(counted, query.limit, lambda member: member.films)


def career(query: Career, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result | None:
    """Return the longest (or shortest) career; ``None`` where no year is known."""
    people: Sequence[int] = (
        range(len(graph.people)) if query.people is None else evaluator.people(query.people)
    )
    spans = [
        (span[1] - span[0], -number, span)
        for number in people
        if (span := _career(graph, number, query.roles)) is not None
    ]
    if not spans:
        return None
    length, number, (first, last) = max(spans) if query.descending else min(spans)
    sentence = phrases.say(
        "answer.career",
        name=graph.people[-number].name,
        first=first,
        last=last,
        count=phrases.count("years", length + 1),
    )
    return Result(Status.ANSWERED, sentence, people=[-number], values=[f"{first}–{last}"])


def _career(graph: Graph, person: int, roles: Sequence[Role]) -> tuple[int, int] | None:
    """Return the years of somebody's first and last title."""
    years = [
        year
        for role in roles
        for film in graph.films_of(person, role)
        for year in graph.films[film].years
    ]
    return (min(years), max(years)) if years else None


def unknown(query: Career, phrases: Phrases) -> Result:
    """Return that the catalogue does not say."""
    what = Explainer(phrases).of(query)
    return Result(Status.EMPTY, phrases.say("empty.unknown_value", what=what))


def mean(query: Mean, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result | None:
    """Return the average or the sum of a figure; ``None`` where no title has it."""
    key = KEYS[query.attribute]
    figures = {
        number: found
        for number in evaluator.films(query.films)
        if (found := figure(graph, key, number)) is not None
    }
    if not figures:
        return None
    total = sum(figures.values())
    value = reckoned(total if query.total else total / len(figures), key)
    sentence = phrases.say(
        "answer.total" if query.total else "answer.mean",
        value=value,
        attribute=phrases.say(f"attribute.{query.attribute.value}"),
        count=phrases.count("films", len(figures)),
        what=Explainer(phrases).of(query.films),
    )
    return Result(Status.ANSWERED, sentence, films=list(figures), values=[value])


def reckoned(value: float, key: Key) -> str:
    """Return an average or a sum as it is written."""
    if key is Key.RUNTIME:
        return hours_and_minutes(round(value))
    return f"{value:,.0f}" if key is Key.VOTES else f"{value:,.1f}"


def ranked(found: Sequence[int], order: Order, graph: Graph, phrases: Phrases) -> str:
    """Return ordered titles in words; one alone in full, several as short as can be."""
    naming = in_full if len(found) == 1 else briefly
    return phrases.listing(found, lambda number: naming(graph.films[number], order.key, phrases))


def in_full(film: FilmNode, key: Key, phrases: Phrases) -> str:
    """Return a title with its rating and its votes, or its length; its year says it all."""
    if key is Key.RUNTIME:
        return briefly(film, key, phrases)
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
    if key is Key.RUNTIME and film.runtime is not None:
        return f"{film.label} – {hours_and_minutes(film.runtime)}"
    if key is Key.YEAR or film.rating is None:
        return film.label
    return f"{film.label} – {phrases.say('rated_plain', rating=f'{film.rating:g}')}"

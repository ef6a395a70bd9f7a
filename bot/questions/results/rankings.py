"""Rankings and figures: ordered titles, commonest members, careers, averages and sums."""

from collections.abc import Sequence

import numpy as np

from bot.questions.evaluation.careers import career_of_length
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import FilmNode, Graph
from bot.questions.evaluation.ordering import KEYS
from bot.questions.evaluation.tally import Counted, Tally
from bot.questions.query.nodes import Key, Order, Values
from bot.questions.query.queries import Career, Mean, Top
from bot.questions.results.answer import Result, Status
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.text import hours_and_minutes


def top_members(query: Top, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result | None:
    """Return the members with the most titles; ``None`` if there are none."""
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
        return Result(Status.ANSWERED, sentence, values=[str(value) for value in top.names])
    return Result(Status.ANSWERED, sentence, people=top.numbers)


def _first(query: Top, evaluator: Evaluator) -> Tally:
    """Return the members with the most titles, including ties with the last one."""
    counted = evaluator.counted(query.of)
    return (counted if query.descending else counted[::-1]).first(query.limit)


def career(query: Career, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result | None:
    """Return the longest (or shortest) career; ``None`` if no year is known."""
    people = None if query.people is None else evaluator.people(query.people)
    found = career_of_length(graph, people, query.roles, longest=query.descending)
    if found is None:
        return None
    sentence = phrases.say(
        "answer.career",
        name=graph.names[found.person],
        first=found.first,
        last=found.last,
        count=phrases.count("years", found.last - found.first + 1),
    )
    years = f"{found.first}–{found.last}"
    return Result(Status.ANSWERED, sentence, people=[found.person], values=[years])


def unknown(query: Career, phrases: Phrases) -> Result:
    """Say that the catalogue has no such data."""
    what = Explainer(phrases).of(query)
    return Result(Status.EMPTY, phrases.say("empty.unknown_value", what=what))


def mean(query: Mean, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result | None:
    """Return the average or the sum of a figure; ``None`` if no title has it."""
    key = KEYS[query.attribute]
    films = np.array(evaluator.films(query.films), np.int64)
    films = films[~np.isnan(graph.figures[key][films])]
    if not len(films):
        return None
    total = sum(graph.figures[key][films].tolist())
    value = reckoned(total if query.total else total / len(films), key)
    sentence = phrases.say(
        "answer.total" if query.total else "answer.mean",
        value=value,
        attribute=phrases.say(f"attribute.{query.attribute.value}"),
        count=phrases.count("films", len(films)),
        what=Explainer(phrases).of(query.films),
    )
    return Result(Status.ANSWERED, sentence, films=films.tolist(), values=[value])


def reckoned(value: float, key: Key) -> str:
    """Return an average or a sum as text."""
    if key is Key.RUNTIME:
        return hours_and_minutes(round(value))
    return f"{value:,.0f}" if key is Key.VOTES else f"{value:,.1f}"


def ranked(found: Sequence[int], order: Order, graph: Graph, phrases: Phrases) -> str:
    """Return ordered titles in words; a single one in full, several in short form."""
    naming = in_full if len(found) == 1 else briefly
    return phrases.listing(found, lambda number: naming(graph.films[number], order.key, phrases))


def in_full(film: FilmNode, key: Key, phrases: Phrases) -> str:
    """Return a title with its rating and votes, or its length; its label has the year."""
    if key is Key.RUNTIME:
        return briefly(film, key, phrases)
    if key is Key.YEAR or film.rating is None:
        return film.label
    if film.votes is None:
        return f"{film.label}, {phrases.say('rated_plain', rating=f'{film.rating:g}')}"
    figure = phrases.say("rated", rating=f"{film.rating:g}", votes=f"{film.votes:,}")
    return f"{film.label}, {figure}"


def briefly(film: FilmNode, key: Key, phrases: Phrases) -> str:
    """Return a title with just the figure it is ordered by."""
    if key is Key.VOTES and film.votes is not None:
        return f"{film.label} – {phrases.say('voted', votes=f'{film.votes:,}')}"
    if key is Key.RUNTIME and film.runtime is not None:
        return f"{film.label} – {hours_and_minutes(film.runtime)}"
    if key is Key.YEAR or film.rating is None:
        return film.label
    return f"{film.label} – {phrases.say('rated_plain', rating=f'{film.rating:g}')}"

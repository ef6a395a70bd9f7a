"""Who plays a character, or the cast if nothing says who."""

from collections.abc import Sequence

from bot.catalog.model import Role
from bot.questions.evaluation.characters import Part
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.queries import Portrayed
from bot.questions.results.answer import Evidence, Result, Status
from bot.questions.wording.phrases import Phrases

MAX_TITLES = 3
"""The most titles listed in which a character may appear."""


def portrayed(query: Portrayed, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result:
    """Return who plays a character, or the cast if no story says it."""
    films = evaluator.films(query.films) if query.films.conditions else None
    parts = [
        part for part in evaluator.parts.named(query.name) if films is None or part.film in films
    ]
    if parts:
        return _played(parts, graph, phrases)
    if films is not None:
        return _cast_of(query, films, graph, phrases)
    return _may_be_in(query, graph, evaluator, phrases)


def _played(parts: Sequence[Part], graph: Graph, phrases: Phrases) -> Result:
    told = [
        phrases.say(
            "answer.plays",
            person=graph.people[part.person].name,
            name=part.name,
            title=graph.films[part.film].label,
        )
        for part in parts[:MAX_TITLES]
    ]
    proofs = [
        Evidence(graph.films[part.film].id, graph.films[part.film].label)
        for part in parts[:MAX_TITLES]
    ]
    people = list(dict.fromkeys(part.person for part in parts))
    return Result(Status.ANSWERED, " ".join(told), people=people, evidence=proofs)


def _cast_of(query: Portrayed, films: Sequence[int], graph: Graph, phrases: Phrases) -> Result:
    if not films:
        return Result(Status.EMPTY, phrases.say("empty.no_character", name=query.name))
    film = graph.films[films[0]]
    cast = graph.people_of(films[0], Role.CAST)
    proofs = [Evidence(film.id, film.label)]
    if not cast:
        return Result(Status.EMPTY, phrases.say("unsaid.cast", title=film.label), evidence=proofs)
    names = phrases.listing(cast, lambda number: graph.people[number].name)
    said = phrases.say("answer.cast_only", title=film.label, names=names)
    return Result(Status.ANSWERED, said, people=cast, evidence=proofs)


def _may_be_in(query: Portrayed, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result:
    found = [
        film for film in evaluator.with_character(query.name) if graph.people_of(film, Role.CAST)
    ][:MAX_TITLES]
    if not found:
        return Result(Status.EMPTY, phrases.say("empty.no_character", name=query.name))
    lines = [
        phrases.say(
            "each.line",
            name=graph.films[film].label,
            value=phrases.listing(
                graph.people_of(film, Role.CAST), lambda number: graph.people[number].name
            ),
        )
        for film in found
    ]
    said = phrases.say("answer.may_be_in", name=query.name)
    return Result(Status.ANSWERED, said, films=found, lines=lines)

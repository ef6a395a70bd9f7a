"""Replies to queries without results: what comes closest, or what was asked."""

from collections.abc import Sequence
from dataclasses import replace

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import FilmNode, Graph
from bot.questions.query.nodes import (
    Among,
    Credit,
    CreditCount,
    Credited,
    Films,
    Named,
    Not,
    OfKind,
    Order,
    Titled,
    is_one_title,
)
from bot.questions.query.queries import Query
from bot.questions.results.answer import Evidence, Result, Status
from bot.questions.results.yes_or_no import missing_names, say_missing
from bot.questions.wording.conditions import role_name
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases


def nothing(query: Query, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> Result:
    """Say that a query has no result."""
    missing = missing_names(query, graph)
    makers: Sequence[int] = ()
    proofs: list[Evidence] = []
    said = ""
    if missing:
        said = say_missing(missing, phrases)
    elif isinstance(query, Films):
        makers = _makers(query, graph, evaluator)
        said = _no_titles(query, makers, graph, evaluator, phrases)
    elif isinstance(query, Credited) and not query.every:
        if (title := only_title(query.films, graph, evaluator)) is not None:
            said = phrases.say(f"unsaid.{role_name(query.roles)}", title=title.label)
            proofs = [Evidence(title.id, title.label)]
    elif isinstance(query, CreditCount) and query.every_title and isinstance(query.of, Credited):
        said = _in_most(query.of, graph, evaluator, phrases)
    said = said or phrases.say("empty.films", what=Explainer(phrases).of(query))
    return Result(Status.EMPTY, said, people=makers, evidence=proofs)


def _no_titles(
    films: Films, makers: Sequence[int], graph: Graph, evaluator: Evaluator, phrases: Phrases
) -> str:
    """Say why no title fits if there is nothing else, or nothing more; else return nothing."""
    if makers:
        names = phrases.listing(makers, lambda number: graph.people[number].name)
        return phrases.say("empty.no_more", people=names)
    match films:
        case Films((Credit(_, Named(_, name)), Not(Titled() | Among()))):  # "more with her"
            return phrases.say("empty.no_more", people=name)
        case Films(_, Order(skip=skip)) if skip:
            few = len(evaluator.film_set(replace(films, order=None)))
            what = Explainer(phrases).of(films)
            count = phrases.count("films", few)
            return phrases.say("empty.fewer", count=count, what=what) if few else ""
        case _:
            return ""


def only_title(films: Films, graph: Graph, evaluator: Evaluator) -> FilmNode | None:
    """Return the title if a set is a single named title."""
    one = films.order is not None and films.order.limit == 1
    if one or any(map(is_one_title, films.conditions)):
        found = evaluator.films(films)
        if len(found) == 1:
            return graph.films[found[0]]
    return None


def _in_most(of: Credited, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> str:
    """Return the people in the most of several titles if nobody is in all of them."""
    counted = evaluator.counted(of)
    if not counted or counted[0].films <= 1:
        return ""
    top = counted.first(1)
    count = phrases.count("films", len(evaluator.film_set(of.films)))
    names = [
        phrases.say(
            "answer.top_member", name=graph.people[int(it.value)].name, count=f"{it.films:,}"
        )
        for it in top
    ]
    return phrases.say("empty.not_all", count=count, names=phrases.listing(names, str))


def _makers(films: Films, graph: Graph, evaluator: Evaluator) -> Sequence[int]:
    """Return the people "the director of Heat" stands for, if no other title of theirs is known."""
    paths = [
        part.people
        for part in films.conditions
        if isinstance(part, Credit) and isinstance(part.people, Credited)
    ]
    narrow = any(not isinstance(part, Credit | OfKind) for part in films.conditions)
    if len(paths) != 1 or narrow:
        return ()
    if only_title(paths[0].films, graph, evaluator) is None:
        return ()
    return evaluator.people(paths[0])

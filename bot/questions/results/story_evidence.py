"""Says what an answer about a theme rests on: on what stories say, clearly or not."""

from collections.abc import Sequence
from dataclasses import replace

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.story_search import ByStory
from bot.questions.query.nodes import About, Alike, Films, Key, Order, Telling
from bot.questions.query.queries import Check, Count, Query
from bot.questions.query.walk import walk
from bot.questions.results.answer import Result, Status
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases

_ARTICLES = frozenset({"a", "an", "the", "un", "una", "el", "la"})


def listed(
    films: Films, told: ByStory, found: Sequence[int], graph: Graph, phrases: Phrases
) -> str:
    """Return the sentence that lists titles of a theme."""
    certain = told.is_certain and not _is_doubtful(films)
    key = "told" if certain else "told_perhaps" if told.clear else "told_nearest"
    what = Explainer(phrases).told(films)
    names = phrases.listing(found, lambda number: graph.films[number].label)
    return phrases.opening(f"answer.{key}", what=what, names=names)


def _is_doubtful(films: Films) -> bool:
    """Return whether words in a story show too little: of something that happens, or a title.

    A story with a dog in which somebody dies is not one where the dog dies. A row of words that
    nothing introduces may be a title.
    """
    return any(
        part.telling is Telling.WHERE
        or (
            part.telling is Telling.LOOSE
            and len(part.text.split()) > 1 + (part.text.split()[0].lower() in _ARTICLES)
        )
        for part in films.conditions
        if isinstance(part, About)
    )


def hedged(
    query: Query, result: Result, graph: Graph, evaluator: Evaluator, phrases: Phrases
) -> Result:
    """Return a result that says what the themes of its query rest on, before anything else."""
    if result.status is not Status.ANSWERED:
        return result
    for films in walk(query):
        told = _told(films, evaluator) if isinstance(films, Films) else None
        if isinstance(films, Films) and told is not None:
            said = _said(query, films, told, result, graph, phrases)
            return replace(result, sentence=said)
    return result


def _told(films: Films, evaluator: Evaluator) -> ByStory | None:
    """Return what stories say about a set's themes, unless they describe a single title."""
    themes = [part for part in films.conditions if isinstance(part, About)]
    if not themes or any(part.telling is Telling.ONE for part in themes):
        return None
    if any(isinstance(part, Alike) for part in films.conditions):
        return None
    told = evaluator.by_story(films)
    return told if told is not None and told.films else None


def _said(
    query: Query, films: Films, told: ByStory, result: Result, graph: Graph, phrases: Phrases
) -> str:
    said = result.sentence
    match query:
        case Films(_, None | Order(Key.STORY)):
            return said  # it says so itself
        case Films() | Check() | Count(Films()) if not told.certain:
            return listed(films, told, result.films, graph, phrases)
        case Count(Films()) if _is_doubtful(films):
            return listed(films, told, result.films, graph, phrases)
        case Check():
            return said
        case _ if told.certain:
            return phrases.say("story.only", said=said)
        case _:
            what = Explainer(phrases).told(films)
            return phrases.say("story.nearest", what=what, said=said)

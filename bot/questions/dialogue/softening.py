"""Softening of conditions that were hardly meant strictly, which the answer mentions."""

from dataclasses import dataclass, replace

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.query.nodes import (
    ANY_ROLE,
    About,
    Alike,
    AnyOf,
    Condition,
    Credit,
    Films,
    Genre,
    Named,
    OfKind,
    Telling,
)
from bot.questions.query.queries import Query
from bot.questions.query.walk import titles_named


@dataclass(frozen=True, slots=True)
class Softened:
    """A softened query.

    Attributes:
        query: It.
        left_out: The words left out.
        any_genre: Whether any one of the genres is enough.
    """

    query: Films
    left_out: tuple[str, ...] = ()
    any_genre: bool = False


def softened(query: Query, evaluator: Evaluator) -> Softened | None:
    """Return the query to answer instead; ``None`` to answer the query as it is.

    Unexplained words that no story is clearly about are left out if there is more to go by, unless
    they are somebody's name; of genres that no title combines, one is enough.
    """
    if not isinstance(query, Films) or titles_named(query):
        return None
    loose = [it for it in query.conditions if isinstance(it, About) and _is_loose(it)]
    if loose and not _is_told(query, evaluator):
        if (name := next((it.text for it in loose if evaluator.is_name(it.text)), "")) != "":
            said = name.title() if name.islower() else name
            people = Credit(ANY_ROLE, Named(said, said))
            kept = tuple(people if part in loose else part for part in query.conditions)
            return Softened(replace(query, conditions=tuple(dict.fromkeys(kept))))
        kept = tuple(part for part in query.conditions if part not in loose)
        if any(not isinstance(part, OfKind) for part in kept):
            return Softened(replace(query, conditions=kept), tuple(part.text for part in loose))
    genres = tuple(part for part in query.conditions if isinstance(part, Genre))
    if len(genres) > 1 and not evaluator.film_set(query):
        rest = tuple(part for part in query.conditions if not isinstance(part, Genre))
        return Softened(replace(query, conditions=(*rest, AnyOf(genres))), any_genre=True)
    return None


def is_guess(query: Query | None, evaluator: Evaluator) -> bool:
    """Return whether the query has nothing but words that no story is clearly about."""
    if not isinstance(query, Films) or not any(map(_is_loose, query.conditions)):
        return False
    return not _is_told(query, evaluator)


def only_alike(query: Query) -> str:
    """Return the title's id if a query only asks for titles like one; else an empty string."""
    match query:
        case Films((Alike((id_,)),), None) | Films((OfKind(), Alike((id_,))), None):
            return id_
        case _:
            return ""


def _is_loose(condition: Condition) -> bool:
    return isinstance(condition, About) and condition.telling is Telling.LOOSE


def _is_told(query: Films, evaluator: Evaluator) -> bool:
    found = evaluator.by_story(query)
    return found is not None and found.clear

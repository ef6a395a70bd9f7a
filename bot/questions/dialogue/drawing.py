"""Which sets of titles one can be drawn from: "pick a comedy with Jim Carrey"."""

from dataclasses import replace

from bot.catalog.model import Role
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.query.nodes import (
    ANY_ROLE,
    About,
    Alike,
    Among,
    Condition,
    Credit,
    Films,
    Titled,
    Unsatisfiable,
)
from bot.questions.query.queries import Query
from bot.questions.query.walk import walk

_NAMED = Titled | Among | About | Alike | Unsatisfiable


def is_drawable(query: Query, evaluator: Evaluator) -> bool:
    """Return whether a query is a set of titles, none of them meant by its name or its story.

    Draws know people in any role: where that would give other titles, there is no draw.
    """
    if not isinstance(query, Films) or query.order is not None:
        return False
    if any(isinstance(node, _NAMED) for node in walk(query)):
        return False
    wide = replace(query, conditions=tuple(map(_in_any_role, query.conditions)))
    return evaluator.film_set(wide) == evaluator.film_set(query)


def _in_any_role(condition: Condition) -> Condition:
    if isinstance(condition, Credit) and Role.CAST in condition.roles and not condition.every:
        return replace(condition, roles=ANY_ROLE)
    return condition

"""Which queries are too expensive to evaluate unless somebody asks for them."""

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.query.nodes import Credit, Credited, Films, Partners, Values
from bot.questions.query.queries import Career, Query
from bot.questions.query.walk import is_everything, walk

MAX_TITLES = 2_000
"""Queries over more titles than this are only evaluated on request, to bound the work."""


def is_sweeping(query: Query, evaluator: Evaluator) -> bool:
    """Return whether a query collects people or values of too many titles: "directors of films"."""
    if is_everything(query) or (isinstance(query, Career) and query.people is None):
        return True
    # Innermost first, so that no set is evaluated whose own parts cover too many titles.
    for node in reversed(walk(query)):
        match node:
            case Credited(_, films) | Values(_, films):
                gathered_over = films
            case Partners(people, _, own_roles):
                gathered_over = Films((Credit(own_roles, people),))
            case _:
                continue
        if is_everything(gathered_over) or len(evaluator.film_set(gathered_over)) > MAX_TITLES:
            return True
    return False

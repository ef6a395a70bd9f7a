"""Which queries are too costly to evaluate unless they were asked for."""

from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.query.nodes import Credit, Credited, Films, Partners, Values
from bot.questions.query.queries import Career, Query
from bot.questions.query.walk import is_everything, walk

MAX_TITLES = 2_000
"""What goes over more titles than this is only evaluated when it was asked for: work is bounded."""


def is_sweeping(query: Query, evaluator: Evaluator) -> bool:
    """Return whether people or values of too many titles are gathered: "the directors of films"."""
    if is_everything(query) or (isinstance(query, Career) and query.people is None):
        return True
    # The innermost come first, so that no set is evaluated whose own parts go over too many.
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

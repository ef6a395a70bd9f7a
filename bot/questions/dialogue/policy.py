"""When a reading is good enough to answer, and how sure the answer then is."""

from dataclasses import dataclass

from bot.questions.dialogue.declining import Shortfall
from bot.questions.query.nodes import Query
from bot.questions.reading.understood import Reading, Understood

MAX_EXTRA_COST = 1.0
"""A runner-up this much dearer than the best reading is still offered."""
FOLLOW_UP_SURENESS = 0.9
"""How sure a changed query is: a fragment may also be a question of its own."""
_PLAIN_COST = 0.5
"""A reading that costs no more is as plain as can be."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading to answer.

    Attributes:
        reading: It.
        query: What it asks.
        others: What the sentence may ask instead, likeliest first.
    """

    reading: Reading
    query: Query
    others: tuple[Query, ...]

    @property
    def sure(self) -> float:
        """How sure it is: 1 for a plain reading, towards 0 the more far-fetched it is."""
        return round(1.0 / (1.0 + max(0.0, self.reading.cost - _PLAIN_COST)), 3)


def choose(understood: Understood, lacking: Shortfall) -> Choice | None:
    """Return the reading to answer; ``None`` where the sentence is to be declined.

    Only a reading of the whole sentence is answered: one query, no word passed over that says
    something, nothing asked that no catalogue knows.
    """
    if not lacking.complete:
        return None
    single = [reading for reading in understood.readings if len(reading.queries) == 1]
    if not single:
        return None
    best, *runners_up = single
    others = [
        reading.queries[0]
        for reading in runners_up
        if reading.cost <= best.cost + MAX_EXTRA_COST and not reading.passed
    ]
    return Choice(best, best.queries[0], tuple(others))

"""Whose turn it is to host: to choose the films that the others vote on.

It is fair by who hosted least. What counts is the share of the evenings somebody came to that they
hosted: whoever joins late is not made to catch up on years in which they were not there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

SHORTLIST = 5
"""So many films a host may name, where everybody may name fewer."""

RECENT = 6
"""Whoever came to none of so many evenings is not asked to host."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How somebody took part so far.

    Attributes:
        person: Who.
        came: To how many evenings.
        hosted: How many of them they hosted.
        last: When they hosted last; ``None`` for never.
        recent: Whether they came to one of the last :data:`RECENT`.
    """

    person: int
    came: int
    hosted: int = 0
    last: datetime | None = None
    recent: bool = True

    @property
    def share(self) -> float:
        """The share of the evenings they came to that they hosted."""
        return self.hosted / max(self.came, self.hosted, 1)


def next_host(turns: Sequence[Turn], without: Collection[int] = ()) -> int | None:
    """Return who hosts next: of those who come, whoever hosted least.

    Of several it is who has not hosted for longest; of those who never have, who came most often.

    Args:
        turns: How everybody took part.
        without: Who cannot: they left the server, or have passed this time.
    """
    able = [turn for turn in turns if turn.recent and turn.person not in without]
    if not able:
        return None
    return min(able, key=_priority).person


def _priority(turn: Turn) -> tuple[float, float, int, int]:
    last = turn.last.timestamp() if turn.last else float("-inf")
    return turn.share, last, -turn.came, turn.person

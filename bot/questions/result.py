"""What a query gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.questions.answers import Evidence, Status


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives, in words and in numbers of the graph."""

    status: Status
    sentence: str
    films: Sequence[int] = ()
    people: Sequence[int] = ()
    values: Sequence[str] = ()
    evidence: Sequence[Evidence] = ()
    lines: Sequence[str] = ()

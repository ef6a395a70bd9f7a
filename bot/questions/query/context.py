"""What an answer leaves for the questions that follow it."""

from dataclasses import dataclass
from typing import ClassVar

from bot.questions.query.queries import Query


@dataclass(frozen=True, slots=True)
class Context:
    """What an answer leaves for questions that follow.

    See :mod:`bot.questions.dialogue.turns.followups`.

    Attributes:
        query: What was asked.
        movie_ids: The titles it gave, first ones only.
        person_ids: The people it gave, likewise.
        language: The language it was asked in.
        offered: What a "yes" takes up, likeliest first.
        picked: Whether a title was drawn by chance: "another" draws again.
        others: What else may have been asked: what a "no" asks for.
    """

    tag: ClassVar[str] = "Context"

    query: Query
    movie_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    language: str
    offered: tuple[Query, ...] = ()
    others: tuple[Query, ...] = ()
    picked: bool = False

"""The context that an answer leaves for follow-up questions."""

from dataclasses import dataclass
from typing import ClassVar

from bot.questions.query.queries import Query


@dataclass(frozen=True, slots=True)
class Context:
    """The context that an answer leaves for follow-up questions.

    See :mod:`bot.questions.dialogue.turns.followups`.

    Attributes:
        query: The query it answers.
        movie_ids: The first of the titles it gave.
        person_ids: The people it gave, likewise.
        language: The language it was asked in.
        offered: What "yes" accepts, likeliest first.
        picked: Whether a title was drawn at random: "another" draws again.
        others: Alternative readings, which "no" asks for.
    """

    tag: ClassVar[str] = "Context"

    query: Query
    movie_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    language: str
    offered: tuple[Query, ...] = ()
    others: tuple[Query, ...] = ()
    picked: bool = False

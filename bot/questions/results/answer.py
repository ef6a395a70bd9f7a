"""Answers: everything a reply needs, without markup."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.model import PersonRef
from bot.questions.query.context import Context
from bot.questions.query.queries import Query
from bot.questions.results.lazy import distinct
from bot.questions.wording.chips import Chip


class Status(enum.StrEnum):
    """How far a question was answered."""

    ANSWERED = "answered"  # the catalogue has an answer
    EMPTY = "empty"  # understood, but the catalogue has nothing
    NEAREST = "nearest"  # nothing meets all conditions: what meets most of them
    MENTION = "mention"  # only a title or a person was named, without a question
    PARTLY = "partly understood"  # too little to answer: the bot asks back
    TALK = "small talk"
    PICK = "pick"  # asks for a random film, as /pick draws it
    DECLINED = "declined"


NOTHING_FITS = frozenset({Status.EMPTY, Status.NEAREST})
"""Statuses of questions without an answer, whether or not something close is shown."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A title as evidence for an answer.

    Attributes:
        movie_id: The title's id.
        text: What it is evidence of, in words.
    """

    movie_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question to ask instead, as a button.

    Attributes:
        label: The question in words.
        query: Its query, which has an answer.
    """

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    Attributes:
        status: How far it was answered.
        sentence: One sentence that answers the question or says why there is no answer.
        language: The language of its texts.
        query: The query that was understood, if any.
        movie_ids: The titles that answer, in order. Long lists are created on demand; likewise for
            people and values.
        people: The people, in order.
        values: The years, genres, numbers ..., in order.
        evidence: The evidence for it.
        chips: What was understood.
        tree: The query as a readable tree.
        notes: Remarks: incomplete credits, namesakes.
        others: Other readings of the question that have an answer, likeliest first.
        close: Up to three similar questions that have an answer.
        unknown: The words that were not understood.
        beyond: Topics it asked about that no catalogue in this format covers.
        context: The context for follow-up questions; ``None`` if nothing was understood.
        work: The pairs of neighbours that the parser tried to join.
        lines: One line for each group.
        like: The id of a title to find similar ones for; else empty.
        seen: A title that the asker has seen or found, to be marked with a button.
        further: The next result after a single title, for the button "another".
    """

    status: Status
    sentence: str
    language: str
    query: Query | None = None
    movie_ids: Sequence[str] = ()
    people: Sequence[PersonRef] = ()
    values: Sequence[str] = ()
    evidence: tuple[Evidence, ...] = ()
    chips: tuple[Chip, ...] = ()
    tree: str = ""
    notes: tuple[str, ...] = ()
    others: tuple[Suggestion, ...] = ()
    close: tuple[Suggestion, ...] = ()
    unknown: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    context: Context | None = None
    work: int = 0
    lines: tuple[str, ...] = ()
    like: str = ""
    seen: Evidence | None = None
    further: Query | None = None

    @property
    def titles(self) -> Sequence[str]:
        """The distinct ids of its titles, or else of its evidence."""
        return distinct(self.movie_ids or [proof.movie_id for proof in self.evidence])

    @property
    def texts(self) -> Sequence[str]:
        """The answers as strings: values, or else people; titles are only known by id."""
        return self.values or tuple(person.name for person in self.people)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a query, in words and in numbers of the graph."""

    status: Status
    sentence: str
    films: Sequence[int] = ()
    people: Sequence[int] = ()
    values: Sequence[str] = ()
    evidence: Sequence[Evidence] = ()
    lines: Sequence[str] = ()

"""What a question is answered with: values that carry all a reply needs, and no markup."""

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
    EMPTY = "empty"  # understood, but the catalogue has no answer
    NEAREST = "nearest"  # nothing fits all that was asked: what fits most of it
    MENTION = "mention"  # only a title or a person was named: nothing was asked about it
    PARTLY = "partly understood"  # too little to answer: it is asked back
    TALK = "small talk"
    PICK = "pick"  # a film by chance is wished for, as /pick draws it
    DECLINED = "declined"


NOTHING_FITS = frozenset({Status.EMPTY, Status.NEAREST})
"""What was asked has no answer, whether or not something near it is shown."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A title that proves an answer.

    Attributes:
        movie_id: Which title.
        text: What it proves, in words.
    """

    movie_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that may be asked instead: a button.

    Attributes:
        label: It in words.
        query: What it asks for; its answer is not empty.
    """

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    Attributes:
        status: How far it was answered.
        sentence: One sentence that answers, or says why there is no answer.
        language: The language of all words in it.
        query: What was understood as a query; ``None`` where nothing was.
        movie_ids: The titles that answer, in order; where they are many, each is made when it is
            asked for, and likewise the people and values.
        people: The people who answer, in order.
        values: The years, genres, numbers ... that answer, in order.
        evidence: What proves it.
        chips: What was understood.
        tree: The query as a readable tree.
        notes: What else to know: credits are incomplete, namesakes.
        others: Other readings of the question that have an answer, likeliest first.
        close: Questions close to it that have an answer; at most three.
        unknown: The words that were not understood.
        beyond: Names of what was asked for and no catalogue of this format knows.
        sure: How sure the reading is, from 0 to 1.
        context: What a question that follows builds on; ``None`` where nothing was understood.
        work: How much work it was: pairs of words the parser tried to join.
        lines: What the sentence says of each group, a line each.
        like: The id of a title that others like it are wished for; else empty.
        seen: The title that was said to be seen, or found: to be marked by a button.
        further: What comes next, after a single title: "another", as a button.
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
    sure: float = 0.0
    context: Context | None = None
    work: int = 0
    lines: tuple[str, ...] = ()
    like: str = ""
    seen: Evidence | None = None
    further: Query | None = None

    @property
    def titles(self) -> Sequence[str]:
        """The ids of the titles that it gives, or of those that prove it, each once."""
        return distinct(self.movie_ids or [proof.movie_id for proof in self.evidence])

    @property
    def texts(self) -> Sequence[str]:
        """What answers, as words: values, else people; titles are only known by id."""
        return self.values or tuple(person.name for person in self.people)


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

"""Fragments, answered from the previous query: "and with Al Pacino?", "when?", "how many?"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.questions.dialogue.answering import Answerer
from bot.questions.dialogue.declining import Shortfall, refers_back, shortfall
from bot.questions.dialogue.turns.followups import films_with, is_denied, is_title, refine, swap
from bot.questions.query.context import Context
from bot.questions.query.nodes import CreditCount, Films, Named, Not
from bot.questions.query.queries import Check, Compare, Count, Grouped, Query, TopGroups
from bot.questions.reading.reader import Reader
from bot.questions.reading.referents import Referents
from bot.questions.reading.understood import Understood
from bot.questions.results.answer import Answer, Status
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme

MAX_WORDS = 8
"""The longest fragment, in words; longer sentences are questions of their own."""
FRAGMENT_OPENINGS = frozenset(
    {
        Category.FOLLOW_UP,
        Category.NOT,
        Category.ROLE_PASSIVE,
        Category.OR,
        Category.BY,
        Category.EACH,
    }
)
"""Categories that full questions rarely begin with."""

_ASKING = frozenset(
    {
        Category.ABOUT_WHAT,
        Category.ATTRIBUTE,
        Category.CAREER,
        Category.COMPARATIVE,
        Category.HOW_MANY,
        Category.MEAN,
        Category.MOST,
        Category.NEXT,
        Category.ONE_OF,
        Category.ORDINAL,
        Category.POLAR,
        Category.QUALITY,
        Category.ROLE_NOUN,
        Category.ROLE_VERB,
        Category.SUPERLATIVE,
        Category.WHEN,
        Category.WHO,
    }
)
"""Categories that a question without a subject asks with."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The answer to a fragment.

    Attributes:
        answer: The answer.
        others: Alternative queries.
    """

    answer: Answer
    others: tuple[Query, ...]


class Follower:
    """Answers fragments.

    Args:
        reader: Parses the rest of a fragment.
        answerers: The answerers by language.
    """

    def __init__(self, reader: Reader, answerers: Mapping[str, Answerer]) -> None:
        self._reader = reader
        self._answerers = answerers

    def follow(
        self, understood: Understood, now: datetime, context: Context, referents: Referents
    ) -> Followed | None:
        """Return the answer to a sentence that is incomplete without the previous one."""
        if len(understood.tokens) > MAX_WORDS:
            return None
        opening = [lexeme for place, lexeme in understood.lexemes if place == 0]
        if _is_own_question(understood, opening):
            return None
        if any(lexeme.category in FRAGMENT_OPENINGS for lexeme in opening):
            changed = self._change(understood, opening, now, context, referents)
            if changed is not None:
                return changed
        asking = any(lexeme.category in _ASKING for _, lexeme in understood.lexemes)
        if not asking or (shortfall(understood).complete and not _is_attribute(understood)):
            return None
        return self._complete(understood, now, context, referents)

    def _change(
        self,
        understood: Understood,
        opening: list[Lexeme],
        now: datetime,
        context: Context,
        referents: Referents,
    ) -> Followed | None:
        """Answer the previous query with a filter added, or replacing one of the same kind."""
        fragment, marks = understood, list[Lexeme]()
        for size in sorted({len(mark.words) for mark in _marks(opening)}, reverse=True):
            # "and by" may begin "and by Nolan?", but not "and by genre?".
            marks = [mark for mark in _marks(opening) if len(mark.words) == size]
            rest = " ".join(token.written for token in understood.tokens[size:])
            fragment = self._reader.read(rest, understood.lexicon, now)
            if shortfall(fragment).complete:
                break
            whole = self._reader.read(rest, understood.lexicon, now, referents)
            if shortfall(whole).complete and refers_back(whole):  # "what about the worst?"
                return self._answered(whole)
        if not shortfall(fragment).complete:
            return None
        part = fragment.readings[0].queries[0]
        only_swap = {lexeme.value for lexeme in marks} == {"swap"}
        # "Was Tom Hanks in it? And Meg Ryan?" asks the same about somebody else.
        swapping = only_swap or isinstance(
            context.query, Check | Count | Grouped | TopGroups | CreditCount | Compare
        )
        ways = (swap, refine) if swapping else (refine, swap)
        if isinstance(part, Films) and all(isinstance(it, Not) for it in part.conditions):
            ways = (refine,)  # "not so scary" replaces nothing
            if is_denied(context.query, part):
                return Followed(self._without(fragment, context.query), (part,))
        changed = [query for way in ways if (query := way(context.query, part)) is not None]
        code = understood.lexicon.language
        answers = [self._answerers[code].answer(query) for query in changed]
        good = [answer for answer in answers if answer.status is Status.ANSWERED]
        if not answers or (not good and is_title(part)):
            return None
        chosen = good[0] if good else answers[0]
        if not good:
            # Nothing was found, so follow-ups are about the previous results.
            chosen = replace(chosen, context=context)
        spare = [answer.query for answer in good if answer is not chosen and answer.query]
        alone = films_with(part) if isinstance(part, Named) else part
        return Followed(chosen, (*spare, alone))

    def _complete(
        self, understood: Understood, now: datetime, context: Context, referents: Referents
    ) -> Followed | None:
        """Answer a question without a subject: "when?", "how many are there?"."""
        said = " ".join(token.written for token in understood.tokens)
        for word in _left_out(understood, context, referents):
            whole = self._reader.read(f"{said} {word}", understood.lexicon, now, referents)
            if shortfall(whole).complete and refers_back(whole):
                return self._answered(whole)
        return None

    def _without(self, fragment: Understood, query: Query) -> Answer:
        """Answer the previous query again, and say that the fragment does not go with it."""
        said = " ".join(token.written for token in fragment.tokens)
        answerer = self._answerers[fragment.lexicon.language]
        left_out = Shortfall((said,), (), refers=False, whole=True)
        answer = answerer.remarked(answerer.answer(query), left_out)
        return replace(answer, unknown=())  # it was understood

    def _answered(self, whole: Understood) -> Followed:
        best, *others = whole.readings
        answer = self._answerers[whole.lexicon.language].answer(best.queries[0])
        return Followed(
            answer, tuple(other.queries[0] for other in others if len(other.queries) == 1)
        )


def changes_subject(understood: Understood) -> bool:
    """Return whether a sentence begins with "what about" or "how about"."""
    return any(
        place == 0
        and lexeme.category == Category.FOLLOW_UP
        and lexeme.value == "swap"
        and len(lexeme.words) > 1
        for place, lexeme in understood.lexemes
    )


def _is_own_question(understood: Understood, opening: Sequence[Lexeme]) -> bool:
    """Return whether a sentence is a complete yes/no question: "has Nolan made three thrillers"."""
    asks = any(lexeme.category == Category.POLAR for lexeme in opening)
    return (
        asks
        and shortfall(understood).complete
        and isinstance(understood.readings[0].queries[0], Check)
    )


def _is_attribute(understood: Understood) -> bool:
    """Return whether a sentence asks for an attribute and nothing else: "how long?", "how good"."""
    size = sum(token.word.isalnum() for token in understood.tokens)
    return any(
        place == 0 and lexeme.category is Category.ATTRIBUTE and len(lexeme.words) == size
        for place, lexeme in understood.lexemes
    )


def _marks(opening: list[Lexeme]) -> list[Lexeme]:
    return [lexeme for lexeme in opening if lexeme.category == Category.FOLLOW_UP]


def _left_out(understood: Understood, context: Context, referents: Referents) -> Iterator[str]:
    """Yield the subjects that a sentence may have left out, likeliest first."""
    lexicon = understood.lexicon
    if referents.ranked is not None and any(
        it.category == Category.SUPERLATIVE for _, it in understood.lexemes
    ):
        yield lexicon.standing_for("films")
    if referents.film is not None and len(context.movie_ids) <= 1:
        yield lexicon.standing_for("film")
    if referents.films is not None:
        yield lexicon.standing_for("films")

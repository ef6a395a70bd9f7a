"""The meaning of a message after an answer: small talk, a short turn, or a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.questions.dialogue.answering import Answerer
from bot.questions.dialogue.turns.corrections import namesake, rephrasings
from bot.questions.dialogue.turns.sequels import other_parts
from bot.questions.dialogue.turns.steps import (
    STEPS,
    another,
    asks_nothing,
    chosen,
    is_of_story,
    listed,
    nth,
    shown_title,
)
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.context import Context
from bot.questions.query.nodes import Alike, Attribute, Films, Named, Titled, Values
from bot.questions.query.queries import Query
from bot.questions.query.walk import is_of_any_title
from bot.questions.results.answer import Answer, Status
from bot.questions.words.patterns.small_talk import load_small_talk, small_talk
from bot.questions.words.patterns.turns import Turn, turns_in
from bot.questions.words.tokens import tokenize

ANOTHER, SEEN, SIMILAR = "another", "seen", "similar"
YES, NO, FOUND, CHOOSE, SHOW, MORE_ABOUT, WHY = (
    "yes",
    "no",
    "found",
    "choose",
    "show",
    "more_about",
    "why",
)
"""Kinds of small talk that go on from an answer."""
SEQUEL, SEQUEL_OF = "sequel", "sequel_of"
"""The kinds of turns that ask for other parts of the title shown, and of one that they name."""
REASON = "reason"
"""The kind of turn that asks why a title is as good, bad or popular as it is."""
MAX_OFFERED = 3


class Conversation:
    """Answers messages that need no parsing, given the previous answer.

    Args:
        graph: The catalogue.
        answerers: The answerers by language.
    """

    def __init__(self, graph: Graph, answerers: Mapping[str, Answerer]) -> None:
        self._graph = graph
        self._answerers = answerers

    def turn(
        self, text: str, preferred: str | None, context: Context | None
    ) -> Answer | Sequence[str]:
        """Return the answer to small talk or a short turn, or else the sentences to parse.

        The first of those that has an answer is used; the last is the message as typed.
        """
        talked = small_talk(text, preferred)
        if context is None:
            if talked is not None:
                return self._answerers[talked[0]].talk(talked[1])
            return tuple(rephrasings(text, None, load_small_talk(), (), self._graph))
        if talked is not None:
            return self._talked(*talked, context)
        turns = turns_in(tokenize(text), preferred)
        found = self._namesake(text, context) or self._step(turns, context)
        if found is not None:
            return found
        talks = sorted(load_small_talk(), key=lambda talk: talk.language != preferred)
        sentences = rephrasings(text, context, talks, turns, self._graph)
        return tuple(dict.fromkeys(sentences))

    def _talked(self, language: str, kind: str, context: Context) -> Answer:
        """Answer small talk after an answer; some kinds continue from it."""
        answerer = self._answerers[language]
        if kind in {ANOTHER, SEEN} or (kind == NO and is_of_story(context.query)):
            return self._next(SEEN if kind == SEEN else ANOTHER, context, answerer)
        query = self._gone_on(kind, context)
        if query is not None:
            return answerer.answer(query)
        film = shown_title(context, self._graph)
        if kind == WHY and not is_of_any_title(context.query):
            return answerer.because(context.query)
        if kind == SIMILAR and film is not None:
            return self._like(film, answerer)
        agreed = kind == FOUND or (kind == YES and isinstance(context.query, Films))
        if agreed and film is not None:
            return answerer.found(film)
        return answerer.talk(kind, after=not asks_nothing(context))

    def _gone_on(self, kind: str, context: Context) -> Query | None:
        """Return what small talk asks for after an answer: "yes", "show me", "you choose"."""
        if kind == YES and context.offered:
            return context.offered[0]
        if kind == NO and context.others:
            return context.others[0]
        if kind == CHOOSE:
            return chosen(context, self._graph)
        if kind == SHOW:
            return listed(context)
        film = shown_title(context, self._graph)
        if kind == MORE_ABOUT and film is not None:
            return Values(Attribute.STORY, Films((self._titled(film),)))
        return None

    def _next(self, kind: str, context: Context, answerer: Answerer) -> Answer:
        """Return what comes after the titles shown, or titles similar to a single one."""
        if context.picked:
            drawn = answerer.drawn(context.query)
            return answerer.with_seen(drawn, context.movie_ids if kind == SEEN else ())
        film = shown_title(context, self._graph)
        query = None if asks_nothing(context) else another(context, self._graph)
        if query is None and context.offered and not asks_nothing(context):
            answer = answerer.answer(context.offered[0])
        elif query is not None:
            answer = answerer.next_after(query)
        elif kind == ANOTHER and film is not None:
            answer = self._like(film, answerer)
        else:
            answer = answerer.talk(kind, after=film is not None)
        return answerer.with_seen(answer, context.movie_ids) if kind == SEEN else answer

    def _like(self, film: str, answerer: Answerer) -> Answer:
        like = Alike((film,), self._titled(film).label)
        return replace(answerer.answer(Films((like,))), like=film, notes=())

    def _titled(self, film: str) -> Titled:
        return Titled((film,), self._graph.films[self._graph.film_number[film]].title)

    def _namesake(self, text: str, context: Context) -> Answer | None:
        found = namesake(text, context, self._graph, load_small_talk())
        answerer = self._answerers[context.language]
        if isinstance(found, str):
            return answerer.no_other(found)
        return None if found is None else answerer.answer(found)

    def _step(self, turns: Sequence[Turn], context: Context) -> Answer | None:
        """Return the answer to the first turn that makes sense here."""
        if asks_nothing(context):
            return None
        for turn in turns:
            answerer = self._answerers[turn.language]
            found: Answer | None = None
            film = shown_title(context, self._graph)
            if turn.kind == SEEN:
                found = self._next(SEEN, context, answerer)
            elif turn.kind == SEQUEL and film is not None:
                found = self.other_parts(film, turn.language)
            elif turn.kind in {"seen_nth", "similar_nth"}:
                found = self._of_nth(turn, context, answerer)
            elif (query := STEPS.get(turn.kind, _no_step)(turn, context, self._graph)) is not None:
                found = answerer.next_after(query)
            if found is not None:
                return found
        return None

    def of_title(
        self, text: str, context: Context | None, title_meant: Callable[[str], str | None]
    ) -> Answer | None:
        """Return what a message asks of a title that no query can say; ``None`` if it does not.

        That is its other parts ("is there a sequel to Heat"), or why it is so good.

        Args:
            text: The message.
            context: The context of the answer before it, if any.
            title_meant: Returns the title that some words name, if they do.
        """
        for turn in turns_in(tokenize(text), None):
            if turn.kind not in {SEQUEL_OF, REASON}:
                continue
            film = title_meant(turn.slots["title"]) if "title" in turn.slots else None
            if film is None and "title" not in turn.slots and context is not None:
                film = shown_title(context, self._graph)
            if film is None or film not in self._graph.film_number:
                continue
            if turn.kind == SEQUEL_OF:
                return self.other_parts(film, turn.language)
            return self._answerers[turn.language].no_reason(film)
        return None

    def other_parts(self, film: str, language: str) -> Answer:
        """Return the other parts of a title, or say that none is known."""
        answerer = self._answerers[language]
        query = other_parts(self._graph.film_number[film], self._graph)
        return answerer.no_sequel(film) if query is None else answerer.answer(query)

    def _of_nth(self, turn: Turn, context: Context, answerer: Answerer) -> Answer | None:
        """Return the answer to "I've seen the first one", "anything like the second one"."""
        query = nth(turn, context, self._graph)
        shown = answerer.answer(query).movie_ids if query is not None else ()
        if query is None or not shown:
            return None
        if turn.kind == "similar_nth":
            return self._like(shown[0], answerer)
        after = another(context, self._graph) or query
        return answerer.with_seen(answerer.next_after(after), shown)

    def remembering(self, answer: Answer, before: Context | None) -> Answer:
        """Return an answer with the context for the next turn: what was shown and offered.

        A reply that is not an answer keeps the previous context and adds its own offers.
        """
        answer = self._answerers[answer.language].offering(answer)
        offered = tuple(other.query for other in answer.close[:MAX_OFFERED])
        others = tuple(other.query for other in answer.others if not _is_name(other.query))
        context = answer.context
        if answer.status is Status.PICK:
            drawn = Context(answer.query or Films(), (), (), answer.language, picked=True)
            return replace(answer, context=drawn)
        if answer.status is Status.TALK and before is not None:
            return answer if context is not None else replace(answer, context=before)
        if answer.status in {Status.ANSWERED, Status.MENTION}:
            offered = ()
        elif answer.status is Status.NEAREST and context is not None:
            offered = (context.query,)  # "yes": those will do
        if context is None:
            if not offered and answer.query is None and before is None:
                return answer
            context = before or Context(answer.query or Films(), (), (), answer.language)
        return replace(answer, context=replace(context, offered=offered, others=others))


def _no_step(_: Turn, __: Context, ___: Graph) -> Query | None:
    return None


def _is_name(query: Query) -> bool:
    """Return whether a query only names a person or a title."""
    return isinstance(query, Named) or (
        isinstance(query, Films) and all(isinstance(part, Titled) for part in query.conditions)
    )

"""Answers queries in one language: the result, what was understood, close questions."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.model import PersonRef, person_id
from bot.questions.dialogue.absent_titles import (
    Absent,
    absent_from,
    by_their_makers,
    models_of,
    said_of,
)
from bot.questions.dialogue.declining import Shortfall, declined, with_remarks
from bot.questions.dialogue.first_names import Called
from bot.questions.dialogue.joining import titles_of
from bot.questions.dialogue.loose_words import LooseWords
from bot.questions.dialogue.relaxing import Relaxed, relaxed
from bot.questions.dialogue.softening import Softened
from bot.questions.dialogue.suggestions import Suggester, says_less
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import FilmNode, Graph
from bot.questions.query.context import Context
from bot.questions.query.nodes import (
    Alike,
    Attribute,
    Films,
    Order,
    Titled,
    Together,
    Values,
)
from bot.questions.query.queries import Query
from bot.questions.query.walk import is_of_any_title, unasked
from bot.questions.reading.understood import Understood
from bot.questions.results.answer import Answer, Evidence, Result, Status, Suggestion
from bot.questions.results.lazy import made
from bot.questions.results.missing_data import known_part, missing_data
from bot.questions.results.results import Results
from bot.questions.wording.chips import chips
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.questions.wording.tree import tree

MAX_REMEMBERED = 100
"""At most this many titles of an answer can be asked about afterwards."""
MAX_OTHERS = 3
INTRODUCING = frozenset({"greeting", "help", "who", "asking", "signs", "taste"})
"""Kinds of small talk that get examples even in the middle of a conversation."""
PICK = "pick"
"""The kind of small talk that asks for any film."""
_ANSWERS = frozenset({Status.ANSWERED, Status.MENTION, Status.NEAREST, Status.TALK})
"""Statuses with which no further questions are offered."""


class Answerer:
    """Answers queries on one graph in one language.

    Attributes:
        loose: Says what stands in for words that the catalogue has nothing for.
    """

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._evaluator = evaluator
        self._phrases = phrases
        self._results = Results(graph, evaluator, phrases)
        self._suggester = Suggester(graph, evaluator, self._results, phrases)
        self.loose = LooseWords(graph, phrases)

    def answer(self, query: Query, *, relaxing: bool = False) -> Answer:
        """Return the answer to a query, be it from a question, a button or a removed chip.

        If the catalogue lacks data for part of it, the answer says so and covers the rest.

        Args:
            query: It.
            relaxing: Whether to show the closest results if no title fits. Not for follow-ups:
                dropping what one adds would repeat the previous answer.
        """
        absent = absent_from(query, self._graph)
        if absent is not None:
            return self._without_absent(query, absent, relaxing=relaxing)
        missing = missing_data(query, self._graph, self._phrases)
        rest = known_part(query, self._graph) if missing else None
        if rest is not None and missing_data(rest, self._graph, self._phrases) is None:
            if is_of_any_title(query) and is_of_any_title(rest):
                close = self._suggester.suggestions([rest])
                return replace(self._answer(query, relaxing=False), close=close)
            answer = self.answer(rest, relaxing=relaxing)
            status = Status.NEAREST if answer.status is Status.ANSWERED else answer.status
            return replace(answer, status=status, sentence=f"{missing} {answer.sentence}")
        return self._answer(query, relaxing=relaxing)

    def _answer(self, query: Query, *, relaxing: bool) -> Answer:
        """Return the answer to a query as it is, whether the catalogue has all its data or not."""
        result = self._results.of(query)
        seeking = relaxing and result.status is Status.EMPTY
        near = relaxed(query, self._evaluator) if seeking else ()
        explainer = Explainer(self._phrases)
        graph = self._graph
        movie_ids = made(result.films, graph.film_ids.__getitem__)
        people = made(
            result.people, lambda number: PersonRef(graph.person_ids[number], graph.names[number])
        )
        close = self._suggester
        answer = Answer(
            result.status,
            result.sentence,
            self._phrases.language,
            query,
            movie_ids,
            people,
            made(range(len(result.values)), result.values.__getitem__),
            tuple(result.evidence),
            chips(query, explainer),
            tree(query, self._phrases),
            close.notes(query),
            close=close.of(query) if result.status is not Status.ANSWERED else (),
            others=close.namesakes(query),
            context=self._context(query, result, movie_ids, people),
            lines=tuple(result.lines),
            further=self._further(query, result),
        )
        return self._with_nearest(answer, near) if near else answer

    def _without_absent(self, query: Query, absent: Absent, *, relaxing: bool) -> Answer:
        """Return the answer about well-known titles that the catalogue lacks, which it says."""
        said = said_of(absent, query, self._phrases)
        rest = by_their_makers(query, self._graph)
        if rest is not None and absent_from(rest, self._graph) is None:
            answer = self.answer(rest, relaxing=relaxing)
            status = Status.NEAREST if answer.status is Status.ANSWERED else answer.status
            return replace(answer, status=status, sentence=f"{said} {answer.sentence}")
        similar = [Suggestion(self._suggester.label(it), it) for it in models_of(absent)]
        makers = [person_id(name) for known in absent.titles[:1] for name in known.directors]
        here = tuple(id_ for id_ in makers if id_ in self._graph.person_number)
        return Answer(
            Status.EMPTY,
            said,
            self._phrases.language,
            query,
            chips=chips(query, Explainer(self._phrases)),
            tree=tree(query, self._phrases),
            close=tuple(similar),
            context=Context(query, (), here, self._phrases.language),
        )

    def _with_nearest(self, answer: Answer, near: Sequence[Relaxed]) -> Answer:
        """Return an empty answer with the closest results and the conditions that they miss."""
        graph = self._graph
        sets = [self._evaluator.films(way.query) for way in near]
        told = [self._nearest(way, films) for way, films in zip(near, sets, strict=True)]
        films = list(dict.fromkeys(film for found in sets for film in found))
        movie_ids = made(films, graph.film_ids.__getitem__)
        shown = {way.query for way in near}
        first = near[0].query
        return replace(
            answer,
            status=Status.NEAREST,
            sentence=answer.sentence if len(told) > 1 else f"{answer.sentence} {told[0]}",
            movie_ids=movie_ids,
            evidence=(),
            notes=tuple(dict.fromkeys((*answer.notes, *self._suggester.notes(first)))),
            close=tuple(other for other in answer.close if other.query not in shown),
            context=Context(first, tuple(movie_ids[:MAX_REMEMBERED]), (), self._phrases.language),
            lines=tuple(told) if len(told) > 1 else (),
        )

    def _nearest(self, way: Relaxed, films: Sequence[int]) -> str:
        """Say which titles meet all conditions but the dropped ones."""
        names = self._phrases.listing(films, lambda film: self._graph.films[film].label)
        explainer = Explainer(self._phrases)
        if way.widened is not None:
            people = explainer.of(way.widened.people)
            return self._phrases.say("nearest.any_role", people=people, names=names)
        parts = [explainer.left_out(part) for part in way.dropped]
        return self._phrases.say("nearest.without", what=self._phrases.join(parts), names=names)

    def _further(self, query: Query, result: Result) -> Query | None:
        """Return the query for what comes after a single title, if anything does."""
        match query:
            case Films(_, Order(limit=1) as order) if result.status is Status.ANSWERED:
                following = replace(query, order=replace(order, skip=order.skip + 1))
                return following if self._evaluator.film_set(following) else None
            case _:
                return None

    def softened(self, less: Softened) -> Answer:
        """Return the answer to a relaxed query, and say what that leaves out."""
        answer = self.answer(less.query, relaxing=not less.left_out)
        notes = [self._phrases.say("note.any_genre")] if less.any_genre else []
        if less.left_out:
            words = self._phrases.join([self._phrases.quoted(word) for word in less.left_out])
            notes.append(self._phrases.say("note.no_story", words=words))
        return replace(answer, notes=(*notes, *answer.notes), unknown=less.left_out)

    def untitled(self, answer: Answer, name: str) -> Answer:
        """Return an answer about a theme that says that no title is called so."""
        missing = self._phrases.say("empty.no_title", name=name)
        return replace(answer, sentence=f"{missing} {answer.sentence}")

    def with_others(self, answer: Answer, queries: Sequence[Query]) -> Answer:
        """Return an answer that offers other readings with different answers."""
        if not queries:
            return answer
        known = unasked(answer.query)
        answered = answer.status is Status.ANSWERED
        offered = self._suggester.suggestions(
            [
                query
                for query in queries
                # With an answer, the card of what the question names is of no use.
                if unasked(query) != known and not (answered and says_less(query, answer))
            ],
            answer.query,
        )
        return replace(answer, others=(*answer.others, *offered)[:MAX_OTHERS])

    def remarked(self, answer: Answer, lacking: Shortfall) -> Answer:
        """Return an answer that says what it leaves out and what no catalogue covers."""
        return with_remarks(answer, lacking, self._phrases)

    def next_after(self, query: Query) -> Answer:
        """Return what comes after the titles shown, or say that there are no more."""
        answer = self.answer(query)
        if answer.status is not Status.EMPTY or not isinstance(query, Films):
            return answer
        if query.order is None or not query.order.skip:
            return answer
        all_of_them = Films(query.conditions)
        said = self._phrases.say("turn.no_more", what=Explainer(self._phrases).of(all_of_them))
        return replace(answer, sentence=said, close=self._suggester.wider(all_of_them))

    def with_seen(self, answer: Answer, movie_ids: Sequence[str]) -> Answer:
        """Return an answer that offers to mark titles as seen."""
        if not movie_ids:
            return answer
        if len(movie_ids) > 1:
            note = self._phrases.say("note.seen_many")
            return replace(answer, notes=(*answer.notes, note))
        (label,) = self._labels(movie_ids)
        note = self._phrases.say("note.seen", title=label)
        return replace(answer, notes=(*answer.notes, note), seen=Evidence(movie_ids[0], label))

    def found(self, movie_id: str) -> Answer:
        """Return the answer to "that's it": the title, with a button to mark it as seen."""
        (name,) = self._labels([movie_id])
        said = self._phrases.say("turn.found", title=name)
        return Answer(Status.TALK, said, self._phrases.language, seen=Evidence(movie_id, name))

    def because(self, query: Query) -> Answer:
        """Return the answer to "why?": what was searched for."""
        what = Explainer(self._phrases).of(query)
        return Answer(Status.TALK, self._phrases.say("turn.why", what=what), self._phrases.language)

    def no_other(self, movie_id: str) -> Answer:
        """Say that no other title has that name."""
        answer = self.answer(Films((Titled((movie_id,), self._labels([movie_id])[0]),)))
        said = self._phrases.say("turn.no_other", title=self._labels([movie_id])[0])
        return replace(answer, sentence=said)

    def no_sequel(self, movie_id: str) -> Answer:
        """Say that no other part of a title is known, and offer what is like it."""
        (film,) = self._films([movie_id])
        said = self._phrases.say("turn.no_sequel", title=film.label)
        close = self._offered([Films((Alike((film.id,), film.title),))])
        return Answer(Status.EMPTY, said, self._phrases.language, close=close)

    def no_reason(self, movie_id: str) -> Answer:
        """Say that nobody told the bot why a title is good or bad, and what it has of it."""
        (film,) = self._films([movie_id])
        rated = self.answer(Values(Attribute.RATING, Films((Titled((film.id,), film.title),))))
        said = (self._phrases.say("turn.no_reason"), rated.sentence, film.story)
        return replace(rated, sentence=" ".join(filter(None, said)))

    def talk(self, kind: str, *, after: bool = False) -> Answer:
        """Return the answer to small talk: a line, and questions that work here.

        Args:
            kind: What kind of small talk.
            after: Whether something was asked before: most kinds then need no examples.
        """
        said = self._phrases.say(f"talk.{kind}")
        if kind == PICK:
            return Answer(Status.PICK, said, self._phrases.language)
        if after and kind not in INTRODUCING:
            return Answer(Status.TALK, said, self._phrases.language)
        examples = self._suggester.examples
        if examples:
            shown = self._phrases.join(
                [self._phrases.quoted(example.label) for example in examples], either=True
            )
            said = self._phrases.say("talk.try", said=said, examples=shown)
        return Answer(Status.TALK, said, self._phrases.language, close=examples)

    def drawn(self, query: Query) -> Answer:
        """Return that one of the titles of a query is to be drawn, of any titles without one."""
        if is_of_any_title(query):
            return replace(self.talk(PICK), query=query)
        return replace(self.answer(query), status=Status.PICK)

    def offering(self, answer: Answer) -> Answer:
        """Return an unsuccessful answer with its offers put into words."""
        if not answer.close or answer.status in _ANSWERS:
            return answer
        what = self._phrases.quoted(answer.close[0].label)
        note = self._phrases.say("decline.offer", what=what)
        return replace(answer, notes=(*answer.notes, note))

    def of_netflix(self, query: Query) -> Answer:
        """Return where to watch a title, for a question about services not on record."""
        answer = self.answer(query)
        return replace(answer, notes=(*answer.notes, self._phrases.say("note.only_netflix")))

    def missing(self, name: str) -> Answer:
        """Say that a title is not in the catalogue."""
        said = self._phrases.say("empty.no_title", name=name)
        return Answer(Status.DECLINED, said, self._phrases.language, unknown=(name,))

    def called(self, called: Called) -> Answer:
        """Ask who of several people with a first name is meant."""
        names = self._phrases.join([person.name for person in called.people])
        said = self._phrases.say("decline.first_name", name=called.name.title(), names=names)
        close = self._offered([called.films(person) for person in called.people])
        return Answer(Status.PARTLY, said, self._phrases.language, close=close)

    def without_model(self, name: str, rest: Answer | None, near: Sequence[str]) -> Answer:
        """Return the answer to a request for titles similar to an unknown one.

        Args:
            name: The unknown title, as written.
            rest: The answer to the rest of the request; ``None`` if there is nothing else.
            near: Ids of titles with similar names.
        """
        missing = self._phrases.say("like.missing", name=name)
        offered = self._offered(
            [Films((Alike((film.id,), film.title),)) for film in self._films(near)]
        )
        if rest is not None:
            said = self._phrases.say("like.rest", missing=missing, said=rest.sentence)
            close = (*rest.close, *offered)
            return replace(rest, status=Status.NEAREST, sentence=said, close=close, unknown=(name,))
        said = self._phrases.say("like.name_one", missing=missing)
        return Answer(Status.EMPTY, said, self._phrases.language, close=offered, unknown=(name,))

    def too_much(self) -> Answer:
        """Say that a question asks for more than can be worked out at once."""
        said = self._phrases.say("decline.too_much")
        return Answer(Status.DECLINED, said, self._phrases.language)

    def decline(
        self, understood: Understood, lacking: Shortfall, near: Sequence[str] = ()
    ) -> Answer:
        """Return the answer to a sentence that was not understood, or only in part.

        Args:
            understood: The sentence.
            lacking: What its best reading leaves open.
            near: Ids of titles with names similar to a missing one.
        """
        years = self._graph.by_year
        answer = declined(understood, lacking, self._phrases, self._suggester, years)
        titles = self._offered(
            [Films((Titled((film.id,), film.title),)) for film in self._films(near)]
        )
        return replace(answer, close=(*titles, *answer.close))

    def _offered(self, queries: Sequence[Query]) -> tuple[Suggestion, ...]:
        return tuple(Suggestion(self._suggester.label(query), query) for query in queries)

    def _films(self, movie_ids: Sequence[str]) -> list[FilmNode]:
        films = (self._graph.film_with(id_) for id_ in movie_ids)
        return [film for film in films if film is not None]

    def _labels(self, movie_ids: Sequence[str]) -> list[str]:
        return [film.label for film in self._films(movie_ids)]

    def _context(
        self,
        query: Query,
        result: Result,
        movie_ids: Sequence[str],
        people: Sequence[PersonRef],
    ) -> Context | None:
        if result.status is Status.DECLINED:
            return None
        if isinstance(query, Together) and (shared := titles_of(query)) is not None:
            # After two people were named, "it" is what they made together.
            films = self._evaluator.films(shared)[:MAX_REMEMBERED]
            movie_ids = tuple(self._graph.films[number].id for number in films)
        person_ids = tuple(who.id for who in people[:MAX_REMEMBERED])
        return Context(query, tuple(movie_ids[:MAX_REMEMBERED]), person_ids, self._phrases.language)

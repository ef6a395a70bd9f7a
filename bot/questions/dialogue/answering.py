"""Queries answered in the words of one language: the result, what was understood, what is close."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.model import PersonRef
from bot.questions.dialogue.declining import Shortfall, declined, with_remarks
from bot.questions.dialogue.softening import Softened
from bot.questions.dialogue.suggestions import Suggester
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.grammar.composition import parts_of
from bot.questions.grammar.quality import QUALITIES
from bot.questions.query.context import Context
from bot.questions.query.nodes import Check, Compare, Query, Tag
from bot.questions.query.walk import walk
from bot.questions.reading.understood import Reading, Understood
from bot.questions.results.answer import Answer, Result, Status
from bot.questions.results.missing_data import known_part, missing_data
from bot.questions.results.results import Results
from bot.questions.wording.chips import chips
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import Phrases
from bot.questions.wording.tree import tree

MAX_REMEMBERED = 100
"""At most this many titles of an answer can be asked about afterwards."""
MAX_OTHERS = 3
PICK = "pick"
"""The kind of small talk that wishes for any film."""
_NOTES = {
    **dict.fromkeys(("kids", "teens", "harmless", "peaceful", "tame"), "kids"),
    "greyscale": "greyscale",
    "hidden": "hidden",
    "studio_family": "studio",
    "trash": "trash",
}
"""What is said of words that stand for something else, where it is not that moods are genres."""


class Answerer:
    """Answers queries on one graph in one language."""

    def __init__(self, graph: Graph, evaluator: Evaluator, phrases: Phrases) -> None:
        self._graph = graph
        self._phrases = phrases
        self._results = Results(graph, evaluator, phrases)
        self._suggester = Suggester(graph, evaluator, self._results, phrases)

    def answer(self, query: Query) -> Answer:
        """Return the answer to a query: of a button, of a chip taken away, of a question.

        What the catalogue has no data on is said, and the rest is answered.
        """
        missing = missing_data(query, self._graph, self._phrases)
        rest = known_part(query, self._graph) if missing else None
        if rest is not None and missing_data(rest, self._graph, self._phrases) is None:
            answer = self.answer(rest)
            return replace(answer, sentence=f"{missing} {answer.sentence}")
        result = self._results.of(query)
        explainer = Explainer(self._phrases)
        movie_ids = tuple(self._graph.films[number].id for number in result.films)
        people = tuple(
            PersonRef(self._graph.people[number].id, self._graph.people[number].name)
            for number in result.people
        )
        close = self._suggester
        return Answer(
            result.status,
            result.sentence,
            self._phrases.language,
            query,
            movie_ids,
            people,
            tuple(result.values),
            tuple(result.evidence),
            chips(query, explainer),
            tree(query, self._phrases),
            close.notes(query),
            close=close.of(query) if result.status is not Status.ANSWERED else (),
            others=close.namesakes(query),
            sure=1.0,
            context=self._context(query, result, movie_ids, people),
            lines=tuple(result.lines),
        )

    def softened(self, less: Softened) -> Answer:
        """Return the answer to a query that asks less, and say what that leaves out."""
        answer = self.answer(less.query)
        notes = [self._phrases.say("note.any_genre")] if less.any_genre else []
        if less.left_out:
            words = self._phrases.join([f"“{word}”" for word in less.left_out])
            notes.append(self._phrases.say("note.no_story", words=words))
        return replace(answer, notes=(*notes, *answer.notes), unknown=less.left_out)

    def with_others(self, answer: Answer, queries: Sequence[Query]) -> Answer:
        """Return an answer that offers other readings, those that have another answer."""
        if not queries:
            return answer
        known = _unasked(answer.query)
        offered = self._suggester.suggestions(
            [query for query in queries if _unasked(query) != known], answer.query
        )
        return replace(answer, others=(*answer.others, *offered)[:MAX_OTHERS])

    def guesses(self, understood: Understood, reading: Reading) -> tuple[str, ...]:
        """Return which words were read otherwise than they were spelt."""
        asked = {part for query in reading.queries for part in walk(query)}
        moods: list[str] = []
        for written, key in understood.moods(reading):
            parts = parts_of(QUALITIES[key](self._graph))
            if isinstance(parts[0], Tag):
                continue  # it is what was said
            if asked.isdisjoint(parts):
                said = self._phrases.say("note.left_out", words=f"“{written}”")
            else:
                said = self._phrases.say(f"note.{_NOTES.get(key, 'mood')}", written=written)
            moods.append(said)
        guessed = [
            *((mention.written, mention.entries[0].name) for mention in reading.guessed),
            *understood.mended,
        ]
        return (
            *dict.fromkeys(moods),
            *(
                self._phrases.say("note.guessed", written=written, name=name)
                for written, name in guessed
            ),
        )

    def remarked(self, answer: Answer, lacking: Shortfall) -> Answer:
        """Return an answer that says what it leaves out, and what no catalogue knows."""
        return with_remarks(answer, lacking, self._phrases)

    def follow(self, query: Query, *, seen: bool = False) -> Answer:
        """Return the answer to a short turn after an answer, "another", "the older one".

        Args:
            query: What it asks for.
            seen: Whether it said that the titles before were seen.
        """
        answer = self.answer(query)
        if seen:
            answer = replace(answer, notes=(*answer.notes, self._phrases.say("note.seen")))
        return answer

    def talk(self, kind: str) -> Answer:
        """Return the answer to small talk: a line, and questions that work here."""
        said = self._phrases.say(f"talk.{kind}")
        if kind == PICK:
            return Answer(Status.PICK, said, self._phrases.language)
        examples = self._suggester.examples
        if examples:
            shown = self._phrases.join([f"“{example.label}”" for example in examples], either=True)
            said = self._phrases.say("talk.try", said=said, examples=shown)
        return Answer(Status.TALK, said, self._phrases.language, close=examples)

    def decline(self, understood: Understood, lacking: Shortfall) -> Answer:
        """Return the answer to a sentence that was not, or only partly, understood."""
        return declined(understood, lacking, self._phrases, self._suggester)

    def _context(
        self,
        query: Query,
        result: Result,
        movie_ids: tuple[str, ...],
        people: tuple[PersonRef, ...],
    ) -> Context | None:
        if result.status is Status.DECLINED:
            return None
        person_ids = tuple(who.id for who in people[:MAX_REMEMBERED])
        return Context(query, movie_ids[:MAX_REMEMBERED], person_ids, self._phrases.language)


def _unasked(query: Query | None) -> Query | None:
    """Return a comparison, or what is checked, as what it is whether or not it was asked so."""
    match query:
        case Compare():
            return replace(query, polar=False)
        case Check(films):
            return films
        case _:
            return query

"""Words read as something else: moods as genres, studios as family films, misspelt names."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.composition import parts_of
from bot.questions.grammar.quality import QUALITIES
from bot.questions.query.node import Node
from bot.questions.query.nodes import Attribute, Condition, Films, Tag, Values
from bot.questions.query.queries import Check, Query
from bot.questions.query.walk import titles_named, walk
from bot.questions.reading.understood import Reading, Understood
from bot.questions.results.answer import Answer
from bot.questions.wording.phrases import Phrases
from bot.questions.words.categories import Category
from bot.questions.words.name_words import name_words
from bot.questions.words.tokens import as_written, words_of

_NOTES = {
    **dict.fromkeys(("kids", "teens", "harmless", "peaceful", "tame"), "kids"),
    "greyscale": "greyscale",
    "hidden": "hidden",
    "studio_family": "studio",
    "trash": "trash",
}
"""Notes for words read as something else, except moods read as genres."""
_LEADING = frozenset({"studio"})
"""Notes on what makes it another answer than was asked for: they come first."""
_NOUNS = frozenset({Category.FRANCHISE, Category.GENRE_NOUN, Category.NOUN, Category.ROLE_NOUN})


class LooseWords:
    """Says in one language what was read as something else.

    Args:
        graph: The catalogue.
        phrases: The wording.
    """

    def __init__(self, graph: Graph, phrases: Phrases) -> None:
        self._graph = graph
        self._phrases = phrases

    def answerable(self, query: Query, understood: Understood, reading: Reading) -> Query:
        """Return what to answer instead of whether a title is what the catalogue cannot tell.

        That a film is animated says nothing of whether Pixar made it.
        """
        if not isinstance(query, Check) or not isinstance(query.source, Films):
            return query
        titled = titles_named(query.source)
        if not titled or not any(self._leading(understood, reading, set(walk(query)))):
            return query
        return Values(Attribute.GENRE, Films(tuple(titled)))

    def led(
        self, answer: Answer, understood: Understood, reading: Reading, asked_for: Query
    ) -> Answer:
        """Return an answer that begins with what stands in for what was asked, if that does."""
        asked = {part for query in reading.queries for part in walk(query)}
        told = answer.query == asked_for  # else the answer says nothing of it
        said = [
            self._phrases.say(f"note.{note if told else f'no_{note}'}", written=written)
            for written, note in self._leading(understood, reading, asked)
        ]
        sentence = " ".join((*dict.fromkeys(said), answer.sentence))
        return replace(answer, sentence=sentence) if said else answer

    def notes(self, understood: Understood, reading: Reading) -> tuple[str, ...]:
        """Return notes for the words that were read differently from how they were spelt."""
        asked = {part for query in reading.queries for part in walk(query)}
        moods: list[str] = []
        for written, key in understood.moods(reading):
            parts = self._parts(key)
            if isinstance(parts[0], Tag):
                continue  # it was read as typed
            if _NOTES.get(key) in _LEADING and not asked.isdisjoint(parts):
                continue  # it comes before the answer
            if asked.isdisjoint(parts):
                said = self._phrases.say("note.left_out", words=self._phrases.quoted(written))
            else:
                said = self._phrases.say(f"note.{_NOTES.get(key, 'mood')}", written=written)
            moods.append(said)
        guessed = [
            *((mention.written, mention.entries[0].name) for mention in reading.guessed),
            *understood.mended,
            *_without_article(understood, reading),
        ]
        return (
            *dict.fromkeys(moods),
            *(
                self._phrases.say("note.guessed", written=written, name=name)
                for written, name in guessed
            ),
        )

    def _leading(
        self, understood: Understood, reading: Reading, asked: Collection[Node]
    ) -> Iterator[tuple[str, str]]:
        """Yield the words whose notes come first, with the key of each note."""
        for written, key in understood.moods(reading):
            if _NOTES.get(key) in _LEADING and any(part in asked for part in self._parts(key)):
                yield written, _NOTES[key]

    def _parts(self, key: str) -> tuple[Condition, ...]:
        return parts_of(QUALITIES[key](self._graph))


def _without_article(understood: Understood, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield titles read without the article that was written: "The Room" may be another film.

    In "the Heat director" and "the Heat movies", the article is that of the noun.
    """
    tokens, lexicon = understood.tokens, understood.lexicon
    asks = any(start == 0 and it.category is Category.POLAR for start, it in understood.lexemes)
    nouns = {
        start
        for start, it in understood.lexemes
        if it.category in _NOUNS or (it.category is Category.ATTRIBUTE and not asks)
    }
    for it in reading.mentions:
        if it.category is not Category.TITLE or it.guessed or not it.start or it.end in nouns:
            continue
        before = tokens[it.start - 1].word
        if lexicon.is_article(before) and not name_words().articles.intersection(
            words_of(it.entries[0].name)[:1]
        ):
            yield as_written(tokens[it.start - 1 : it.end]), it.entries[0].name

"""The entry point: answers questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.catalog.model import FILM_KINDS
from bot.errors import OverBudgetError
from bot.questions.arrays import QuestionArrays
from bot.questions.dialogue.answering import Answerer
from bot.questions.dialogue.characters import AskedCharacter, CharacterReader
from bot.questions.dialogue.declining import Shortfall, refers_back, shortfall
from bot.questions.dialogue.drawing import is_drawable
from bot.questions.dialogue.first_names import called_so
from bot.questions.dialogue.policy import Choice, Move, choose, describing
from bot.questions.dialogue.softening import is_guess, only_alike, softened
from bot.questions.dialogue.turns.conversation import Conversation
from bot.questions.dialogue.turns.following import Follower, changes_subject
from bot.questions.dialogue.turns.own_questions import stands_alone
from bot.questions.dialogue.turns.steps import shown_title
from bot.questions.dialogue.watching import where_to_watch
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.well_known import well_known
from bot.questions.names.entity_linker import Linker
from bot.questions.names.name_guesser import Guesser
from bot.questions.names.name_index import Names
from bot.questions.query.context import Context
from bot.questions.query.nodes import Films, OfKind, Titled
from bot.questions.query.queries import Query
from bot.questions.query.walk import is_everything
from bot.questions.reading.languages import LanguageReader
from bot.questions.reading.missing.models import MissingModel, missing_model
from bot.questions.reading.plausible_names import doubted_titles
from bot.questions.reading.reader import Reader
from bot.questions.reading.referents import Referents
from bot.questions.reading.themes.denied import Denied, denied_clause
from bot.questions.reading.themes.descriptions import described, is_told
from bot.questions.reading.themes.quoted import before_quotation
from bot.questions.reading.themes.themes import Themes, theme_alone
from bot.questions.reading.understood import Understood
from bot.questions.results.answer import NOTHING_FITS, Answer, Status
from bot.questions.wording.phrases import Phrases, load_phrases
from bot.questions.words.given_names import given_names
from bot.questions.words.lexicon import Lexicon, language_of, load_lexicons
from bot.questions.words.patterns.character_questions import load_character_patterns
from bot.questions.words.patterns.small_talk import load_small_talk
from bot.questions.words.patterns.title_words import load_title_words
from bot.questions.words.patterns.turns import load_turns
from bot.questions.words.tokens import as_written, tokenize
from bot.runtime.workers.budget import look
from bot.search.catalog_indexes import CatalogIndexes
from bot.search.ranking.plausibility import similarity
from bot.stories.stories import Stories

DEFAULT_LANGUAGE = "en"
MAX_NEAR_TITLES = 3
"""The most titles offered whose names are close to an unknown one."""
MIN_LIKENESS = 0.5
"""Titles that are spelt less like a missing one are not offered in its place."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The time at which a title is named does not matter."""
_GOOD = frozenset({Status.ANSWERED, Status.NEAREST})
"""A reading without an answer gives way to one with any of these statuses."""


class Questions:
    """Answers questions on one catalogue; safe to use from several threads.

    Args:
        arrays: The catalogue.
        indexes: Search indexes, to find titles and people by approximate names, if any.
        lexicons: The lexicons of the languages it reads, in the order to try them.
        phrases: The wording of each language.
        stories: Finds titles by theme, if any.

    Attributes:
        graph: The catalogue.
    """

    def __init__(
        self,
        arrays: QuestionArrays,
        indexes: CatalogIndexes | None = None,
        lexicons: Sequence[Lexicon] | None = None,
        phrases: Mapping[str, Phrases] | None = None,
        stories: Stories | None = None,
    ) -> None:
        self.graph = graph = Graph(arrays.graph)
        self._indexes = indexes
        reader = Reader(
            graph,
            Linker(Names(arrays.names)),
            Guesser(graph, arrays.title_words, arrays.title_meanings, indexes),
            None
            if stories is None
            else Themes(graph, stories.says, stories.has_all, stories.has_phrase),
        )
        self._reader = LanguageReader(reader, load_lexicons() if lexicons is None else lexicons)
        self._says = None if stories is None else stories.says
        evaluator = self._evaluator = Evaluator(graph, stories)
        words = load_phrases() if phrases is None else phrases
        self._answerers = {code: Answerer(graph, evaluator, said) for code, said in words.items()}
        well_known()
        load_turns()  # compiling their patterns would take too long during an answer
        load_character_patterns()
        load_title_words()
        given_names()
        self._follower = Follower(reader, self._answerers)
        self._characters = CharacterReader(graph, evaluator)
        self._conversation = Conversation(graph, self._answerers)

    def ask(
        self,
        text: str,
        *,
        now: datetime,
        language: str | None = None,
        context: Context | None = None,
    ) -> Answer:
        """Answer a question; never raises, whatever the text.

        If the answer would exceed its time budget (:mod:`bot.runtime.workers.budget`), it says so.

        Args:
            text: The question as typed.
            now: The time of the question, for "last year".
            language: The language to try first, and to decline in: an ISO code or Discord locale.
            context: The context of the previous answer, for follow-up questions.
        """
        known = None if language is None else self._known(language)
        if context is not None:
            known = context.language  # a conversation in Spanish stays in Spanish
        try:
            answer = self._ask(text, now, known, context)
        except OverBudgetError:
            code = language_of(tokenize(text), known, DEFAULT_LANGUAGE)
            answer = self._answerers[code].too_much()
        return self._conversation.remembering(answer, context)

    def _ask(self, text: str, now: datetime, known: str | None, context: Context | None) -> Answer:
        """Return the answer to a turn of a conversation, or to a sentence."""
        turned = self._conversation.turn(text, known, context)
        if isinstance(turned, Answer):
            if turned.status is Status.PICK and self._reader.speaks_of_films(text, turned.language):
                return replace(turned, query=Films((OfKind(FILM_KINDS),)))
            return turned
        wished = self._drawn(text, now, context) or self._conversation.of_title(
            text, context, self.title_meant
        )
        if wished is None and context is not None and self._is_new(text, now, known):
            wished = self._read(text, now, known, None)
        return wished or self._first_answer(turned, now, known, context)

    def _first_answer(
        self, sentences: Sequence[str], now: datetime, known: str | None, context: Context | None
    ) -> Answer:
        """Return the answer to the first of some sentences that has one, or to the last."""
        *tried, typed = sentences
        spare: Answer | None = None
        for sentence in tried:
            answer = self._read(sentence, now, known, context)
            if answer.unknown or answer.beyond:
                continue
            if answer.status is Status.ANSWERED:
                return answer
            if answer.status in NOTHING_FITS and spare is None:
                spare = answer  # it was understood, though nothing fits
        answer = self._read(typed, now, known, context)
        if spare is not None and answer.status is not Status.ANSWERED:
            return spare
        return answer

    def _drawn(self, text: str, now: datetime, context: Context | None) -> Answer | None:
        """Return that one of some titles is to be drawn, if that is asked: "pick a comedy".

        What is likely to be a part of the last answer ("pick a funny one") is not.
        """
        tokens = tokenize(text)
        wishes = [(talk, talk.drawn_from(tokens)) for talk in load_small_talk()]
        if not any(rest for _, rest in wishes) or self.title_meant(text) is not None:
            return None
        for talk, rest in wishes:
            if not rest or not (
                context is None or self._reader.speaks_of_films(text, talk.language)
            ):
                continue
            answer = self._read(as_written(rest), now, talk.language, None)
            understood = answer.status is Status.ANSWERED and not (answer.unknown or answer.beyond)
            if (
                understood
                and answer.query is not None
                and is_drawable(answer.query, self._evaluator)
            ):
                return self._answerers[talk.language].drawn(answer.query)
        return None

    def _is_new(self, text: str, now: datetime, known: str | None) -> bool:
        """Return whether a turn is a wish of its own rather than about the last answer."""
        tokens = tokenize(text)
        if not any(talk.opens(tokens) for talk in load_small_talk()):
            return False
        return stands_alone(self._reader.read(text, now, Referents(), known))

    def _read(self, text: str, now: datetime, known: str | None, context: Context | None) -> Answer:
        """Return the answer to a sentence."""
        look()
        referents = Referents.of(context, self._name_of)
        understood = self._reader.read(text, now, referents, known)
        answer = self._follow(understood, now, context, referents)
        if answer is not None:
            return answer
        code = understood.lexicon.language
        if (answer := self._without_part(understood, code, now, context)) is not None:
            return answer
        lacking = shortfall(understood)
        asked = self._characters.read(
            understood,
            lacking,
            None if context is None else shown_title(context, self.graph),
            lambda title: self._reader.read(title, now, referents, code),
        )
        known_of = self._told_otherwise(asked, where_to_watch(understood, lacking), code)
        if known_of is not None:
            return replace(known_of, work=understood.joins)
        answer = self._settled(understood, lacking, known, context)
        if answer.status is Status.EMPTY and (untitled := doubted_titles(understood)):
            again = self._reader.read(text, now, referents, known, untitled=untitled)
            other = self._settled(again, shortfall(again), known, context)
            if other.status in _GOOD:
                return other
        return answer

    def _without_part(
        self, understood: Understood, code: str, now: datetime, context: Context | None
    ) -> Answer | None:
        """Return the answer to a sentence but for a part that says nothing of the catalogue."""
        if (asked_of := before_quotation(understood)) is not None:
            return self._read(asked_of, now, code, None)
        if (denied := denied_clause(understood)) is not None:
            return self._without_denied(denied, code, now, context)
        if (model := missing_model(understood)) is not None:
            return self._without(model, code, now, context)
        return None

    def _without(
        self, model: MissingModel, code: str, now: datetime, context: Context | None
    ) -> Answer:
        """Answer a request for titles similar to an unknown one, as far as the rest of it goes."""
        understood = self._reader.read(model.rest, now, Referents(), code)
        answer = self._settled(understood, shortfall(understood), code, context)
        is_said = answer.query is not None and not is_everything(answer.query)
        rest = answer if answer.status in _GOOD and is_said else None
        return self._answerers[code].without_model(model.name, rest, self._near(model.name))

    def _near(self, name: str) -> list[str]:
        """Return the ids of titles with similar names."""
        if self._indexes is None:
            return []
        matches = self._indexes.movies.resolve(name, MAX_NEAR_TITLES).matches
        return [it.key for it in matches if similarity(name, it.name) >= MIN_LIKENESS]

    def _without_denied(
        self, denied: Denied, code: str, now: datetime, context: Context | None
    ) -> Answer:
        """Return the answer to a sentence but for what is not to happen, which it says."""
        understood = self._reader.read(denied.rest, now, Referents(), code)
        lacking = shortfall(understood)
        left_out = replace(lacking, unknown=(denied.clause,), beyond=(), known=True, named=False)
        answer = self._settled(understood, lacking, code, context)
        if answer.query is None or is_everything(answer.query):
            return self._answerers[code].decline(understood, left_out)
        return self._answerers[code].remarked(answer, left_out)

    def _settled(
        self, understood: Understood, lacking: Shortfall, known: str | None, context: Context | None
    ) -> Answer:
        """Return the answer to a reading of a sentence, or ask back."""
        code = understood.lexicon.language
        choice = self._described(understood, choose(understood, lacking))
        if choice is not None:
            called = self._called(choice.query, code)
            answer = called or self._answer(understood, choice, code, context)
            if answer.status in NOTHING_FITS and is_told(choice.query):
                told = self._told(understood, code, context)
                if told is not None:
                    return told
            if choice.move is Move.ANSWER:
                return answer
            if answer.status not in NOTHING_FITS or len(choice.reading.queries) == 1:
                return self._answerers[code].remarked(answer, lacking)
        if not understood.readings:
            code = language_of(understood.tokens, known, code)
        missing = lacking.unknown if lacking.named and understood.missing else ()
        near = self._near(missing[0]) if len(missing) == 1 else ()
        return self._answerers[code].decline(understood, lacking, near)

    def _told_otherwise(
        self, asked: AskedCharacter | None, watching: Query | None, code: str
    ) -> Answer | None:
        """Answer questions about characters or where to watch, which the grammar does not read."""
        if watching is not None:
            return self._answerers[code].of_netflix(watching)
        if asked is None:
            return None
        answerer = self._answerers[asked.language]
        if asked.query is None:
            return answerer.missing(asked.missing)
        return self._called(asked.query, asked.language) or answerer.answer(asked.query)

    def _called(self, query: Query, code: str) -> Answer | None:
        """Ask who is meant by a first name, if that is all that is said of somebody."""
        called = called_so(query, self.graph, self._indexes)
        return None if called is None else self._answerers[code].called(called)

    def title_meant(self, text: str) -> str | None:
        """Return the id of the title that is named among other words, or in another language.

        ``None`` if it says anything else or the title is misspelt, which search handles better.
        """
        understood = self._reader.read(text, _ANY_TIME, Referents(), None)
        if not understood.whole:
            return None
        reading = understood.readings[0]
        foreign = understood.lexicon.language != DEFAULT_LANGUAGE
        match reading.queries[0]:
            case Films((Titled(ids),), None) | Films((OfKind(), Titled(ids)), None) if (
                foreign or not reading.guessed
            ):
                return ids[0]
            case _:
                return None

    def answer_query(self, query: Query, *, language: str = DEFAULT_LANGUAGE) -> Answer:
        """Answer a query from a button or a removed chip."""
        code = self._known(language) or DEFAULT_LANGUAGE
        try:
            answer = self._answerers[code].answer(query, relaxing=True)
        except OverBudgetError:
            return self._answerers[code].too_much()
        return self._conversation.remembering(answer, None)

    def _follow(
        self, understood: Understood, now: datetime, context: Context | None, referents: Referents
    ) -> Answer | None:
        """Return the answer to a sentence that only makes sense after the previous one."""
        if context is None or (refers_back(understood) and not changes_subject(understood)):
            return None
        followed = self._follower.follow(understood, now, context, referents)
        if followed is None:
            return None
        answer = followed.answer
        answer = self._answerers[answer.language].with_others(answer, followed.others)
        return replace(answer, work=understood.joins)

    def _described(self, understood: Understood, choice: Choice | None) -> Choice | None:
        """Return the title that a sentence describes, if that explains more than its parts do."""
        told = None if self._says is None else described(understood, self._says)
        if told is None:
            return choice
        found = self._evaluator.by_story(told)
        if found is None or not found.films:
            return choice
        if choice is not None and not is_told(choice.query):
            whole = choice.move is Move.ANSWER or not found.sure
            return choice if whole else describing(told)
        return describing(told) if choice or found.clear or found.sure else None

    def _told(self, understood: Understood, code: str, context: Context | None) -> Answer | None:
        """Return the title that a sentence may describe as a whole, if its parts found none."""
        told = None if self._says is None else described(understood, self._says, several=True)
        found = None if told is None else self._evaluator.by_story(told)
        if told is None or found is None or not found.clear:
            return None
        return self._answer(understood, describing(told), code, context)

    def _answer(
        self, understood: Understood, choice: Choice, code: str, context: Context | None
    ) -> Answer:
        answerer = self._answerers[code]
        less = softened(choice.query, self._evaluator)
        asked = answerer.loose.answerable(choice.query, understood, choice.reading)
        answer = answerer.answer(asked, relaxing=True) if less is None else answerer.softened(less)
        like = only_alike(choice.query)
        if like in self.graph.film_number:
            answer = replace(answer, like=like)
        if is_guess(answer.query, self._evaluator):
            answer = replace(answer, status=Status.PARTLY)
        if (name := theme_alone(understood, choice.reading)) and answer.status is Status.ANSWERED:
            answer = answerer.untitled(answer, name)
        if answer.status is Status.EMPTY and refers_back(understood):
            answer = replace(answer, context=context)  # the previous results are still meant
        guesses = answerer.loose.notes(understood, choice.reading)
        answer = answerer.loose.led(answer, understood, choice.reading, choice.query)
        answer = answerer.with_others(answer, choice.others)
        return replace(answer, notes=(*guesses, *answer.notes), work=understood.joins)

    def _known(self, language: str) -> str | None:
        code = language.partition("-")[0].lower()
        return code if code in self._answerers else None

    def _name_of(self, id_: str) -> str:
        graph = self.graph
        if (film := graph.film_number.find(id_)) >= 0:
            return graph.titles[film]
        if (person := graph.person_number.find(id_)) >= 0:
            return graph.names[person]
        return id_

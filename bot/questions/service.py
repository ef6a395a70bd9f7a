"""Questions answered: the one door to this room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.errors import OverBudgetError
from bot.questions.arrays import QuestionArrays
from bot.questions.dialogue.answering import Answerer
from bot.questions.dialogue.declining import SIMILAR, refers_back, shortfall
from bot.questions.dialogue.following import Follower, changes_subject
from bot.questions.dialogue.policy import FOLLOW_UP_SURENESS, Choice, Move, choose
from bot.questions.dialogue.turns import ANOTHER, SEEN, another, namesake, rephrased
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.names.entity_linker import Linker
from bot.questions.names.name_guesser import Guesser
from bot.questions.names.name_index import Names
from bot.questions.query.context import Context
from bot.questions.query.nodes import Query
from bot.questions.reading.languages import LanguageReader
from bot.questions.reading.reader import Reader
from bot.questions.reading.referents import Referents
from bot.questions.reading.themes import Themes
from bot.questions.reading.understood import Understood
from bot.questions.results.answer import Answer, Status
from bot.questions.wording.phrases import Phrases, load_phrases
from bot.questions.words.lexicon import Lexicon, load_lexicons
from bot.questions.words.small_talk import load_small_talk, small_talk
from bot.search.catalog_indexes import CatalogIndexes
from bot.stories.stories import Stories

DEFAULT_LANGUAGE = "en"


class Questions:
    """Answers questions on one catalogue; safe to use from several threads.

    Args:
        arrays: The catalogue.
        indexes: Find titles and people by what is hardly their name; ``None`` goes without.
        lexicons: The languages it reads, in the order they are tried.
        phrases: The wording of each language.
        stories: Find titles by what they are about; ``None`` goes without.

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
        reader = Reader(
            graph,
            Linker(Names(arrays.names)),
            Guesser(graph, arrays.title_words, indexes),
            None if stories is None else Themes(graph, stories.says, stories.has_all),
        )
        self._reader = LanguageReader(reader, load_lexicons() if lexicons is None else lexicons)
        self._follower = Follower(reader, self.answer_query)
        evaluator = Evaluator(graph, stories)
        words = load_phrases() if phrases is None else phrases
        self._answerers = {code: Answerer(graph, evaluator, said) for code, said in words.items()}

    def ask(
        self,
        text: str,
        *,
        now: datetime,
        language: str | None = None,
        context: Context | None = None,
    ) -> Answer:
        """Answer a question; never raises, whatever the text is.

        What would take more than the budget of its time (:mod:`bot.work.budget`) says so.

        Args:
            text: As it was typed.
            now: The moment of the question, for "last year".
            language: The language to try first, and to decline in: an ISO code or Discord locale.
            context: What the answer before it left, for questions that follow.
        """
        known = None if language is None else self._known(language)
        try:
            return self._ask(text, now, known, context)
        except OverBudgetError:
            return self._answerers[known or DEFAULT_LANGUAGE].too_much()

    def _ask(self, text: str, now: datetime, known: str | None, context: Context | None) -> Answer:
        turned = self._turn(text, known, context)
        if isinstance(turned, Answer):
            return turned
        text = turned
        referents = Referents.of(context, self._name_of)
        understood = self._reader.read(text, now, referents, known)
        answer = self._follow(understood, now, context, referents)
        if answer is not None:
            return answer
        code = understood.lexicon.language
        lacking = shortfall(understood)
        choice = choose(understood, lacking)
        if choice is not None:
            answer = self._answer(understood, choice, code, context)
            if choice.move is Move.ANSWER:
                return answer
            if answer.status is not Status.EMPTY or len(choice.reading.queries) == 1:
                return self._answerers[code].remarked(answer, lacking)
        if not understood.readings:
            code = known or code
        return self._answerers[code].decline(understood, lacking)

    def _turn(self, text: str, known: str | None, context: Context | None) -> Answer | str:
        """Return the answer to small talk, or to a short turn after an answer; else the sentence.

        What puts something right is returned as a question that follows.
        """
        talked = small_talk(text, known)
        if context is not None:
            answerer = self._answerers[context.language]
            if talked is not None and talked[1] in {ANOTHER, SEEN}:
                query = another(context)
                if query is not None:
                    return answerer.follow(query, seen=talked[1] == SEEN)
            if talked is not None and talked[1] == SIMILAR and context.movie_ids:
                return replace(answerer.answer(context.query), like=context.movie_ids[0], notes=())
            query = namesake(text, context, self.graph, load_small_talk())
            if query is not None:
                return answerer.follow(query)
        if talked is None:
            return rephrased(text, load_small_talk(), following=context is not None)
        language, kind = talked
        return self._answerers[language].talk(kind)

    def answer_query(self, query: Query, *, language: str = DEFAULT_LANGUAGE) -> Answer:
        """Answer a query: of a button, of a chip taken away, of a question."""
        answerer = self._answerers[self._known(language) or DEFAULT_LANGUAGE]
        try:
            return answerer.answer(query)
        except OverBudgetError:
            return answerer.too_much()

    def _follow(
        self, understood: Understood, now: datetime, context: Context | None, referents: Referents
    ) -> Answer | None:
        """Return the answer to a sentence that only means something after the one before it."""
        if context is None or (refers_back(understood) and not changes_subject(understood)):
            return None
        followed = self._follower.follow(understood, now, context, referents)
        if followed is None:
            return None
        answer = followed.answer
        answer = self._answerers[answer.language].with_others(answer, followed.others)
        return replace(answer, sure=FOLLOW_UP_SURENESS, work=understood.joins)

    def _answer(
        self, understood: Understood, choice: Choice, code: str, context: Context | None
    ) -> Answer:
        answerer = self._answerers[code]
        answer = answerer.answer(choice.query)
        if answer.status is Status.EMPTY and refers_back(understood):
            answer = replace(answer, context=context)  # what was found before is still meant
        guesses = answerer.guesses(understood, choice.reading)
        answer = answerer.with_others(answer, choice.others)
        return replace(
            answer,
            notes=(*guesses, *answer.notes),
            sure=choice.sure,
            work=understood.joins,
        )

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

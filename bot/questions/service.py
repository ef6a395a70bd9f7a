"""Questions answered: the one door to this room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.catalog.model import FILM_KINDS
from bot.questions.dialogue.answering import Answerer
from bot.questions.dialogue.declining import SIMILAR, refers_back, shortfall
from bot.questions.dialogue.following import Follower, changes_subject
from bot.questions.dialogue.policy import FOLLOW_UP_SURENESS, Choice, Move, choose, describing
from bot.questions.dialogue.softening import is_guess, only_alike, softened
from bot.questions.dialogue.turns import ANOTHER, SEEN, another, namesake, rephrased
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph import Graph
from bot.questions.names.catalogue_names import collect_names
from bot.questions.names.entity_linker import Linker
from bot.questions.names.name_guesser import Guesser
from bot.questions.query.context import Context
from bot.questions.query.nodes import Films, OfKind, Query, Titled
from bot.questions.reading.descriptions import described, is_told
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
from bot.throttle import AT_ONCE, Pace

DEFAULT_LANGUAGE = "en"
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""When a title is named does not matter."""


class Questions:
    """Answers questions on one catalogue; safe to use from several threads.

    Args:
        graph: The catalogue.
        indexes: Find titles and people by what is hardly their name; ``None`` goes without.
        lexicons: The languages it reads, in the order they are tried.
        phrases: The wording of each language.
        stories: Find titles by what they are about; ``None`` goes without.
        pace: How it is made beside other work.
    """

    def __init__(
        self,
        graph: Graph,
        indexes: CatalogIndexes | None = None,
        lexicons: Sequence[Lexicon] | None = None,
        phrases: Mapping[str, Phrases] | None = None,
        stories: Stories | None = None,
        pace: Pace = AT_ONCE,
    ) -> None:
        self._graph = graph
        reader = Reader(
            graph,
            Linker(collect_names(graph, pace)),
            Guesser(graph, indexes, pace),
            None if stories is None else Themes(graph, stories.says, stories.has_all),
        )
        self._reader = LanguageReader(reader, load_lexicons() if lexicons is None else lexicons)
        self._follower = Follower(reader, self.answer_query)
        self._says = None if stories is None else stories.says
        evaluator = self._evaluator = Evaluator(graph, stories)
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

        Args:
            text: As it was typed.
            now: The moment of the question, for "last year".
            language: The language to try first, and to decline in: an ISO code or Discord locale.
            context: What the answer before it left, for questions that follow.
        """
        known = None if language is None else self._known(language)
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
        choice = self._described(understood, choose(understood, lacking))
        if choice is not None:
            answer = self._answer(understood, choice, code, context)
            if answer.status is Status.EMPTY and is_told(choice.query):
                told = self._told(understood, code, context)
                if told is not None:
                    return told
            if choice.move is Move.ANSWER:
                return answer
            if answer.status is not Status.EMPTY or len(choice.reading.queries) == 1:
                return self._answerers[code].remarked(answer, lacking)
        if not understood.readings and not understood.is_spoken:
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
            query = namesake(text, context, self._graph, load_small_talk())
            if query is not None:
                return answerer.follow(query)
        if talked is None:
            return rephrased(text, load_small_talk(), following=context is not None)
        language, kind = talked
        answer = self._answerers[language].talk(kind)
        if answer.status is Status.PICK and self._reader.speaks_of_films(text, language):
            return replace(answer, query=Films((OfKind(FILM_KINDS),)))
        return answer

    def title_meant(self, text: str) -> str | None:
        """Return the id of the title that is named among other words, or in another language.

        ``None`` where anything else is said, or the title is misspelt: search knows that better.
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
        """Answer a query: of a button, of a chip taken away, of a question."""
        return self._answerers[self._known(language) or DEFAULT_LANGUAGE].answer(query)

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

    def _described(self, understood: Understood, choice: Choice | None) -> Choice | None:
        """Return the title that a sentence describes, where that says more than its parts do."""
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
        """Return the title that a sentence may describe as a whole, where its parts found none."""
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
        answer = answerer.answer(choice.query) if less is None else answerer.softened(less)
        if like := only_alike(choice.query):
            # What follows is asked of that title.
            named = Films((Titled((like,), self._name_of(like)),))
            answer = replace(answer, like=like, context=Context(named, (like,), (), code))
        if is_guess(answer.query, self._evaluator):
            answer = replace(answer, status=Status.PARTLY)
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
        if (film := self._graph.film_number.get(id_)) is not None:
            return self._graph.films[film].title
        if (person := self._graph.person_number.get(id_)) is not None:
            return self._graph.people[person].name
        return id_

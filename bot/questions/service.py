"""Questions answered: the one door to this room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.catalog.model import PersonRef
from bot.questions.answers import Answer, Context, Status
from bot.questions.catalogue_names import collect_names
from bot.questions.chart import MAX_JOINS
from bot.questions.chips import chips
from bot.questions.closeness import Neighbourhood
from bot.questions.decline import declined, refers_back, shortfall
from bot.questions.evaluate import Evaluator
from bot.questions.explain import Explainer
from bot.questions.following import Follower, changes_subject
from bot.questions.graph import Graph
from bot.questions.guesses import Guesser
from bot.questions.lexicon import Lexicon, load_lexicons
from bot.questions.mentions import Linker
from bot.questions.phrases import Phrases, load_phrases
from bot.questions.query import Check, Compare, Query
from bot.questions.readings import Reader
from bot.questions.referents import Referents
from bot.questions.result import Result
from bot.questions.results import Results
from bot.questions.tree import tree
from bot.questions.understood import Reading, Understood
from bot.search.catalog_indexes import CatalogIndexes
from bot.throttle import AT_ONCE, Pace

DEFAULT_LANGUAGE = "en"
GOOD_COST = 2.5
"""A reading this cheap is taken without trying another language, and so is one of too much work."""
OTHER_LANGUAGE = 0.75
"""Another language than the one tried first must read a sentence so much better."""
REMEMBERED = 100
"""So many titles of an answer may be asked about afterwards."""
FOLLOWING = 0.9
"""How sure a changed query is: a fragment may also be a question of its own."""
OTHER_READINGS = 3
OTHER_COST = 1.0
"""A runner-up this much dearer than the best reading is still offered."""


class Questions:
    """Answers questions on one catalogue; safe to use from several threads.

    Args:
        graph: The catalogue.
        indexes: Find titles and people by what is hardly their name; ``None`` goes without.
        lexicons: The languages it reads, in the order they are tried.
        phrases: The wording of each language.
        pace: How it is made beside other work.
    """

    def __init__(
        self,
        graph: Graph,
        indexes: CatalogIndexes | None = None,
        lexicons: Sequence[Lexicon] | None = None,
        phrases: Mapping[str, Phrases] | None = None,
        pace: Pace = AT_ONCE,
    ) -> None:
        self._graph = graph
        self._lexicons = tuple(load_lexicons() if lexicons is None else lexicons)
        words = load_phrases() if phrases is None else phrases
        self._reader = Reader(
            graph, Linker(collect_names(graph, pace)), Guesser(graph, indexes, pace)
        )
        evaluator = Evaluator(graph)
        self._results = {
            language: Results(graph, evaluator, said) for language, said in words.items()
        }
        self._phrases = words
        self._follower = Follower(self._reader, self.answer_query)
        self._close = {
            language: Neighbourhood(graph, evaluator, self._results[language], words[language])
            for language in words
        }

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
        referents = Referents.of(context, self._name_of)
        understood = self._read(text, now, language, referents)
        code = understood.lexicon.language
        lacking = shortfall(understood)
        if context is not None and (changes_subject(understood) or not refers_back(understood)):
            followed = self._follower.follow(understood, now, context, referents)
            if followed is not None:
                answer = self._with_others(followed.answer, followed.others)
                return replace(answer, sure=FOLLOWING, work=understood.joins)
        single = [reading for reading in understood.readings if len(reading.queries) == 1]
        if lacking.complete and single:
            best = single[0]
            answer = self.answer_query(best.queries[0], language=code)
            if answer.status is Status.EMPTY and refers_back(understood):
                answer = replace(answer, context=context)  # what was found before is still meant
            others = [
                reading.queries[0]
                for reading in single[1:]
                if reading.cost <= best.cost + OTHER_COST and not reading.passed
            ]
            return replace(
                self._with_others(answer, others),
                notes=(*self._guesses(understood, best, code), *answer.notes),
                sure=_sureness(best.cost),
                work=understood.joins,
            )
        if not understood.readings and language is not None:
            code = self._known(language) or code
        return declined(understood, lacking, self._phrases[code], self._close[code])

    def answer_query(self, query: Query, *, language: str = DEFAULT_LANGUAGE) -> Answer:
        """Answer a query: of a button, of a chip taken away, of a question."""
        code = self._known(language) or DEFAULT_LANGUAGE
        result = self._results[code].of(query)
        explainer = Explainer(self._phrases[code])
        movie_ids = tuple(self._graph.films[number].id for number in result.films)
        people = tuple(
            PersonRef(self._graph.people[number].id, self._graph.people[number].name)
            for number in result.people
        )
        close = self._close[code]
        return Answer(
            result.status,
            result.sentence,
            code,
            query,
            movie_ids,
            people,
            tuple(result.values),
            tuple(result.evidence),
            chips(query, explainer),
            tree(query, explainer),
            close.notes(query),
            close=close.of(query) if result.status is not Status.ANSWERED else (),
            others=close.namesakes(query),
            sure=1.0,
            context=_context(query, result, movie_ids, people, code),
            lines=tuple(result.lines),
        )

    def _known(self, language: str) -> str | None:
        code = language.partition("-")[0].lower()
        return code if code in self._results else None

    def _read(
        self, text: str, now: datetime, language: str | None, referents: Referents
    ) -> Understood:
        preferred = None if language is None else self._known(language)
        order = sorted(self._lexicons, key=lambda lexicon: lexicon.language != preferred)
        best: Understood | None = None
        joins = 0
        for lexicon in order:
            if best is not None and lexicon.strangers(best.tokens) > best.strange:
                continue  # it knows fewer of the words: it is not their language
            found = self._reader.read(text, lexicon, now, referents)
            joins += found.joins
            if best is None or (
                found.cost + OTHER_LANGUAGE < best.cost
                and (found.whole or found.strange <= best.strange)
            ):
                best = found
            if best.cost <= GOOD_COST or joins > MAX_JOINS:
                break
        if best is None:
            raise ValueError("no lexicon was given")
        joins -= best.joins
        if best.further is not None and best.unknown:
            best = best.further()
        return replace(best, joins=joins + best.joins) if joins else best

    def _with_others(self, answer: Answer, queries: Sequence[Query]) -> Answer:
        if not queries:
            return answer
        known = _unasked(answer.query)
        offered = self._close[answer.language].suggestions(
            [query for query in queries if _unasked(query) != known], answer.query
        )
        return replace(answer, others=(*answer.others, *offered)[:OTHER_READINGS])

    def _guesses(self, understood: Understood, reading: Reading, code: str) -> tuple[str, ...]:
        guessed = [
            *((mention.written, mention.entries[0].name) for mention in reading.guessed),
            *understood.mended,
        ]
        return tuple(
            self._phrases[code].say("note.guessed", written=written, name=name)
            for written, name in guessed
        )

    def _name_of(self, id_: str) -> str:
        if (film := self._graph.film_number.get(id_)) is not None:
            return self._graph.films[film].title
        if (person := self._graph.person_number.get(id_)) is not None:
            return self._graph.people[person].name
        return id_


def _unasked(query: Query | None) -> Query | None:
    """Return a comparison, or what is checked, as what it is whether or not it was asked so."""
    match query:
        case Compare():
            return replace(query, polar=False)
        case Check(films):
            return films
        case _:
            return query


def _sureness(cost: float) -> float:
    """Return how sure a reading is: 1 for a plain one, towards 0 the more far-fetched it is."""
    return round(1.0 / (1.0 + max(0.0, cost - 0.5)), 3)


def _context(
    query: Query,
    result: Result,
    movie_ids: tuple[str, ...],
    people: tuple[PersonRef, ...],
    language: str,
) -> Context | None:
    if result.status is Status.DECLINED:
        return None
    return Context(
        query, movie_ids[:REMEMBERED], tuple(who.id for who in people[:REMEMBERED]), language
    )

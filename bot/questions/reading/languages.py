"""Language identification: the language that reads a sentence best."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime

from bot.questions.parser.chart import MAX_JOINS
from bot.questions.query.nodes import About
from bot.questions.query.walk import walk
from bot.questions.reading.reader import Reader
from bot.questions.reading.referents import Referents
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import tokenize

GOOD_COST = 2.5
"""A reading this cheap is taken without trying another language."""
LANGUAGE_MARGIN = 0.75
"""How much cheaper a reading in another than the first language must be to win."""


class LanguageReader:
    """Reads sentences in whichever language fits best.

    Args:
        reader: Reads sentences in one language.
        lexicons: The lexicons, in the order to try them.
    """

    def __init__(self, reader: Reader, lexicons: Sequence[Lexicon]) -> None:
        self._reader = reader
        self._lexicons = tuple(lexicons)

    def read(
        self,
        text: str,
        now: datetime,
        referents: Referents,
        preferred: str | None,
        *,
        untitled: Container[tuple[int, int]] = (),
    ) -> Understood:
        """Return the readings of a sentence in the language that reads it best.

        Args:
            text: The sentence.
            now: The time of the message.
            referents: The referents of anaphors.
            preferred: The code of the language to try first.
            untitled: Spans that are not titles, as start and end.

        Raises:
            ValueError: There is no lexicon.
        """
        order = sorted(self._lexicons, key=lambda lexicon: lexicon.language != preferred)
        best: Understood | None = None
        joins = 0
        for lexicon in order:
            if best is not None and lexicon.strangers(best.tokens) > best.strange:
                continue  # it knows fewer of the words, so it is not the right one
            found = self._reader.read(text, lexicon, now, referents, untitled=untitled)
            joins += found.joins
            if best is None or _is_better(found, best):
                best = found
            if _is_settled(best) or joins > MAX_JOINS:
                break
        if best is None:
            raise ValueError("no lexicon was given")
        joins -= best.joins
        if best.further is not None and best.unknown:
            best = best.further()
        return replace(best, joins=joins + best.joins) if joins else best

    def speaks_of_films(self, text: str, language: str) -> bool:
        """Return whether a sentence explicitly asks for films."""
        words = [token.word for token in tokenize(text)]
        return any(
            lexeme.category is Category.NOUN and lexeme.value in {"film", "films"}
            for lexicon in self._lexicons
            if lexicon.language == language
            for place in range(len(words))
            for lexeme in lexicon.at(words, place)
        )


def _is_settled(best: Understood) -> bool:
    """Return whether no other language needs to be tried; unknown words in a theme may be one's."""
    if best.cost > GOOD_COST:
        return False
    return not best.strange or not any(
        isinstance(node, About) for query in best.readings[0].queries for node in walk(query)
    )


def _is_better(found: Understood, best: Understood) -> bool:
    if not any(found.lexicon.knows(token.word) for token in found.tokens):
        return False  # no word of that language occurs
    if found.strange < best.strange and found.cost <= GOOD_COST:
        return True
    cheaper = found.cost + LANGUAGE_MARGIN < best.cost
    return cheaper and (found.whole or found.strange <= best.strange)

"""Reads questions about who plays a character."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.questions.dialogue.declining import CHARACTER, Shortfall, shortfall
from bot.questions.evaluation.evaluator import Evaluator
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import About, Among, Films, Telling, Titled, is_one_title
from bot.questions.query.queries import Portrayed
from bot.questions.reading.understood import Understood
from bot.questions.words.patterns.character_questions import CharacterQuestion, character_questions
from bot.questions.words.tokens import words_of

MAX_NAME = 3
"""The longest character name, in words, if the question may ask something else."""


@dataclass(frozen=True, slots=True)
class AskedCharacter:
    """A question about who plays a character.

    Attributes:
        query: The query; ``None`` if its title is not in the catalogue.
        missing: Words in the position of a title that name none.
        language: The code of its language.
    """

    query: Portrayed | Films | None
    missing: str
    language: str


class CharacterReader:
    """Reads questions about who plays a character.

    Args:
        graph: The catalogue.
        evaluator: Finds the stories that mention somebody.
    """

    def __init__(self, graph: Graph, evaluator: Evaluator) -> None:
        self._graph = graph
        self._evaluator = evaluator

    def read(
        self,
        understood: Understood,
        lacking: Shortfall,
        shown: str | None,
        read: Callable[[str], Understood],
    ) -> AskedCharacter | None:
        """Return the question about a character that a sentence asks, if any.

        Args:
            understood: The sentence.
            lacking: What its best reading leaves open.
            shown: The id of the title mentioned before.
            read: Reads the name of a title.
        """
        missing: AskedCharacter | None = None
        for asked in character_questions(understood.tokens):
            if lacking.complete and not (asked.surely and _is_named(asked.name, understood)):
                continue
            if asked.titles:
                if (found := self._titles_with(asked, lacking)) is not None:
                    return AskedCharacter(found, "", asked.language)
                continue
            certain = asked.certain or CHARACTER in lacking.beyond
            if not certain and lacking.beyond:  # "the cinematographer" is nobody's part
                continue
            if not asked.film:
                if (query := self._anywhere(asked, shown, certain=certain)) is not None:
                    return AskedCharacter(query, "", asked.language)
            elif (films := self._title(asked, read)) is not None:
                return AskedCharacter(Portrayed(asked.name, films), "", asked.language)
            elif certain:
                missing = missing or AskedCharacter(None, asked.film, asked.language)
        return missing

    def _titles_with(self, asked: CharacterQuestion, lacking: Shortfall) -> Films | None:
        """Return the titles that mention somebody whose name is not otherwise explained."""
        named = asked.name.split()
        unknown = {word for run in lacking.unknown for word in run.split()}
        if not unknown or not unknown.issuperset(named):
            return None
        if self._evaluator.is_name(asked.name) and not self._evaluator.says(asked.name):
            return None  # a Sean and a Hayes, but no Sean Hayes
        known = self._evaluator.telling_of(asked.name)
        return Films((About(asked.name, Telling.WITH),)) if known else None

    def _title(self, asked: CharacterQuestion, read: Callable[[str], Understood]) -> Films | None:
        """Return the title to look in: of several that begin alike, one with the character."""
        films = _title(read(asked.film))
        if films is not None:
            return films
        row = self._graph.titles_beginning(asked.film)
        numbers = [self._graph.film_number[id_] for id_ in row]
        telling = [number for number in self._evaluator.telling_of(asked.name) if number in numbers]
        if not numbers:
            return None
        first = self._graph.films[(telling or numbers)[0]]
        return Films((Titled((first.id,), first.title),))

    def _anywhere(
        self, asked: CharacterQuestion, shown: str | None, *, certain: bool
    ) -> Portrayed | None:
        """Return the query of a sentence that names no title."""
        before = None if shown is None else self._graph.film_with(shown)
        here = Films() if before is None else Films((Among((before.id,), before.title),))
        if asked.unnamed:
            return Portrayed(asked.name, here) if before is not None else None
        if before is not None and (certain or self._is_told_of(asked.name, before.id)):
            # After a title, the question means that one, unless the character is known elsewhere.
            elsewhere = certain and not self._is_told_of(asked.name, before.id)
            if not (elsewhere and self._is_titled_or_told(asked.name)):
                return Portrayed(asked.name, here)
        known = self._evaluator.with_character(asked.name)
        if certain or (known and len(asked.name.split()) <= MAX_NAME):
            return Portrayed(asked.name, Films())
        return None

    def _is_titled_or_told(self, name: str) -> bool:
        titled = self._graph.titles_beginning(name)
        return bool(titled or self._evaluator.parts.named(name))

    def _is_told_of(self, name: str, film: str) -> bool:
        number = self._graph.film_number[film]
        return number in self._evaluator.telling_of(name) or any(
            part.film == number for part in self._evaluator.parts.named(name)
        )


def _is_named(name: str, understood: Understood) -> bool:
    """Return whether words are more than what parts are called in general: "the lead role"."""
    return not all(map(understood.lexicon.knows, words_of(name)))


def _title(understood: Understood) -> Films | None:
    """Return the title that words name, and nothing else."""
    if not shortfall(understood).complete:
        return None
    query = understood.readings[0].queries[0]
    if isinstance(query, Films) and any(map(is_one_title, query.conditions)):
        return Films(tuple(filter(is_one_title, query.conditions)))
    return None

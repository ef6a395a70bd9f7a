"""Searches titles by their stories."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.questions.evaluation.graph.film_set import FilmSet
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.other_words import prepare, wordings
from bot.runtime.workers.budget import look
from bot.stories.stories import Stories
from bot.stories.sureness import Sureness
from bot.stories.text.words import words

CACHED_SEARCHES = 64
"""How many searches are cached: one answer needs the same few repeatedly."""
MAX_TOLD = 30
"""The most titles that a search for a theme gives."""
LONG_TOLD = 6
"""A text with this many words describes one title rather than a theme."""
NEAREST_TOLD = 5
"""How many of the closest titles are given if none is clearly about the theme."""
MAX_OTHER_NAMES = 2
"""The most words of a full name after the first."""
SURNAME_SHARE = 2 / 3
"""If so many stories with a surname have the same first name before it, all mean that person."""
MAX_DESCRIBED = 10
"""How many candidates are given for a described title."""


class ByStory(NamedTuple):
    """Titles by how well their stories match.

    Attributes:
        films: Best first.
        clear: Whether they are about it rather than just the closest.
        sure: Whether the first is certainly meant, if one title is described.
        certain: Those that both the words and the meaning of their stories speak for.
    """

    films: Sequence[int]
    clear: bool
    sure: bool = False
    certain: frozenset[int] = frozenset()

    @property
    def is_certain(self) -> bool:
        """Whether most of the first titles are certain, above all the very first."""
        first = self.films[:NEAREST_TOLD]
        few = sum(film in self.certain for film in first)
        return bool(first) and first[0] in self.certain and 2 * few >= len(first)

    @property
    def for_ordering(self) -> Sequence[int]:
        """The titles to put into another order than that of their stories.

        A doubtful one would come first as easily as any other.
        """
        return [film for film in self.films if film in self.certain]


class StorySearch:
    """Searches the stories of a catalogue and caches recent results.

    Args:
        graph: The catalogue.
        stories: Its stories; ``None`` finds nothing.
    """

    def __init__(self, graph: Graph, stories: Stories | None) -> None:
        self._graph = graph
        self._stories = stories
        self._places: NDArray[np.intp] | None = None  # looked up when first needed
        prepare()
        self.about = lru_cache(maxsize=CACHED_SEARCHES)(self._about)
        self.telling_of = lru_cache(maxsize=CACHED_SEARCHES)(self._telling_of)

    def _about(self, text: str, among: FilmSet, *, one: bool = False) -> ByStory:
        """Return the titles of a set that are about a text, or the one that it describes."""
        if self._stories is None or not among:
            return ByStory((), clear=False)
        graph = self._graph
        everything = len(among) == len(graph.films)
        allowed = None if everything else self._allowed(self._stories, among)
        if not one and (named := self._named(self._stories, text)):
            films = (among & named).ascending()
            return ByStory(films, clear=bool(films), certain=frozenset(films))
        if self.is_name(text) and (named := self._stories.with_phrase(text)):
            # Stories with a Tim and with somebody called Allen are not about Tim Allen.
            telling = np.zeros(len(self._stories), bool)
            telling[named] = True
            allowed = telling if allowed is None else telling & allowed
        texts = (text,) if one else wordings(text)
        if len(texts) > 1:
            return self._about_any(self._stories, texts, allowed)
        found = self._stories.search(text, limit=MAX_DESCRIBED if one else MAX_TOLD, marked=allowed)
        # If no story has any of the words, similar ones are only the closest.
        has_words = any(hit.covered > 0 for hit in found)
        clear = [hit for hit in found if hit.is_about and has_words]
        hits = found.hits if one else clear
        if not one and clear and len(text.split()) >= LONG_TOLD:
            # So long a description means one title, whose story may use other words.
            first = {hit.id for hit in (*found.hits[:NEAREST_TOLD], *clear)}
            hits = [hit for hit in found if hit.id in first]
        if not one and not clear and found.sureness is not Sureness.NOTHING_TO_GO_BY:
            hits = found.hits[:NEAREST_TOLD]
        known = graph.film_number
        return ByStory(
            [known[hit.id] for hit in hits if hit.id in known],
            clear=bool(clear),
            sure=found.sureness is Sureness.SURE,
            certain=frozenset(
                known[hit.id] for hit in clear if hit.is_surely_about and hit.id in known
            ),
        )

    def _named(self, stories: Stories, text: str) -> FilmSet | None:
        """Return the titles that tell of somebody by a full name or just a surname.

        If most of those with a surname are about one person, who may go by it alone, all are.
        """
        *first, last = words(text) or [""]
        if len(first) > 1 or (first and not self._graph.is_first_name(first[0])):
            return None
        told = stories.naming(last)
        names = Counter(name for names in told.values() for name in names)
        usual = max(filter(self._graph.is_first_name, names), key=names.__getitem__, default="")
        of_person = first[0] if first else usual
        mostly = SURNAME_SHARE * len(told) <= names[of_person]
        if not names[of_person] or not (first or mostly):
            return None
        numbers = (
            self._graph.film_number.find(id_)
            for id_, names in told.items()
            if mostly or of_person in names
        )
        return FilmSet.of(number for number in numbers if number >= 0)

    def is_name(self, text: str) -> bool:
        """Return whether a text looks like somebody's full name."""
        first, *others = text.lower().split() or [""]
        return 1 <= len(others) <= MAX_OTHER_NAMES and self._graph.is_first_name(first)

    def _allowed(self, stories: Stories, among: FilmSet) -> NDArray[np.bool_]:
        """Return which stories belong to titles of a set."""
        if self._places is None:
            self._places = stories.places(self._graph.film_ids)
        places = self._places[among.array()]
        allowed = np.zeros(len(stories), bool)
        allowed[places[places >= 0]] = True
        return allowed

    def _about_any(
        self, stories: Stories, texts: Sequence[str], allowed: NDArray[np.bool_] | None
    ) -> ByStory:
        """Return titles clearly about any of several texts, those about most of them first."""
        weights: dict[int, float] = {}
        certain: set[int] = set()
        for text in texts:
            look()
            found = stories.search(text, limit=MAX_TOLD, marked=allowed)
            if not any(hit.covered > 0 for hit in found):
                continue
            best = found.hits[0].score or 1.0
            for hit in found:
                number = self._graph.film_number.get(hit.id)
                known = text == texts[0] or number in weights
                if number is not None and (hit.is_about if known else hit.is_surely_about):
                    weights[number] = weights.get(number, 0.0) + hit.score / best
                    if hit.is_surely_about:
                        certain.add(number)
        ranked = sorted(weights, key=lambda number: (-weights[number], number))[:MAX_TOLD]
        if ranked:
            return ByStory(ranked, clear=True, certain=frozenset(certain))
        hits = stories.search(texts[0], limit=NEAREST_TOLD, marked=allowed)
        numbers = (self._graph.film_number.get(hit.id) for hit in hits)
        return ByStory([number for number in numbers if number is not None], clear=False)

    def says(self, text: str) -> bool:
        """Return whether any story has the words of a text one after the other."""
        return self._stories is not None and self._stories.has_phrase(text)

    def _telling_of(self, text: str) -> Sequence[int]:
        """Return the titles whose stories contain every word of a text, best first.

        If some contain them one after the other, only these: "the Joker" is not Private Joker.
        """
        look()
        if self._stories is None:
            return []
        known = self._graph.film_number
        hits = self._stories.search(text, None, MAX_TOLD)
        found = [known[hit.id] for hit in hits if hit.covered >= 1 and hit.id in known]
        if len(found) > 1 and len(text.split()) > 1:
            places = self._stories.places(map(self._graph.film_ids.__getitem__, found))
            whole = set(self._stories.with_phrase(text))
            telling = [film for film, at in zip(found, places.tolist(), strict=True) if at in whole]
            return telling or found
        return found

"""Titles ranked by how much they are like others: genres, story, people, time, in that order.

Who names a title and adds a condition wants the same sort of film; the *Similar* list of its card
(:mod:`bot.catalog.similar`) weighs the people more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log, log1p

from bot.questions.evaluation.graph import FilmNode, Graph
from bot.stories.stories import Stories

MAX_COMPARED = 3_000
"""So many titles are compared at most, the best known first."""
MAX_READ = 120
"""Of so many, the stories are."""
_GENRES, _STORY, _KIND, _TIME, _RATING, _FAME = 1.0, 0.8, 0.15, 0.15, 0.1, 0.02
_PEOPLE = (0.3, 0.1, 0.1)
"""For somebody shared, by role; in the order of :class:`~bot.catalog.model.Role`."""
_HALF_YEARS = 10.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares the titles of a catalogue.

    Attributes:
        graph: It.
        stories: Its stories; ``None`` goes without.
    """

    graph: Graph
    stories: Stories | None = None

    def ranked(self, models: Sequence[int], among: Collection[int]) -> list[int]:
        """Return titles by how much they are like all of some others, most first."""
        graph = self.graph
        others = sorted(set(among).difference(models))[:MAX_COMPARED]
        facts = {number: self._by_facts(models, number) for number in others}
        best = sorted(others, key=lambda number: (-facts[number], number))
        read = best[:MAX_READ]
        if self.stories is None:
            return read
        told = self.stories.likeness
        score = {
            number: facts[number]
            + _STORY * min(told(graph.films[model].id, graph.films[number].id) for model in models)
            for number in read
        }
        return sorted(read, key=lambda number: (-score[number], number))

    def _by_facts(self, models: Sequence[int], number: int) -> float:
        film = self.graph.films[number]
        shares = [self._shares(self.graph.films[model], film) for model in models]
        # Like all of them: the least like counts most.
        alike = (min(shares) + sum(shares) / len(shares)) / 2
        return alike + _FAME * log1p(film.votes or 0)

    def _shares(self, model: FilmNode, film: FilmNode) -> float:
        shared = self._weight(set(model.genres).intersection(film.genres))
        score = _GENRES * shared / (self._weight({*model.genres, *film.genres}) or 1.0)
        score += _KIND * (model.kind is film.kind)
        if model.year is not None and film.year is not None:
            score += _TIME / (1 + abs(model.year - film.year) / _HALF_YEARS)
        if film.rating is not None and model.rating is not None:
            score += _RATING / (1 + abs(model.rating - film.rating))
        for weight, ours, theirs in zip(_PEOPLE, model.credits, film.credits, strict=True):
            score += weight * min(2, len(set(ours).intersection(theirs)))
        return score

    def _weight(self, genres: Collection[str]) -> float:
        """Return what genres say, the rarer the more."""
        count = len(self.graph.films)
        return sum(log(1 + count / len(self.graph.by_genre[name])) for name in genres)

"""Titles ranked by how much they are like others: genres, story, people, time, in that order.

Who names a title and adds a condition wants the same sort of film; the *Similar* list of its card
(:mod:`bot.catalog.similar`) weighs the people more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import Role
from bot.questions.evaluation.graph.film_set import FilmSet
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import Attribute, Key
from bot.relations import Numbers
from bot.stories.stories import Stories
from bot.workers.budget import look

MAX_COMPARED = 3_000
"""So many titles are compared at most, the best known first."""
MAX_READ = 120
"""Of so many, the stories are."""
_GENRES, _STORY, _KIND, _TIME, _RATING, _FAME = 1.0, 0.8, 0.15, 0.15, 0.1, 0.02
_PEOPLE = {Role.DIRECTOR: 0.3, Role.CAST: 0.1, Role.WRITER: 0.1}
"""For somebody shared, by role."""
_MAX_SHARED = 2
_HALF_YEARS = 10.0
_NONE = -1


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares the titles of a catalogue.

    Attributes:
        graph: It.
        stories: Its stories; ``None`` goes without.
    """

    graph: Graph
    stories: Stories | None = None

    def ranked(self, models: Sequence[int], among: FilmSet) -> list[int]:
        """Return titles by how much they are like all of some others, most first."""
        others = np.setdiff1d(among.array(), models)[:MAX_COMPARED]
        facts = self._by_facts(models, others)
        best = (-facts).argsort(kind="stable")[:MAX_READ]
        read, score = others[best], facts[best]
        if self.stories is not None:
            score = score + _STORY * self._by_story(self.stories, models, read)
        return read[np.lexsort((read, -score))].tolist()

    def _by_story(
        self, stories: Stories, models: Sequence[int], others: Numbers
    ) -> NDArray[np.float64]:
        """Return how much the stories of titles are like the least like of the models'."""
        look()
        ids = self.graph.film_ids
        told = [
            [stories.similarity(ids[model], ids[other]) for other in others.tolist()]
            for model in models
        ]
        return np.array(told, np.float64).min(axis=0)

    def _by_facts(self, models: Sequence[int], others: Numbers) -> NDArray[np.float64]:
        shares = np.array([self._shares(model, others) for model in models])
        # Like all of them: the least like counts most.
        alike = (shares.min(axis=0) + shares.mean(axis=0)) / 2
        return alike + _FAME * np.log1p(np.nan_to_num(self.graph.figures[Key.VOTES][others]))

    def _shares(self, model: int, others: Numbers) -> NDArray[np.float64]:
        graph = self.graph
        score = _GENRES * self._of_genres(model, others)
        score += _KIND * (self._kinds(others) == self._kinds(np.array([model])))
        for key, weight, half in ((Key.YEAR, _TIME, _HALF_YEARS), (Key.RATING, _RATING, 1.0)):
            figures = graph.figures[key]
            apart = np.abs(figures[others] - figures[model])
            score += np.nan_to_num(weight / (1 + apart / half))
        for role, weight in _PEOPLE.items():
            (credits_,) = graph.arrays.credits((role,))
            places, people = credits_.people.gather(others)
            shared = np.isin(people, graph.people_of(model, role))
            counts = np.bincount(places[shared], minlength=len(others))
            score += weight * np.minimum(counts, _MAX_SHARED)
        return score

    def _of_genres(self, model: int, others: Numbers) -> NDArray[np.float64]:
        """Return which part of all their genres is shared, the rarer weighing the more."""
        genres = self.graph.arrays.genre
        weights = np.log(1 + len(self.graph.films) / np.maximum(1, genres.films.sizes()))
        own = np.array(self.graph.facets[Attribute.GENRE].numbers(model), np.int64)
        places, held = genres.held.gather(others)
        all_of = np.bincount(places, weights=weights[held], minlength=len(others))
        is_shared = np.isin(held, own)
        shared = np.bincount(
            places[is_shared], weights=weights[held[is_shared]], minlength=len(others)
        )
        every = all_of + weights[own].sum() - shared
        return np.divide(shared, every, out=np.zeros(len(others)), where=every > 0)

    def _kinds(self, films: Numbers) -> Numbers:
        """Return the number of each title's kind, -1 where it is not known."""
        places, held = self.graph.arrays.kind.held.gather(films)
        kinds = np.full(len(films), _NONE)
        kinds[places] = held
        return kinds

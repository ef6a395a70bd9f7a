"""Titles ranked by how much they are like others: tags, story, genres, people, time.

Whoever names a title and adds a condition wants the same sort of film: people weigh less than in
the *Similar* list of a card (:mod:`bot.catalog.similar`).
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
_TAGS, _GENRES, _STORY, _KIND, _TIME, _RATING, _FAME = 0.38, 0.2, 0.16, 0.04, 0.07, 0.03, 0.06
_PEOPLE = {Role.DIRECTOR: 0.08, Role.CAST: 0.05, Role.WRITER: 0.03}
"""For somebody shared, by role."""
_MAX_SHARED = 2
_HALF_YEARS, _HALF_POINTS = 8.0, 0.5
"""Distances at which nearness has fallen to half."""
_HALF_VOTES = 100_000
"""Votes that count for half of the fame."""
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
        votes = np.nan_to_num(self.graph.figures[Key.VOTES][others])
        return alike + _FAME * votes / (votes + _HALF_VOTES)

    def _shares(self, model: int, others: Numbers) -> NDArray[np.float64]:
        graph = self.graph
        score = _TAGS * self._overlap(Attribute.TAG, model, others)
        score += _GENRES * self._overlap(Attribute.GENRE, model, others)
        score += _KIND * (self._kinds(others) == self._kinds(np.array([model])))
        for key, weight, half in (
            (Key.YEAR, _TIME, _HALF_YEARS),
            (Key.RATING, _RATING, _HALF_POINTS),
        ):
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

    def _overlap(self, attribute: Attribute, model: int, others: Numbers) -> NDArray[np.float64]:
        """Return the Sørensen–Dice coefficient of genres or tags, rare ones weighing more."""
        facet = self.graph.arrays.tag if attribute is Attribute.TAG else self.graph.arrays.genre
        weights = np.log(1 + len(self.graph.films) / np.maximum(1, facet.films.sizes()))
        own = np.array(self.graph.facets[attribute].numbers(model), np.int64)
        places, held = facet.held.gather(others)
        theirs = np.bincount(places, weights=weights[held], minlength=len(others))
        is_shared = np.isin(held, own)
        shared = np.bincount(
            places[is_shared], weights=weights[held[is_shared]], minlength=len(others)
        )
        both = theirs + weights[own].sum()
        return np.divide(2 * shared, both, out=np.zeros(len(others)), where=both > 0)

    def _kinds(self, films: Numbers) -> Numbers:
        """Return the number of each title's kind, -1 where it is not known."""
        places, held = self.graph.arrays.kind.held.gather(films)
        kinds = np.full(len(films), _NONE)
        kinds[places] = held
        return kinds

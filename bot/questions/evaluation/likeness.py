"""Ranks titles by similarity to others: tags, story, genres, people, time.

Somebody who names a title and adds a condition wants the same sort of film, so people weigh less
than in the *Similar* list of a card (:mod:`bot.catalog.similar`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Role, person_id
from bot.questions.evaluation.graph.arrays import Facet
from bot.questions.evaluation.graph.film_set import FilmSet
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.well_known import WellKnown, well_known
from bot.questions.query.nodes import Attribute, Key
from bot.relations import Numbers, are_among
from bot.runtime.workers.budget import look
from bot.stories.stories import Stories

MAX_COMPARED = 3_000
"""The most titles that are compared, best known first."""
MAX_READ = 120
"""How many of them have their stories compared."""
_TAGS, _GENRES, _STORY, _KIND, _TIME, _RATING, _FAME = 0.38, 0.2, 0.16, 0.04, 0.07, 0.03, 0.06
_PEOPLE = {Role.DIRECTOR: 0.08, Role.CAST: 0.05, Role.WRITER: 0.03}
"""The weight of a shared person, by role."""
_MAX_SHARED = 2
_HALF_YEARS, _HALF_POINTS = 8.0, 0.5
"""The distances in years and rating points at which similarity has fallen to half."""
_HALF_VOTES = 100_000
"""The number of votes that counts as half of the fame."""
_NONE = -1


@dataclass(frozen=True, slots=True)
class Model:
    """The features of a title that others are compared with, in numbers of the graph.

    Attributes:
        id: The title's id.
        number: Its number; ``None`` if the catalogue lacks it.
        genres: Its genres.
        tags: Its tags.
        kinds: Its possible kinds.
        figures: Its year and rating, if known.
        people: Its people by role.
        story: What it is about, in words, if the catalogue has no story of it.
    """

    id: str
    number: int | None
    genres: Sequence[int]
    tags: Sequence[int]
    kinds: Sequence[int]
    figures: Mapping[Key, float]
    people: Mapping[Role, Sequence[int]]
    story: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares the titles of a catalogue.

    Attributes:
        graph: The catalogue.
        stories: Its stories, if any.
    """

    graph: Graph
    stories: Stories | None = None

    def ranked(self, ids: Sequence[str], among: FilmSet) -> list[int]:
        """Return titles by similarity to all of some others, most similar first.

        Args:
            ids: The others. Those that the catalogue lacks are looked up in
                :mod:`bot.questions.evaluation.well_known`, or ignored.
            among: The titles to rank.
        """
        models = [model for id_ in ids if (model := self._model(id_)) is not None]
        if not models:
            return []
        own = [model.number for model in models if model.number is not None]
        others = among.array()
        others = others[~are_among(others, own)][:MAX_COMPARED]
        facts = self._by_facts(models, others)
        best = (-facts).argsort(kind="stable")[:MAX_READ]
        read, score = others[best], facts[best]
        if self.stories is not None:
            score = score + _STORY * self._by_story(self.stories, models, read)
        return read[np.lexsort((read, -score))].tolist()

    def _model(self, id_: str) -> Model | None:
        graph = self.graph
        number = graph.film_number.get(id_)
        if number is None:
            known = well_known().by_id.get(id_)
            return None if known is None else self._foreign(known)
        return Model(
            id_,
            number,
            graph.facets[Attribute.GENRE].numbers(number),
            graph.facets[Attribute.TAG].numbers(number),
            graph.arrays.kind.held.gather(np.array([number]))[1].tolist(),
            {key: float(graph.figures[key][number]) for key in (Key.YEAR, Key.RATING)},
            {role: graph.people_of(number, role) for role in _PEOPLE},
        )

    def _foreign(self, known: WellKnown) -> Model:
        """Return the features that a title outside the catalogue shares with it."""
        graph = self.graph
        genres = (graph.by_genre.number(name) for name in known.genres)
        tags = (graph.by_tag.number(name) for name in known.tags)
        kinds = SERIES_KINDS if known.is_series else FILM_KINDS
        people = (graph.person_number.find(person_id(name)) for name in known.directors)
        return Model(
            known.id,
            None,
            [number for number in genres if number is not None],
            [number for number in tags if number is not None],
            [number for kind in kinds if (number := graph.by_kind.number(kind)) is not None],
            {} if known.year is None else {Key.YEAR: float(known.year)},
            {Role.DIRECTOR: [number for number in people if number >= 0]},
            ", ".join(known.tags),
        )

    def _by_story(
        self, stories: Stories, models: Sequence[Model], others: Numbers
    ) -> NDArray[np.float64]:
        """Return the similarity of titles' stories to the least similar model's."""
        look()
        told = [
            self._as_told(stories, model.story, others)
            if model.number is None
            else self._similar(stories, model.id, others)
            for model in models
        ]
        return np.array(told, np.float64).min(axis=0)

    def _similar(self, stories: Stories, id_: str, others: Numbers) -> list[float]:
        ids = self.graph.film_ids
        return [stories.similarity(id_, ids[other]) for other in others.tolist()]

    def _as_told(self, stories: Stories, text: str, others: Numbers) -> list[float]:
        """Return how well the stories of titles match a text, scaled so that the best is 1."""
        ids = [self.graph.film_ids[other] for other in others.tolist()]
        hits = stories.search(text, ids, len(ids))
        scores = {hit.id: hit.score for hit in hits}
        best = max(scores.values(), default=0.0)
        return [max(0.0, scores.get(id_, 0.0)) / best if best > 0 else 0.0 for id_ in ids]

    def _by_facts(self, models: Sequence[Model], others: Numbers) -> NDArray[np.float64]:
        shares = np.array([self._shares(model, others) for model in models])
        # Similar to all of them: the least similar counts most.
        alike = (shares.min(axis=0) + shares.mean(axis=0)) / 2
        votes = np.nan_to_num(self.graph.figures[Key.VOTES][others])
        return alike + _FAME * votes / (votes + _HALF_VOTES)

    def _shares(self, model: Model, others: Numbers) -> NDArray[np.float64]:
        graph = self.graph
        score = _TAGS * self._overlap(graph.arrays.tag, model.tags, others)
        score += _GENRES * self._overlap(graph.arrays.genre, model.genres, others)
        score += _KIND * are_among(self._kinds(others), model.kinds or [_NONE])
        for key, weight, half in (
            (Key.YEAR, _TIME, _HALF_YEARS),
            (Key.RATING, _RATING, _HALF_POINTS),
        ):
            if key in model.figures:
                apart = np.abs(graph.figures[key][others] - model.figures[key])
                score += np.nan_to_num(weight / (1 + apart / half))
        for role, weight in _PEOPLE.items():
            (credits_,) = graph.arrays.credits((role,))
            places, people = credits_.people.gather(others)
            shared = are_among(people, model.people.get(role, ()))
            counts = np.bincount(places[shared], minlength=len(others))
            score += weight * np.minimum(counts, _MAX_SHARED)
        return score

    def _overlap(self, facet: Facet, own: Sequence[int], others: Numbers) -> NDArray[np.float64]:
        """Return the Sørensen–Dice coefficient of genres or tags, weighted by rarity."""
        weights = np.log(1 + len(self.graph.films) / np.maximum(1, facet.films.sizes()))
        ours = np.array(own, np.int64)
        places, held = facet.held.gather(others)
        theirs = np.bincount(places, weights=weights[held], minlength=len(others))
        is_shared = are_among(held, ours)
        shared = np.bincount(
            places[is_shared], weights=weights[held[is_shared]], minlength=len(others)
        )
        both = theirs + weights[ours].sum()
        return np.divide(2 * shared, both, out=np.zeros(len(others)), where=both > 0)

    def _kinds(self, films: Numbers) -> Numbers:
        """Return the number of each title's kind, -1 if unknown."""
        places, held = self.graph.arrays.kind.held.gather(films)
        kinds = np.full(len(films), _NONE)
        kinds[places] = held
        return kinds

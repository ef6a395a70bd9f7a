"""The meaning of vague words: "well known", "hidden gem", "recent"; and moods, as genres.

Thresholds come from the catalogue itself, so they suit four hundred titles or a million.
"""

from collections.abc import Callable, Mapping, Sequence

from bot.catalog.model import SERIES_KINDS, Role
from bot.catalog.vocabulary.moods import MOODS, Mood
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.nodes import (
    AllOf,
    AnyOf,
    Attribute,
    Between,
    Condition,
    Credit,
    Credited,
    Films,
    Genre,
    Language,
    Not,
    OfKind,
    Tag,
    Unsatisfiable,
)

WELL_RATED, FAIR_RATED, BADLY_RATED = 7.0, 6.0, 5.0
MIDDLING = (5.0, 7.0)
RECENT_YEARS, OLD_YEARS = 10, 30
_GREY = "black and white"
GREY_UNTIL = 1965
"""Few films after this year are in black and white."""
SHORT_MINUTES, LONG_MINUTES = 90, 150


def _share_of_votes(graph: Graph, share: float) -> int | None:
    """Return the quantile of the votes for a share of the titles."""
    if not graph.voted:
        return None
    # Titles are numbered by descending votes.
    return graph.films[min(int(graph.voted * (1.0 - share)), graph.voted - 1)].votes


def _little_seen(graph: Graph) -> Condition:
    return _voted_on(graph, 0.25)


def _voted_on(graph: Graph, share: float) -> Condition:
    """Return the condition that a title is among the share with the fewest votes."""
    bound = _share_of_votes(graph, share)
    if bound is None:
        return Unsatisfiable(Attribute.VOTES, "few votes")
    return Between(Attribute.VOTES, None, bound)


def _share_seen(graph: Graph) -> Condition:
    """Return the condition that a title is not in the quarter with the fewest votes."""
    bound = _share_of_votes(graph, 0.25)
    return Between(Attribute.VOTES, bound, None)


def _well_known(graph: Graph) -> Condition:
    bound = _share_of_votes(graph, 0.75)
    if bound is None:
        return Unsatisfiable(Attribute.VOTES, "many votes")
    return Between(Attribute.VOTES, bound, None)


def _last_year(graph: Graph) -> int:
    return max(graph.by_year, default=0)


def _rated(low: float | None, high: float | None) -> Callable[[Graph], Condition]:
    return lambda _: Between(Attribute.RATING, low, high)


def _mood(mood: Mood) -> Callable[[Graph], Condition]:
    conditions: list[Condition] = [_any(mood.genres)]
    if mood.without:
        conditions.append(Not(_any(mood.without)))
    if mood.min_rating is not None:
        conditions.append(Between(Attribute.RATING, mood.min_rating, None))
    if mood.to_year is not None:
        conditions.append(Between(Attribute.YEAR, None, mood.to_year))
    return lambda _: AllOf(tuple(conditions))


def _any(genres: Sequence[str]) -> Condition:
    found = tuple(Genre(name) for name in genres)
    return found[0] if len(found) == 1 else AnyOf(found)


QUALITIES: Mapping[str, Callable[[Graph], Condition]] = {
    "own_director": lambda _: Credit(
        (Role.DIRECTOR, Role.CAST), Credited((Role.DIRECTOR,), Films()), every=True
    ),
    "well_rated": _rated(WELL_RATED, None),
    "badly_rated": _rated(None, BADLY_RATED),
    "middling": _rated(*MIDDLING),
    "little_seen": _little_seen,
    "well_known": _well_known,
    "short": lambda _: Between(Attribute.RUNTIME, None, SHORT_MINUTES),
    "long": lambda _: Between(Attribute.RUNTIME, LONG_MINUTES, None),
    "romantic_comedy": lambda _: AllOf((Genre("Romance"), Genre("Comedy"))),
    "hidden": lambda graph: AllOf(
        (_voted_on(graph, 0.6), Between(Attribute.RATING, FAIR_RATED, None))
    ),
    "trash": lambda graph: AllOf(
        (_share_seen(graph), Between(Attribute.RATING, None, BADLY_RATED + 0.5))
    ),
    "gory": lambda _: Genre("Horror"),
    "tame": lambda _: Not(AnyOf((Genre("Horror"), Genre("War")))),
    "peaceful": lambda _: Not(_any(("Action", "Crime", "Horror", "War"))),
    "greyscale": lambda graph: (
        Tag(_GREY) if _GREY in graph.by_tag else Between(Attribute.YEAR, None, GREY_UNTIL)
    ),
    "studio_family": lambda _: AnyOf((Genre("Animation"), Genre("Family"))),
    "korean_series": lambda _: AllOf((Language("Korean"), OfKind(SERIES_KINDS))),
    "anime": lambda _: AllOf((Language("Japanese"), Genre("Animation"))),
    "bollywood": lambda _: Language("Hindi"),
    "sitcom": lambda _: AllOf((Genre("Comedy"), OfKind(SERIES_KINDS))),
    "docuseries": lambda _: AllOf((Genre("Documentary"), OfKind(SERIES_KINDS))),
    **{name: _mood(mood) for name, mood in MOODS.items()},
    "foreign": lambda _: Not(Language("English")),
    "recent": lambda graph: Between(Attribute.YEAR, _last_year(graph) - RECENT_YEARS, None),
    "old": lambda graph: Between(Attribute.YEAR, None, _last_year(graph) - OLD_YEARS),
}

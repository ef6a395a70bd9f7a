"""How regularly people come: to a server's nights, and to the evenings of its series."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.rules.nights.past import PastNight

MIN_EVENINGS = 3
"""So many evenings a series has to have had before it is said who was at all of them."""


@dataclass(frozen=True, slots=True)
class Regular:
    """How regularly somebody comes.

    Attributes:
        person: Who.
        came: To how many nights.
        of: How many there were since their first.
        run: To how many of the latest, one after the other.
    """

    person: int
    came: int
    of: int
    run: int


@dataclass(frozen=True, slots=True)
class SeriesAttendance:
    """Who comes to a series.

    Attributes:
        series: Its id.
        evenings: How many it had that were watched.
        turnout: How many people came, on average.
        always: Who was at all of them, where there were :data:`MIN_EVENINGS` or more.
    """

    series: int
    evenings: int
    turnout: float
    always: Sequence[int]


def regulars(watched: Sequence[PastNight]) -> list[Regular]:
    """Return how regularly people come, whoever came most often first.

    Args:
        watched: Nights that were watched, in any order.
    """
    nights = sorted(watched, key=lambda night: (night.starts_at, night.id))
    came: defaultdict[int, list[int]] = defaultdict(list)
    for place, night in enumerate(nights):
        for person in night.came:
            came[person].append(place)
    found = [
        Regular(person, len(places), len(nights) - places[0], _run(places, len(nights)))
        for person, places in came.items()
    ]
    return sorted(found, key=lambda one: (-one.came, one.of, one.person))


def by_series(watched: Sequence[PastNight]) -> list[SeriesAttendance]:
    """Return who comes to each series, those with most evenings first."""
    evenings: defaultdict[int, list[PastNight]] = defaultdict(list)
    for night in watched:
        if night.series is not None:
            evenings[night.series].append(night)
    found = [
        SeriesAttendance(
            series, len(nights), fmean(len(night.came) for night in nights), _always(nights)
        )
        for series, nights in evenings.items()
    ]
    return sorted(found, key=lambda one: (-one.evenings, one.series))


def _always(nights: Sequence[PastNight]) -> list[int]:
    if len(nights) < MIN_EVENINGS:
        return []
    first, *others = (set(night.came) for night in nights)
    return sorted(first.intersection(*others))


def _run(places: Sequence[int], count: int) -> int:
    """Return how many of the latest nights somebody came to, one after the other."""
    run = 0
    for place in reversed(places):
        if place != count - 1 - run:
            break
        run += 1
    return run

"""How regularly people come to a server's nights, and to the evenings of its series."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.rules.nights.past import PastNight

MIN_EVENINGS = 3
"""How many evenings a series needs before it is shown who was at all of them."""


@dataclass(frozen=True, slots=True)
class Regular:
    """How regularly somebody comes.

    Attributes:
        person: Who.
        came: To how many nights.
        of: How many there have been since their first.
        run: How many of the latest in a row.
    """

    person: int
    came: int
    of: int
    run: int


@dataclass(frozen=True, slots=True)
class SeriesAttendance:
    """Attendance of a series.

    Attributes:
        series: Its id.
        evenings: How many of its evenings were watched.
        turnout: How many people came, on average.
        always: Who was at all of them, where there were :data:`MIN_EVENINGS` or more.
    """

    series: int
    evenings: int
    turnout: float
    always: Sequence[int]


def regulars(watched: Sequence[PastNight]) -> list[Regular]:
    """Return how regularly people come, the most frequent first.

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
    """Return the attendance of each series, those with most evenings first."""
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
    """Return how many of the latest nights in a row somebody came to."""
    run = 0
    for place in reversed(places):
        if place != count - 1 - run:
            break
        run += 1
    return run

"""Nights that have been: what was watched, who came, and what those who came made of it.

What one person thinks of a film is theirs: others see a rating only as the mean of at least
:data:`MIN_RATINGS`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from bot.rules.nights.nominations import Nomination
from bot.rules.voting.model import Candidate

MIN_RATINGS = 2
"""How many have to have rated a film before others see what they make of it."""


@dataclass(frozen=True, slots=True)
class GroupRating:
    """What several people make of a film.

    Attributes:
        count: How many rated it.
        mean: Their mean, out of 10.
    """

    count: int
    mean: float


@dataclass(frozen=True, slots=True)
class PastNight:
    """A night whose vote was closed.

    Attributes:
        id: Its id.
        number: Its number among the server's.
        starts_at: When it began, aware.
        length: How long it was planned to be.
        watched: Whether it was noted that the film was watched.
        host: Who planned it; ``None`` for a former member.
        film: What won.
        ballots: How many voted.
        came: Who said that they come, or said afterwards that they came.
        nominations: What was named, without what a moderator took out.
        ratings: What those who came make of the film, from 1 to 10.
        series: The series that it was an evening of.
    """

    id: int
    number: int
    starts_at: datetime
    length: timedelta
    watched: bool
    host: int | None
    film: Candidate
    ballots: int
    came: tuple[int, ...]
    nominations: tuple[Nomination, ...]
    ratings: Mapping[int, int]
    series: int | None = None

    @property
    def films(self) -> tuple[Candidate, ...]:
        """The film that won, and what it stood against."""
        return (self.film, *(named.film for named in self.nominations))

    @property
    def namers(self) -> tuple[int | None, ...]:
        """Who had named the film that won: several people where nominations were blind."""
        return tuple(named.by for named in self.nominations if named.film.id == self.film.id)

    @property
    def rating(self) -> GroupRating | None:
        """What those who came make of the film; ``None`` where too few have rated it."""
        return group_rating(self.ratings.values())

    def is_over(self, now: datetime) -> bool:
        """Whether it belongs to what has been: watched, or its time has passed."""
        return self.watched or self.starts_at + self.length <= now


def group_rating(ratings: Iterable[int]) -> GroupRating | None:
    """Return what several people make of a film; ``None`` where too few have rated it."""
    given = list(ratings)
    if len(given) < MIN_RATINGS:
        return None
    return GroupRating(len(given), fmean(given))

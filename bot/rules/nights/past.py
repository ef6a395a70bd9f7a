"""Past nights: what was watched, who came, and how they rated it.

A person's rating of a film is private: others see only the mean of at least :data:`MIN_RATINGS`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from bot.rules.nights.nominations import Nomination
from bot.rules.voting.model import Candidate

MIN_RATINGS = 2
"""How many ratings a film needs before their mean is shown."""


@dataclass(frozen=True, slots=True)
class GroupRating:
    """How several people rate a film.

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
        length: Its planned length.
        watched: Whether the film was marked as watched.
        host: Who planned it; ``None`` for a former member.
        film: What won.
        ballots: How many voted.
        came: Who said they were coming, or said afterwards that they came.
        nominations: The nominations, without those a moderator removed.
        ratings: The ratings of the film by those who came, from 1 to 10.
        series: The series it belonged to.
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
        """The film that won, and those it was up against."""
        return (self.film, *(named.film for named in self.nominations))

    @property
    def namers(self) -> tuple[int | None, ...]:
        """Who nominated the film that won: perhaps several people, if nominations were blind."""
        return tuple(named.by for named in self.nominations if named.film.id == self.film.id)

    @property
    def rating(self) -> GroupRating | None:
        """How those who came rated the film; ``None`` if too few did."""
        return group_rating(self.ratings.values())

    def is_over(self, now: datetime) -> bool:
        """Whether it belongs to the history: it was watched, or its time has passed."""
        return self.watched or self.starts_at + self.length <= now


def group_rating(ratings: Iterable[int]) -> GroupRating | None:
    """Return how several people rated a film; ``None`` if too few did."""
    given = list(ratings)
    if len(given) < MIN_RATINGS:
        return None
    return GroupRating(len(given), fmean(given))

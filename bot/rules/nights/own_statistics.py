"""One person's statistics, shown only to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from bot.rules.nights.past import PastNight
from bot.rules.nights.statistics import Luck
from bot.rules.picks.taste_similarity import TasteSimilarity, by_film, taste_similarities
from bot.rules.voting.model import Candidate


@dataclass(frozen=True, slots=True)
class OwnStatistics:
    """One person's nights.

    Attributes:
        came: The nights they came to, latest first.
        of: How many nights were watched.
        time: Their planned length, in total.
        luck: How their nominations have done.
        won: The films of theirs that won.
        waiting: Films that they nominated and that never won, latest first.
        against_others: How much higher they rate than the others who came, on average over the
            films that both have rated; ``None`` if there are none.
        similarities: How similarly they and each of the others rate, most similar first.
    """

    came: Sequence[PastNight]
    of: int
    time: timedelta
    luck: Luck
    won: Sequence[Candidate]
    waiting: Sequence[Candidate]
    against_others: float | None
    similarities: Sequence[TasteSimilarity]


def own_figures(nights: Sequence[PastNight], person: int) -> OwnStatistics:
    """Return one person's nights.

    Args:
        nights: A server's nights, latest first.
        person: Who.
    """
    watched = [night for night in nights if night.watched]
    came = [night for night in watched if person in night.came]
    own = [(night, n) for night in nights for n in night.nominations if n.by == person]
    winners = {night.film.id for night in nights}
    won = [n.film for night, n in own if n.film.id == night.film.id]
    waiting = {n.film.id: n.film for _, n in own if n.film.id not in winners}
    return OwnStatistics(
        came=came,
        of=len(watched),
        time=sum((night.length for night in came), timedelta()),
        luck=Luck(person, len(won), len(own)),
        won=won,
        waiting=tuple(waiting.values()),
        against_others=_against_others(came, person),
        similarities=taste_similarities(by_film(watched), of=person),
    )


def _against_others(nights: Sequence[PastNight], person: int) -> float | None:
    apart: list[float] = []
    for night in nights:
        others = [given for by, given in night.ratings.items() if by != person]
        if person in night.ratings and len(others) > 1:  # one would be revealed
            apart.append(night.ratings[person] - fmean(others))
    return fmean(apart) if apart else None

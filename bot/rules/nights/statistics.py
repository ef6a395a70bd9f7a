"""Statistics of a server's nights: attendance, winning nominations, films and ratings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from statistics import fmean
from typing import TypeVar

from bot.rules.nights.attendance import Regular, SeriesAttendance, by_series, regulars
from bot.rules.nights.past import GroupRating, PastNight, group_rating
from bot.rules.picks.taste_similarity import TasteSimilarity, by_film, taste_similarities
from bot.rules.voting.model import Candidate

_WEEK = 7
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """The facts about a film that statistics group by."""

    genres: tuple[str, ...] = ()
    year: int | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Luck:
    """How somebody's nominations have done.

    Attributes:
        person: Who; :data:`~bot.rules.nights.nominations.BY_BOT` for the bot.
        won: How many won.
        named: How many there were.
    """

    person: int
    won: int
    named: int


@dataclass(frozen=True, slots=True)
class NightStatistics:
    """Statistics of nights; lists start with the highest.

    Attributes:
        nights: How many nights were watched.
        time: Their planned length, in total.
        ballots: How many ballots were counted in their votes.
        turnout: How many people came, on average; ``None`` if there was no night.
        streak: The longest run of weeks with a night.
        regulars: How regularly people come.
        series: The attendance of each series.
        luck: Whose nominations win.
        unlucky: Films that were nominated on several nights and never won, with the number of
            nights.
        again: Films that were watched on several nights, with the number of nights.
        genres: The number of films by genre.
        decades: The number of films by decade (1970 for the seventies).
        liked: The films that those who came have rated, best first.
        against_imdb: How much higher they rate than IMDb's voters, on average over the films that
            both have rated; ``None`` if there are none.
        similarities: How similarly people rate, most similar first.
    """

    nights: int
    time: timedelta
    ballots: int
    turnout: float | None
    streak: int
    regulars: Sequence[Regular]
    series: Sequence[SeriesAttendance]
    luck: Sequence[Luck]
    unlucky: Sequence[tuple[Candidate, int]]
    again: Sequence[tuple[Candidate, int]]
    genres: Sequence[tuple[str, int]]
    decades: Sequence[tuple[int, int]]
    liked: Sequence[tuple[Candidate, GroupRating]]
    against_imdb: float | None
    similarities: Sequence[TasteSimilarity]


def figures(
    nights: Sequence[PastNight], facts: Mapping[str, FilmFacts], zone: tzinfo
) -> NightStatistics:
    """Return the statistics of nights.

    Args:
        nights: Those to count. Attendance, films and ratings come from watched nights; nominations
            from every closed vote.
        facts: What is known about their films, by id; films may be missing.
        zone: The time zone in which weeks begin.
    """
    watched = [night for night in nights if night.watched]
    films = {night.film.id: night.film for night in watched}
    ratings = by_film(watched)
    known = [facts[film] for film in films if film in facts]
    liked = [
        (films[film], rating)
        for film, given in ratings.items()
        if (rating := group_rating(given.values()))
    ]
    return NightStatistics(
        nights=len(watched),
        time=sum((night.length for night in watched), timedelta()),
        ballots=sum(night.ballots for night in nights),
        turnout=fmean(len(night.came) for night in watched) if watched else None,
        streak=longest_streak(night.starts_at.astimezone(zone).date() for night in watched),
        regulars=regulars(watched),
        series=by_series(watched),
        luck=_luck(nights),
        unlucky=_unlucky(nights),
        again=[
            (films[film], times)
            for film, times in _ranked(Counter(night.film.id for night in watched))
            if times > 1
        ],
        genres=_ranked(Counter(genre for film in known for genre in film.genres)),
        decades=_ranked(Counter(film.year // 10 * 10 for film in known if film.year is not None)),
        liked=sorted(liked, key=lambda entry: (-entry[1].mean, -entry[1].count, entry[0].name)),
        against_imdb=_against_imdb(liked, facts),
        similarities=taste_similarities(ratings),
    )


def longest_streak(days: Iterable[date]) -> int:
    """Return the longest run of weeks, from Monday, that contain at least one of these days."""
    longest = run = 0
    before = None
    for week in sorted({(day.toordinal() - 1) // _WEEK for day in days}):
        run = run + 1 if before is not None and week == before + 1 else 1
        longest, before = max(longest, run), week
    return longest


def _ranked(counts: Counter[_Key]) -> list[tuple[_Key, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _luck(nights: Sequence[PastNight]) -> list[Luck]:
    named = Counter(n.by for night in nights for n in night.nominations if n.by is not None)
    won = Counter(by for night in nights for by in night.namers if by is not None)
    luck = [Luck(person, won[person], count) for person, count in named.items()]
    return sorted(luck, key=lambda one: (-one.won, one.named, one.person))


def _unlucky(nights: Sequence[PastNight]) -> list[tuple[Candidate, int]]:
    names = {n.film.id: n.film for night in nights for n in night.nominations}
    winners = {night.film.id for night in nights}
    times = Counter(
        film for night in nights for film in {n.film.id for n in night.nominations} - winners
    )
    return [(names[film], count) for film, count in _ranked(times) if count > 1]


def _against_imdb(
    liked: Sequence[tuple[Candidate, GroupRating]], facts: Mapping[str, FilmFacts]
) -> float | None:
    apart = [
        ours.mean - theirs
        for film, ours in liked
        if film.id in facts and (theirs := facts[film.id].rating) is not None
    ]
    return fmean(apart) if apart else None

"""A server's nights in figures: who comes, whose films win, what is watched, how it is liked."""

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
    """What the catalogue knows of a film that nights are counted by."""

    genres: tuple[str, ...] = ()
    year: int | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Luck:
    """How somebody's nominations do.

    Attributes:
        person: Who; :data:`~bot.rules.nights.nominations.BY_BOT` for the bot.
        won: How many of them won.
        named: How many there were.
    """

    person: int
    won: int
    named: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Nights in figures; of lists, the most comes first.

    Attributes:
        nights: How many nights were watched.
        time: How long they were planned to be, together.
        ballots: How many ballots were counted at them.
        turnout: How many people came, on average; ``None`` without a night.
        streak: In how many weeks in a row there was a night, at best.
        regulars: Who comes how regularly.
        series: Who comes to each series.
        luck: Whose nominations win.
        unlucky: Films that were named on several nights and never won, and on how many.
        again: Films that were watched on several nights, and on how many.
        genres: How many films had which genre.
        decades: How many films are from which decade (1970 for the seventies).
        liked: The films that those who came have rated, the best first.
        against_imdb: By how much they rate higher than IMDb's voters, on average over the films
            that both have rated; ``None`` where there is none.
        similarities: How alike people rate, the most alike first.
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


def figures(nights: Sequence[PastNight], facts: Mapping[str, FilmFacts], zone: tzinfo) -> Figures:
    """Return nights in figures.

    Args:
        nights: Those to count. Attendance, films and ratings are those of nights that were
            watched; nominations are those of every closed vote.
        facts: What is known of their films, by id; films may be missing.
        zone: In which weeks begin.
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
    return Figures(
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
    """Return in how many weeks in a row, from Monday, at least one of these days lies."""
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

"""History and figures: what is counted, and what is not said of anybody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.nights.attendance import Regular
from bot.rules.nights.nominations import BY_BOT, Nomination
from bot.rules.nights.own_statistics import own_figures
from bot.rules.nights.past import PastNight, group_rating
from bot.rules.nights.statistics import FilmFacts, Luck, figures, longest_streak
from bot.rules.voting.model import Candidate

ALIEN, BRAZIL, CUBE, DUNE = (
    Candidate(name[0], name) for name in ("Alien", "Brazil", "Cube", "Dune")
)
ANN, BOB, CLEO = 1, 2, 3
FACTS = {
    ALIEN.id: FilmFacts(("Horror", "Sci-Fi"), 1979, 8.0),
    BRAZIL.id: FilmFacts(("Sci-Fi",), 1985, 7.0),
}
FIRST = datetime(2026, 1, 4, 23, 30, tzinfo=UTC)  # a Sunday; already Monday in Berlin


def night(
    number: int,
    film: Candidate,
    ratings: Mapping[int, int] | None = None,
    *named: tuple[Candidate, int | None],
    came: tuple[int, ...] = (ANN, BOB),
    watched: bool = True,
) -> PastNight:
    """Return a night a week after the one with the number before."""
    return PastNight(
        id=number,
        number=number,
        starts_at=FIRST + timedelta(weeks=number),
        length=timedelta(hours=2),
        watched=watched,
        host=ANN,
        film=film,
        ballots=3,
        came=came,
        nominations=tuple(Nomination(film, by) for film, by in named),
        ratings=ratings or {},
    )


def test_group_rating_when_one_alone_has_rated_then_it_stays_theirs() -> None:
    assert group_rating([7]) is None
    rated = group_rating([7, 10, 4])
    assert rated is not None
    assert (rated.count, rated.mean) == (3, 7.0)


def test_is_over_when_nobody_noted_it_then_its_time_decides() -> None:
    forgotten = night(0, ALIEN, watched=False)
    assert not forgotten.is_over(FIRST + timedelta(hours=1, minutes=59))
    assert forgotten.is_over(FIRST + timedelta(hours=2))
    assert night(0, ALIEN).is_over(FIRST)


def test_figures_when_nights_were_watched_then_they_are_counted() -> None:
    nights = [
        night(4, ALIEN, {ANN: 9, BOB: 8}, (ALIEN, BOB), (CUBE, ANN), came=(ANN, BOB, CLEO)),
        night(1, BRAZIL, {ANN: 5, BOB: 6}, (BRAZIL, BOB), (CUBE, ANN), (DUNE, BY_BOT)),
        night(0, ALIEN, {CLEO: 10}, (ALIEN, None), (DUNE, BY_BOT)),
        night(6, DUNE, None, (DUNE, ANN), watched=False),
    ]
    made = figures(nights, FACTS, UTC)
    assert (made.nights, made.time, made.ballots) == (3, timedelta(hours=6), 12)
    assert made.turnout == pytest.approx(7 / 3)
    assert made.streak == 2
    assert made.regulars == [Regular(ANN, 3, 3, 3), Regular(BOB, 3, 3, 3), Regular(CLEO, 1, 1, 1)]
    assert made.luck == [Luck(BOB, 2, 2), Luck(ANN, 1, 3), Luck(BY_BOT, 0, 2)]
    assert made.unlucky == [(CUBE, 2)]  # Dune has won, if not yet been watched
    assert made.again == [(ALIEN, 2)]
    assert made.genres == [("Sci-Fi", 2), ("Horror", 1)]
    assert made.decades == [(1970, 1), (1980, 1)]
    assert [(film.name, rating.mean) for film, rating in made.liked] == [
        ("Alien", 9.0),
        ("Brazil", 5.5),
    ]
    assert made.against_imdb == pytest.approx((9.0 - 8.0 + 5.5 - 7.0) / 2)


def test_figures_when_there_is_no_night_then_nothing_is_made_up() -> None:
    made = figures([], {}, UTC)
    assert (made.nights, made.turnout, made.streak, made.against_imdb) == (0, None, 0, None)
    assert [*made.regulars, *made.luck, *made.liked, *made.similarities] == []


def test_figures_when_two_share_few_films_then_their_likeness_is_not_said() -> None:
    nights = [
        night(0, ALIEN, {ANN: 9, BOB: 7, CLEO: 1}),
        night(1, BRAZIL, {ANN: 5, BOB: 6, CLEO: 9}),
        night(2, CUBE, {ANN: 4, BOB: 4}),
    ]
    (pair,) = figures(nights, {}, UTC).similarities
    assert (pair.people, pair.films, pair.apart) == ((ANN, BOB), 3, 1.0)


def test_longest_streak_when_weeks_begin_in_another_zone_then_they_are_counted_there() -> None:
    assert longest_streak([]) == 0
    monday = date(2026, 1, 5)
    days = [monday, monday + timedelta(days=6), monday + timedelta(days=7), date(2026, 2, 2)]
    assert longest_streak(days) == 2
    pair = [night(0, ALIEN), night(1, BRAZIL)]
    earlier = [pair[0], replace(pair[1], starts_at=FIRST + timedelta(days=1))]
    assert figures(earlier, {}, UTC).streak == 2
    assert figures(earlier, {}, ZoneInfo("Europe/Berlin")).streak == 1


def test_own_figures_when_somebody_came_then_theirs_alone_are_counted() -> None:
    nights = [
        night(3, DUNE, {ANN: 6, BOB: 2, CLEO: 4}, (CUBE, ANN), came=(ANN, BOB, CLEO)),
        night(2, CUBE, None, came=(BOB,)),
        night(1, ALIEN, {ANN: 9, BOB: 1}, (ALIEN, ANN), (BRAZIL, ANN), (BRAZIL, BOB)),
    ]
    own = own_figures(nights, ANN)
    assert [past.id for past in own.came] == [3, 1]
    assert (own.of, own.time) == (3, timedelta(hours=4))
    assert (own.luck.won, own.luck.named) == (1, 3)
    assert own.won == [ALIEN]
    assert own.waiting == (BRAZIL,)  # Cube has won, if not that night
    assert own.against_others == pytest.approx(3.0)  # Bob alone on the first night is not shown
    assert own.similarities == []
    assert own_figures(nights, 9).came == []

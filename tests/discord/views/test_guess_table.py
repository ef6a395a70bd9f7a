"""The table of scores: the top ten, and always the person who looks at it."""

import pytest

from bot.discord.views.films.guess_game import table_message
from bot.rules.games.guess_game import Place, Score

PLACES = [Place(rank, 100 + rank, Score(points=50 - rank, solved=1)) for rank in range(1, 14)]


def shown(user_id: int, places: int) -> list[str]:
    text = table_message(PLACES[:places], user_id).embeds[0].description or ""
    return [line.split(" · ")[0] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("user_id", "places", "last"),
    [
        (110, 13, []),
        (111, 13, ["…", r"11\. <@111>"]),
        (113, 13, ["…", r"13\. <@113>"]),
        (999, 13, []),
        (110, 10, []),
    ],
)
def test_the_top_ten_and_the_viewer_are_shown(user_id: int, places: int, last: list[str]) -> None:
    first = [rf"{rank}\. <@{100 + rank}>" for rank in range(1, 11)]
    assert shown(user_id, places) == [*first, *last]


def test_a_line_says_points_films_and_streaks() -> None:
    place = Place(1, 7, Score(points=1, solved=2, streak=3, best_streak=4))
    assert table_message([place], 7).embeds[0].description == (
        r"1\. <@7> · **1 point** · 2 films · streak 3, best 4"
    )
    assert "Nobody has guessed" in (table_message([], 7).embeds[0].description or "")

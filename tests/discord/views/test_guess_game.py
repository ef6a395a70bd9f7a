"""A game's message, and its table: the top ten, and always the person who looks at it."""

import discord
import pytest

from bot.discord.views.films.cards import PLAIN_COLOR
from bot.discord.views.films.guess_game import game_message, table_message
from bot.rules.games.guess_game import Game, Hint, HintKind, Place, Score

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


@pytest.mark.parametrize(
    ("hints", "color"),
    [
        ((Hint(HintKind.YEAR, "1975"), Hint(HintKind.COLOR, "2B6CB0")), PLAIN_COLOR),
        ((Hint(HintKind.COLOR, "2B6CB0"), Hint(HintKind.YEAR, "1975")), 0x2B6CB0),
    ],
)
def test_the_edge_has_the_colour_once_it_is_shown(hints: tuple[Hint, ...], color: int) -> None:
    (embed,) = game_message(1, Game("tt1", hints), 7).embeds
    assert embed.color == discord.Colour(color)


def test_a_line_says_points_films_and_streaks() -> None:
    place = Place(1, 7, Score(points=1, solved=2, streak=3, best_streak=4))
    assert table_message([place], 7).embeds[0].description == (
        r"1\. <@7> · **1 point** · 2 films · streak 3, best 4"
    )
    assert "Nobody has guessed" in (table_message([], 7).embeds[0].description or "")

"""A board: any films can be drawn, in bounded size, and every word on it can be read."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.discord.views.pictures.board import (
    MAX_BYTES,
    WIDTH,
    describe_board,
    draw_board,
    poster_size,
)
from bot.discord.views.pictures.colors import (
    READABLE,
    Rgb,
    contrast,
    ground_of,
    ink_on,
    quiet_ink_on,
    rgb,
    shade_of,
)
from bot.discord.views.pictures.lettering import font
from bot.discord.views.pictures.marks import mark, telling_genre
from bot.discord.views.pictures.paragraphs import set_title
from bot.discord.views.pictures.tiles import Tile

COLORS = st.integers(0, 0xFFFFFF)
GENRES = st.sampled_from(["Drama", "Sci-Fi", "Film-Noir", "", "Something new"])
TALLEST = 800
LONG = "Night of the Day of the Dawn of the Son of the Bride of the Return of the Revenge " * 3


@st.composite
def boards(draw: st.DrawFn) -> list[Tile]:
    """Draw the films of a board, of which some have a poster."""
    count = draw(st.integers(2, 10))
    poster = Image.new("RGB", poster_size(count), "orange")
    return [
        Tile(
            str(number),
            draw(st.text(max_size=200)),
            draw(st.text(max_size=40)),
            draw(COLORS),
            draw(GENRES),
            draw(st.sampled_from([None, poster])),
        )
        for number in range(count)
    ]


@settings(max_examples=40)
@given(boards())
def test_any_films_are_drawn_in_bounded_size(tiles: list[Tile]) -> None:
    content = draw_board(tiles)
    assert len(content) <= MAX_BYTES
    image = Image.open(BytesIO(content))
    assert image.format == "WEBP"
    assert image.width == WIDTH
    assert image.height <= TALLEST


@pytest.mark.parametrize("count", [2, 3, 10])
def test_posters_of_noise_stay_small(count: int) -> None:
    noise = Image.effect_noise(poster_size(count), 120).convert("RGB")
    tiles = [Tile("A", LONG, LONG, 0x2A9D8F, "Drama", noise)] * count
    assert len(draw_board(tiles)) <= MAX_BYTES


@pytest.mark.parametrize("count", [0, 1, 11])
def test_one_film_or_very_many_are_no_board(count: int) -> None:
    with pytest.raises(ValueError, match="tiles"):
        draw_board([Tile("A", "Dune")] * count)


@pytest.mark.parametrize("count", range(2, 11))
def test_each_film_has_a_place_in_its_own_color(count: int) -> None:
    colors = [0xC44536 + 0x1F0B * number for number in range(count)]
    tiles = [Tile(str(n), "M", color=color) for n, color in enumerate(colors)]
    image = Image.open(BytesIO(draw_board(tiles))).convert("RGB")
    seen = image.resize((100, 100), Image.Resampling.NEAREST).tobytes()
    pixels = {(seen[at], seen[at + 1], seen[at + 2]) for at in range(0, len(seen), 3)}
    for color in colors:
        assert min(_distance(ground_of(color), pixel) for pixel in pixels) <= 6


@given(COLORS)
def test_all_words_can_be_read_on_any_color(color: int) -> None:
    ground = ground_of(color)
    assert contrast(ink_on(ground), ground) >= READABLE
    assert contrast(quiet_ink_on(ground), ground) >= READABLE
    assert contrast(ink_on(ground), shade_of(ground)) >= READABLE
    assert contrast(shade_of(ground), ground) > 1.1


@given(COLORS)
def test_a_ground_is_the_films_own_color_or_somewhat_darker(color: int) -> None:
    darker = zip(ground_of(color), rgb(color), strict=True)
    assert all(0.7 * own - 1 <= channel <= own for channel, own in darker)


def test_every_genre_of_the_records_has_a_mark_of_its_own(starter_movies: Path) -> None:
    lines = (
        re.search(r"^genres: (.*)$", path.read_text("utf-8"), re.MULTILINE)
        for path in starter_movies.glob("*.md")
    )
    starter_genres = {genre for line in lines if line for genre in re.findall(r'"(.+?)"', line[1])}
    assert len(starter_genres) > 20
    assert {genre for genre in starter_genres if telling_genre([genre]) != genre} == set()
    plain = mark("none of these", 96).tobytes()
    drawn = {mark(genre, 96).tobytes() for genre in starter_genres}
    assert plain not in drawn
    assert len(drawn) == len(starter_genres) - 1  # Music and Musical share one


def test_the_genre_that_says_most_is_shown() -> None:
    assert telling_genre(["Action", "Adventure", "Sci-Fi"]) == "Sci-Fi"
    assert telling_genre(["Drama", "Horror"]) == "Horror"
    assert telling_genre(["Something new"]) == ""


@given(st.text(max_size=300), st.integers(60, 400), st.integers(20, 300))
def test_a_title_keeps_to_its_room(title: str, width: int, height: int) -> None:
    words = set_title(title, width, height, (60, 40, 26))
    face = font(words.size, bold=True)
    assert words.lines
    assert max(map(face.getlength, words.lines)) <= width
    assert words.height <= height or len(words.lines) == 1


def test_a_short_title_is_large_and_a_long_one_whole() -> None:
    assert set_title("Klaus", 220, 200, (60, 40, 26)).size == 60
    long = set_title("Eternal Sunshine of the Spotless Mind", 250, 100, (38, 34, 28, 26))
    assert " ".join(long.lines) == "Eternal Sunshine of the Spotless Mind"


def test_a_word_that_is_too_long_is_broken_where_a_line_is_full() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    words = set_title(word, 120, 400, (26,))
    face = font(words.size, bold=True)
    assert "".join(words.lines) == word
    for line, following in pairwise(words.lines):
        assert face.getlength(line) <= 120 < face.getlength(line + following[0])


def test_what_stands_for_the_picture_names_the_films_in_order() -> None:
    tiles = [Tile("A", "Klaus", "2019 · Animation"), Tile("B", "M")]
    assert describe_board(tiles) == "A: Klaus (2019 · Animation); B: M"


def _distance(color: Rgb, other: Rgb) -> int:
    return max(abs(one - two) for one, two in zip(color, other, strict=True))

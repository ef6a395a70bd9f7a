"""Boards as replies have them: what is drawn, what is kept, what is said of it."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.catalog.model import Kind, Movie
from bot.discord.messages import limits
from bot.discord.messages.reply import Picture
from bot.discord.views.boards import BOARDS_KEPT, BoardFilm, Boards
from bot.i18n import speaking

RED = (200, 30, 30)


def films(count: int, title: str = "Film") -> list[BoardFilm]:
    """Return so many films, each of which may have a poster."""
    return [
        BoardFilm(
            chr(ord("A") + n),
            Movie(f"tt{n}", f"{title} {n}", Kind.MOVIE, (1990 + n,), ("Drama",), img=f"{n}.jpg"),
        )
        for n in range(count)
    ]


def share_of_red(picture: Picture | None) -> float:
    """Return how much of a picture is as red as the poster."""
    assert picture is not None
    assert isinstance(picture.content, bytes)
    image = Image.open(BytesIO(picture.content)).convert("RGB")
    seen = image.resize((100, 100), Image.Resampling.NEAREST).tobytes()
    channels = zip(seen[0::3], seen[1::3], seen[2::3], strict=True)
    red = [max(abs(one - two) for one, two in zip(p, RED, strict=True)) < 12 for p in channels]
    return sum(red) / len(red)


@pytest.fixture
def poster(tmp_path: Path) -> Path:
    path = tmp_path / "0.jpg"
    Image.new("RGB", (200, 300), RED).save(path)
    return path


async def test_the_poster_of_the_folder_is_shown_and_its_change_seen(poster: Path) -> None:
    boards = Boards(poster.parent)
    with_poster = await boards.picture(films(2))
    assert share_of_red(with_poster) > 0.3
    poster.write_bytes(b"broken")
    assert share_of_red(await boards.picture(films(2))) < 0.01
    poster.unlink()
    without = await boards.picture(films(2))
    assert share_of_red(without) < 0.01


async def test_the_same_films_are_drawn_once(poster: Path) -> None:
    boards = Boards(poster.parent)
    first = await boards.picture(films(3))
    again = await boards.picture(films(3))
    assert first is not None
    assert again is not None
    assert again.content is first.content
    other = await boards.picture(list(reversed(films(3))))
    assert other is not None
    assert other.content != first.content


async def test_what_is_kept_is_bounded() -> None:
    boards = Boards(None)
    first = await boards.picture(films(2, "First"))
    for number in range(BOARDS_KEPT):
        await boards.picture(films(2, str(number)))
    again = await boards.picture(films(2, "First"))
    assert first is not None
    assert again is not None
    assert again.content is not first.content
    assert again.content == first.content


@pytest.mark.parametrize("count", [0, 1, 11])
async def test_one_film_or_very_many_have_no_picture(count: int) -> None:
    assert await Boards(None).picture(films(count)) is None


async def test_what_stands_for_the_picture_fits_discords_limit_for_the_longest_titles() -> None:
    picture = await Boards(None).picture(films(10, "x" * 500))
    assert picture is not None
    assert len(picture.alt) <= limits.ALT_TEXT
    assert picture.alt.startswith("Films. A: xxx")
    assert "J: xxx" in picture.alt


async def test_year_kind_and_genre_are_said_in_the_readers_language() -> None:
    series = Movie("tt1", "Roma", Kind.TV_SERIES, (2005,), ("Action", "War"))
    with speaking("es-ES"):
        picture = await Boards(None).picture([BoardFilm("A", series)] * 2)
    assert picture is not None
    assert "A: Roma (2005 · serie de televisión · guerra)" in picture.alt

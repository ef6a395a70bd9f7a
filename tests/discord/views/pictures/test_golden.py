"""Pictures look like those in ``golden``, which somebody has looked at.

``REDRAW=1 pytest tests/discord/views/pictures/test_golden.py`` draws them anew; look at them before
they are committed.
"""

import os
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot.discord.views.pictures.board import draw_board, poster_size
from bot.discord.views.pictures.chain import Link, draw_chain
from bot.discord.views.pictures.marks import mark
from bot.discord.views.pictures.tally import draw_tally
from bot.discord.views.pictures.tiles import Tile
from bot.rules.voting.model import Candidate, Method
from bot.rules.voting.tally import tally

GOLDEN = Path(__file__).parent / "golden"
TOLERATED, SLIGHT, SLIGHTLY_OFF = 24, 4, 0.002
"""The most that a pixel may differ by, what counts as a little, and which share of the pixels may
differ by more than that: other versions of the libraries round differently."""

SIDE, ACROSS = 100, 6
GENRES = (
    *("none", "Action", "Adventure", "Animation", "Biography", "Comedy", "Crime", "Documentary"),
    *("Drama", "Family", "Fantasy", "Film-Noir", "History", "Horror", "Music", "Musical"),
    *("Mystery", "Romance", "Sci-Fi", "Sport", "Thriller", "War", "Western"),
)
TITLES = ("M", "Eternal Sunshine of the Spotless Mind", "Heat", "Donaudampfschifffahrt", "Up")
COLORS = (0x2A9D8F, 0x15171C, 0xF4E285, 0xC44536, 0x3D405B)
FILMS = [Candidate(f"f{n}", f"Film {n}{' and so on' * n}") for n in range(12)]


def marks() -> bytes:
    sheet = Image.new("L", (ACROSS * SIDE, -(-len(GENRES) // ACROSS) * SIDE))
    for place, genre in enumerate(GENRES):
        row, column = divmod(place, ACROSS)
        sheet.paste(mark(genre, SIDE), (column * SIDE, row * SIDE))
    return png(sheet)


def board(count: int, posters: int) -> bytes:
    poster = Image.linear_gradient("L").resize(poster_size(count)).convert("RGB")
    return draw_board(
        [
            Tile(
                str(n + 1),
                TITLES[n % 5],
                "" if n == 3 else f"{1950 + n} · {GENRES[n + 1]} · {'short ' * (n % 4)}",
                COLORS[n % 5],
                GENRES[n + 1],
                poster if n < posters else None,
            )
            for n in range(count)
        ]
    )


def votes(method: Method, films: int, ballots: list[dict[str, int]]) -> bytes:
    return draw_tally(tally(method, ballots, FILMS[:films], "seed"))


def chain(count: int) -> bytes:
    colors = (None, 0x101020, 0xC44536)
    links = [Link(f"Film {n}", colors[n % 3], f"Person {n}{' van' * n * 2}") for n in range(count)]
    return draw_chain("Kevin Bacon", links)


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


DRAWN: Mapping[str, Callable[[], bytes]] = {
    "marks.png": marks,
    "board_2.webp": lambda: board(2, 1),
    "board_3.webp": lambda: board(3, 0),
    "board_4.webp": lambda: board(4, 0),
    "board_5.webp": lambda: board(5, 2),
    "board_8.webp": lambda: board(8, 0),
    "board_10.webp": lambda: board(10, 5),
    "chain_3.png": lambda: chain(3),
    "chain_14.png": lambda: chain(14),
    "single.png": lambda: votes(Method.SINGLE, 3, [{"f0": 1}, {"f1": 1}]),
    "star_alone.png": lambda: votes(Method.STAR, 1, [{"f0": 5}]),
    "star.png": lambda: votes(Method.STAR, 3, [{"f0": 5, "f1": 4}, {"f1": 1, "f2": 3}, {}]),
    "ranked.png": lambda: votes(
        Method.RANKED, 12, [{f"f{(n + k) % 12}": k + 1 for k in range(5)} for n in range(12)]
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_looks_as_it_did(name: str) -> None:
    content, golden = DRAWN[name](), GOLDEN / name
    if os.environ.get("REDRAW"):
        golden.write_bytes(content)
    now, then = Image.open(BytesIO(content)).convert("RGB"), Image.open(golden).convert("RGB")
    assert now.size == then.size
    if golden.suffix == ".webp":  # lossy: only the coarser parts stay the same
        now, then = now.reduce(2), then.reduce(2)
    difference = ImageChops.difference(now, then)
    counts = [sum(each) for each in zip(*batched(difference.histogram(), 256), strict=True)]
    assert not sum(counts[TOLERATED + 1 :]), difference.getbbox()
    assert sum(counts[SLIGHT + 1 :]) <= SLIGHTLY_OFF * sum(counts), difference.getbbox()


def batched(values: list[int], size: int) -> list[list[int]]:
    return [values[at : at + size] for at in range(0, len(values), size)]

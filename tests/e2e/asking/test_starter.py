"""What a newcomer types first is there: the whole starter catalogue, as it ships."""

import re
from pathlib import Path
from typing import Any

from tests.e2e.stage import embed, fields, options, staged

LENGTH: Any = re.compile(r"(?:(\d) h)? ?(?:(\d+) min)?")
KNOWN = {
    "pulp fiction": "Pulp Fiction (1994)",
    "star wars": "Star Wars: Episode IV - A New Hope (1977)",
    "la guera de las galaxias": "Star Wars: Episode IV - A New Hope (1977)",
    "el padrino": "The Godfather (1972)",
    "seven": "Se7en (1995)",
    "shawshank redemtion": "The Shawshank Redemption (1994)",
}


async def test_the_films_everyone_knows_are_opened_at_once(
    data_dir: Path, starter_movies: Path
) -> None:
    async with staged(data_dir, movies_dir=(starter_movies,), cooldown_burst=10_000) as stage:
        opened = {typed: embed(await stage.slash("movie", title=typed)) for typed in KNOWN}
        assert {typed: card["title"] for typed, card in opened.items()} == KNOWN

        short = await stage.slash("search", genre="comedy", max_minutes=95, kind="movie")
        assert "at most 95 minutes long" in embed(short)["title"]
        for chosen in options(short)[:10]:
            card = await stage.slash("movie", title=chosen["value"].removeprefix("card?film="))
            hours, minutes = LENGTH.fullmatch(fields(card)["Length"]).groups("0")
            assert 60 * int(hours) + int(minutes) <= 95

"""Which films of the catalogue the rows of an export are: never one that nobody saw."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.library.names.imports import Matches, match_films, row_of
from bot.library.snapshot import Snapshot
from bot.library.upkeep import LibraryUpkeep
from bot.rules.imports.model import ImportedFilm

RECORD = """---
title: "{title}"
kind: "{kind}"
year: "{year}"
imdb_id: "{number:07}"
aliases: [{aliases}]
---
"""
TITLES = (
    ("Iron Man: Armored Adventures", 2008, "tv series", ""),
    ("The Maid", 2020, "movie", ""),
    ("Up", 2009, "movie", ""),
    ("The Up", 2010, "movie", ""),
    ("3%", 2016, "tv series", ""),
    ("Robin Hood: The Rebellion", 2018, "movie", ""),
    ("Toilet: A Love Story", 2017, "movie", ""),
    ("Spirited Away", 2001, "movie", '"Sen to Chihiro no kamikakushi"'),
    ("Tom & Jerry", 2021, "movie", ""),
    ("Amélie", 2001, "movie", ""),
    ("Rocky IV", 1985, "movie", ""),
    ("Fargo", 1996, "movie", ""),
    ("Fargo", 2014, "tv series", ""),
    ("Dune", 1984, "movie", ""),
    ("Dune", 2021, "movie", ""),
    ("The Host", 2006, "movie", ""),
    ("The Host", 2013, "movie", ""),
    ("******", 2017, "movie", ""),
    ("Heat", 1995, "movie", ""),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("movies")
    for number, (title, year, kind, aliases) in enumerate(TITLES, 1):
        text = RECORD.format(title=title, year=year, kind=kind, aliases=aliases, number=number)
        (made / f"{number}.md").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
async def snapshot(folder: Path, tmp_path: Path) -> AsyncGenerator[Snapshot]:
    async with LibraryUpkeep([folder], tmp_path) as upkeep:
        yield upkeep.library.current


def row(title: str, year: int | None = None, **more: object) -> ImportedFilm:
    return ImportedFilm(1, title, year, **more)  # pyright: ignore[reportArgumentType]


def told(matches: Matches, film: ImportedFilm) -> tuple[str, str]:
    found, doubted = matches.found.get(row_of(film)), matches.doubted.get(row_of(film))
    return found.label if found else "", doubted.label if doubted else ""


async def test_a_match_is_the_whole_title_and_everything_less_is_doubted(
    snapshot: Snapshot,
) -> None:
    expected = {
        # Films that nobody saw: issue reports of real imports.
        row("Iron Man", 2008): ("", "Iron Man: Armored Adventures (2008)"),
        row("Maid", 2021): ("", "The Maid (2020)"),
        row("Three", 2016): ("", "3% (2016)"),
        row("Robin Hood", 2018): ("", "Robin Hood: The Rebellion (2018)"),
        row("A Love Story", 2018): ("", "Toilet: A Love Story (2017)"),
        # The whole title, however it is spelt.
        row("3%", 2016): ("3% (2016)", ""),
        row("******", 2017): ("****** (2017)", ""),
        row("the maid", 2021): ("The Maid (2020)", ""),
        row("Maid", 2020): ("The Maid (2020)", ""),
        row("SPIRITED AWAY", 2002): ("Spirited Away (2001)", ""),
        row("Sen to Chihiro no kamikakushi", 2001): ("Spirited Away (2001)", ""),
        row("Chihiro", 2001, original="Sen to Chihiro no Kamikakushi"): (
            "Spirited Away (2001)",
            "",
        ),
        row("Tom and Jerry", 2021): ("Tom & Jerry (2021)", ""),
        row("Amelie", 2001): ("Amélie (2001)", ""),
        row("Rocky 4", 1985): ("Rocky IV (1985)", ""),
        # Namesakes are told by year and kind; without a year only one may have the name.
        row("Fargo", 1996): ("Fargo (1996)", ""),
        row("Fargo", 2014, is_series=True): ("Fargo (2014)", ""),
        row("Fargo", 2014, is_series=False): ("", ""),
        row("Dune", 2020): ("Dune (2021)", ""),
        row("Dune", 2000): ("", ""),
        row("The Host"): ("", ""),
        row("Heat"): ("", "Heat (1995)"),
        row("Heat", 1998): ("", "Heat (1995)"),
        row("Heat", 1986): ("", ""),
        row("Up", 2009): ("Up (2009)", ""),
        row("Up", 2010): ("", "The Up (2010)"),
        # An id decides, and one that is not there is no name's.
        row("Another name altogether", 1900, imdb_id="tt0000019"): ("Heat (1995)", ""),
        row("Heat", 1995, imdb_id="tt9999999"): ("", ""),
    }
    matches = await match_films(snapshot, snapshot, list(expected))
    assert {film: told(matches, film) for film in expected} == expected
    assert matches.is_renamed(row("Rocky 4", 1985))
    assert matches.is_renamed(row("SPIRITED AWAY", 2002))
    assert not matches.is_renamed(row("Amelie", 2001))


@pytest.mark.shared
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.thorough)])
async def test_the_shared_records_match_themselves(shared: Path, tmp_path: Path, step: int) -> None:
    async with LibraryUpkeep([shared / "corpus" / "records"], tmp_path) as upkeep:
        snapshot = upkeep.library.current
        movies = [movie async for movie in snapshot.catalog.all_movies() if movie.year]
        assert len(movies) > 2500
        for off, least in ((0, 1.0), (1, 0.99), (-1, 0.99)):
            rows = {row(movie.title, (movie.year or 0) + off): movie.id for movie in movies[::step]}
            matches = await match_films(snapshot, snapshot, list(rows))
            found = {film: matches.found.get(row_of(film)) for film in rows}
            wrong = [film for film, one in found.items() if one and one.id != rows[film]]
            right = sum(one is not None for one in found.values())
            assert wrong == []
            assert right >= least * len(rows)

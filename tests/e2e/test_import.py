"""``/import``: exports of Letterboxd and IMDb, taken over."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.playground.exchange import Exchange
from bot.playground.wire import Upload
from tests.e2e.stage import Stage, embed, labels, staged

WATCHED = """Date,Name,Year,Letterboxd URI,Rating
2021-05-01,Kramer vs. Kramer,1979,https://boxd.it/x,4.5
2021-05-02,the matrix,2000,https://boxd.it/y,
2021-05-02,The Matrix,1950,https://boxd.it/z,3
2021-05-03,A Film That Nobody Has,1999,https://boxd.it/w,3
2021-05-04,Heat,1995,https://boxd.it/v,99
"""
IMDB_WATCHLIST = """Position,Const,Created,Title,URL,Title Type,Year
1,tt0079417,2020-01-01,Another name altogether,https://www.imdb.com/title/tt0079417/,movie,1979
2,tt9999999,2020-01-02,Unknown,https://www.imdb.com/title/tt9999999/,movie,2001
"""


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    async with staged(data_dir, cooldown_burst=10_000) as made:
        yield made


def text(exchange: Exchange) -> str:
    return embed(exchange)["description"]


def csv(name: str, content: str | bytes) -> Upload:
    return Upload(name, content if isinstance(content, bytes) else content.encode(), "text/csv")


async def test_watched_films_are_matched_by_title_and_year_and_the_rest_is_listed(
    stage: Stage,
) -> None:
    done = await stage.slash("import letterboxd", file=csv("ratings.csv", WATCHED))
    assert done.ephemeral
    assert "2 films of 4 found" in text(done)
    assert "2 films newly marked as seen" in text(done)
    assert "1 rating" in text(done)
    assert "A Film That Nobody Has (1999)" in text(done)
    assert "The Matrix (1950)" in text(done)
    assert "line 6" in text(done)
    assert b"A Film That Nobody Has (1999)" in done.files[0].content
    listed = await stage.playground.click("ada", done, "Show the list")
    assert "Kramer vs. Kramer" in text(listed)
    assert "you: 9" in text(listed)
    again = await stage.slash("import letterboxd", file=csv("ratings.csv", WATCHED))
    assert "0 films newly marked" in text(again)


async def test_a_watchlist_is_matched_by_id_and_put_on_the_list(stage: Stage) -> None:
    done = await stage.slash("import imdb", file=csv("WATCHLIST.csv", IMDB_WATCHLIST))
    assert "1 film put on your list Watchlist" in text(done)
    assert "Unknown (2001)" in text(done)
    await stage.restart()
    listed = await stage.playground.click("ada", done, "Show the list")
    assert "Kramer vs. Kramer" in text(listed)
    assert "Nothing yet" in text(await stage.slash("seen list"))


async def test_a_file_of_the_other_site_is_sent_there(stage: Stage) -> None:
    refused = await stage.slash("import imdb", file=csv("ratings.csv", WATCHED))
    assert refused.ephemeral
    assert "/import letterboxd" in text(refused)
    assert "Nothing yet" in text(await stage.slash("seen list"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "no export"),
        (b"", "no export"),
        (b"\x00\xff\xfe" * 50, "no"),
        (b"x" * 8_000_001, "larger than 8 MB"),
    ],
)
async def test_a_file_that_is_no_export_is_refused(stage: Stage, content: bytes, said: str) -> None:
    refused = await stage.slash("import letterboxd", file=csv("odd.csv", content))
    assert refused.ephemeral
    assert said in text(refused)
    assert not labels(refused)

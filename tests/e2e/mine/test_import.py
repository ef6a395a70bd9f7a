"""``/import``: exports of other sites, looked over, taken over and taken back; ``/export``."""

from io import BytesIO
from zipfile import ZipFile

from bot.playground.discord.http.wire import Upload
from bot.state.films.film_ref import FilmRef
from bot.state.store import StateStore
from tests.e2e.stage import Stage, embed, labels, options, text

RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2021-05-01,Kramer vs. Kramer,1979,https://boxd.it/x,4.5
1/4/2024,the matrix,2000,https://boxd.it/y,0
2021-05-02,The Matrix,1950,https://boxd.it/z,3
2021-05-03,A Film That *Nobody* Has,1999,https://boxd.it/w,3
2021-05-04,The Blues Brother,1980,https://boxd.it/v,5
2021-05-04,,1995,https://boxd.it/v,4
"""
IMDB_LIST = """Position,Const,Created,Title,URL,Title Type,Year
1,tt0079417,2020-01-01,Another name altogether,https://www.imdb.com/title/tt0079417/,movie,1979
2,tt9999999,2020-01-02,Unknown,https://www.imdb.com/title/tt9999999/,movie,2001
"""


def csv(name: str, content: str | bytes) -> Upload:
    return Upload(name, content if isinstance(content, bytes) else content.encode(), "text/csv")


async def seen(stage: Stage) -> str:
    return text(await stage.slash("seen list"))


async def test_an_import_is_looked_over_done_checked_and_undone(stage: Stage) -> None:
    asked = await stage.slash("import", file=csv("ratings.csv", RATINGS))
    assert asked.ephemeral
    assert embed(asked)["title"] == "Import this from Letterboxd?"
    for said in (
        "5 films, 2 of them in my catalogue",
        "mark 2 films as seen and rate 1",
        "1 unclear date left out",
        "1 rating left out: 0",
        "the matrix (2000) → The Matrix (1999)",
        "The Blues Brother (1980) → The Blues Brothers (1980)",
        "The Matrix (1950)",
        "A Film That \\*Nobody\\* Has (1999)",
        "ratings.csv, line 7: no title",
    ):
        assert said in text(asked)
    assert b"A Film That *Nobody* Has (1999)" in asked.files[0].content
    assert "Nothing yet" in await seen(stage)

    await stage.restart()
    done = await stage.playground.click("ada", asked, "Import")
    assert "2 films newly marked as seen" in text(done)
    assert "1 rating imported" in text(done)
    again = await stage.playground.click("ada", asked, "Import")
    assert embed(again)["title"] == "Already settled"
    listed = await stage.playground.click("ada", done, "What you have seen")
    assert "Kramer vs. Kramer" in text(listed)
    assert "you: 9" in text(listed)

    doubts = await stage.playground.click("ada", done, "Please check (1)")
    (option,) = options(doubts)
    accepted = await stage.playground.select(
        "ada", doubts, "These are the same …", [option["value"]]
    )
    assert accepted.answer_type == 7
    assert "Nothing is left to check" in text(accepted)
    assert "The Blues Brothers" in await seen(stage)

    undone = await stage.playground.click("ada", accepted, "Undo")
    assert embed(undone)["title"] == "Undone"
    assert "Nothing yet" in await seen(stage)
    late = await stage.playground.click("ada", done, "Undo")
    assert embed(late)["title"] == "Already settled"


async def test_what_a_file_does_not_say_is_asked_and_lists_go_out_again(stage: Stage) -> None:
    asked = await stage.slash("import", file=csv("heists.csv", IMDB_LIST))
    assert "add 1 film to your list **heists**" in text(asked)
    assert "Another name altogether (1979) → Kramer vs. Kramer (1979)" in text(asked)
    assert "Unknown (2001)" in text(asked)
    for label, said in (
        ("films that I have seen", "mark 1 film as seen"),
        ("for my list Watchlist", "to your list **Watchlist**"),
        ("a separate list, heists", "to your list **heists**"),
    ):
        value = next(option["value"] for option in options(asked) if option["label"] == label)
        changed = await stage.playground.select("ada", asked, "These films are …", [value])
        assert said in text(changed)
    done = await stage.playground.click("ada", asked, "Import")
    assert "1 film added to your list **heists**" in text(done)
    assert "Nothing yet" in await seen(stage)
    listed = await stage.playground.click("ada", done, "Your lists")
    assert "Kramer vs. Kramer" in text(listed)

    await stage.slash("rate", film="The Matrix", rating=8)
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        gone = FilmRef("tt0000042", "Not in the Catalogue (1942)")
        await state.ratings.rate(stage.playground.world.user("ada").id, gone, 6)
    exported = await stage.slash("export")
    assert exported.ephemeral
    with ZipFile(BytesIO(exported.files[0].content)) as files:
        assert files.namelist() == ["watched.csv", "lists/heists.csv"]
        watched = files.read("watched.csv").decode()
        assert '"tt0133093","The Matrix","1999"' in watched
        assert '"tt0000042","Not in the Catalogue","1942"' in watched
        assert '"tt0079417","Kramer vs. Kramer","1979"' in files.read("lists/heists.csv").decode()
    back = await stage.slash("import", file=Upload("x.zip", exported.files[0].content, "x/zip"))
    assert "add 1 film to your list **heists**" in text(back)
    assert "mark 1 film as seen and rate 1" in text(back)
    assert "Nothing to export" in embed(await stage.slash("export", user="bob"))["title"]


async def test_a_file_that_is_no_export_is_told_what_it_looks_like(stage: Stage) -> None:
    for content, said in (
        (b"a,b\n1,2\n", "columns “a” and “b”"),
        (b"", "no table of films"),
        (b"%PDF-1.7", "looks like a PDF"),
        (b"x" * 8_000_001, "larger than 8 MB"),
    ):
        refused = await stage.slash("import", file=csv("odd.csv", content))
        assert refused.ephemeral
        assert said in text(refused)
        assert not labels(refused)

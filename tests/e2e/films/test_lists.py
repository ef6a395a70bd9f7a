"""``/genre`` and ``/search``: filters, pages, orders."""

from typing import Any

import pytest

from tests.e2e.stage import LONG_SEARCH, Stage, controls, embed, labels, message, options

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


async def test_genre_lists_best_first_in_pages(stage: Stage) -> None:
    exchange = await stage.slash("genre", genre="sci fi")
    assert "genre Sci-Fi" in embed(exchange)["title"]
    assert embed(exchange)["footer"]["text"].startswith("Page 1 of")
    assert labels(exchange) == ["First", "Previous", "Next", "Last", "As a picture"]


async def test_pages_turn_in_place_for_the_owner_and_apart_for_others(stage: Stage) -> None:
    first = await stage.slash("genre", genre="Drama")
    second = await stage.playground.click("ada", first, "Next")
    assert second.answer_type == 7
    assert embed(second)["footer"]["text"].startswith("Page 2")
    other = await stage.playground.click("bob", second, "Next")
    assert other.ephemeral
    assert embed(other)["footer"]["text"].startswith("Page 3")
    last = await stage.playground.click("ada", second, "Last")
    disabled = [control.get("disabled", False) for control in controls(last)[-5:-1]]
    assert disabled == [False, False, True, True]


async def test_order_is_changed_in_place(stage: Stage) -> None:
    exchange = await stage.slash("genre", genre="Drama", decade="80s")
    menus = [control for control in controls(exchange) if control["type"] == 3]
    turned = await stage.playground.select("ada", exchange, menus[1]["custom_id"], "Newest first")
    listed = [option for option in options(turned) if option["value"].startswith("card")]
    years = [int(option["label"][-5:-1]) for option in listed]
    assert years == sorted(years, reverse=True)
    assert all(1980 <= year <= 1989 for year in years)


async def test_search_says_what_it_understood_and_how_many(stage: Stage) -> None:
    exchange = await stage.slash(
        "search", genre="drama", from_year=1979, to_year=1989, min_rating=7.5
    )
    title = embed(exchange)["title"]
    assert "genre Drama" in title
    assert "from 1979 to 1989" in title
    assert "rated 7.5 or better" in title
    assert title.split()[0].isdigit()


async def test_search_without_a_match_offers_the_filter_to_drop(stage: Stage) -> None:
    exchange = await stage.slash("search", genre="western", language="Hindi", min_rating=6.0)
    assert exchange.ephemeral
    text = embed(exchange)["description"]
    assert "genre Western" in text
    assert "without “in Hindi”" in text
    dropped = await stage.playground.click("ada", exchange, "Drop “in Hindi” (2)")
    assert "genre Western" in embed(dropped)["title"]
    assert "Hindi" not in embed(dropped)["title"]


async def test_where_dropping_one_filter_does_not_help_each_is_offered_alone(stage: Stage) -> None:
    exchange = await stage.slash("search", genre="western", person="tom hanks", to_year=1950)
    text = embed(exchange)["description"]
    assert "dropping one doesn't help" in text
    assert "“with Tom Hanks”: 6 titles" in text
    alone = await stage.playground.click("ada", exchange, "“with Tom Hanks” alone (6)")
    assert embed(alone)["title"] == "6 titles · with Tom Hanks"


async def test_unknown_genre_is_answered_with_those_there_are_and_keeps_the_others(
    stage: Stage,
) -> None:
    exchange = await stage.slash("genre", genre="comedy, nonsense")
    assert exchange.ephemeral
    assert "nonsense" in embed(exchange)["title"]
    names = [option["label"] for option in options(exchange)]
    assert {"Drama", "Western", "Crime"} <= set(names)
    chosen = await stage.playground.select("ada", exchange, None, "Crime")
    assert "genres Crime and Comedy" in embed(chosen)["title"]


async def test_unclear_name_among_several_keeps_the_others(stage: Stage) -> None:
    exchange = await stage.slash("search", person="dustin hoffman, streep xyzzy")
    assert exchange.ephemeral
    corrected = await stage.playground.click("ada", exchange, "Meryl Streep")
    assert "with Meryl Streep and Dustin Hoffman" in embed(corrected)["title"]


async def test_search_by_several_people_and_genres(stage: Stage) -> None:
    exchange = await stage.slash("search", person="al pacino, robert de niro")
    assert "with Al Pacino and Robert De Niro" in embed(exchange)["title"]
    both = await stage.slash("search", genre="comedy, crime")
    assert "genres Comedy and Crime" in embed(both)["title"]


async def test_long_searches_turn_pages_by_what_the_state_store_keeps(stage: Stage) -> None:
    exchange = await stage.slash("search", **LONG_SEARCH)
    ids = [c["custom_id"] for c in controls(exchange) if c.get("label") == "Next"]
    assert "~" in ids[0]
    await stage.restart()
    second = await stage.playground.click("ada", exchange, "Next")
    assert embed(second)["footer"]["text"].startswith("Page 2")
    assert "rated 5 or better" in embed(second)["title"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"from_year": 1990, "to_year": 1980}, "from_year must not be after to_year"),
        ({"kind": "opera"}, "isn't a kind of title"),
        ({"genre": "qqqqqq"}, "qqqqqq"),
    ],
)
async def test_filters_that_cannot_be_used_are_explained(
    stage: Stage, given: dict[str, Any], said: str
) -> None:
    exchange = await stage.slash("search", **given)
    assert exchange.ephemeral
    shown = embed(exchange)
    assert said in (shown["title"] + shown["description"]).replace("\\", "")


async def test_decades_are_read_as_people_write_them(stage: Stage) -> None:
    for decade in ("80s", "1980s", "1980", "the 80s", "80's"):
        exchange = await stage.slash("genre", genre="drama", decade=decade)
        assert "from the 1980s" in embed(exchange)["title"]
    refused = await stage.slash("genre", genre="drama", decade="yesterday")
    assert "isn't a decade" in embed(refused)["description"]


async def test_list_lines_open_cards(stage: Stage) -> None:
    exchange = await stage.slash("genre", genre="Horror")
    first = options(exchange)[0]
    card = await stage.playground.select("ada", exchange, None, first["value"])
    assert embed(card)["title"] in first["label"]
    assert card.ephemeral


async def test_a_page_is_shown_as_a_picture(stage: Stage) -> None:
    first = await stage.slash("genre", genre="Drama")
    second = await stage.playground.click("ada", first, "Next")
    looked = await stage.playground.click("bob", second, "As a picture")
    assert looked.ephemeral
    assert embed(looked)["title"] == embed(second)["title"]
    (picture,) = message(looked)["attachments"]
    assert embed(looked)["image"]["url"] == f"attachment://{picture['filename']}"
    names = [option["label"] for option in options(looked)]
    assert names == [o["label"] for o in options(second) if o["value"].startswith("card")]
    for name in names:
        rank, title = name[: -len(" (1999)")].split(". ", 1)
        assert f"{rank}: {title} (" in picture["description"]


async def test_the_two_of_a_double_feature_are_shown_as_a_picture(stage: Stage) -> None:
    pair = await stage.slash("doublefeature")
    looked = await stage.playground.click("ada", pair, "As a picture")
    (picture,) = message(looked)["attachments"]
    assert [o["label"] for o in options(looked)] == [
        o["label"] for o in options(pair) if o["value"].startswith("card")
    ]
    assert picture["description"].count(": ") >= 2


async def test_genres_and_languages_are_known_in_any_words(stage: Stage) -> None:
    romcom = await stage.slash("genre", genre="romcom")
    assert "genres Romance and Comedy" in embed(romcom)["title"]
    both = await stage.slash("genre", genre="horror comedy")
    assert "genres Horror and Comedy" in embed(both)["title"]
    assert "genre Horror" in embed(await stage.slash("genre", genre="terror"))["title"]
    assert "in Hindi" in embed(await stage.slash("search", language="bollywood"))["title"]
    assert (await stage.typing("genre", "genre", genre="romcom"))[:2] == ["Romance", "Comedy"]

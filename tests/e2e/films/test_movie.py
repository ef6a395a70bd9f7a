"""``/movie`` and what hangs on a card."""

import re

import pytest

from tests.e2e.stage import Stage, controls, embed, fields, labels, message, options

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


KRAMER = "Kramer vs. Kramer (1979)"


@pytest.mark.parametrize(
    "typed",
    [
        "Kramer vs. Kramer",
        "kramer vs kramer",
        "kramr vs kramer",
        "kramr v kramer",
        "KRAMER VS KRAMER 1979",
        "Kramer vs. Kramer (1979)",
        "tt0079417",
        "https://www.imdb.com/title/tt0079417/?ref_=fn_al_tt_1",
    ],
)
async def test_movie_is_found_however_it_is_typed(stage: Stage, typed: str) -> None:
    exchange = await stage.slash("movie", title=typed)
    card = embed(exchange)
    assert card["title"] == KRAMER
    assert not exchange.ephemeral


async def test_card_shows_what_the_record_says(stage: Stage) -> None:
    exchange = await stage.slash("movie", title="Kramer vs. Kramer")
    card = embed(exchange)
    assert card["url"] == "https://www.imdb.com/title/tt0079417/"
    assert card["color"] == 0x2A9D8F
    assert card["description"].startswith("Left by his wife")
    shown = fields(exchange)
    assert shown["Rating"] == "★ 7.8 from 128,983 votes"
    assert shown["Genres"] == "Drama"
    assert shown["Language"] == "English"
    assert shown["Director"] == "Robert Benton"
    assert shown["Cast"].startswith("Dustin Hoffman, Meryl Streep")
    assert "https://www.netflix.com/title/60010559" in shown["Netflix"]
    assert "Kind" not in shown
    assert labels(exchange) == [
        "Full synopsis",
        "More by this director",
        "Similar",
        "Mine",
        "Wrong data?",
        "Nominate",
    ]


async def test_series_says_what_it_is(stage: Stage) -> None:
    exchange = await stage.slash("movie", title="Peaky Blinders")
    assert fields(exchange)["Kind"] == "tv series"


async def test_synopsis_is_only_for_who_pressed(stage: Stage) -> None:
    card = await stage.slash("movie", title="Kramer vs. Kramer")
    told = await stage.playground.click("bob", card, "Full synopsis")
    assert told.ephemeral
    assert "Joanna" in embed(told)["description"]


async def test_similar_gives_reasons(stage: Stage) -> None:
    card = await stage.slash("movie", title="The Dark Knight")
    similar = await stage.playground.click("ada", card, "Similar")
    assert similar.ephemeral
    assert "Christopher Nolan" in embed(similar)["description"]
    looked = await stage.playground.click("ada", similar, "As a picture")
    assert embed(looked)["title"] == embed(similar)["title"]
    assert message(looked)["attachments"][0]["description"].startswith("Films. 1: ")
    assert KRAMER not in embed(similar)["description"]


async def test_more_by_this_director_leaves_the_film_out(stage: Stage) -> None:
    card = await stage.slash("movie", title="The Dark Knight")
    more = await stage.playground.click("ada", card, "More by this director")
    listed = [option["label"] for option in options(more)]
    assert listed
    assert not any("The Dark Knight (2008)" in label for label in listed)


async def test_more_by_a_director_of_one_film_says_so(stage: Stage) -> None:
    card = await stage.slash("movie", title="Kramer vs. Kramer")
    more = await stage.playground.click("ada", card, "More by this director")
    assert "all I have" in embed(more)["description"]
    assert controls(more) == []


async def test_wrong_data_names_the_file(stage: Stage) -> None:
    card = await stage.slash("movie", title="Kramer vs. Kramer")
    record = await stage.playground.click("ada", card, "Wrong data?")
    assert "kramer-vs-kramer-1979.md" in embed(record)["description"]
    assert labels(record) == []


async def test_people_of_the_card_open_their_filmography(stage: Stage) -> None:
    card = await stage.slash("movie", title="Kramer vs. Kramer")
    films = await stage.playground.select("ada", card, None, "🎭 Meryl Streep")
    assert films.ephemeral
    assert embed(films)["title"] == "Films with Meryl Streep"


async def test_unknown_title_is_a_private_answer_with_a_next_step(stage: Stage) -> None:
    exchange = await stage.slash("movie", title="zzzzqq")
    assert exchange.ephemeral
    assert "zzzzqq" in embed(exchange)["title"]


@pytest.mark.parametrize("absent", ["Fight Club", "the hobit", "American Pie", "Dune (2021)"])
async def test_a_film_that_is_not_there_is_not_answered_by_another(
    stage: Stage, absent: str
) -> None:
    exchange = await stage.slash("movie", title=absent)
    assert exchange.ephemeral
    assert "Full synopsis" not in labels(exchange)
    assert absent.partition(" ")[0] in embed(exchange)["title"]
    assert labels(exchange)


async def test_near_miss_offers_buttons_that_open_the_card(stage: Stage) -> None:
    exchange = await stage.slash("movie", title="kramxyz")
    if labels(exchange)[:1] == ["Full synopsis"]:
        pytest.fail("kramxyz must not be taken for a film without asking")
    opened = await stage.playground.click("ada", exchange, labels(exchange)[0])
    assert embed(opened)["url"].startswith("https://www.imdb.com/title/")
    assert not opened.ephemeral


async def test_autocomplete_offers_films_and_a_choice_opens_its_card(stage: Stage) -> None:
    exchange = await stage.playground.autocomplete("ada", "movie", {"title": "kram"}, "title")
    assert exchange.choices
    assert exchange.choices[0]["name"] == KRAMER
    card = await stage.slash("movie", title=exchange.choices[0]["value"])
    assert embed(card)["title"] == KRAMER


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "k",
        "🎬🍿",
        "(*)\"%_'--;",
        "' OR 1=1 --",
        "\u202eevil\u200b",
        "x" * 4000,
        "@everyone <@1>",
        "a\x00b",
        "كريمر",
        "\u0301\u0301",
    ],
)
async def test_autocomplete_survives_any_input(stage: Stage, typed: str) -> None:
    names = await stage.typing("movie", "title", title=typed)
    assert len(names) <= 25
    assert all(1 <= len(name) <= 100 for name in names)


@pytest.mark.parametrize(
    "typed", [" ", "🎬", "@everyone [x](http://evil.example) <@1>", "a" * 4000, "\u202e**x**", "`"]
)
async def test_hostile_titles_are_answered_harmlessly(stage: Stage, typed: str) -> None:
    exchange = await stage.slash("movie", title=typed)
    sent = message(exchange)
    assert exchange.ephemeral
    assert not re.search(r"(?<!\\)\]\(http", embed(exchange)["title"])
    assert sent["content"] == ""
    assert sent.get("mentions", []) == []

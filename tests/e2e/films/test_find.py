"""Titles by what happens in them: ``/find``, ``about:``, ``/movie`` and what cards say of tags."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.mine.test_privacy import unpacked
from tests.e2e.stage import Stage, controls, embed, fields, labels, message, options, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")

RECORD = """---
title: "{title}"
kind: "movie"
year: "{year}"
runtime: "{runtime}"
genres: ["{genre}"]
tags: [{tags}]
language: "English"
imdb_rating: "7.0"
votes: "{votes}"
imdb_id: "{imdb_id}"
description: "What became of it."
---
Director: `Dora Direct`

Cast: `{star}`

{story}
"""

PILOT = "The Impostor (2002)"
PILOT_STORY = (
    "A teenage runaway forges cheques and passes himself off as an airline pilot, a doctor and a "
    "lawyer. An FBI agent follows him from country to country, until a printing press in a French "
    "village betrays the swindler."
)
REMEMBERED = f"{PILOT_STORY} A heist, sort of."
AIRPORT_STORY = (
    "A traveller whose country has ceased to exist cannot leave the airport. He makes the terminal "
    "his home and falls in love with a stewardess."
)
JUGGLER = "there was a juggler in it, or it was called after one, but all of it was long ago"
SHIPS = (
    "parrot", "lantern", "violin", "beggar", "painter", "widow", "monk", "juggler", "baker",
    "tailor", "smith", "clown",
)  # fmt: skip


def write(folder: Path) -> None:
    films = [
        ("The Impostor", 2002, 141, "Crime", '"heist", "con-artist"', "Tom Hanks", PILOT_STORY),
        ("Gate 67", 2004, 128, "Comedy", '"airport"', "Tom Hanks", AIRPORT_STORY),
        (
            "Eleven Men",
            2001,
            95,
            "Crime",
            '"heist", "casino"',
            "Brad Pitt",
            "A gambler gathers friends to rob three *casinos* at once, @everyone.",
        ),
        (
            "Croupier",
            1998,
            120,
            "Drama",
            "",
            "Ann Dealer",
            "A gambler turned croupier lets friends rob the casinos in which he deals.",
        ),
        *(
            (
                f"Ship {number}",
                1960 + number,
                90 + number,
                "Adventure",
                "",
                "Ann Sailor",
                f"A crew sails to the island of the {what}, where their captain hides a {what}.",
            )
            for number, what in enumerate(SHIPS, 1)
        ),
    ]
    folder.mkdir()
    for number, (title, year, runtime, genre, tags, star, story) in enumerate(films, 1):
        text = RECORD.format(
            title=title,
            year=year,
            runtime=runtime,
            genre=genre,
            tags=tags,
            star=star,
            story=story,
            votes=100_000 + number,
            imdb_id=f"{number:07}",
        )
        (folder / f"{number}.md").write_text(text, encoding="utf-8")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    folder = tmp_path_factory.mktemp("find")
    write(folder / "movies")
    async with staged(
        folder / "data",
        movies_dir=str(folder / "movies"),
        cooldown_burst=10_000,
        settle_seconds=0,
    ) as made:
        yield made


def spoilers(exchange: Exchange) -> list[str]:
    return re.findall(r"\|\|(.+?)\|\|", embed(exchange)["description"])


def listed(exchange: Exchange) -> list[str]:
    """Return the titles of the menu."""
    return [re.sub(r"^\d+\. ", "", option["label"]) for option in options(exchange)]


def shown_openly(exchange: Exchange) -> str:
    """Return all the text of a reply that no spoiler bar hides."""
    return re.sub(r"\|\|.+?\|\|", "", str(message(exchange)["embeds"]))


async def test_what_is_surely_meant_is_shown_as_a_card_and_can_be_confirmed(stage: Stage) -> None:
    guess = await stage.slash("find", story=REMEMBERED)
    assert embed(guess)["title"] == f"I think you mean {PILOT}"
    (sentence,) = spoilers(guess)
    assert "**runaway** **forges** **cheques**" in sentence
    assert "runaway forges" not in shown_openly(guess).replace(REMEMBERED[:149], "")
    assert message(guess)["embeds"][1]["title"] == PILOT
    found = await stage.playground.click("ada", guess, "That's it!")
    assert "Thanks" in message(found)["content"]
    assert embed(found)["title"] == PILOT
    assert "That's it!" not in labels(found)


async def test_a_rejected_guess_gives_way_to_ten_others(stage: Stage) -> None:
    guess = await stage.slash("find", story=REMEMBERED)
    others = await stage.playground.click("ada", guess, "Not this one")
    assert embed(others)["title"] == "Or one of these"
    assert len(listed(others)) == 10
    assert PILOT not in listed(others)
    back = await stage.playground.click("ada", others, "Back")
    assert embed(back)["title"] == f"I think you mean {PILOT}"


async def test_what_could_be_meant_is_listed_ten_by_ten_and_chosen(stage: Stage) -> None:
    first = await stage.slash("find", story="a ship sails to an island")
    assert embed(first)["title"] == "It could be one of these"
    assert all(title.startswith("Ship") for title in listed(first))
    assert len(spoilers(first)) == len(listed(first)) == 10
    assert all("**island**" in sentence for sentence in spoilers(first))
    assert "captain hides" not in shown_openly(first)
    await stage.restart()
    second = await stage.playground.click("ada", first, "Not these")
    assert second.answer_type == 7
    assert not set(listed(first)) & set(listed(second))
    last = [control for control in controls(second) if control.get("label") == "Not these"]
    assert last[0]["disabled"], "there is no third ten"
    (value, *_) = (option["value"] for option in options(second))
    chosen = await stage.playground.select("ada", second, None, value)
    assert "Thanks" in message(chosen)["content"]
    assert embed(chosen)["title"] == listed(second)[0]


async def test_a_detail_is_searched_together_kept_for_its_teller_and_deleted(stage: Stage) -> None:
    first = await stage.slash("find", user="bob", story="a ship sails to an island")
    form = await stage.playground.click("bob", first, "Add a detail")
    added = await stage.playground.submit("bob", form, {"detail": JUGGLER})
    assert added.answer_type == 7
    assert listed(added)[0] == "Ship 8 (1968)"
    shown = embed(added)["description"]
    assert f"“a ship sails to an island {JUGGLER}”" in shown
    # Somebody else's press is theirs alone, and what both told is kept as both's.
    form = await stage.playground.click("cleo", added, "Add a detail")
    theirs = await stage.playground.submit("cleo", form, {"detail": "or was it a baker"})
    assert theirs.ephemeral
    for user, told in (("bob", "juggler"), ("bob", "baker"), ("cleo", "baker")):
        kept = unpacked(await stage.slash("privacy export", user=user))["saved_views"]
        assert any(told in row["payload"] for row in kept)
    asked = await stage.slash("privacy delete", user="bob")
    await stage.playground.click("bob", asked, "Delete everything")
    assert "saved_views" not in unpacked(await stage.slash("privacy export", user="cleo"))
    gone = await stage.playground.click("bob", added, "Add a detail")
    assert "That button is out of date" in embed(gone)["title"]


async def test_what_is_remembered_besides_is_said_and_rules_nothing_out(stage: Stage) -> None:
    made = await stage.slash("find", story="stuck in an airport, tom hanks, maybe the 90s")
    said = embed(made)["description"]
    assert "1990–1999" in said
    assert "Tom Hanks" in said
    assert listed(made)[0] == "Gate 67 (2004)"


async def test_options_hold_and_say_which_one_leaves_nothing(stage: Stage) -> None:
    made = await stage.slash(
        "find", story="a ship sails to an island", from_year=1965, to_year=1966
    )
    assert listed(made) == ["Ship 5 (1965)", "Ship 6 (1966)"]
    assert "Only: 1965–1966." in embed(made)["description"]
    none = await stage.slash("find", story="an island", genre="Comedy", from_year=2010)
    assert embed(none)["title"] == "Nothing fits"
    assert "Drop “from 2010 on” (1)" in labels(none)


@pytest.mark.parametrize(
    "story", ["that movie with the guy", "a", "?!", "🎬🎬", "   ", "x" * 4000, "電影 關於 鯊魚"]
)
async def test_where_there_is_nothing_to_go_by_a_description_is_asked_for(
    stage: Stage, story: str
) -> None:
    made = await stage.slash("find", story=story)
    assert made.ephemeral
    assert embed(made)["title"] == "I need more to go on"
    form = await stage.playground.click("ada", made, "Add a detail")
    added = await stage.playground.submit("ada", form, {"detail": "sails to an island"})
    assert listed(added)[0].startswith("Ship")


async def test_hostile_descriptions_are_searched_and_shown_as_they_are(stage: Stage) -> None:
    story = "*casinos* || @everyone <@1> [x](http://y) '; DROP TABLE saved_views; -- " * 40
    made = await stage.slash("find", story=story[:4000])
    assert listed(made)[0] == "Eleven Men (2001)"
    shown = embed(made)["description"]
    assert "@everyone" not in shown
    assert r"\*casinos\* \|\|" in shown
    assert len(spoilers(made)) == len(listed(made))


async def test_spanish_is_answered_in_spanish(stage: Stage) -> None:
    stage.playground.world.user("eva", "es-ES")
    made = await stage.slash("find", user="eva", story="un hombre vive en un aeropuerto")
    assert embed(made)["title"] == "Podría ser una de estas"
    assert listed(made)[0] == "Gate 67 (2004)"
    form = await stage.playground.click("eva", made, "Añadir un detalle")
    assert form.modal is not None
    assert form.modal["title"] == "¿Qué más recuerdas?"
    card = await stage.playground.select("eva", made, None, options(made)[0]["value"])
    assert "Etiquetas" in fields(card)


async def test_search_and_genre_about_something_go_by_the_story(stage: Stage) -> None:
    found = await stage.slash("search", about="sails to an island with a juggler", kind="movie")
    assert "about sails to an island with a juggler" in embed(found)["title"]
    assert "Closest to the story first" in embed(found)["description"]
    assert listed(found)[0] == "Ship 8 (1968)"
    menus = [control for control in controls(found) if control["type"] == 3]
    sorted_ = await stage.playground.select("ada", found, menus[1]["custom_id"], "Newest first")
    assert listed(sorted_)[0] == "Ship 12 (1972)"
    back = await stage.playground.select(
        "ada", sorted_, menus[1]["custom_id"], "Closest to the story first"
    )
    assert listed(back) == listed(found)
    turned = await stage.playground.click("ada", found, "Next")
    assert not set(listed(found)) & {title for title in listed(turned) if "(" in title}
    comedies = await stage.slash("genre", genre="Comedy", about="living in an airport")
    assert listed(comedies)[0] == "Gate 67 (2004)"


async def test_about_something_that_nothing_is_about_says_what_to_drop(stage: Stage) -> None:
    none = await stage.slash("search", about="heist", genre="Comedy")
    assert embed(none)["title"] == "Nothing fits"
    dropped = await stage.playground.click("ada", none, labels(none)[0])
    assert "about heist" in embed(dropped)["title"]
    assert {"The Impostor (2002)", "Eleven Men (2001)"} <= set(listed(dropped))
    about = "a juggler on an island, and a captain who hides him " * 3
    await stage.slash("search", user="dan", about=about, sort="newest")
    kept = unpacked(await stage.slash("privacy export", user="dan"))["saved_views"]
    assert any("juggler" in row["payload"] for row in kept)
    vague = await stage.slash("search", about="that movie with the guy")
    assert "doesn't tell me what a film is about" in embed(vague)["description"]


async def test_draws_are_about_what_was_asked_for(stage: Stage) -> None:
    drawn = await stage.slash("random", about="heist", max_minutes=100)
    assert embed(drawn)["title"] == "Eleven Men (2001)"
    assert "about heist" in fields(drawn)["Why this one"]
    picked = await stage.slash("pick", about="heist", genre="Crime")
    assert embed(picked)["title"] in {"The Impostor (2002)", "Eleven Men (2001)"}


async def test_a_description_given_to_movie_is_answered_by_the_story(stage: Stage) -> None:
    made = await stage.slash("movie", title="someone has to live in an airport terminal")
    assert message(made)["content"].startswith("No film is called that")
    assert embed(made)["title"] == "It could be one of these"
    assert listed(made)[0] == "Gate 67 (2004)"


async def test_what_may_be_a_title_that_is_not_here_is_not_taken_for_a_story(stage: Stage) -> None:
    made = await stage.slash("movie", title="no country for old man")
    assert embed(made)["title"].startswith("No film is called")
    assert "`/find`" in embed(made)["description"]
    looked = await stage.playground.click("ada", made, "Search for it by its story")
    assert "That's it! Which one?" in str(controls(looked))
    short = await stage.slash("movie", title="qqqqq")
    assert "Search for it by its story" not in labels(short)


async def test_tags_of_a_card_lead_to_more_with_the_same(stage: Stage) -> None:
    card = await stage.slash("movie", title="eleven men")
    assert fields(card)["Tags"] == "heist, casino"
    menu = [control for control in controls(card) if control["type"] == 3][-1]
    assert menu["placeholder"] == "More with the same tag"
    more = await stage.playground.select("ada", card, menu["custom_id"], "🏷️ heist")
    assert embed(more)["title"] == "2 titles · tagged heist"
    assert set(listed(more)) >= {"The Impostor (2002)", "Eleven Men (2001)"}


async def test_similar_says_what_the_stories_share(stage: Stage) -> None:
    card = await stage.slash("movie", title="eleven men")
    similar = await stage.playground.click("ada", card, "Similar")
    (line,) = (line for line in embed(similar)["description"].splitlines() if "Croupier" in line)
    assert re.search(r"in both stories: .*casinos", line)
    ship = await stage.playground.click(
        "ada", await stage.slash("movie", title="ship 3"), "Similar"
    )
    assert "in both stories" not in embed(ship)["description"], "all ships share all words"

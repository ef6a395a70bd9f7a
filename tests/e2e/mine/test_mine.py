"""``/seen``, ``/rate``, ``/never`` and *Mine*: what somebody keeps about films."""

import asyncio
from typing import Any

from tests.e2e.stage import Stage, embed, labels, options, text

KRAMER = "Kramer vs. Kramer (1979)"


async def test_seen_films_are_listed_privately_after_a_restart(stage: Stage) -> None:
    added = await stage.slash("seen add", film="kramr vs kramer")
    assert added.ephemeral
    assert "Marked as seen." in text(added)
    assert "already" in text(await stage.slash("seen add", film=KRAMER))
    await stage.restart()
    listed = await stage.slash("seen list")
    assert listed.ephemeral
    assert "1 title" in text(listed)
    assert "Kramer vs. Kramer" in text(listed)
    assert "Nothing yet" in text(await stage.slash("seen list", user="bob"))
    assert "No longer" in text(await stage.slash("seen remove", film="kramer"))
    assert "had not" in text(await stage.slash("seen remove", film=KRAMER))
    assert "Nothing yet" in text(await stage.slash("seen list"))


async def test_a_film_that_left_the_catalogue_is_still_named_and_removed(stage: Stage) -> None:
    await stage.slash("seen add", film=KRAMER)
    records = stage.settings.data_dir / "movies"
    records.mkdir()
    (records / "other.md").write_text('---\ntitle: "Other"\nyear: "2001"\n---\nOther.\n')
    stage.settings = stage.settings.model_copy(update={"movies_dir": (records,)})
    await stage.restart()
    listed = await stage.slash("seen list")
    assert "Kramer vs. Kramer" in text(listed)
    assert "no longer in my catalogue" in text(listed)
    assert not options(listed)
    removed = await stage.slash("seen remove", film="kramer vs. kramer (1979)")
    assert "No longer" in text(removed)


async def test_rating_counts_as_seen_and_shows_in_the_list(stage: Stage) -> None:
    rated = await stage.slash("rate", film=KRAMER, rating=9)
    assert "you gave it **9** of 10" in text(rated)
    assert "👁️ seen" in text(rated)
    assert "you: 9" in text(await stage.slash("seen list"))


async def test_a_long_list_turns_its_pages_in_the_same_private_message(stage: Stage) -> None:
    genre = await stage.slash("genre", genre="Drama")
    second = await stage.playground.click("ada", genre, "Next")
    for line in (*options(genre)[:10], *options(second)[:10]):
        await stage.slash("seen add", film=line["value"].replace("card?film=", "id:"))
    listed = await stage.slash("seen list")
    turned = await stage.playground.click("ada", listed, "Next")
    assert turned.answer_type == 7
    assert turned.ephemeral
    assert embed(turned)["footer"]["text"].startswith("Page 2 of 2")


async def test_mine_switches_in_place_and_is_the_pressers_own(stage: Stage) -> None:
    card = await stage.slash("movie", title=KRAMER)
    panel = await stage.playground.click("bob", card, "Mine")
    assert panel.ephemeral
    assert "not marked as seen" in text(panel)
    seen = await stage.playground.click("bob", panel, "Seen")
    assert seen.answer_type == 7
    assert "👁️ seen" in text(seen)
    rated = await stage.playground.select("bob", seen, "Rate it", "8 of 10")
    assert "**8** of 10" in text(rated)
    listed = await stage.playground.select("bob", rated, "Your lists", "Add to Watchlist")
    assert "on **Watchlist**" in text(listed)
    never = await stage.playground.click("bob", listed, "Never")
    assert "never to be drawn" in text(never)
    await stage.restart()
    off = await stage.playground.click("bob", never, "Never")
    assert "may be drawn" in text(off)
    taken = await stage.playground.select("bob", off, "Your lists", "Remove from Watchlist")
    assert "on none of your lists" in text(taken)
    unrated = await stage.playground.select("bob", taken, "Rate it", "Remove the rating")
    assert "not rated" in text(unrated)
    ada = await stage.playground.click("ada", card, "Mine")
    assert "not marked as seen" in text(ada)


async def test_a_switch_pressed_twice_does_what_it_said_once(stage: Stage) -> None:
    card = await stage.slash("movie", title=KRAMER)
    panel = await stage.playground.click("ada", card, "Mine")
    press = stage.playground.click
    for pressed in await asyncio.gather(*(press("ada", panel, "Seen") for _ in range(2))):
        assert "👁️ seen" in text(pressed)


async def test_a_new_list_is_named_in_a_form(stage: Stage) -> None:
    card = await stage.slash("movie", title=KRAMER)
    panel = await stage.playground.click("ada", card, "Mine")
    form = await stage.playground.click("ada", panel, "New list …")
    assert form.modal is not None
    await stage.restart()
    listed = await stage.playground.submit("ada", form, {"list": "Rainy  days"})
    assert listed.answer_type == 7
    assert "on **Rainy days**" in text(listed)


async def test_never_lists_and_takes_back_films_and_genres(stage: Stage) -> None:
    await stage.slash("never film", film=KRAMER)
    both = await stage.slash("never genre", genre="horor")
    assert both.ephemeral
    assert "Kramer vs. Kramer" in text(both)
    assert "every Horror" in text(both)
    undone = await stage.playground.select("ada", both, None, "Horror")
    assert undone.answer_type == 7
    assert "every Horror" not in text(undone)
    again = await stage.slash("never film", film="kramer", undo=True)
    assert "may be drawn again" in text(again)
    assert "wasn't on your never list" in text(
        await stage.slash("never genre", genre="War", undo=True)
    )
    assert text(await stage.slash("never list")).startswith("Nothing")


async def test_what_cannot_be_found_is_said(stage: Stage) -> None:
    unknown: list[tuple[str, dict[str, Any]]] = [
        ("seen add", {"film": "xqzjwvkq"}),
        ("rate", {"film": "xqzjwvkq", "rating": 5}),
        ("never genre", {"genre": "xqzjwvkq"}),
    ]
    for name, given in unknown:
        refused = await stage.slash(name, **given)
        assert refused.ephemeral
        assert "xqzjwvkq" in embed(refused)["title"]


async def test_cards_have_mine_beside_their_other_buttons(stage: Stage) -> None:
    assert "Mine" in labels(await stage.slash("movie", title=KRAMER))

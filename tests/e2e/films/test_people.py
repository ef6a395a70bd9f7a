"""``/cast`` and ``/director``."""

import pytest

from tests.e2e.stage import Stage, embed, labels, options

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


async def test_cast_sums_up_and_lists_best_known_first(stage: Stage) -> None:
    exchange = await stage.slash("cast", person="streep meryl")
    card = embed(exchange)
    assert card["title"] == "Films with Meryl Streep"
    assert "4 titles" in card["description"]
    assert "1979–2014" in card["description"]
    assert "★ 7.1 on average" in card["description"]
    assert "With Dustin Hoffman, Jeff Bridges and Amy Adams, among others." in card["description"]
    assert options(exchange)[0]["label"] == "1. Kramer vs. Kramer (1979)"


async def test_cast_with_somebody_shows_what_they_share(stage: Stage) -> None:
    exchange = await stage.slash("cast", person="streep meryl", with_="dustin hofman")
    assert embed(exchange)["title"] == "Meryl Streep and Dustin Hoffman together"
    assert [option["label"] for option in options(exchange)] == ["1. Kramer vs. Kramer (1979)"]
    assert labels(exchange) == ["Meryl Streep", "Dustin Hoffman"]


async def test_cast_with_nothing_in_common_says_that_credits_are_incomplete(stage: Stage) -> None:
    exchange = await stage.slash("cast", person="Meryl Streep", with_="Adam Sandler")
    assert "no credits they share" in embed(exchange)["description"]
    alone = await stage.playground.click("ada", exchange, "Adam Sandler")
    assert embed(alone)["title"] == "Films with Adam Sandler"


async def test_unknown_companion_is_offered_by_near_names_and_keeps_the_person(
    stage: Stage,
) -> None:
    exchange = await stage.slash("cast", person="Meryl Streep", with_="hoffmeister")
    assert exchange.ephemeral
    again = await stage.playground.click("ada", exchange, labels(exchange)[0])
    assert "Meryl Streep and" in embed(again)["title"]


async def test_director_is_found_by_a_misspelt_surname(stage: Stage) -> None:
    exchange = await stage.slash("director", person="spielburg")
    card = embed(exchange)
    assert card["title"] == "Films directed by Steven Spielberg"
    assert "Often with Tom Hanks (3)" in card["description"]


async def test_actor_asked_for_as_director_is_offered_as_actor(stage: Stage) -> None:
    exchange = await stage.slash("director", person="Meryl Streep")
    assert exchange.ephemeral
    assert "Meryl Streep" in embed(exchange)["description"]
    assert labels(exchange) == ["Meryl Streep as an actor"]
    films = await stage.playground.click("ada", exchange, "Meryl Streep as an actor")
    assert "Kramer vs. Kramer" in embed(films)["description"]


async def test_who_did_both_can_be_switched(stage: Stage) -> None:
    exchange = await stage.slash("director", person="Clint Eastwood")
    turned = await stage.playground.click("ada", exchange, labels(exchange)[-1])
    assert embed(turned)["title"] == "Films with Clint Eastwood"
    assert turned.answer_type == 7


async def test_autocomplete_offers_only_who_fits_the_option(stage: Stage) -> None:
    assert "Steven Spielberg" in await stage.typing("director", "person", person="spiel")
    assert "Meryl Streep" in await stage.typing("cast", "person", person="mery")
    assert "Meryl Streep" not in await stage.typing("director", "person", person="meryl streep")

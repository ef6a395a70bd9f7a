"""``/connect`` and ``/doublefeature``: people and films, linked."""

import re
from io import BytesIO

import aiosqlite
import pytest
from PIL import Image

from tests.e2e.stage import Stage, embed, labels, options

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


async def test_a_chain_is_told_and_drawn_and_every_link_is_true(stage: Stage) -> None:
    exchange = await stage.slash("connect", person="meryl streep", other="al pacino")
    shown = embed(exchange)
    people = re.findall(r"\*\*(.+?)\*\*", shown["description"])
    assert (people[0], people[-1]) == ("Meryl Streep", "Al Pacino")
    assert f"in {len(people) - 1} films" in shown["title"]
    cards = options(exchange)
    assert len(cards) == len(people) - 1
    for line, one, other in zip(cards, people, people[1:], strict=False):
        card = await stage.playground.select("ada", exchange, None, line["value"])
        values = " ".join(field["value"] for field in embed(card)["fields"])
        assert one in values
        assert other in values
    (file,) = exchange.files
    assert shown["image"]["url"]
    assert Image.open(BytesIO(file.content)).format == "PNG"
    (attachment,) = (exchange.reply or {})["attachments"]
    assert attachment["description"].startswith("Meryl Streep – ")


async def test_a_chain_can_be_walked_the_other_way(stage: Stage) -> None:
    exchange = await stage.slash("connect", person="meryl streep", other="dustin hoffman")
    back = await stage.playground.click("ada", exchange, "The other way round")
    assert embed(back)["title"] == "Dustin Hoffman to Meryl Streep in 1 film"


async def test_the_same_person_twice_needs_no_film(stage: Stage) -> None:
    exchange = await stage.slash("connect", person="meryl streep", other="streep meryl")
    assert exchange.ephemeral
    assert embed(exchange)["title"] == "One and the same"
    assert "Name somebody else as `other`" in embed(exchange)["description"]
    assert labels(exchange) == ["Films of Meryl Streep"]


async def test_an_unknown_other_person_is_asked_for_again(stage: Stage) -> None:
    exchange = await stage.slash("connect", person="meryl streep", other="xqzjwvkq")
    assert exchange.ephemeral
    assert "xqzjwvkq" in embed(exchange)["title"]


async def test_a_double_feature_names_the_link(stage: Stage) -> None:
    exchange = await stage.slash("doublefeature", film="kramer vs kramer")
    assert embed(exchange)["title"].startswith("Kramer vs. Kramer (1979) and ")
    assert "both with " in embed(exchange)["description"]
    assert len((exchange.reply or {})["embeds"]) == 3
    assert len(options(exchange)) == 2
    assert "Verify" not in labels(exchange)  # it is the only one


async def test_a_double_feature_of_many_is_verified_and_leaves_luck_alone(stage: Stage) -> None:
    exchange = await stage.slash("doublefeature", film="What's Eating Gilbert Grape")
    verified = await stage.playground.click("ada", exchange, "Verify")
    assert embed(verified)["title"].startswith("Verified")
    async with aiosqlite.connect(stage.settings.data_dir / "state.sqlite") as db:
        assert await db.execute_fetchall("SELECT * FROM losses") == []


async def test_a_double_feature_without_a_film_draws_both(stage: Stage) -> None:
    exchange = await stage.slash("doublefeature")
    assert " and " in embed(exchange)["title"]
    other = await stage.playground.click("ada", exchange, "Another pair")
    assert other.answer_type == 7

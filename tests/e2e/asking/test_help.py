"""``/help``: its examples work."""

import re

import pytest

from tests.e2e.stage import Stage, embed, fields

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


def example_lines(text: str) -> list[str]:
    return re.findall(r"`(/[^`]+)`", text)


def slash_commands(stage: Stage) -> set[str]:
    return {command["name"] for command in stage.playground.commands if command["type"] == 1}


async def test_every_example_has_an_answer(stage: Stage) -> None:
    shown = fields(await stage.slash("help"))
    assert set(shown) == {f"/{name}" for name in slash_commands(stage)}
    for value in shown.values():
        for line in example_lines(value):
            name, *rest = re.split(r" (?=\w+:)", line)
            given = dict(part.split(":", 1) for part in rest)
            typed = {
                key: int(value) if key.endswith("_year") else value for key, value in given.items()
            }
            exchange = await stage.playground.slash("ada", name[1:], typed)
            assert exchange.error is None
            assert not exchange.ephemeral or name == "/help", line
            assert embed(exchange)


async def test_one_command_is_explained_in_full(stage: Stage) -> None:
    exchange = await stage.slash("help", command="/search")
    text = embed(exchange)["description"]
    assert "`min_votes` (optional)" in text
    genre = await stage.slash("help", command="/genre")
    assert "- `genre`: " in embed(genre)["description"]
    assert example_lines(fields(genre)["For example"]) == [
        "/genre genre:Drama",
        "/genre genre:Action sort:newest",
    ]


async def test_a_group_is_explained_part_by_part(stage: Stage) -> None:
    text = embed(await stage.slash("help", command="/night"))["description"]
    assert "- `/night plan`: Plan a movie night, or a series of them." in text
    assert "- `/night history`" in text
    assert embed(await stage.slash("help", command="night plan"))["title"] == "/night plan"


async def test_unknown_command_offers_near_ones(stage: Stage) -> None:
    exchange = await stage.slash("help", command="moovie")
    again = await stage.playground.click("ada", exchange, "/movie")
    assert embed(again)["title"] == "/movie"

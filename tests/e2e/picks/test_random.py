"""``/random``: repeatable, with true reasons, without what was shown."""

import re

from tests.e2e.stage import Stage, embed, fields, labels, options


def seed_of(footer: str) -> str:
    found = re.search(r"seed (\w+)", footer)
    assert found
    return found[1]


async def test_pick_says_why_and_from_how_many(stage: Stage) -> None:
    exchange = await stage.slash("random", genre="comedy", min_rating=7)
    assert "fits: genre Comedy, rated 7 or better" in fields(exchange)["Why this one"]
    assert re.search(r"from \d+ titles with seed \w{8}", embed(exchange)["footer"]["text"])
    assert labels(exchange)[0] == "Another"


async def test_seed_repeats_the_draw(stage: Stage) -> None:
    first = await stage.slash("random", genre="drama")
    seed = seed_of(embed(first)["footer"]["text"])
    again = await stage.slash("random", genre="drama", seed=seed.upper(), user="bob")
    assert embed(again)["title"] == embed(first)["title"]


async def test_another_replaces_the_pick(stage: Stage) -> None:
    first = await stage.slash("random", genre="drama", exclude_shown=True)
    seen = {embed(first)["title"]}
    exchange = first
    for _ in range(5):
        exchange = await stage.playground.click("ada", exchange, "Another")
        assert exchange.answer_type == 7
        assert embed(exchange)["title"] not in seen
        seen.add(embed(exchange)["title"])


async def test_what_was_shown_is_left_out_until_all_was(stage: Stage) -> None:
    listed = await stage.slash("genre", genre="western")
    westerns = [one["label"] for one in options(listed) if one["value"].startswith("card?")]
    opened = await stage.playground.select("ada", listed, "Open a card", westerns[0])
    assert opened.ephemeral  # so the channel was not shown that one
    total = await stage.slash("random", genre="western", exclude_shown=True)
    found = re.search(r"from (\d+) titles?", embed(total)["footer"]["text"])
    assert found
    assert int(found[1]) == len(westerns)
    titles = {embed(total)["title"]}
    for _ in range(int(found[1]) - 1):
        titles.add(embed(await stage.slash("random", genre="western", exclude_shown=True))["title"])
    assert len(titles) == int(found[1])
    none_left = await stage.slash("random", genre="western", exclude_shown=True)
    assert none_left.ephemeral
    assert embed(none_left)["title"] == "All shown already"
    drawn = await stage.playground.click("ada", none_left, "Draw from all of them")
    assert embed(drawn)["title"] in titles


async def test_no_match_is_explained(stage: Stage) -> None:
    exchange = await stage.slash("random", genre="western", language="Hindi")
    assert embed(exchange)["title"] == "Nothing fits"

"""What a record's running time and other titles do beyond the catalogue."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.films.test_guess import answer, guess
from tests.e2e.nights.night_steps import board, plan
from tests.e2e.stage import Stage, embed, message, options, staged

RECORD = """---
title: "{title}"
kind: "movie"
genres: ["Drama"]
language: "English"
year: "1995"
runtime: {runtime}
aliases: {aliases}
imdb_rating: "8.0"
votes: "500000"
imdb_id: "{imdb_id}"
description: "{title}, and what became of it."
---
Director: `Dora Hand`

Cast: `Ann Lead` `Paul Shared`

The whole story of {title}, from its beginning in the rain to its end by the sea.
"""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage]:
    movies = tmp_path / "movies"
    movies.mkdir()
    for number, (title, runtime) in enumerate(
        [("Long Harbour", 145), ("Short Pier", 85), ("Fogbound", "N/A")], 1
    ):
        aliases = f'["Puerto {number}", "Hafen Nummer {number}"]'
        text = RECORD.format(title=title, runtime=runtime, aliases=aliases, imdb_id=f"{number:07}")
        (movies / f"{number}.md").write_text(text, encoding="utf-8")
    async with staged(
        tmp_path / "data", movies_dir=str(movies), cooldown_burst=10_000, settle_seconds=0
    ) as made:
        yield made


async def test_a_night_ends_with_the_chosen_film(stage: Stage) -> None:
    events = stage.playground.world.home.scheduled_events

    def lasts() -> list[timedelta]:
        ends, starts = (
            [datetime.fromisoformat(event[name]) for event in events.values()]
            for name in ("scheduled_end_time", "scheduled_start_time")
        )
        return [end - start for end, start in zip(ends, starts, strict=True)]

    async def lasting(*minutes: int) -> None:
        async with asyncio.timeout(10):
            while lasts() != [timedelta(minutes=some) for some in minutes]:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def choose(film: str, night: str) -> str:
        await stage.slash("night nominate", film=film, night=night)
        asked = await stage.slash("night vote", user="owner", night=night)
        await stage.playground.click("owner", asked, "Take it")
        return str(embed(await stage.slash("night show", night=night))["fields"])

    await plan(stage)
    await lasting(180)
    assert "ends about <t:" in await choose("Puerto 1", "1")  # named by another title of it
    await lasting(145)
    await stage.restart()
    assert "Long Harbour (1995)" in str(await board(stage))
    await stage.slash("night move", user="owner", when="in 3 days", night="1")
    await lasting(145)
    await plan(stage, length="4h")
    await lasting(145, 240)
    assert "ends about <t:" in await choose("Short Pier", "2")
    await plan(stage)
    assert "ends about" not in await choose("Fogbound", "3")
    await lasting(145, 240, 180)
    await plan(stage, "in 2 hours")
    for film in ("Long Harbour", "Short Pier"):
        await stage.slash("night nominate", film=film, night="4")
    await stage.slash("night vote", user="owner", night="4")
    await lasting(145, 240, 180, 180)
    voter = await stage.slash("night vote", user="ada", night="4")
    harbour = next(option["value"] for option in options(voter) if "Harbour" in option["label"])
    await stage.playground.select("ada", voter, None, [harbour])
    stage.clock.advance(timedelta(hours=2, minutes=1).total_seconds())  # the vote ends as it begins
    await lasting(145, 240, 180, 145)
    await stage.slash("night move", user="owner", length="2h", night="1")
    await lasting(120, 240, 180, 145)


async def test_a_film_is_guessed_and_asked_about_by_another_title(stage: Stage) -> None:
    game = await stage.slash("guess")
    title = await answer(stage)
    number = 1 + ["Long Harbour (1995)", "Short Pier (1995)", "Fogbound (1995)"].index(title)
    assert embed(await guess(stage, "bob", game, "puerto 4"))["title"] == "Not that one"
    solved = await guess(stage, "bob", game, f"hafen nummer {number}")
    assert message(solved)["embeds"][0]["title"] == "Solved"
    asked = await stage.slash("ask", question="how long is puerto 1")
    assert "Long Harbour (1995) is 2 h 25 min long." in str(message(asked))

"""What one person asks for at once, or has kept, has bounds; the others never notice."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.playground.discord.http.wire import Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.state.nights.planning import MAX_A_DAY, MAX_TO_COME
from tests.e2e.nights.night_steps import plan
from tests.e2e.stage import Stage, embed, message, staged


@pytest.fixture
async def strict(data_dir: Path) -> AsyncGenerator[Stage]:
    """A bot that gives four answers at once, and then one an hour."""
    async with staged(data_dir, cooldown_burst=4, cooldown_refill_seconds=3600) as made:
        yield made


SCHEDULED = 1
"""The status of an event that is to come."""


def sent_by_bot(stage: Stage, mark: int) -> int:
    """Return how many messages the bot has written since."""
    return sum(entry.action == "create" for entry in stage.playground.journal.since(mark))


async def test_mentions_past_the_limit_are_told_of_once_a_minute(strict: Stage) -> None:
    playground = strict.playground
    for _ in range(4):
        answered = await playground.say("ada", "@Marquee who directed The Matrix")
        assert "Wachowski" in str(answered.reply)
    told = await playground.say("ada", "@Marquee who directed The Matrix")
    assert embed(told)["title"] == "Slow down a little"
    mark = playground.journal.mark()
    playground.discord.interactions.answer_seconds = 0.2
    asking = [playground.say("ada", "@Marquee who directed The Matrix") for _ in range(3)]
    said = asyncio.gather(*asking)
    other = await playground.say("bob", "@Marquee who directed The Matrix")
    assert "Wachowski" in str(other.reply)
    strict.clock.advance(61)
    again = await playground.say("ada", "@Marquee who directed The Matrix")
    assert embed(again)["title"] == "Slow down a little"
    await said
    assert sent_by_bot(strict, mark) == 2


async def test_one_planner_fills_neither_the_server_nor_its_calendar(stage: Stage) -> None:
    for number in range(MAX_TO_COME):
        await plan(stage, f"in {number + 2} days")
    refused = await stage.slash("night plan", user="owner", when="in 20 days")
    assert f"You already have {MAX_TO_COME} upcoming nights" in embed(refused)["description"]
    async with asyncio.timeout(5):
        while len(stage.playground.world.home.scheduled_events) < MAX_TO_COME:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    asked = await stage.slash("night cancel", user="owner")
    await stage.playground.click("owner", asked, "Call it off")
    await plan(stage, "in 20 days")
    for _ in range(MAX_A_DAY - MAX_TO_COME - 1):
        asked = await stage.slash("night cancel", user="owner")
        await stage.playground.click("owner", asked, "Call it off")
        await plan(stage, "in 21 days")
    asked = await stage.slash("night cancel", user="owner")
    await stage.playground.click("owner", asked, "Call it off")
    refused = await stage.slash("night plan", user="owner", when="in 22 days")
    assert f"You have planned {MAX_A_DAY} nights within a day" in embed(refused)["description"]
    events = stage.playground.world.home.scheduled_events.values()
    assert sum(event["status"] == SCHEDULED for event in events) < MAX_TO_COME


async def test_one_import_at_a_time_and_others_do_not_wait(stage: Stage) -> None:
    rows = "".join(f"2021-05-01,Film {number},1999,3\n" for number in range(3_000))
    content = f"Date,Name,Year,Rating\n2021-05-01,The Matrix,1999,4\n{rows}".encode()

    async def bring(number: int) -> Exchange:
        file = Upload(f"{number}.csv", content, "text/csv")
        return await stage.slash("import", file=file)

    bringing = asyncio.gather(*(bring(number) for number in range(4)))
    drawn = await stage.slash("random", user="bob")
    assert drawn.error is None
    assert drawn.milliseconds is not None
    made = await bringing
    titles = sorted(embed(one)["title"] for one in made)
    assert titles.count("One thing at a time") == 3
    assert all(one.ephemeral for one in made)


async def test_options_that_are_too_long_together_are_refused(stage: Stage) -> None:
    long = "x" * 5_000
    refused = await stage.slash("search", genre=long, person=long)
    assert "at most 8,000 characters" in embed(refused)["description"]


async def test_many_long_filters_let_buttons_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.NEW_VIEWS", 1)
    await stage.restart()

    async def search(year: int) -> Exchange:
        return await stage.slash(
            "search",
            genre="Drama, Romance, Comedy",
            from_year=year,
            to_year=2020,
            language="English",
            min_rating=5,
            min_votes=10,
            max_minutes=200,
            kind="movie",
        )

    first, again, other = [await search(year) for year in (1950, 1950, 1951)]
    assert "buttons are off" not in message(first)["content"]
    assert "buttons are off" not in message(again)["content"]
    assert "Some buttons are off" in message(other)["content"]

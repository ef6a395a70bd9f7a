"""Two bot processes on one PostgreSQL: a vote taken by one is in the tally shown by the other."""

import asyncio
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from bot.clock import ShiftedClock
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.playground import Playground
from bot.playground.process.bot_process import BotConfig, BotProcess
from tests.e2e.nights.night_steps import BEN, FILMS
from tests.e2e.stage import embed, options
from tests.state.postgres_databases import migrated_database

HOUR = 3600


@pytest.fixture
def database() -> Generator[str]:
    with migrated_database() as url:
        yield url


async def test_a_vote_taken_by_one_process_is_in_the_tally_that_the_other_shows(
    prepared: Path, tmp_path: Path, database: str
) -> None:
    clock = ShiftedClock()
    async with Playground(clock=clock) as playground:
        here = (playground.world.home.id >> 22) % 2  # the shard that serves the server
        processes = [BotProcess(tmp_path / f"{shard}.log") for shard in (0, 1)]
        taking, showing = processes[here], processes[1 - here]
        try:
            for shard, process in enumerate(processes):
                data_dir = shutil.copytree(prepared, tmp_path / str(shard))
                await process.start(_config(playground, clock, shard, data_dir, database))
            await _vote(playground)
            await taking.kill()
            mark = playground.journal.mark()
            clock.advance(HOUR + 1)
            await showing.advance(HOUR + 1)
            posted = await playground.journal.next_created(mark, _channel(playground), 20)
            assert posted is not None, "the other process has not closed the vote"
            (result,) = posted.message["embeds"]
            assert result["title"] == f"🏆 {FILMS[0]}"
            assert "2 ballots cast." in result["description"]
            assert f"*{FILMS[0]}* 2 marks" in result["description"]
            assert [file.name for file in posted.files] == ["tally.png"]

            again = _config(playground, clock, here, tmp_path / str(here), database)
            await taking.start(again)
            shown = await playground.slash("ada", "night result", {})
            assert embed(shown)["title"] == result["title"]
            assert "2 ballots cast." in embed(shown)["description"]
        finally:
            await asyncio.gather(*(process.stop() for process in processes))
        assert not playground.violations, list(playground.violations)


async def _vote(playground: Playground) -> None:
    """Let one process take two votes in a vote that ends in an hour."""
    await playground.slash("owner", "night plan", {"when": "in 5 hours"})
    for film in FILMS[:2]:
        await playground.slash("owner", "night nominate", {"film": film})
    opened = await playground.slash("owner", "night vote", {"closes": "in 1 hour"})
    for user in ("ada", BEN):
        ballot = await playground.click(user, opened, "Vote")
        value = options(ballot)[0]["value"]
        cast: Exchange = await playground.select(user, ballot, None, [value])
        assert "Saved" in embed(cast)["description"]


def _channel(playground: Playground) -> str:
    return next(
        str(channel.id)
        for channel in playground.world.home.channels.values()
        if channel.name == "general"
    )


def _config(
    playground: Playground, clock: ShiftedClock, shard: int, data_dir: Path, database: str
) -> BotConfig:
    settings = {
        "data_dir": str(data_dir),
        "database_url": database,
        "shard_count": "2",
        "shard_ids": str(shard),
    }
    return BotConfig(
        api_base=playground.api_base,
        gateway_url=playground.gateway_url,
        token=playground.token,
        settings=settings,
        clock_offset=clock.offset_seconds,
    )

"""Where commands can be used: servers, direct messages, other servers by a user's own install."""

from pathlib import Path

import pytest

from bot.state.store import StateStore
from tests.e2e.stage import Stage, embed, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def stage(shared_stage: Stage) -> Stage:
    return shared_stage


async def test_commands_work_in_direct_messages(stage: Stage) -> None:
    channel = stage.playground.dm("ada")
    exchange = await stage.playground.slash("ada", "movie", {"title": "The Matrix"}, channel)
    assert embed(exchange)["title"] == "The Matrix (1999)"
    synopsis = await stage.playground.click("ada", exchange, "Full synopsis")
    assert synopsis.reply


async def test_commands_work_where_the_bot_is_no_member(stage: Stage) -> None:
    elsewhere = stage.playground.world.add_guild("Elsewhere", bot_is_member=False)
    channel = elsewhere.channel("cinema")
    exchange = await stage.playground.slash("ada", "movie", {"title": "The Matrix"}, channel)
    assert embed(exchange)["title"] == "The Matrix (1999)"


async def test_commands_are_synced_again_only_when_they_changed(stage: Stage) -> None:
    before = [command["version"] for command in stage.playground.commands]
    await stage.restart()
    assert [command["version"] for command in stage.playground.commands] == before
    application = int(stage.playground.commands[0]["application_id"])
    await _forget_sync(stage, application)
    await stage.restart()
    assert [command["version"] for command in stage.playground.commands] != before


async def _forget_sync(stage: Stage, application: int) -> None:
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        await state.sync_hashes.set(application, "another payload")


@pytest.mark.shared
async def test_all_payloads_fit_discords_own_description(data_dir: Path, shared: Path) -> None:
    async with staged(data_dir, openapi=shared / "discord" / "openapi.json") as stage:
        card = await stage.slash("movie", title="The Godfather")
        for label in ("Full synopsis", "More by this director", "Similar", "Wrong data?"):
            await stage.playground.click("ada", card, label)
        listed = await stage.slash("genre", genre="Drama")
        await stage.playground.click("ada", listed, "Next")
        await stage.slash("cast", person="Al Pacino")
        await stage.slash("random", genre="comedy")
        await stage.slash("search", genre="western", language="Hindi")
        await stage.slash("movie", title="zzzzqq")
        await stage.slash("help")
        await stage.typing("movie", "title", title="god")

"""Restarts, stale controls, failures on either side: every press gets one answer."""

import asyncio
from pathlib import Path

import aiosqlite
import pytest

from bot.errors import ConfigError
from tests.e2e.stage import Stage, embed, labels, staged


async def test_every_control_of_a_card_works_after_a_restart(stage: Stage) -> None:
    card = await stage.slash("movie", title="The Godfather")
    await stage.restart()
    for label in labels(card):
        exchange = await stage.playground.click("bob", card, label)
        assert exchange.ephemeral
        assert exchange.reply


@pytest.mark.parametrize(
    "custom_id",
    [
        "like:1 junk",
        "1:o:1:nosuch?film=x",
        "1:o:1:synopsis?film=gone",
        "1:t:1:~nosuchtoken?page=2",
        "1:o:1:",
        "0:x",
        "1:o:1:%%%",
    ],
)
async def test_stale_buttons_are_answered(stage: Stage, custom_id: str) -> None:
    exchange = await stage.playground.press_stale("ada", custom_id)
    assert exchange.ephemeral
    assert embed(exchange)["title"] == "That control is from before"


async def test_stale_menus_are_answered(stage: Stage) -> None:
    exchange = await stage.playground.press_stale("ada", "1:o:1:-0", ["junk junk"])
    assert embed(exchange)["title"] == "That control is from before"


async def test_flooding_is_stopped_for_one_person_only(data_dir: Path) -> None:
    async with staged(data_dir, cooldown_burst=3, cooldown_refill_seconds=60) as stage:
        for _ in range(3):
            assert not (await stage.slash("movie", title="The Matrix")).ephemeral
        refused = await stage.slash("movie", title="The Godfather")
        assert refused.ephemeral
        assert embed(refused)["title"] == "A short breather"
        other = await stage.slash("movie", title="The Godfather", user="bob")
        assert not other.ephemeral
        stage.clock.advance(60)
        assert not (await stage.slash("movie", title="The Godfather")).ephemeral


async def test_dead_state_store_is_said_plainly_and_cards_still_work(stage: Stage) -> None:
    path = stage.settings.data_dir / "state.sqlite"
    async with aiosqlite.connect(path) as db:
        await db.execute("DROP TABLE shown_films")
        await db.execute("DROP TABLE saved_views")
        await db.commit()
    card = await stage.slash("movie", title="The Godfather")
    assert not card.ephemeral
    refused = await stage.slash("random", exclude_shown=True)
    assert embed(refused)["title"] == "My memory is not at hand"
    assert labels(refused) == ["Try again"]


@pytest.mark.expects_errors
async def test_failure_of_our_own_is_answered_with_a_reference_in_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def explode(*_: object, **__: object) -> None:
        raise RuntimeError("kaboom")

    monkeypatch.setattr("bot.cogs.movies.find_movie", explode)
    exchange = await stage.slash("movie", title="Heat")
    assert exchange.ephemeral
    assert "kaboom" not in str(exchange.reply)
    reference = embed(exchange)["description"].split("`")[1]
    assert any(reference in record.getMessage() for record in caplog.records)


async def test_slow_answer_is_announced_and_then_given(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ui.responder.DEFER_AFTER_SECONDS", 0.0)
    exchange = await stage.slash("movie", title="The Godfather")
    assert exchange.deferred
    assert embed(exchange)["title"] == "The Godfather (1972)"
    wrong = await stage.slash("movie", title="zzzzqq")
    assert wrong.ephemeral or any("zzzzqq" in str(message) for message in wrong.also)


async def test_edited_records_are_taken_up_while_running(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    record = records / "one.md"
    record.write_text(RECORD.format(title="The First Title"), encoding="utf-8")
    async with staged(tmp_path / "data", movies_dir=(records,)) as stage:
        assert embed(await stage.slash("movie", title="first title"))["title"].startswith("The Fir")
        record.write_text(RECORD.format(title="Quite Another Name"), encoding="utf-8")
        async with asyncio.timeout(10):
            while not await stage.typing("movie", "title", title="quite another"):
                await asyncio.sleep(0.05)
        card = await stage.slash("movie", title="quite another name")
        assert embed(card)["title"] == "Quite Another Name (1999)"


async def test_wrong_token_is_one_clear_error(data_dir: Path) -> None:
    async with staged(data_dir) as stage:
        await stage.stop()
        stage.playground.token = "wrong"  # noqa: S105
        with pytest.raises(ConfigError, match="DISCORD_TOKEN"):
            await stage.start()
        stage.playground.violations.clear()


RECORD = """---
title: "{title}"
year: "1999"
kind: "movie"
imdb_id: "7654321"
---
Cast: `Some One`

A story.
"""

"""Restarts, stale controls, failures on either side: every press gets one answer."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiosqlite
import pytest

from bot.discord import client
from bot.discord.interactions import responder
from bot.discord.interactions.sending import first_answer
from bot.errors import ConfigError
from bot.state.database import engine
from tests.e2e.stage import LONG_SEARCH, Stage, embed, labels, staged
from tests.state.postgres_databases import own_database
from tests.state.postgres_server import server_for_tests


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
    assert embed(exchange)["title"] == "That button is out of date"


async def test_stale_menus_are_answered(stage: Stage) -> None:
    exchange = await stage.playground.press_stale("ada", "1:o:1:-0", ["junk junk"])
    assert embed(exchange)["title"] == "That button is out of date"


async def test_flooding_is_stopped_for_one_person_only(data_dir: Path) -> None:
    async with staged(data_dir, cooldown_burst=3, cooldown_refill_seconds=60) as stage:
        for _ in range(3):
            assert not (await stage.slash("movie", title="The Matrix")).ephemeral
        refused = await stage.slash("movie", title="The Godfather")
        assert refused.ephemeral
        assert embed(refused)["title"] == "Slow down a little"
        other = await stage.slash("movie", title="The Godfather", user="bob")
        assert not other.ephemeral
        stage.clock.advance(60)
        assert not (await stage.slash("movie", title="The Godfather")).ephemeral


async def test_dead_state_store_is_said_plainly_and_cards_still_work(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    path = stage.settings.data_dir / "state.sqlite"
    async with aiosqlite.connect(path) as db:
        await db.execute("DROP TABLE shown_films")
        await db.execute("DROP TABLE saved_views")
        await db.execute("DROP TABLE watchlist_films")
        await db.execute("DROP TABLE nights")
        await db.commit()
    card = await stage.slash("movie", title="The Godfather")
    assert not card.ephemeral
    refused = await stage.slash("random", exclude_shown=True)
    assert embed(refused)["title"] == "My database isn't responding"
    assert labels(refused) == ["Try again"]
    assert await stage.typing("watchlist list", "name", name="w") == []
    assert await stage.typing("pick", "watchlist", watchlist="w") == []
    assert await stage.typing("night show", "night", night="1") == []
    told = [
        record.getMessage() for record in caplog.records if "unavailable" in record.getMessage()
    ]
    assert "the state store is not available: it is damaged (SQLITE_ERROR)" in told[-1]


@pytest.fixture
def database() -> Generator[str]:
    """The URL of an empty PostgreSQL database."""
    with server_for_tests() as server, own_database(server) as url:
        yield url


IMPOSSIBLE_COMMANDS: list[tuple[str, dict[str, str], str]] = [
    ("night show", {"night": "9" * 4400}, "doesn't name one night here"),
    ("night show", {"night": "9" * 20}, "doesn't name one night here"),
    (
        "night plan",
        {"when": "in 2 days", "place": "a\0b"},
        "“place” contains an invalid character",
    ),
]
FORGED_CONTROLS = [
    (f"set?what=films&to={'9' * 20}", "a number from 1 to 10,000"),
    (f"set?what=nominations&to={'9' * 12}", "a number from 1 to 10"),
    (f"set?what=plan_role&to={'9' * 20}", "a number from 0"),
    (f"search?genre=Drama&min_votes={'9' * 30}", "isn't a number of votes"),
    (f"genre?genre=Drama&page={'9' * 60}", "Drama"),
    (f"guess_hint?game={'9' * 20}&shown={'9' * 20}", "over"),
    (f"guess_hint?game=1&shown={'9' * 15}", "over"),
    (f"night_show?night={'9' * 19}", "doesn't name one night here"),
    (f"night_past?night={'9' * 20}", "out of date"),
    (f"random?friend={'9' * 22}", "Another"),
]


async def test_values_that_cannot_be_are_told_as_what_they_are(
    data_dir: Path, database: str
) -> None:
    async with staged(data_dir, database_url=database) as stage:
        for command, options, said in IMPOSSIBLE_COMMANDS:
            refused = await stage.slash(command, user="owner", **options)
            assert said in embed(refused)["description"]
        for forged, said in FORGED_CONTROLS:
            pressed = await stage.playground.press_stale("owner", f"1:o:1:{forged}")
            assert said in str(pressed.reply), forged


@pytest.mark.expects_errors
async def test_failure_of_our_own_is_answered_with_a_reference_in_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def explode(*_: object, **__: object) -> None:
        raise RuntimeError("kaboom")

    monkeypatch.setattr("bot.discord.cogs.films.movies.find_movie", explode)
    exchange = await stage.slash("movie", title="Heat")
    assert exchange.ephemeral
    assert "kaboom" not in str(exchange.reply)
    reference = embed(exchange)["description"].split("`")[1]
    assert any(reference in record.getMessage() for record in caplog.records)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a locked state store long enough to announce an answer, and no longer."""
    monkeypatch.setattr(responder, "DEFER_AFTER_SECONDS", 0.3)
    monkeypatch.setattr(engine, "LOCK_TIMEOUT_S", 0.6)


@pytest.fixture
def locks_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_TIMEOUT_S", 3.0)


@asynccontextmanager
async def locked_state(stage: Stage) -> AsyncGenerator[None]:
    """Hold the state's database so that nobody else can use it."""
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite", timeout=0)) as db:
        db.isolation_level = None
        for _ in range(500):
            try:
                db.execute("BEGIN EXCLUSIVE")
                break
            except sqlite3.OperationalError:
                await asyncio.sleep(0.02)  # the bot is at it, in this very loop
        assert db.in_transaction
        yield
        db.execute("ROLLBACK")


@pytest.mark.usefixtures("impatient")
async def test_answers_that_wait_for_the_store_are_announced_and_then_given(stage: Stage) -> None:
    async with locked_state(stage):
        exchange = await stage.slash("search", **LONG_SEARCH)
    assert exchange.deferred
    assert "genres Drama and Crime" in embed(exchange)["title"]


@pytest.mark.usefixtures("impatient")
async def test_errors_that_wait_for_the_store_are_private_all_the_same(stage: Stage) -> None:
    async with locked_state(stage):
        exchange = await stage.slash("random", exclude_shown=True)
    assert exchange.deferred
    late = exchange.reply or exchange.also[-1]
    assert late["embeds"][0]["title"] == "My database isn't responding"
    assert late["flags"] & 64


@pytest.mark.usefixtures("locks_are_waited_for")
async def test_who_waits_for_a_store_that_is_stuck_is_told_when_the_bot_ends(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "DRAIN_SECONDS", 0.2)
    async with locked_state(stage):
        asking = asyncio.create_task(stage.slash("random", exclude_shown=True))
        await asyncio.sleep(0.1)
        stopping = asyncio.create_task(stage.stop())
        told = await asking
    await stopping
    assert embed(told)["title"] == "I'm restarting"
    assert told.ephemeral


@pytest.mark.usefixtures("impatient")
async def test_long_buttons_wait_for_the_store_too(stage: Stage) -> None:
    listed = await stage.slash("search", **LONG_SEARCH)
    async with locked_state(stage):
        pressed = await stage.playground.click("ada", listed, "Next")
    assert pressed.acknowledged
    assert pressed.error is None


@pytest.mark.parametrize("trouble", ["fail", "drop"])
async def test_hiccups_of_discord_do_not_keep_an_answer_from_its_three_seconds(
    stage: Stage, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = first_answer.ATTEMPT_SECONDS
    assert (first_answer.ATTEMPTS - 1) * attempt < 3
    monkeypatch.setattr(first_answer, "ATTEMPT_SECONDS", attempt / 4)
    card = await stage.slash("movie", title="The Godfather")
    for act in (
        stage.slash("movie", title="The Matrix"),
        stage.playground.click("ada", card, "Similar"),
        stage.playground.press_stale("ada", "1:o:1:nosuch"),
    ):
        getattr(stage.playground.faults, trouble)(times=2, match="/callback")
        exchange = await act
        assert exchange.error is None or exchange.acknowledged
        assert exchange.reply
        stage.playground.faults.clear()


async def test_edited_records_are_taken_up_while_running(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    record = records / "one.md"
    record.write_text(RECORD.format(title="The First Title"), encoding="utf-8")
    async with staged(tmp_path / "data", movies_dir=(records,)) as stage:
        assert embed(await stage.slash("movie", title="first title"))["title"].startswith("The Fir")
        record.write_text(RECORD.format(title="Quite Another Name"), encoding="utf-8")
        for _ in range(200):
            if await stage.typing("movie", "title", title="quite another"):
                break
            await asyncio.sleep(0.05)
        card = await stage.slash("movie", title="quite another name")
        assert embed(card)["title"] == "Quite Another Name (1999)"


async def test_wrong_token_is_one_clear_error(data_dir: Path) -> None:
    async with staged(data_dir) as stage:
        await stage.stop()
        stage.playground.token = "wrong"
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

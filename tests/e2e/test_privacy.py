"""``/privacy``: everything shown, handed out, and gone when asked to be."""

import json
from collections.abc import AsyncGenerator
from pathlib import Path

import aiosqlite
import pytest

from bot.playground.exchange import Exchange
from tests.e2e.stage import Stage, embed, staged

KRAMER = "Kramer vs. Kramer (1979)"


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    async with staged(data_dir, cooldown_burst=10_000) as made:
        yield made


def text(exchange: Exchange) -> str:
    return embed(exchange)["description"]


async def keep_something(stage: Stage, user: str = "ada") -> None:
    await stage.slash("rate", user=user, film=KRAMER, rating=7)
    await stage.slash("watchlist add", user=user, film=KRAMER)
    await stage.slash("never film", user=user, film=KRAMER)
    await stage.slash("never genre", user=user, genre="Horror")


async def rows_of(stage: Stage, user: str) -> dict[str, int]:
    """Return how many rows of a person each table has."""
    user_id = stage.playground.world.user(user).id
    found: dict[str, int] = {}
    async with aiosqlite.connect(stage.settings.data_dir / "state.sqlite") as db:
        tables = await db.execute_fetchall(
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND c.name = 'user_id'"
        )
        for (table,) in tables:
            ((count,),) = await db.execute_fetchall(
                f"SELECT COUNT(*) FROM {table} WHERE user_id = ?", (user_id,)
            )
            found[table] = count
    return found


async def test_what_is_kept_is_counted_and_handed_out(stage: Stage) -> None:
    assert "Nothing at all" in text(await stage.slash("privacy show"))
    await keep_something(stage)
    shown = await stage.slash("privacy show")
    assert shown.ephemeral
    assert "1 rating" in text(shown)
    assert "1 genre never to be drawn" in text(shown)
    exported = await stage.playground.click("ada", shown, "Export")
    assert exported.ephemeral
    rows = json.loads(exported.files[0].content)
    assert rows["ratings"][0]["rating"] == 7
    assert rows["seen_films"][0]["movie_name"] == KRAMER
    by_command = await stage.slash("privacy export")
    assert json.loads(by_command.files[0].content) == rows


async def test_deletion_is_asked_once_more_and_leaves_no_row(stage: Stage) -> None:
    await keep_something(stage)
    await keep_something(stage, user="bob")
    asked = await stage.slash("privacy delete")
    kept = await stage.playground.click("ada", asked, "Keep it")
    assert "1 rating" in text(kept)
    assert any((await rows_of(stage, "ada")).values())
    asked = await stage.slash("privacy delete")
    await stage.restart()
    deleted = await stage.playground.click("ada", asked, "Delete everything")
    assert deleted.answer_type == 7
    assert embed(deleted)["title"] == "Deleted"
    assert not any((await rows_of(stage, "ada")).values())
    assert any((await rows_of(stage, "bob")).values())
    assert "Nothing at all" in text(await stage.slash("privacy show"))

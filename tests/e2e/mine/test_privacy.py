"""``/privacy``: everything shown, handed out, and gone when asked to be."""

import io
import json
import zipfile
from typing import Any

import aiosqlite
import pytest

from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.driver import dispatch
from tests.e2e.stage import Stage, embed, labels, text

KRAMER = "Kramer vs. Kramer (1979)"


def unpacked(*exchanges: Exchange) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of exported archives by table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for file in (file for exchange in exchanges for file in exchange.files):
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            for name in archive.namelist():
                table = name.removesuffix(".json").rstrip("-0123456789")
                rows.setdefault(table, []).extend(json.loads(archive.read(name)))
    return rows


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
    rows = unpacked(exported)
    assert rows["ratings"][0]["rating"] == 7
    assert rows["seen_films"][0]["movie_name"] == KRAMER
    assert unpacked(await stage.slash("privacy export")) == rows


async def test_an_export_that_is_too_large_comes_in_parts(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep_something(stage)
    whole = unpacked(await stage.slash("privacy export"))
    limit = 450
    monkeypatch.setattr(dispatch, "FILE_BYTES", limit)  # what Discord says of the channel
    exchanges = [await stage.slash("privacy export")]
    while "More parts" in labels(exchanges[-1]):
        exchanges.append(await stage.playground.click("ada", exchanges[-1], "More parts"))
    names = [file.name for exchange in exchanges for file in exchange.files]
    assert len(exchanges) > 1
    assert names == [f"marquee-export-{n}-of-{len(names)}.zip" for n in range(1, len(names) + 1)]
    assert all(len(file.content) <= limit for exchange in exchanges for file in exchange.files)
    assert all(exchange.ephemeral for exchange in exchanges)
    assert unpacked(*exchanges) == whole


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

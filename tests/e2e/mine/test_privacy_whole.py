"""One person uses everything once: all of it is exported, and nothing of it stays.

A new table fails this test until somebody uses here what fills it, and until ``/privacy`` knows it.
"""

import asyncio
import json
import re
import sqlite3
from collections.abc import Awaitable, Collection, Generator, Mapping
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from bot.playground.discord.http.wire import Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.state.copies.maintenance import export_json, import_json
from bot.state.database.schema import metadata
from bot.state.store import StateStore
from tests.e2e.mine.test_privacy import unpacked
from tests.e2e.nights.night_steps import BEN, CLEO, FILMS, cast, plan
from tests.e2e.stage import Stage, embed, message, options
from tests.state.postgres_databases import migrated_database

ME = "owner"
"""Who may do everything, does everything."""

SERVERS_OWN = {"removed_guilds", "set_aside_rows", "troubles"}
"""What nobody's command fills: the bot was removed from a server, could not read a row, or could
not do something of a night."""

LONG = {"min_rating": 5.5, "from_year": 1950, "to_year": 2020, "min_votes": 1000}


@pytest.fixture
def postgres() -> Generator[str]:
    with migrated_database() as url:
        yield url


async def test_everything_that_one_person_did_is_exported_and_deleted(
    stage: Stage, postgres: str
) -> None:
    me = stage.playground.world.user(ME).id
    mine = (me, stage.playground.dm(ME).id)
    store = stage.settings.data_dir / "state.sqlite"
    await use_films(stage)
    await use_direct_messages(stage)
    await use_games(stage)
    await use_nights(stage)
    await asyncio.to_thread(be_pinged, store, me)  # the bot, in this loop, may be writing
    assert owners_of_shown_films(store) == {(stage.playground.world.home.id, 0), (0, me)}
    counts = rows_by_table(store)
    assert {table for table, count in counts.items() if not count} == SERVERS_OWN

    exported = await stage.slash("privacy export", user=ME)
    rows = unpacked(exported)
    assert {table: len(of_me) for table, of_me in rows.items()} == only(rows_by_table(store, mine))
    assert rows["nights"][0]["length"] == "PT8160S"  # as long as the film that won
    shown = embed(await stage.slash("privacy show", user=ME))["description"]
    assert shown == embed(exported)["description"].partition("\n\n")[0]

    document = stage.settings.data_dir / "everything.json"
    await export_json(stage.settings.state_url, document)
    assert str(me) in document.read_text()
    await import_json(postgres, document)
    async with await StateStore.open(postgres, stage.clock) as there:
        await there.people.delete(me)
        await there.people.erase_traces(me)
    await export_json(postgres, document, force=True)
    assert str(me) not in document.read_text()
    document.unlink()

    asked = await stage.slash("privacy delete", user=ME)
    deleted = await stage.playground.click(ME, asked, "Delete everything")
    assert embed(deleted)["title"] == "Deleted"
    assert only(rows_by_table(store, mine)) == {}
    files = [file for file in store.parent.iterdir() if file.name.startswith(store.name)]
    for spelling in chain.from_iterable(map(spellings, mine)):
        assert not [file for file in files if spelling in file.read_bytes()], spelling
    assert "Nothing at all" in embed(await stage.slash("privacy show", user=ME))["description"]


async def use_films(stage: Stage) -> None:
    home = stage.playground.world.home
    # Draws are open to all only until something is ruled out.
    for where in (stage.playground.dm(ME), home.channel_named("general")):
        await answered(stage.playground.slash(ME, "random", {"genre": "Drama"}, where))
    for user, other in ((ME, BEN), (BEN, ME)):
        friend = stage.playground.world.user(other)
        await answered(stage.slash("privacy draws", user=user, allow=friend))
        await answered(stage.slash("random", user=user, friend=friend))
    role = next(iter(home.roles.values()))
    await answered(stage.slash("settings", user=ME, method="approval", plan_role=role))
    await answered(stage.slash("timezone", user=ME, zone="Europe/Berlin"))
    await answered(stage.slash("seen add", user=ME, film=FILMS[0]))
    ids = Upload("ids.txt", b"tt0079417\n", "text/plain")
    await answered(stage.slash("import", user=ME, file=ids))
    await answered(stage.slash("rate", user=ME, film=FILMS[1], rating=7))
    await answered(stage.slash("watchlist add", user=ME, film=FILMS[2]))
    await answered(stage.slash("watchlist add", user=ME, film=FILMS[2], name="Club", whose="ours"))
    await answered(stage.slash("never film", user=ME, film=FILMS[3]))
    await answered(stage.slash("never genre", user=ME, genre="Horror"))
    person = stage.playground.world.user(ME)
    await answered(stage.slash("random", user=ME, friend=person, genre="Drama", **LONG))

    found = await answered(stage.slash("find", user=ME, story="a lawyer, a custody trial " * 20))
    form = await stage.playground.click(ME, found, "Add a detail")
    await answered(stage.playground.submit(ME, form, {"detail": "French toast"}))


async def use_direct_messages(stage: Stage) -> None:
    dm = stage.playground.dm(ME)
    await answered(stage.playground.slash(ME, "movie", {"title": FILMS[0]}, dm))
    await answered(stage.playground.slash(ME, "random", {"genre": "Drama"}, dm))


async def use_games(stage: Stage) -> None:
    game = await stage.slash("guess", user=ME)
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite")) as db:
        ((title,),) = db.execute("SELECT movie_name FROM guess_games").fetchall()
    for text, begun in ((title, game), ("xqzjwvkq", await stage.slash("guess", user=ME))):
        form = await stage.playground.click(ME, begun, "Guess")
        await answered(stage.playground.submit(ME, form, {"answer": text}))


async def use_nights(stage: Stage) -> None:
    for closing_it in (True, False):
        night = await plan(stage)
        await answered(stage.playground.click(ME, night, "I'm coming"))
        for user, film in zip((ME, BEN, CLEO), FILMS, strict=False):
            await answered(stage.slash("night nominate", user=user, film=film))
        await answered(stage.slash("night veto", user=ME, film=FILMS[2]))
        opened = await answered(stage.slash("night vote", user=ME))
        await cast(stage, opened, ME, FILMS[:1])
        if closing_it:
            await answered(stage.slash("night result", user=ME))
            await answered(stage.slash("night watched", user=ME))
    series = await plan(stage, "every friday 20:00", host="rota")
    listed = await answered(stage.slash("night series", user=ME))
    panel = await stage.playground.select(ME, listed, None, [options(listed)[0]["value"]])
    await answered(stage.playground.select(ME, panel, None, [options(panel)[0]["value"]]))
    managed = await stage.playground.click(ME, series, "Manage")
    await answered(stage.playground.click(ME, managed, "Let somebody else host"))


def be_pinged(store: Path, me: int) -> None:
    """Leave what a reminder leaves while it is being sent, which is too short to be met."""
    with closing(sqlite3.connect(store)) as db, db:
        db.execute("INSERT INTO pings SELECT job_id, ?, due_at FROM due_jobs LIMIT 1", (me,))


async def answered(doing: Awaitable[Exchange]) -> Exchange:
    exchange = await doing
    message(exchange)
    return exchange


def rows_by_table(store: Path, ids: Collection[int] = ()) -> Mapping[str, int]:
    """Return how many rows each table has; with ids, those with one of them in any column."""
    any_id = re.compile(rf"(?<!\d)(?:{'|'.join(map(str, ids))})(?!\d)")
    with closing(sqlite3.connect(store)) as db:
        return {
            table: sum(
                not ids or any_id.search(json.dumps(row)) is not None
                for row in db.execute(f"SELECT * FROM {table}")
            )
            for table in metadata.tables
        }


def owners_of_shown_films(store: Path) -> set[tuple[int, int]]:
    with closing(sqlite3.connect(store)) as db:
        return set(db.execute("SELECT guild_id, user_id FROM shown_films"))


def only(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {table: count for table, count in counts.items() if count}


def spellings(number: int) -> list[bytes]:
    """Return the bytes in which SQLite keeps an id: as text, as a value, as the key of a row."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE keys (id INTEGER PRIMARY KEY)")
        db.execute("INSERT INTO keys VALUES (?)", (number,))
        db.commit()
        *_, key = re.findall(rb"[^\0]{9}(?=\x02\0$)", db.serialize())
    return [str(number).encode(), number.to_bytes(8, "big"), key]

"""What people have seen and rated."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot.clock import ShiftedClock
from bot.errors import BadInputError
from bot.state.copies.files import create_file
from bot.state.copies.maintenance import import_json
from bot.state.database.address import parse_address
from bot.state.database.migrate import exclusive
from bot.state.database.revisions import upgrade
from bot.state.films import quota
from bot.state.films.film_ref import FilmRef
from bot.state.films.ratings import ratings
from bot.state.store import StateStore

ANN, BOB = 2**63 - 1, 2
KRAMER = FilmRef("tt0079417", "Kramer vs. Kramer")
DUNE = FilmRef("tt1160419", "Dune “2021” 🎬")


async def test_seen_when_added_twice_at_once_then_it_counts_once(store: StateStore) -> None:
    news = await asyncio.gather(*(store.seen_films.add(ANN, KRAMER) for _ in range(5)))
    assert sorted(news) == [False, False, False, False, True]
    assert [seen.film for seen in await store.seen_films.list(ANN)] == [KRAMER]


async def test_seen_when_listed_then_latest_first_with_the_moment(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.seen_films.add(ANN, KRAMER)
    clock.advance(3600)
    before = clock.now()
    await store.seen_films.add(ANN, DUNE)
    seen = await store.seen_films.list(ANN)
    assert [entry.film for entry in seen] == [DUNE, KRAMER]
    assert before <= seen[0].seen_at <= clock.now()


async def test_seen_when_removed_then_only_that_one_is_forgotten(store: StateStore) -> None:
    await store.seen_films.add(ANN, KRAMER)
    await store.seen_films.add(BOB, KRAMER)
    assert await store.seen_films.remove(ANN, KRAMER.id)
    assert not await store.seen_films.remove(ANN, KRAMER.id)
    assert await store.seen_films.list(ANN) == []
    assert [entry.film for entry in await store.seen_films.list(BOB)] == [KRAMER]


async def test_rating_when_given_again_then_the_last_one_counts(store: StateStore) -> None:
    await store.ratings.rate(ANN, FilmRef(KRAMER.id, "Kramer"), 3)
    await store.ratings.rate(ANN, KRAMER, 9)
    await store.ratings.rate(ANN, DUNE, 10)
    assert [(entry.film, entry.rating) for entry in await store.ratings.list(ANN)] == [
        (DUNE, 10),
        (KRAMER, 9),
    ]


async def test_rating_when_removed_then_only_that_one_is_forgotten(store: StateStore) -> None:
    await store.ratings.rate(ANN, KRAMER, 9)
    await store.ratings.rate(BOB, KRAMER, 4)
    assert await store.ratings.remove(ANN, KRAMER.id)
    assert not await store.ratings.remove(ANN, KRAMER.id)
    assert await store.ratings.list(ANN) == []
    assert [entry.rating for entry in await store.ratings.list(BOB)] == [4]


@pytest.mark.parametrize("rating", [0, 11, -1])
async def test_rating_when_out_of_range_then_refused_by_the_code_and_by_the_table(
    store: StateStore, rating: int
) -> None:
    with pytest.raises(BadInputError):
        await store.ratings.rate(ANN, KRAMER, rating)
    row = {"user_id": 1, "movie_id": "a", "movie_name": "A", "rating": rating}
    with pytest.raises(IntegrityError):
        async with store.database.transaction() as connection:
            await connection.execute(insert(ratings), row | {"rated_at": ShiftedClock().now()})


async def test_films_when_one_person_is_at_the_limit_then_others_are_not(
    store: StateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MAX_FILMS", 1)
    keeping: tuple[Callable[[int, FilmRef], Awaitable[object]], ...] = (
        store.seen_films.add,
        lambda person, film: store.ratings.rate(person, film, 9),
        store.nevers.add_film,
    )
    for keep in keeping:
        await keep(ANN, KRAMER)
        with pytest.raises(BadInputError, match="at most 1 films"):
            await keep(ANN, DUNE)
        await keep(BOB, DUNE)


async def test_upgrade_when_the_store_is_of_the_first_schema_then_its_rows_stay(
    new_address: str, clock: ShiftedClock
) -> None:
    place = parse_address(new_address)
    if place.file:
        create_file(place.file)
    async with exclusive(place) as connection:
        await connection.run_sync(upgrade, "0001")
        await connection.exec_driver_sql("INSERT INTO sync_hashes VALUES (1, 'kept')")
    async with await StateStore.open(new_address, clock) as store:
        assert await store.sync_hashes.get(1) == "kept"
        assert await store.seen_films.add(ANN, KRAMER)


async def test_import_when_the_document_is_of_the_first_schema_then_it_is_brought_up_to_date(
    new_address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    tables = {
        "sync_hashes": [{"application_id": 1, "hash": "kept"}],
        "shown_films": [],
        "saved_views": [],
    }
    document = {"format": "marquee-state", "schema": "0001", "tables": tables}
    (tmp_path / "old.json").write_text(json.dumps(document))
    assert await import_json(new_address, tmp_path / "old.json") == 1
    async with await StateStore.open(new_address, clock) as store:
        assert await store.sync_hashes.get(1) == "kept"
        assert await store.seen_films.list(ANN) == []

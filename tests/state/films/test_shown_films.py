"""What was shown in a channel."""

import asyncio

from bot.clock import ShiftedClock
from bot.state.films.draws.shown_films import KEPT_FOR, KEPT_PER_CHANNEL
from bot.state.store import StateStore

CHANNEL = 1_234_567_890_123_456_789


async def test_recent_when_nothing_was_shown_then_empty(store: StateStore) -> None:
    assert await store.shown_films.recent(CHANNEL) == []


async def test_recent_when_shown_one_after_the_other_then_latest_first(store: StateStore) -> None:
    for movie_id in ("tt1", "tt2", "tt3", "tt1"):
        await store.shown_films.record(CHANNEL, [movie_id])
    assert await store.shown_films.recent(CHANNEL) == ["tt1", "tt3", "tt2"]


async def test_recent_when_shown_elsewhere_then_not_here(store: StateStore) -> None:
    await store.shown_films.record(CHANNEL, ["tt1"])
    assert await store.shown_films.recent(CHANNEL + 1) == []


async def test_record_when_given_the_same_film_twice_then_it_counts_once(
    store: StateStore,
) -> None:
    await store.shown_films.record(CHANNEL, ["tt1", "tt2", "tt1"])
    assert sorted(await store.shown_films.recent(CHANNEL)) == ["tt1", "tt2"]


async def test_record_when_given_nothing_then_nothing_changes(store: StateStore) -> None:
    await store.shown_films.record(CHANNEL, [])
    assert await store.shown_films.recent(CHANNEL) == []


async def test_record_when_a_channel_is_full_then_the_oldest_go(store: StateStore) -> None:
    first = [f"a{number}" for number in range(KEPT_PER_CHANNEL)]
    await store.shown_films.record(CHANNEL, first)
    await store.shown_films.record(CHANNEL + 1, ["elsewhere"])
    await store.shown_films.record(CHANNEL, ["b1", "b2"])
    recent = await store.shown_films.recent(CHANNEL)
    assert len(recent) == KEPT_PER_CHANNEL == 500
    assert set(recent[:2]) == {"b1", "b2"}
    assert await store.shown_films.recent(CHANNEL + 1) == ["elsewhere"]


async def test_record_when_given_more_than_is_kept_then_the_last_ones_stay(
    store: StateStore,
) -> None:
    shown = [f"a{number}" for number in range(KEPT_PER_CHANNEL + 3)]
    await store.shown_films.record(CHANNEL, shown)
    assert set(await store.shown_films.recent(CHANNEL)) == set(shown[3:])


async def test_recent_when_long_ago_then_forgotten_and_deleted(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.shown_films.record(CHANNEL, ["old"])
    clock.advance(KEPT_FOR.total_seconds())
    assert await store.shown_films.recent(CHANNEL) == []
    await store.shown_films.record(CHANNEL + 1, ["new"])
    async with store.database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT movie_id FROM shown_films")
        assert rows.scalars().all() == ["new"]


async def test_record_when_many_at_once_then_all_are_kept(store: StateStore) -> None:
    await asyncio.gather(
        *(store.shown_films.record(CHANNEL, [f"tt{number % 20}"]) for number in range(40))
    )
    assert len(await store.shown_films.recent(CHANNEL)) == 20


async def test_record_when_the_same_films_come_in_other_orders_then_nobody_waits_for_ever(
    store: StateStore,
) -> None:
    films = [f"tt{number}" for number in range(30)]
    await asyncio.gather(
        *(store.shown_films.record(CHANNEL, films[::step]) for step in (1, -1) * 6)
    )
    assert set(await store.shown_films.recent(CHANNEL)) == set(films)

"""What lies behind buttons."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import ShiftedClock
from bot.state.store import StateStore

HOUR = timedelta(hours=1)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(payload=st.dictionaries(st.text(), json_values, max_size=4))
async def test_load_when_saved_then_equal_and_the_token_is_short(
    store: StateStore, payload: dict[str, Any]
) -> None:
    token = await store.saved_views.save(payload, HOUR)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,22}", token)
    assert await store.saved_views.load(token) == payload


async def test_load_when_never_saved_then_none(store: StateStore) -> None:
    assert await store.saved_views.load("nothing-of-that-name") is None


async def test_save_when_keys_come_in_another_order_then_same_token(store: StateStore) -> None:
    assert await store.saved_views.save({"a": 1, "b": 2}, HOUR) == await store.saved_views.save(
        {"b": 2, "a": 1}, HOUR
    )


async def test_save_when_payloads_differ_then_tokens_differ(store: StateStore) -> None:
    assert await store.saved_views.save({"a": 1}, HOUR) != await store.saved_views.save(
        {"a": "1"}, HOUR
    )


async def test_load_when_expired_then_none(store: StateStore, clock: ShiftedClock) -> None:
    token = await store.saved_views.save({"a": 1}, HOUR)
    clock.advance(HOUR.total_seconds() - 60)
    assert await store.saved_views.load(token) == {"a": 1}
    clock.advance(60)
    assert await store.saved_views.load(token) is None


async def test_save_when_saved_again_then_it_lives_longer(
    store: StateStore, clock: ShiftedClock
) -> None:
    token = await store.saved_views.save({"a": 1}, HOUR)
    clock.advance(HOUR.total_seconds() / 2)
    assert await store.saved_views.save({"a": 1}, HOUR) == token
    clock.advance(HOUR.total_seconds() * 0.75)
    assert await store.saved_views.load(token) == {"a": 1}


async def test_save_when_saved_again_for_less_then_its_life_is_not_cut_short(
    store: StateStore, clock: ShiftedClock
) -> None:
    token = await store.saved_views.save({"a": 1}, HOUR)
    await store.saved_views.save({"a": 1}, timedelta(seconds=1))
    clock.advance(60)
    assert await store.saved_views.load(token) == {"a": 1}


async def test_save_when_others_have_expired_then_they_are_deleted(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.saved_views.save({"old": 1}, HOUR)
    clock.advance(HOUR.total_seconds())
    token = await store.saved_views.save({"new": 1}, HOUR)
    async with store.database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT token FROM saved_views")
        assert rows.scalars().all() == [token]


@pytest.mark.parametrize("payload", [{"a": float("nan")}, {"a": object()}])
async def test_save_when_json_cannot_say_it_then_the_caller_is_told(
    store: StateStore, payload: dict[str, Any]
) -> None:
    with pytest.raises((TypeError, ValueError)):
        await store.saved_views.save(payload, HOUR)


async def test_save_when_others_have_expired_then_nothing_of_them_is_left_in_the_file(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await store.saved_views.save({"secret": "Rosebud" * 3000}, HOUR)
        assert b"Rosebud" in copied_sqlite.read_bytes()
        clock.advance(HOUR.total_seconds())
        await store.saved_views.save({"new": 1}, HOUR)
        for file in copied_sqlite.parent.iterdir():
            assert b"Rosebud" not in file.read_bytes()

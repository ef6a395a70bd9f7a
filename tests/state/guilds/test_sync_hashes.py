"""The commands' sync hash."""

from bot.clock import ShiftedClock
from bot.state.store import StateStore

SNOWFLAKE = 2**63 - 1


async def test_hash_when_nothing_was_synced_then_none(store: StateStore) -> None:
    assert await store.sync_hashes.get(SNOWFLAKE) is None


async def test_hash_when_set_again_then_the_last_one_counts(store: StateStore) -> None:
    await store.sync_hashes.set(SNOWFLAKE, "first")
    await store.sync_hashes.set(SNOWFLAKE, "second")
    assert await store.sync_hashes.get(SNOWFLAKE) == "second"


async def test_hash_when_several_applications_then_each_has_its_own(store: StateStore) -> None:
    await store.sync_hashes.set(1, "one")
    await store.sync_hashes.set(2, "two")
    assert (await store.sync_hashes.get(1), await store.sync_hashes.get(2)) == ("one", "two")


async def test_hash_when_the_store_was_opened_again_then_it_is_still_there(
    address: str, clock: ShiftedClock
) -> None:
    async with await StateStore.open(address, clock) as store:
        await store.sync_hashes.set(1, "kept")
    async with await StateStore.open(address, clock) as store:
        assert await store.sync_hashes.get(1) == "kept"

"""Something to keep, for tests that copy whole stores."""

from datetime import timedelta

from bot.state.store import StateStore

CHANNEL = 2**63 - 1


async def fill(store: StateStore) -> str:
    """Put a row or two into several tables; return the token of the saved view."""
    await store.sync_hashes.set(1, "kept")
    await store.shown_films.record(CHANNEL, ["tt1", "tt2"])
    return await store.saved_views.save({"genre": "Drama “ü” \0"}, timedelta(days=1))

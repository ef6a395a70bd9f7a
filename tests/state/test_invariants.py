"""The queries that a campaign ends with find what they are there for, and nothing else."""

import pytest
from sqlalchemy import text

from benchmarks.campaigns.invariants import QUERIES, broken
from bot.state.films.film_ref import FilmRef
from bot.state.store import StateStore

WRONG = {
    "a film without a name": (
        "INSERT INTO seen_films (user_id, movie_id, movie_name, seen_at) VALUES (1, 'a', '', 1)"
    ),
    "a row that was set aside": (
        "INSERT INTO set_aside_rows (table_name, guild_id, user_id, content, set_aside_at)"
        " VALUES ('nights', 1, 1, '{}', 1)"
    ),
    "more imports than one person may have waiting": (
        "INSERT INTO imports (user_id, plan, expires_at) VALUES"
        " (1, '{}', 1), (1, '{}', 1), (1, '{}', 1), (1, '{}', 1)"
    ),
}


async def test_nothing_is_wrong_with_what_the_code_writes(store: StateStore) -> None:
    await store.seen_films.add(1, FilmRef("a", "A"))
    assert await broken(store) == []


@pytest.mark.parametrize("name", WRONG)
async def test_what_no_code_writes_is_found(store: StateStore, name: str) -> None:
    async with store.database.transaction() as connection:
        await connection.execute(text(WRONG[name]))
    assert name in QUERIES
    found = await broken(store)
    assert [line.rpartition(":")[0] for line in found] == [name]

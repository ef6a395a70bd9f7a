"""All that is kept of one person: shown, and deleted."""

from sqlalchemy import select

from bot.clock import ShiftedClock
from bot.nights.nominations import BY_BOT
from bot.state.owners import Owner
from bot.state.schema import metadata
from bot.state.store import StateStore
from tests.state.evening import ALIEN, HOSTING, SEED
from tests.state.everything import fill_everything, rows_by_table

ANN, BOB = 2**63 - 1, 10**17
PERSONAL = {table.name for table in metadata.tables.values() if "user_id" in table.c}


async def test_person_when_exported_then_every_table_with_a_person_shows_theirs(
    store: StateStore, clock: ShiftedClock
) -> None:
    await fill_everything(store, clock, guild_id=1, person=ANN)
    exported = await store.people.export(ANN)
    assert set(exported) == PERSONAL
    assert all(exported.values()), "a table with a person's rows is not filled by the test"
    assert all(row["user_id"] == ANN for rows in exported.values() for row in rows)
    assert not any((await store.people.export(BOB)).values())


async def test_person_when_deleted_then_every_table_is_empty_of_them(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await fill_everything(store, clock, guild_id=1, person=ANN)
    await fill_everything(store, clock, guild_id=2, person=BOB)
    others = await rows_by_table(store, "user_id", BOB)
    deletion = await store.people.delete(ANN)
    assert night_id in deletion.nights
    async with store.database.reading() as connection:
        for table in metadata.sorted_tables:  # whatever the column, in whatever text
            for row in await connection.execute(select(table)):
                assert str(ANN) not in repr(row), table.name
    assert set(others) == PERSONAL
    assert all(others.values())
    assert await rows_by_table(store, "user_id", BOB) == others


async def test_person_when_deleted_then_an_open_vote_loses_the_ballot_and_a_closed_one_nothing(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await fill_everything(store, clock, guild_id=1, person=ANN)
    (past,) = await store.past_nights.list(1)
    tally = await store.results.get(past.id)
    await store.people.delete(ANN)
    assert await store.ballots.all(night_id) == []
    assert await store.results.get(past.id) == tally
    assert tally is not None
    assert (tally.cast, tally.winner) == (1, ALIEN)


async def test_person_when_deleted_then_their_nights_and_films_are_a_former_members(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await fill_everything(store, clock, guild_id=1, person=ANN)
    before = (await store.evenings.get(night_id)).board
    await store.people.delete(ANN)
    evening = await store.evenings.get(night_id)
    assert evening.planned.plan.host is None
    assert evening.rsvps == {}
    assert evening.board.candidates == before.candidates  # the veto keeps its effect
    assert {nomination.by for nomination in evening.board.nominations} == {None, BY_BOT}
    assert (evening.board.vetoes, evening.board.removed) == ((), {"c"})
    assert await store.evenings.close_vote(night_id, HOSTING, SEED) is not None
    assert len(await store.watchlists.lists(Owner.server(1))) == 1

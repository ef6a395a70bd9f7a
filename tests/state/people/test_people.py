"""All that is kept of one person: shown, and deleted."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Text, select

from bot.clock import ShiftedClock
from bot.rules.nights.nominations import BY_BOT, Rules, nominate, veto
from bot.rules.nights.rsvp import Rsvp
from bot.state.database.schema import MENTIONS, PERSON, Big, metadata
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from tests.state.evening import ALIEN, BRAZIL, HOSTING, SEED, plan
from tests.state.everything import fill_everything, rows_by_table

ANN, BOB = 2**63 - 1, 10**17
PERSONAL = {table.name for table in metadata.tables.values() if "user_id" in table.c}

THINGS = {
    "application_id",
    "channel_id",
    "event_id",
    "game_id",
    "guild_id",
    "import_id",
    "job_id",
    "message_id",
    "night_id",
    "nomination_id",
    "role_id",
    "room_id",
    "row_id",
    "ruling_id",
    "series_id",
    "spoilers_id",
}
"""Columns of ids that are nobody's."""

IMPERSONAL_TEXTS = {
    *(
        "answer",
        "day",
        "genre",
        "hash",
        "kind",
        "language",
        "list_key",
        "marks",
        "method",
        "movie_id",
    ),
    *("drawn_for_by", "movie_name", "name", "nonce", "picked", "place", "plan", "pool"),
    *("pool_hash", "right", "seal", "seed", "status", "table_name", "tally", "timezone"),
    *("theme", "token", "undo", "unit"),
}
"""Columns of texts in which nobody's id stands."""


async def rows_with(store: StateStore, person: int) -> Mapping[str, int]:
    """Return how many rows of each table have an id in them, whatever the column."""
    whole = re.compile(rf"(?<!\d){person}(?!\d)")
    async with store.database.reading() as connection:
        return {
            table.name: sum(
                whole.search(repr(row)) is not None
                for row in await connection.execute(select(table))
            )
            for table in metadata.sorted_tables
        }


def test_every_column_says_whether_a_person_may_be_in_it() -> None:
    for table in metadata.sorted_tables:
        for column in table.c:
            marked = column.name == "user_id" or column.info.get(PERSON)
            if isinstance(column.type, type(Big)) and column.name.endswith("_id"):
                assert marked or column.name in THINGS, f"{column}: mark it as PERSON?"
            if isinstance(column.type, Text):
                known = column.info.get(MENTIONS) or column.name in IMPERSONAL_TEXTS
                assert known, f"{column}: mark it as MENTIONS?"


async def test_person_when_exported_then_every_table_with_a_person_shows_theirs(
    store: StateStore, clock: ShiftedClock
) -> None:
    await fill_everything(store, clock, guild_id=1, person=ANN)
    async with asyncio.timeout(5):  # it only gives others a turn after each batch
        exported = await store.people.export(ANN)
    held = await rows_with(store, ANN)
    assert {table for table, count in held.items() if count} >= PERSONAL
    assert {table: len(rows) for table, rows in exported.items()} == {
        table: held[table] for table in exported
    }
    assert {table for table, count in held.items() if count} <= set(exported)
    assert await store.people.count(ANN) == {table: held[table] for table in exported}
    assert not any((await store.people.export(BOB)).values())


async def test_person_when_an_id_is_part_of_a_longer_one_then_that_is_somebody_elses(
    store: StateStore,
) -> None:
    await store.saved_views.save({"request": f"pick?friend={BOB}7"}, timedelta(days=1))
    assert not any((await store.people.count(BOB)).values())
    await store.people.delete(BOB)
    assert sum((await store.people.count(BOB * 10 + 7)).values()) == 1


async def test_person_when_deleted_then_every_table_is_empty_of_them(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await fill_everything(store, clock, guild_id=1, person=ANN)
    not_theirs = await fill_everything(store, clock, guild_id=2, person=BOB)
    others = await rows_by_table(store, "user_id", BOB)
    deletion = await store.people.delete(ANN)
    assert night_id in deletion.nights
    assert not_theirs not in deletion.nights
    assert not any((await rows_with(store, ANN)).values())
    assert set(others) == PERSONAL
    assert all(others.values())
    assert await rows_by_table(store, "user_id", BOB) == others


async def _host(store: StateStore, night_id: int, person: int) -> None:
    await store.nights.change(night_id, lambda old: replace(old, host=person))


async def _choose(store: StateStore, night_id: int, person: int) -> None:
    await store.nights.change(night_id, lambda old: replace(old, chooser=person))


async def _answer(store: StateStore, night_id: int, person: int) -> None:
    await store.rsvps.answer(night_id, person, Rsvp.NO)


async def _nominate(store: StateStore, night_id: int, person: int) -> None:
    await store.night_transitions.open_nominations(night_id, HOSTING)
    await store.nominations.change(night_id, lambda board: nominate(board, ALIEN, person))


async def _veto(store: StateStore, night_id: int, person: int) -> None:
    await _nominate(store, night_id, BOB)
    await store.nominations.change(night_id, lambda board: veto(board, ALIEN.id, person))


async def _vote(store: StateStore, night_id: int, person: int) -> None:
    await _nominate(store, night_id, BOB)
    await store.nominations.change(night_id, lambda board: nominate(board, BRAZIL, BOB))
    await store.night_transitions.open_vote(night_id, HOSTING)
    await store.ballots.cast(night_id, person, {ALIEN.id: 1})


@pytest.mark.parametrize("part", [_host, _choose, _answer, _nominate, _veto, _vote])
async def test_person_when_deleted_then_nights_are_told_in_which_they_had_only_one_part(
    store: StateStore,
    clock: ShiftedClock,
    part: Callable[[StateStore, int, int], Coroutine[Any, Any, None]],
) -> None:
    rules = Rules(vetoes=1)
    night = await store.nights.plan(plan(clock, host=BOB, rules=rules))
    await store.nights.plan(plan(clock, host=BOB, chooser=BOB, rules=rules))
    await part(store, night.id, ANN)
    assert (await store.people.delete(ANN)).nights == {night.id}


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
    before = (await store.night_transitions.get(night_id)).board
    await store.people.delete(ANN)
    evening = await store.night_transitions.get(night_id)
    assert evening.planned.plan.host is None
    assert evening.rsvps == {}
    assert evening.board.candidates == before.candidates  # the veto keeps its effect
    assert {nomination.by for nomination in evening.board.nominations} == {None, BY_BOT}
    assert (evening.board.vetoes, evening.board.removed) == ((), {"c"})
    assert await store.night_transitions.close_vote(night_id, HOSTING, SEED) is not None
    assert len(await store.watchlists.lists(Owner.server(1))) == 1

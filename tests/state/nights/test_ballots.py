"""Ballots: one a person, counted if acknowledged."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.clock import ShiftedClock
from bot.errors import BadInputError
from bot.rules.voting.model import Method
from bot.rules.voting.tally import tally
from bot.state.store import StateStore
from tests.state.evening import (
    ALIEN,
    ANN,
    BOB,
    BRAZIL,
    CASABLANCA,
    HOSTING,
    SEED,
    nominating,
    voting,
)


@pytest.fixture
async def other(address: str, clock: ShiftedClock) -> AsyncGenerator[StateStore]:
    """The store as another process has it."""
    async with await StateStore.open(address, clock) as opened:
        yield opened


async def test_ballot_when_cast_again_then_only_the_last_counts(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock, Method.SCHULZE)
    assert await store.ballots.get(night_id, ANN) is None
    await store.ballots.cast(night_id, ANN, {ALIEN.id: 1})
    await store.ballots.cast(night_id, ANN, {BRAZIL.id: 1, ALIEN.id: 2})
    await store.ballots.cast(night_id, BOB, {})
    assert await store.ballots.get(night_id, ANN) == {BRAZIL.id: 1, ALIEN.id: 2}
    assert sorted(map(len, await store.ballots.all(night_id))) == [0, 2]


async def test_ballots_when_listed_then_their_order_says_nothing_of_whose_they_are(
    store: StateStore, clock: ShiftedClock
) -> None:
    for people in ((ANN, BOB), (BOB, ANN)):
        night_id = await voting(store, clock)
        for person, film in zip(people, (ALIEN, BRAZIL), strict=True):
            await store.ballots.cast(night_id, person, {film.id: 1})
        assert await store.ballots.all(night_id) == [{ALIEN.id: 1}, {BRAZIL.id: 1}]


async def test_ballots_when_one_presses_many_times_at_once_then_one_is_counted(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    films = [ALIEN, BRAZIL, CASABLANCA]
    await asyncio.gather(
        *(store.ballots.cast(night_id, ANN, {films[n % 3].id: 1}) for n in range(20)),
        *(store.ballots.cast(night_id, person, {ALIEN.id: 1}) for person in range(100, 200)),
    )
    assert (await store.night_transitions.get(night_id)).ballots == 101


async def test_ballots_when_other_processes_take_some_then_all_are_in_the_tally(
    store: StateStore, other: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await store.ballots.cast(night_id, ANN, {BRAZIL.id: 1})
    await other.ballots.cast(night_id, BOB, {BRAZIL.id: 1})
    await other.ballots.cast(night_id, ANN, {ALIEN.id: 1, BRAZIL.id: 1})
    for process in (store, other):
        counted = tally(Method.APPROVAL, await process.ballots.all(night_id), [ALIEN, BRAZIL], SEED)
        assert (counted.cast, counted.winner) == (2, BRAZIL)


async def test_ballot_when_two_processes_mark_it_at_once_then_no_mark_is_lost(
    store: StateStore, other: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    for person in range(1, 11):
        await asyncio.gather(
            *(
                process.ballots.change(night_id, person, lambda old, f=film: {**old, f.id: 1})
                for process, film in ((store, ALIEN), (other, BRAZIL), (store, CASABLANCA))
            )
        )
    everything = {ALIEN.id: 1, BRAZIL.id: 1, CASABLANCA.id: 1}
    assert await store.ballots.all(night_id) == [everything] * 10


async def test_ballot_when_the_first_mark_is_refused_then_none_is_left(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    with pytest.raises(BadInputError):
        await store.ballots.cast(night_id, ANN, {ALIEN.id: 7})
    assert await store.ballots.get(night_id, ANN) is None


async def test_ballot_when_the_vote_is_not_open_then_refused(
    store: StateStore, clock: ShiftedClock
) -> None:
    with pytest.raises(BadInputError, match="isn't open"):
        await store.ballots.cast(await nominating(store, clock), ANN, {})
    night_id = await voting(store, clock)
    await store.nights.change(
        night_id,
        lambda plan: replace(
            plan, night=replace(plan.night, vote_closes_at=clock.now() + timedelta(hours=1))
        ),
    )
    await store.ballots.cast(night_id, ANN, {ALIEN.id: 1})
    clock.advance(3600)  # its time has passed, though nobody has closed it yet
    with pytest.raises(BadInputError, match="isn't open"):
        await store.ballots.cast(night_id, BOB, {ALIEN.id: 1})
    counted = await store.night_transitions.close_vote(night_id, HOSTING, SEED)
    assert counted is not None
    assert counted.cast == 1


async def test_ballot_when_it_is_of_another_method_then_refused(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock, Method.SINGLE)
    with pytest.raises(BadInputError):
        await store.ballots.cast(night_id, ANN, {ALIEN.id: 1, BRAZIL.id: 1})
    assert await store.ballots.all(night_id) == []


async def test_close_when_votes_pour_in_then_every_acknowledged_one_is_counted(
    store: StateStore, other: StateStore, clock: ShiftedClock
) -> None:
    for pause in (0.0, 0.01, 0.05):
        night_id = await voting(store, clock)
        votes = [
            asyncio.create_task((store, other)[person % 2].ballots.cast(night_id, person, {}))
            for person in range(1, 40)
        ]
        await asyncio.sleep(pause)
        counted = await store.night_transitions.close_vote(night_id, HOSTING, f"{SEED}{pause}")
        outcomes = await asyncio.gather(*votes, return_exceptions=True)
        assert all(outcome is None or isinstance(outcome, BadInputError) for outcome in outcomes)
        assert counted is not None
        assert counted.cast == outcomes.count(None)


async def test_ballots_table_when_a_row_is_doubled_then_the_constraint_says_no(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await store.ballots.cast(night_id, ANN, {})
    with pytest.raises(IntegrityError):
        async with store.database.transaction() as connection:
            await connection.exec_driver_sql(
                f"INSERT INTO ballots VALUES ({night_id}, {ANN}, '{{}}', 0)"
            )

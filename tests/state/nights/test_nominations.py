"""Nominations, vetoes and removals."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from bot.clock import ShiftedClock
from bot.errors import BadInputError, NotYoursError
from bot.rules.nights import nominations
from bot.rules.nights.nominations import Board, Rules
from bot.state.store import StateStore
from tests.state.evening import (
    ALIEN,
    ANN,
    BOB,
    BRAZIL,
    CASABLANCA,
    nominating,
    voting,
)


async def test_nominations_when_many_name_films_at_once_then_each_stands_once_within_the_caps(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await nominating(store, clock, Rules(per_person=1))
    outcomes = await asyncio.gather(
        *(
            store.nominations.change(
                night_id, lambda board, f=film, p=person: nominations.nominate(board, f, p)
            )
            for film, person in ((ALIEN, ANN), (ALIEN, BOB), (BRAZIL, ANN), (ALIEN, ANN))
        ),
        return_exceptions=True,
    )
    board = await store.nominations.get(night_id)
    assert (
        len(board.candidates)
        == len(board.nominations)
        == 4 - sum(isinstance(outcome, BadInputError) for outcome in outcomes)
    )
    assert len({nomination.by for nomination in board.nominations}) == len(board.nominations)


async def test_board_when_changed_by_every_rule_then_read_back_the_same(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await nominating(store, clock, Rules(blind=True))
    changes: list[Callable[[Board], Board]] = [
        lambda board: nominations.nominate(board, ALIEN, ANN),
        lambda board: nominations.nominate(board, ALIEN, BOB),  # blind: nobody knows
        lambda board: nominations.nominate(board, BRAZIL, nominations.BY_BOT),
        lambda board: nominations.nominate(board, CASABLANCA, BOB),
        nominations.reveal,
        lambda board: nominations.withdraw(board, ALIEN.id, BOB),
        lambda board: nominations.veto(board, BRAZIL.id, ANN),
        lambda board: nominations.remove(board, BRAZIL.id),
    ]
    for change in changes:
        assert await store.nominations.change(night_id, change) == await store.nominations.get(
            night_id
        )
    board = await store.nominations.get(night_id)
    assert board.candidates == (ALIEN, CASABLANCA)
    assert (len(board.vetoes), board.removed, board.revealed) == (1, {BRAZIL.id}, True)
    with pytest.raises(NotYoursError):
        await store.nominations.change(
            night_id, lambda board: nominations.withdraw(board, ALIEN.id, BOB)
        )


async def test_board_when_the_night_stands_elsewhere_then_refused(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    with pytest.raises(BadInputError, match="the vote is open"):
        await store.nominations.change(
            night_id, lambda board: nominations.nominate(board, ALIEN, 5)
        )


async def test_nominations_table_when_a_row_is_doubled_then_the_constraint_says_no(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    with pytest.raises(IntegrityError):
        async with store.database.transaction() as connection:
            await connection.exec_driver_sql(
                "INSERT INTO nominations (night_id, movie_id, movie_name, user_id) "
                f"VALUES ({night_id}, '{BRAZIL.id}', 'Brazil', {ANN})"
            )

"""A vote that closed by itself, and in which nobody voted, can be opened again; no other can."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import BadInputError, OnlyFilmError
from bot.rules.nights import nominations
from bot.rules.nights.night import Rights, Status
from bot.rules.nights.nominations import Rules
from bot.rules.voting.model import Ballot
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from tests.state.evening import (
    ALIEN,
    ANN,
    BOB,
    BRAZIL,
    CASABLANCA,
    GUILD,
    HOSTING,
    SEED,
    nominating,
    voting,
)

HOUR = timedelta(hours=1)
LENGTHS = {ALIEN.id: 2 * HOUR, BRAZIL.id: 3 * HOUR, CASABLANCA.id: 4 * HOUR}


async def closed(
    store: StateStore,
    clock: ShiftedClock,
    *ballots: Ballot,
    closes_in: timedelta | None = HOUR,
    early: bool = False,
    length: timedelta | None = None,
) -> int:
    """Hold a vote until it is closed, and return its night."""
    night_id = await voting(store, clock)
    closes_at = None if closes_in is None else clock.now() + closes_in
    await store.nights.change(
        night_id,
        lambda old: replace(old, night=replace(old.night, vote_closes_at=closes_at, length=length)),
    )
    for person, ballot in zip((ANN, BOB), ballots, strict=False):
        await store.ballots.cast(night_id, person, ballot)
    if closes_in is not None and not early:
        clock.advance(closes_in.total_seconds())
    await store.night_transitions.close_vote(night_id, HOSTING, SEED, lengths=LENGTHS)
    return night_id


@pytest.mark.parametrize("ballots", [(), ({}, {})], ids=["none", "empty"])
@pytest.mark.parametrize("length", [None, 5 * HOUR], ids=["as the film", "as planned"])
async def test_reopened_when_nobody_voted_then_all_is_as_before(
    store: StateStore, clock: ShiftedClock, ballots: tuple[Ballot, ...], length: timedelta | None
) -> None:
    night_id = await closed(store, clock, *ballots, length=length)
    until = clock.now() + HOUR
    opened = await store.night_transitions.move_closing(night_id, HOSTING, until, lengths=LENGTHS)
    night = opened.plan.night
    assert (night.status, night.vote_closes_at, night.length) == (Status.VOTING, until, length)
    assert await store.results.get(night_id) is None
    assert await store.losses.get(Owner.server(GUILD)) == {}
    await store.ballots.cast(night_id, ANN, {ALIEN.id: 1})
    tally = await store.night_transitions.close_vote(night_id, HOSTING, SEED)
    assert tally is not None
    assert (tally.winner, tally.cast) == (ALIEN, 1)


HANDS: list[tuple[tuple[Ballot, ...], timedelta | None, bool, str]] = [
    (({}, {ALIEN.id: 1}), HOUR, False, "People have voted"),
    ((), HOUR, True, "somebody closed it"),
    ((), None, False, "somebody closed it"),
]


@pytest.mark.parametrize(
    ("ballots", "closes_in", "early", "told"),
    HANDS,
    ids=["votes", "early", "by hand"],
)
async def test_closed_when_anybody_had_a_hand_in_it_then_the_result_stands(
    store: StateStore,
    clock: ShiftedClock,
    ballots: tuple[Ballot, ...],
    closes_in: timedelta | None,
    early: bool,
    told: str,
) -> None:
    night_id = await closed(store, clock, *ballots, closes_in=closes_in, early=early)
    before = await store.night_transitions.get(night_id)
    with pytest.raises(BadInputError, match=told):
        await store.night_transitions.move_closing(night_id, HOSTING, clock.now() + HOUR)
    assert await store.night_transitions.get(night_id) == before


async def test_reopened_when_that_cannot_be_then_the_result_stands(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await closed(store, clock)
    with pytest.raises(BadInputError, match="already passed"):
        await store.night_transitions.move_closing(night_id, HOSTING, clock.now())
    with pytest.raises(BadInputError, match="Only the host"):
        await store.night_transitions.move_closing(night_id, Rights(), clock.now() + HOUR)
    for film in (ALIEN, BRAZIL):
        await store.nominations.change(
            night_id, lambda board, f=film: nominations.remove(board, f.id), during={Status.CLOSED}
        )
    with pytest.raises(OnlyFilmError):
        await store.night_transitions.move_closing(night_id, HOSTING, clock.now() + HOUR)
    assert await store.results.get(night_id) is not None


async def test_settle_when_the_only_film_was_hidden_then_it_is_shown(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await nominating(store, clock, Rules(blind=True))
    await store.nominations.change(night_id, lambda board: nominations.nominate(board, ALIEN, ANN))
    assert (await store.nominations.get(night_id)).hidden
    await store.night_transitions.settle(night_id, HOSTING, SEED)
    assert not (await store.nominations.get(night_id)).hidden

"""Of series: which evenings count, what stands again, and whose turn it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.rules.nights import nominations
from bot.rules.nights.nominations import Rules
from bot.rules.nights.rsvp import Rsvp
from bot.rules.series.evenings import Ahead
from bot.state.series.evenings import chosen_by, evening_of
from bot.state.series.store import Outcome
from bot.state.store import StateStore
from tests.state.evening import ALIEN, ANN, BOB, BRAZIL, GUILD, HOST, HOSTING, SEED, plan
from tests.state.series import (
    DAY,
    TERMS,
    begin,
    go_to_the_day_after,
    make_next,
    upcoming,
    weekly,
)


async def test_series_when_nobody_means_to_come_or_votes_then_it_ends(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    outcomes: list[Outcome] = []
    for weeks in range(4):
        latest = await store.series.latest(series_id)
        assert latest is not None
        await store.rsvps.answer(latest.id, ANN, Rsvp.NO)
        for film in (ALIEN, BRAZIL):
            await store.nominations.change(
                latest.id, lambda board, f=film: nominations.nominate(board, f, ANN)
            )
        await store.night_transitions.open_vote(latest.id, HOSTING)
        await store.night_transitions.close_vote(latest.id, HOSTING, f"{SEED}{weeks}")
        if weeks == 1:  # what was called off is no evening to which nobody came
            await store.night_transitions.cancel(latest.id, HOSTING)
        go_to_the_day_after(clock, series, weeks)
        outcomes += await make_next(store)
    assert outcomes == [Outcome.POSTED] * 3 + [Outcome.ENDED]


async def test_carry_over_when_somebody_hosts_or_is_gone_then_not_what_they_named(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock, carries=True)
    hosted_series, hosted = await begin(store, clock, host=HOST, carries=True, rota=True)
    for night_id, by in ((first.id, ANN), (first.id, BOB), (hosted.id, HOST)):
        film = BRAZIL if by == BOB else ALIEN
        await store.nominations.change(
            night_id, lambda board, f=film, p=by: nominations.nominate(board, f, p)
        )
    await store.rsvps.answer(hosted.id, HOST, Rsvp.YES)
    await store.people.delete(ANN)
    go_to_the_day_after(clock, max(series, hosted_series, key=lambda one: one.last_slot))
    assert await make_next(store) == [Outcome.POSTED] * 2
    boards = {
        night.plan.series_id: await store.nominations.get(night.id)
        for night in (await upcoming(store))[-2:]
    }
    named = [(one.film, one.by) for one in boards[first.plan.series_id].nominations]
    assert named == [(BRAZIL, BOB)]
    assert boards[hosted.plan.series_id].chooser == HOST
    assert boards[hosted.plan.series_id].nominations == ()


@pytest.mark.parametrize(("gone", "hosts"), [((), HOST), ((HOST,), None)])
async def test_host_when_nobody_has_come_yet_then_who_planned_unless_they_left(
    store: StateStore, clock: ShiftedClock, gone: tuple[int, ...], hosts: int | None
) -> None:
    series, _first = await begin(store, clock, rota=True)
    go_to_the_day_after(clock, series)
    assert await make_next(store, gone) == [Outcome.POSTED]
    assert (await upcoming(store))[-1].plan.chooser == hosts


def test_evening_when_it_begins_soon_then_what_would_be_past_is_left_to_people(
    clock: ShiftedClock,
) -> None:
    now = clock.now()
    ahead = Ahead(2 * DAY, timedelta(hours=1))
    series = weekly(clock, ahead=ahead)
    for starts_at, opens, closes in (
        (now + 3 * DAY, True, True),
        (now + DAY, False, True),
        (now + timedelta(minutes=30), False, False),
    ):
        night = evening_of(series, 1, starts_at, TERMS, now).night
        assert (night.nominations_close_at is not None) == opens
        assert (night.vote_closes_at is not None) == closes


def test_host_when_few_films_may_be_named_then_no_more_than_these(clock: ShiftedClock) -> None:
    few = replace(TERMS, rules=Rules(per_person=1, in_all=2))
    night = evening_of(weekly(clock), 1, clock.now() + DAY, few, clock.now())
    assert chosen_by(night, ANN).rules.per_person == 2


async def test_missed_when_the_series_had_ended_meanwhile_then_nothing_was(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    await store.series.end(series_id)
    go_to_the_day_after(clock, series, 4)
    await store.series.resume(series_id)
    assert await make_next(store) == [Outcome.POSTED]
    assert list(await store.series.missed((await upcoming(store))[-1])) == []


async def test_turns_when_an_evening_was_called_off_then_it_was_nobodys(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock, host=HOST, rota=True)
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    assert [turn.person for turn in await store.series.turns(GUILD, None)] == [HOST]
    held = await store.nights.plan(plan(clock))
    for person, answer in ((ANN, Rsvp.YES), (BOB, Rsvp.MAYBE)):
        await store.rsvps.answer(held.id, person, answer)
    await store.night_transitions.cancel(first.id, HOSTING)
    go_to_the_day_after(clock, series)
    assert [turn.person for turn in await store.series.turns(GUILD, None)] == [ANN]
    await store.night_transitions.cancel(held.id, HOSTING)
    for series_id in (first.plan.series_id, None):
        assert list(await store.series.turns(GUILD, series_id)) == []

"""Series: each evening once, by one of several processes, and never a flood of them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import BadInputError, OutdatedError
from bot.rules.nights import nominations
from bot.rules.nights.night import Status
from bot.rules.nights.rsvp import Rsvp
from bot.rules.series.evenings import Ahead
from bot.rules.series.recurrence import LAST, Pattern, Unit
from bot.state.series.store import MAX_SERIES, Outcome
from bot.state.store import StateStore
from tests.state.evening import (
    ALIEN,
    ANN,
    BOB,
    BRAZIL,
    CASABLANCA,
    GUILD,
    HOST,
    HOSTING,
    SEED,
)
from tests.state.series import (
    BERLIN,
    DAY,
    TERMS,
    begin,
    days_of,
    first_of,
    go_to_the_day_after,
    make_next,
    next_jobs,
    show,
    upcoming,
    weekly,
)


async def test_series_when_kept_then_nothing_of_it_is_lost(
    store: StateStore, clock: ShiftedClock
) -> None:
    pattern = Pattern(Unit.MONTH, 6, LAST)
    series = weekly(
        clock,
        pattern=pattern,
        length=timedelta(hours=2),
        ahead=Ahead(timedelta(days=1), timedelta(0)),
        carries=True,
        theme="heist",
    )
    night = await store.series.begin(series, first_of(series, clock))
    kept = await store.series.get(night.plan.series_id or 0)
    assert kept.series == series
    assert await store.series.list(GUILD) == [kept]
    assert (night.plan.slot_at, night.plan.theme) == (series.last_slot, "heist")
    assert night.plan.night.vote_closes_at == series.last_slot
    evening = await store.night_transitions.get(night.id)
    assert evening.series == kept


async def test_next_evening_when_the_one_before_has_been_then_it_is_posted_a_day_later(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    assert await make_next(store) == []
    go_to_the_day_after(clock, series)
    assert await make_next(store) == [Outcome.POSTED]
    second = (await upcoming(store))[-1]
    wall = second.plan.night.starts_at.astimezone(BERLIN)
    assert f"{wall:%H:%M}" == "20:00"
    assert (second.number, second.plan.night.status) == (2, Status.NOMINATING)
    assert second.plan.night.length == first.plan.night.length
    assert await make_next(store) == []
    found = await store.series.get(first.plan.series_id or 0)
    assert found.series.last_slot == second.plan.night.starts_at


async def test_next_evening_when_several_processes_take_it_up_then_it_is_made_once(
    address: str, clock: ShiftedClock
) -> None:
    stores = [await StateStore.open(address, clock) for _ in range(3)]
    series, first = await begin(stores[0], clock)
    await stores[0].rsvps.answer(first.id, ANN, Rsvp.YES)
    go_to_the_day_after(clock, series)
    claimed = await asyncio.gather(*(next_jobs(store) for store in stores))
    assert sum(map(len, claimed)) == 1
    # Even if two of them believe that it is theirs, as after a lease that ran out.
    outcomes = await asyncio.gather(
        *(
            store.series.make_next(first.plan.series_id or 0, first.id, TERMS)
            for store in stores * 2
        )
    )
    assert outcomes.count(Outcome.POSTED) == 1
    assert outcomes.count(Outcome.MOOT) == 5
    assert [night.number for night in await upcoming(stores[0])] == [1, 2]
    for store in stores:
        await store.close()


async def test_next_evening_when_the_bot_was_away_for_weeks_then_there_is_one(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    go_to_the_day_after(clock, series, weeks=4)
    assert await make_next(store) == [Outcome.POSTED]
    assert await make_next(store) == []
    _, late = await upcoming(store)
    assert late.plan.night.starts_at > clock.now()
    missed = [series.recurrence.day(one) for one in await store.series.missed(late)]
    assert missed == days_of(series, 4)
    assert list(await store.series.missed(first)) == []
    for nowhere in (replace(late.plan, series_id=None), replace(late.plan, slot_at=None)):
        assert list(await store.series.missed(replace(late, plan=nowhere))) == []


async def test_next_evening_when_it_is_not_due_after_an_outage_then_it_waits(
    store: StateStore, clock: ShiftedClock
) -> None:
    day = (clock.now() + 2 * DAY).astimezone(BERLIN).date()
    series, first = await begin(store, clock, pattern=Pattern(Unit.WEEK, day.weekday(), 4))
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    go_to_the_day_after(clock, series, weeks=4)  # the second was missed, the third is far off
    assert await make_next(store) == [Outcome.WAITING]
    assert len(await upcoming(store)) == 1
    go_to_the_day_after(clock, series, weeks=6)
    assert await make_next(store) == [Outcome.POSTED]


async def test_series_when_nobody_comes_any_more_then_it_ends_and_can_go_on(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    await store.rsvps.answer(first.id, ANN, Rsvp.MAYBE)
    outcomes: list[Outcome] = []
    for weeks in range(4):
        go_to_the_day_after(clock, series, weeks)
        outcomes += await make_next(store)
    assert outcomes == [Outcome.POSTED] * 3 + [Outcome.ENDED]
    assert (await store.series.get(series_id)).series.ended_at is not None
    assert await store.series.list(GUILD) == []
    assert len(await store.series.list(GUILD, ended=True)) == 1
    go_to_the_day_after(clock, series, 8)
    assert await make_next(store) == []
    await store.series.resume(series_id)
    go_to_the_day_after(clock, series, 9)
    assert await make_next(store) == [Outcome.POSTED]  # those before do not count any more


async def test_ending_when_saying_so_failed_then_it_is_said_again(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    for weeks in range(3):
        go_to_the_day_after(clock, series, weeks)
        jobs = await next_jobs(store)
        (night_id,) = {job.night_id for job in jobs}
        series_id = first.plan.series_id or 0
        made = await store.series.make_next(series_id, night_id or 0, TERMS)
        if made is Outcome.ENDED:
            again = await store.series.make_next(series_id, night_id or 0, TERMS)
            assert again is Outcome.ENDED
            return
        if latest := await store.series.latest(series_id):
            await show(store, latest)
        for job in jobs:
            await store.due_jobs.finish(job)
    pytest.fail("it did not end")


async def test_series_when_its_cards_never_came_out_then_it_does_not_end_of_that(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    for weeks in range(5):
        go_to_the_day_after(clock, series, weeks)
        (job,) = await next_jobs(store)
        series_id = first.plan.series_id or 0
        outcome = await store.series.make_next(series_id, job.night_id or 0, TERMS)
        assert outcome is Outcome.POSTED
        await store.due_jobs.finish(job)


async def test_end_when_somebody_ends_it_then_no_evening_comes_and_nothing_is_said(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    go_to_the_day_after(clock, series)
    jobs = await next_jobs(store)
    await store.series.end(series_id)  # while another process is at it
    assert await store.series.make_next(series_id, first.id, TERMS) is Outcome.MOOT
    for job in jobs:
        await store.due_jobs.finish(job)
    clock.advance(60 * DAY.total_seconds())
    assert await make_next(store) == []
    assert (await store.nights.get(first.id)).plan.night.status is Status.NOMINATING


async def test_skip_when_an_evening_is_skipped_then_the_one_after_comes(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    second, third = days_of(series, 2)
    await store.series.skip(series_id, second, skipped=True)
    go_to_the_day_after(clock, series)
    assert await make_next(store) == []
    go_to_the_day_after(clock, series, 1)
    assert await make_next(store) == [Outcome.POSTED]
    night = (await upcoming(store))[-1]
    assert night.plan.night.starts_at.astimezone(BERLIN).date() == third
    assert list(await store.series.missed(night)) == []
    with pytest.raises(BadInputError, match="no upcoming evening on that day"):
        await store.series.skip(series_id, third, skipped=True)


async def test_skip_when_held_after_all_then_it_comes_in_time(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    await store.rsvps.answer(first.id, ANN, Rsvp.YES)
    second, *_, within_five_years, too_far = days_of(series, 261)
    await store.series.skip(series_id, within_five_years, skipped=True)
    with pytest.raises(BadInputError, match="no upcoming evening on that day"):
        await store.series.skip(series_id, too_far, skipped=True)
    await store.series.skip(series_id, second, skipped=True)
    await store.series.skip(series_id, second, skipped=False)
    go_to_the_day_after(clock, series)
    assert await make_next(store) == [Outcome.POSTED]
    with pytest.raises(BadInputError, match="no upcoming evening on that day"):
        await store.series.skip(series_id, second + DAY, skipped=True)


async def test_change_when_the_weekday_moves_then_the_skipped_days_move_along(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock)
    series_id = first.plan.series_id or 0
    second, third = days_of(series, 2)
    await store.series.skip(series_id, third, skipped=True)
    moved, skipped = series.recurrence, third
    for days in (1, 3, -1, -3):  # to the nearest of that name, either way
        moved = moved.moved(moved.moment(moved.begins) + days * DAY)
        changed = await store.series.change(
            series_id, lambda old, moved=moved: replace(old, recurrence=moved)
        )
        skipped += days * DAY
        assert changed.skipped == {skipped}
        assert await store.series.get(series_id) == changed
        assert second not in changed.skipped


async def test_carry_over_when_wanted_then_what_lost_stands_again(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock, carries=True)
    drawn = nominations.Candidate("tt9", "Drawn")
    for film, by in ((ALIEN, ANN), (BRAZIL, BOB), (CASABLANCA, ANN), (drawn, nominations.BY_BOT)):
        await store.nominations.change(
            first.id, lambda board, f=film, p=by: nominations.nominate(board, f, p)
        )
    await store.nominations.change(
        first.id, lambda board: nominations.veto(board, CASABLANCA.id, BOB)
    )
    await store.night_transitions.open_vote(first.id, HOSTING)
    await store.ballots.cast(first.id, ANN, {ALIEN.id: 1})
    await store.night_transitions.close_vote(first.id, HOSTING, SEED)
    go_to_the_day_after(clock, series)
    assert await make_next(store) == [Outcome.POSTED]
    second = (await upcoming(store))[-1]
    board = await store.nominations.get(second.id)
    assert [(one.film, one.by) for one in board.nominations] == [(BRAZIL, BOB)]


async def test_carry_over_when_more_stood_than_may_stand_then_the_first_films_named_do(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock, carries=True)
    blind = replace(TERMS.rules, blind=True)
    await store.nights.change(first.id, lambda old: replace(old, rules=blind))
    for film, by in ((ALIEN, ANN), (BRAZIL, BOB), (ALIEN, BOB), (CASABLANCA, ANN)):
        await store.nominations.change(
            first.id, lambda board, f=film, p=by: nominations.nominate(board, f, p)
        )
    go_to_the_day_after(clock, series)
    (job,) = await next_jobs(store)
    terms = replace(TERMS, rules=replace(TERMS.rules, per_person=1, in_all=2))
    made = await store.series.make_next(first.plan.series_id or 0, job.night_id or 0, terms)
    assert made is Outcome.POSTED
    board = await store.nominations.get((await upcoming(store))[-1].id)
    named = [(one.film, one.by) for one in board.nominations]
    assert named == [(ALIEN, ANN), (BRAZIL, BOB), (ALIEN, BOB)]


async def test_hosts_when_five_evenings_have_been_then_five_people_hosted(
    store: StateStore, clock: ShiftedClock
) -> None:
    people = [HOST, ANN, BOB, 1003, 1004]
    series, night = await begin(store, clock, host=HOST, rota=True)
    hosts = [night.plan.chooser]
    for weeks in range(5):
        for person in people:
            await store.rsvps.answer(night.id, person, Rsvp.YES)
        go_to_the_day_after(clock, series, weeks)
        assert await make_next(store) == [Outcome.POSTED]
        night = (await upcoming(store))[-1]
        hosts.append(night.plan.chooser)
    assert set(hosts[:5]) == set(people)
    assert hosts[5] == hosts[0]
    board = await store.nominations.get(night.id)
    assert board.rules.per_person == 5
    with pytest.raises(BadInputError, match="host chooses"):
        await store.nominations.change(
            night.id, lambda board: nominations.nominate(board, ALIEN, hosts[1] or 0)
        )


async def test_pass_on_when_all_have_passed_then_everybody_names_films(
    store: StateStore, clock: ShiftedClock
) -> None:
    series, first = await begin(store, clock, host=HOST, rota=True)
    for person in (HOST, ANN, BOB):
        await store.rsvps.answer(first.id, person, Rsvp.YES)
    go_to_the_day_after(clock, series)
    assert await make_next(store, gone=[ANN]) == [Outcome.POSTED]
    second = (await upcoming(store))[-1]
    assert second.plan.chooser == BOB
    passed = await store.series.pass_on(second.id, gone=[ANN])
    assert passed.plan.chooser == HOST
    passed = await store.series.pass_on(second.id, gone=[ANN])
    assert passed.plan.chooser is None
    with pytest.raises(BadInputError, match="has no host"):
        await store.series.pass_on(second.id)


async def test_begin_when_a_server_has_too_many_series_then_refused(
    store: StateStore, clock: ShiftedClock
) -> None:
    _, night = await begin(store, clock)
    for planner in range(201, 200 + MAX_SERIES):
        await begin(store, clock, planner=planner)
    with pytest.raises(BadInputError, match="the maximum"):
        await begin(store, clock)
    await store.series.end(night.plan.series_id or 0)
    await begin(store, clock)


async def test_series_when_its_server_is_deleted_then_it_is_gone(
    store: StateStore, clock: ShiftedClock
) -> None:
    _, night = await begin(store, clock)
    await store.guilds.delete(GUILD)
    with pytest.raises(OutdatedError):
        await store.series.get(night.plan.series_id or 0)
    _, night = await begin(store, clock)
    assert night.number == 1


async def test_numbers_when_nights_are_planned_at_once_then_each_server_counts_by_itself(
    address: str, clock: ShiftedClock
) -> None:
    stores = [await StateStore.open(address, clock) for _ in range(2)]
    series = weekly(clock)
    plans = [replace(first_of(series, clock), guild_id=guild) for guild in (1, 2) for _ in range(8)]
    made = await asyncio.gather(
        *(stores[n % 2].nights.plan(replace(plan, slot_at=None)) for n, plan in enumerate(plans))
    )
    for guild in (1, 2):
        numbers = sorted(night.number for night in made if night.plan.guild_id == guild)
        assert numbers == list(range(1, 9))
    third = next(one for one in made if (one.plan.guild_id, one.number) == (2, 3))
    assert await stores[0].nights.numbered(2, 3) == third
    with pytest.raises(OutdatedError):
        await stores[0].nights.numbered(2, 9)
    for store in stores:
        await store.close()

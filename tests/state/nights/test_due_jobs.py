"""What is due, and that one process does it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import BadInputError
from bot.rules.nights.jobs import Job, JobKind, Timing, timing
from bot.rules.nights.night import Rights, Status
from bot.state.nights.due_jobs import LEASE, ClaimedJob, Upkeep
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from tests.state.evening import ALIEN, BRAZIL, CASABLANCA, GUILD, HOSTING, SEED, plan, voting

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def kinds(jobs: list[ClaimedJob]) -> list[JobKind | Upkeep]:
    return [job.task.kind if isinstance(job.task, Job) else job.task for job in jobs]


async def claim(store: StateStore) -> list[ClaimedJob]:
    return list(await store.due_jobs.claim())


async def finish_all(store: StateStore) -> list[JobKind | Upkeep]:
    jobs = await claim(store)
    for job in jobs:
        assert await store.due_jobs.finish(job)
    return kinds(jobs)


async def test_jobs_when_their_time_comes_then_each_is_given_out_once(
    store: StateStore, clock: ShiftedClock
) -> None:
    planned = await store.nights.plan(plan(clock))
    starts_at = planned.plan.night.starts_at
    assert await finish_all(store) == [Upkeep.EVENT]
    assert await finish_all(store) == []
    assert await store.due_jobs.next_at() == starts_at - DAY
    clock.advance(DAY.total_seconds())
    (job,) = await claim(store)
    assert (job.night_id, job.guild_id, job.due_at) == (planned.id, GUILD, starts_at - DAY)
    assert job.attempt == 1
    assert job.task == Job(JobKind.REMIND_DAY, starts_at - DAY, starts_at - HOUR)
    assert isinstance(job.task, Job)
    assert timing(job.task, clock.now()) is Timing.DUE
    assert await store.due_jobs.finish(job)
    assert not await store.due_jobs.finish(job)
    clock.advance((DAY - HOUR).total_seconds())
    assert await finish_all(store) == [JobKind.REMIND_HOUR]
    clock.advance(10 * DAY.total_seconds())
    assert await finish_all(store) == []
    assert await store.due_jobs.next_at() is None


async def test_claim_when_many_processes_do_so_at_once_then_no_job_goes_to_two(
    address: str, clock: ShiftedClock
) -> None:
    stores = [await StateStore.open(address, clock) for _ in range(3)]
    planned = [
        await stores[0].nights.plan(replace(plan(clock), host=planner))
        for planner in range(101, 104)
        for _ in range(10)
    ]
    nights = {night.id for night in planned}
    claimed: list[int | None] = []
    while got := await asyncio.gather(*(store.due_jobs.claim() for store in stores * 2)):
        if not any(got):
            break
        claimed += [job.night_id for jobs in got for job in jobs]
    assert sorted(filter(None, claimed)) == sorted(nights)
    for store in stores:
        await store.close()


async def test_job_when_whoever_claimed_it_dies_then_another_gets_it_after_the_lease(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.nights.plan(plan(clock))
    (lost,) = await claim(store)
    assert await claim(store) == []
    clock.advance((LEASE - timedelta(seconds=1)).total_seconds())
    assert await claim(store) == []
    clock.advance(2)
    (again,) = await claim(store)
    assert (again.id, again.attempt) == (lost.id, 2)
    assert not await store.due_jobs.finish(lost)  # not dead, merely slow: it has no say any more
    assert await store.due_jobs.finish(again)


async def test_job_when_postponed_then_it_comes_back_after_the_delay(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.nights.plan(plan(clock))
    (job,) = await claim(store)
    assert await store.due_jobs.postpone(job, HOUR)
    assert await claim(store) == []
    back_at = await store.due_jobs.next_at()
    assert back_at is not None
    assert timedelta(0) < back_at - clock.now() <= HOUR
    clock.advance(HOUR.total_seconds())
    assert await finish_all(store) == [Upkeep.EVENT]


async def test_event_when_the_night_changes_while_it_is_updated_then_it_is_updated_again(
    store: StateStore, clock: ShiftedClock
) -> None:
    planned = await store.nights.plan(plan(clock))
    (job,) = await claim(store)
    await store.nights.change(planned.id, lambda old: replace(old, channel_id=old.channel_id + 1))
    assert await claim(store) == []  # one process at a time
    assert await store.due_jobs.finish(job)
    assert await finish_all(store) == [Upkeep.EVENT]
    assert await finish_all(store) == []
    await store.nights.change(planned.id, lambda old: replace(old, message_id=4))
    assert await finish_all(store) == []  # an event does not show that


async def test_reminder_when_done_then_it_comes_again_only_if_the_night_moves(
    store: StateStore, clock: ShiftedClock
) -> None:
    planned = await store.nights.plan(plan(clock))
    clock.advance(DAY.total_seconds())
    assert await finish_all(store) == [Upkeep.EVENT, JobKind.REMIND_DAY]
    await store.night_transitions.open_nominations(planned.id, HOSTING)
    assert await finish_all(store) == []  # an event does not show that either
    later = replace(planned.plan.night, starts_at=planned.plan.night.starts_at + DAY)
    await store.nights.change(planned.id, lambda old: replace(old, night=later))
    assert await finish_all(store) == [Upkeep.EVENT, Upkeep.TELL]
    clock.advance(DAY.total_seconds())
    assert await finish_all(store) == [JobKind.REMIND_DAY]


async def test_closing_when_its_time_passed_while_the_bot_was_away_then_it_is_overdue(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    closes_at = clock.now() + HOUR
    await store.nights.change(
        night_id, lambda old: replace(old, night=replace(old.night, vote_closes_at=closes_at))
    )
    await finish_all(store)
    clock.advance(5 * HOUR.total_seconds())
    (job,) = await claim(store)
    assert job.task == Job(JobKind.CLOSE_VOTE, closes_at)
    assert isinstance(job.task, Job)
    assert timing(job.task, clock.now()) is Timing.OVERDUE
    assert await store.night_transitions.close_vote(night_id, Rights(moderate=True), SEED)
    assert [job.task for job in await claim(store)] == [Upkeep.EVENT]  # nothing is left to close


async def test_closing_when_done_by_itself_then_saying_so_is_a_job_of_the_same_transaction(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await finish_all(store)
    by_itself = Rights(moderate=True)
    assert await store.night_transitions.close_vote(night_id, by_itself, SEED, announce=True)
    both = {Upkeep.ANNOUNCE, Upkeep.EVENT}
    assert set(kinds(await claim(store))) == both
    clock.advance(LEASE.total_seconds() + 1)  # whoever was to say it has died
    assert set(await finish_all(store)) == both
    assert await finish_all(store) == []


async def test_jobs_when_the_night_is_cancelled_then_only_its_event_and_the_news_are_left(
    store: StateStore, clock: ShiftedClock
) -> None:
    planned = await store.nights.plan(plan(clock))
    await finish_all(store)
    await store.night_transitions.cancel(planned.id, HOSTING)
    clock.advance(3 * DAY.total_seconds())
    assert await finish_all(store) == [Upkeep.EVENT, Upkeep.TELL]


async def test_vote_when_nobody_took_part_then_it_is_opened_again_as_if_it_had_never_closed(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    closes_at = clock.now() + HOUR
    await store.night_transitions.move_closing(night_id, HOSTING, closes_at)
    clock.advance(HOUR.total_seconds())
    lengths = dict.fromkeys((ALIEN.id, BRAZIL.id, CASABLANCA.id), HOUR)
    counted = await store.night_transitions.close_vote(night_id, HOSTING, SEED, lengths=lengths)
    assert counted
    again = clock.now() + HOUR
    lengths[counted.winner.id] = HOUR
    opened = await store.night_transitions.move_closing(night_id, HOSTING, again, lengths=lengths)
    assert opened.plan.night.status is Status.VOTING
    assert opened.plan.night.vote_closes_at == again
    assert opened.plan.night.length is None
    assert await store.results.get(night_id) is None
    assert await store.losses.get(Owner.server(opened.plan.guild_id)) == {}
    with pytest.raises(BadInputError, match="already passed"):
        await store.night_transitions.move_closing(night_id, HOSTING, clock.now())


async def test_a_job_that_is_to_be_done_once_more_is_due_then(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await finish_all(store)
    await store.night_transitions.look_at_event(night_id)
    (job,) = await claim(store)
    at = clock.now() + HOUR
    assert await store.due_jobs.repeat(job, at)
    assert not await store.due_jobs.finish(job)  # it is no longer in our hands
    assert await claim(store) == []
    clock.advance(HOUR.total_seconds() + 1)
    (again,) = await claim(store)
    assert (again.due_at, again.attempt) == (at, 1)
    await store.night_transitions.look_at_event(night_id)  # meanwhile something has changed
    assert not await store.due_jobs.repeat(again, clock.now() + HOUR)
    assert await store.due_jobs.finish(again)
    assert [job.task for job in await claim(store)] == [Upkeep.EVENT]


async def test_reminder_when_the_night_moves_then_it_is_true_until_then(
    store: StateStore, clock: ShiftedClock
) -> None:
    planned = await store.nights.plan(plan(clock))
    starts_at = planned.plan.night.starts_at + DAY
    moved = replace(planned.plan.night, starts_at=starts_at)
    await store.nights.change(planned.id, lambda old: replace(old, night=moved))
    await finish_all(store)
    clock.advance(2 * DAY.total_seconds())
    (job,) = await claim(store)
    assert job.task == Job(JobKind.REMIND_DAY, starts_at - DAY, starts_at - HOUR)

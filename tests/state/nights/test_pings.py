"""Whom a reminder has pinged: each once, by whichever process."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.clock import ShiftedClock
from bot.state.nights.due_jobs import LEASE, ClaimedJob
from bot.state.nights.pings import pings
from bot.state.store import StateStore
from tests.state.evening import plan

PEOPLE = tuple(range(1000, 1120))


async def _reminder(store: StateStore, clock: ShiftedClock) -> ClaimedJob:
    """Return a reminder that is due and claimed."""
    await store.nights.plan(plan(clock))
    for job in await store.due_jobs.claim():
        await store.due_jobs.finish(job)  # the event
    clock.advance(timedelta(days=1).total_seconds())
    (job,) = await store.due_jobs.claim()
    return job


async def test_claim_when_two_processes_do_so_at_once_then_everybody_goes_to_one(
    address: str, store: StateStore, clock: ShiftedClock
) -> None:
    job = await _reminder(store, clock)
    async with await StateStore.open(address, clock) as other:
        shares = await asyncio.gather(
            *(s.pings.claim(job.id, job.due_at, PEOPLE) for s in (store, other) * 3)
        )
    assert sorted(person for share in shares for person in share) == list(PEOPLE)
    assert await store.pings.claim(job.id, job.due_at, PEOPLE) == []
    assert await store.pings.claim(job.id, job.due_at, ()) == ()


async def test_claim_when_a_process_died_after_it_then_the_next_goes_on_with_the_others(
    store: StateStore, clock: ShiftedClock
) -> None:
    lost = await _reminder(store, clock)
    assert await store.pings.claim(lost.id, lost.due_at, PEOPLE[:100]) == list(PEOPLE[:100])
    clock.advance(LEASE.total_seconds() + 1)
    (job,) = await store.due_jobs.claim()
    assert (job.id, job.due_at) == (lost.id, lost.due_at)
    assert await store.pings.claim(job.id, job.due_at, PEOPLE) == list(PEOPLE[100:])


async def test_claim_when_discord_did_not_take_the_message_then_they_are_given_back(
    store: StateStore, clock: ShiftedClock
) -> None:
    job = await _reminder(store, clock)
    await store.pings.claim(job.id, job.due_at, PEOPLE[:3])
    await store.pings.release(job.id, PEOPLE[1:3])
    assert await store.pings.claim(job.id, job.due_at, PEOPLE[:4]) == list(PEOPLE[1:4])


async def test_claim_when_the_reminder_is_due_at_another_time_then_everybody_is_pinged_again(
    store: StateStore, clock: ShiftedClock
) -> None:
    job = await _reminder(store, clock)
    await store.pings.claim(job.id, job.due_at, PEOPLE)
    later = job.due_at + timedelta(days=1)
    assert await store.pings.claim(job.id, later, PEOPLE) == list(PEOPLE)


async def test_finish_when_a_reminder_is_done_then_nothing_is_kept_of_whom_it_pinged(
    store: StateStore, clock: ShiftedClock
) -> None:
    job = await _reminder(store, clock)
    await store.pings.claim(job.id, job.due_at, PEOPLE)
    await store.due_jobs.postpone(job, timedelta())
    assert await store.pings.claim(job.id, job.due_at, PEOPLE) == []
    (job,) = await store.due_jobs.claim()
    assert await store.due_jobs.finish(job)
    async with store.database.reading() as connection:
        assert (await connection.execute(select(pings))).all() == []

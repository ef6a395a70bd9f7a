"""What could not be said is remembered until somebody has been told."""

from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import OutdatedError
from bot.rules.nights.jobs import JobKind
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.troubles import Trouble
from bot.state.store import StateStore
from tests.state.evening import GUILD, plan

REMINDER, RESULT = JobKind.REMIND_HOUR.name, Upkeep.ANNOUNCE.name


async def test_trouble_when_given_up_then_it_goes_once_it_is_told(
    store: StateStore, clock: ShiftedClock
) -> None:
    night = (await store.nights.plan(plan(clock))).id
    await store.troubles.note(night, REMINDER, 50013)
    clock.advance(1)
    await store.troubles.note(night, RESULT, 50001)
    await store.troubles.note(night, RESULT, 10003)
    await store.troubles.give_up(night, REMINDER)
    told = await store.troubles.messages(GUILD)
    assert told == [
        Trouble(night, REMINDER, 50013, given_up=True, number=1),
        Trouble(night, RESULT, 10003, given_up=False, number=1),
    ]
    await store.troubles.told(told)
    assert await store.troubles.messages(GUILD) == told[1:]
    assert await store.troubles.messages(GUILD + 1) == []
    assert await store.troubles.clear(night, RESULT)
    assert not await store.troubles.clear(night, RESULT)
    assert await store.troubles.messages(GUILD) == []
    await store.troubles.give_up(night, RESULT)  # of nothing
    assert await store.troubles.messages(GUILD) == []


async def test_night_when_moved_to_another_channel_then_what_waits_is_due_at_once(
    store: StateStore, clock: ShiftedClock
) -> None:
    night = (await store.nights.plan(plan(clock))).id
    clock.advance(timedelta(days=1).total_seconds())
    event, reminder = await store.due_jobs.claim()
    await store.due_jobs.finish(event)
    await store.troubles.note(night, JobKind.REMIND_DAY.name, 10003)
    await store.due_jobs.postpone(reminder, timedelta(minutes=10))
    assert not await store.due_jobs.claim()
    await store.troubles.begin_anew(night)
    assert await store.troubles.messages(GUILD) == []
    (again,) = await store.due_jobs.claim()
    assert (again.id, again.attempt) == (reminder.id, reminder.attempt + 1)


async def test_deleted_event_when_made_again_then_another_is_due(
    store: StateStore, clock: ShiftedClock
) -> None:
    night = (await store.nights.plan(plan(clock, event_id=7))).id
    for job in await store.due_jobs.claim():
        await store.due_jobs.finish(job)
    assert not await store.night_transitions.make_event_again(night)
    clock.advance(1)
    await store.troubles.note(night, Upkeep.EVENT.name, 10070)
    assert (await store.night_transitions.get(night)).event_is_gone
    assert await store.troubles.messages(GUILD) == []  # the card says it
    assert await store.night_transitions.make_event_again(night)
    evening = await store.night_transitions.get(night)
    assert not evening.event_is_gone
    assert evening.planned.plan.event_id is None
    assert [job.task for job in await store.due_jobs.claim()] == [Upkeep.EVENT]


async def test_trouble_when_its_night_is_gone_then_it_is_not_noted(store: StateStore) -> None:
    with pytest.raises(OutdatedError):
        await store.troubles.note(77, RESULT, 10003)

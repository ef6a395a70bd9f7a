"""Of a new time or place, or that a night is cancelled, those who come are told: once, in time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.rules.nights.places import Room
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.plans import Plan
from bot.state.store import StateStore
from tests.state.evening import HOSTING, SEED, plan, voting


async def done(store: StateStore) -> set[object]:
    """Do what is due; return what that was."""
    found: set[object] = set()
    while claimed := await store.due_jobs.claim():
        for job in claimed:
            found.add(job.task)
            await store.due_jobs.finish(job)
    return found


def later(old: Plan) -> Plan:
    return replace(old, night=replace(old.night, starts_at=old.night.starts_at + timedelta(days=1)))


CHANGES: list[tuple[Callable[[Plan], Plan], set[Upkeep]]] = [
    (later, {Upkeep.TELL, Upkeep.EVENT}),
    (lambda old: replace(old, place="Elsewhere"), {Upkeep.TELL, Upkeep.EVENT}),
    (lambda old: replace(old, room=Room(7, stage=True)), {Upkeep.TELL, Upkeep.EVENT}),
    (lambda old: replace(old, channel_id=old.channel_id + 1), {Upkeep.EVENT}),
    (lambda old: replace(old, message_id=5, event_id=6), set()),
    (
        lambda old: replace(old, night=replace(old.night, length=timedelta(hours=5))),
        {Upkeep.EVENT},
    ),
]


@pytest.mark.parametrize(
    ("change", "due"),
    CHANGES,
    ids=["time", "place", "room", "channel", "card", "length"],
)
async def test_what_is_changed_of_a_night_is_news_or_shown_by_its_event(
    store: StateStore, clock: ShiftedClock, change: Callable[[Plan], Plan], due: set[Upkeep]
) -> None:
    night_id = (await store.nights.plan(plan(clock))).id
    assert await done(store) == {Upkeep.EVENT}
    changed = await store.nights.change(night_id, change)
    assert await done(store) == due
    await store.nights.change(night_id, lambda _: changed.plan)
    assert await done(store) == set()


async def test_a_cancelled_night_is_news_once_and_not_after_it_would_have_been(
    store: StateStore, clock: ShiftedClock
) -> None:
    cancelled, over = [(await store.nights.plan(plan(clock))).id for _ in range(2)]
    await done(store)
    await store.night_transitions.cancel(cancelled, HOSTING)
    assert await done(store) == {Upkeep.TELL, Upkeep.EVENT}
    await store.nights.change(cancelled, lambda old: replace(old, message_id=5))
    assert await done(store) == set()
    clock.advance(timedelta(days=3).total_seconds())
    await done(store)
    await store.night_transitions.cancel(over, HOSTING)
    assert await done(store) == {Upkeep.EVENT}


async def test_a_night_that_was_watched_is_no_news(store: StateStore, clock: ShiftedClock) -> None:
    night_id = await voting(store, clock)
    await store.night_transitions.close_vote(night_id, HOSTING, SEED)
    await store.night_transitions.watch(night_id, HOSTING)
    await done(store)
    await store.nights.change(night_id, lambda old: replace(old, place="Elsewhere"))
    assert await done(store) == {Upkeep.EVENT}

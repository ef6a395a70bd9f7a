"""Who waits for whose row locks on PostgreSQL, and what they are told if the row is deleted."""

import asyncio
from collections.abc import Collection, Coroutine, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Delete, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import ShiftedClock
from bot.errors import OutdatedError
from bot.rules.nights import nominations
from bot.rules.nights.rsvp import Rsvp
from bot.rules.picks.lists import Caps
from bot.state.database.address import parse_address
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef
from bot.state.films.watchlists import put_on_list
from bot.state.nights import planning
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.plans import nights
from bot.state.owners.owners import Owner
from bot.state.series.table import series
from bot.state.store import StateStore
from tests.state.evening import ALIEN, ANN, HOSTING, SEED, nominating, voting
from tests.state.series import TERMS, begin, days_of

FILMS = FilmRef("tt1", "Dune"), FilmRef("tt2", "Alien")
_HELD_BACK = text(
    "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE NOT granted AND datname = current_database()"
)


async def until_held_back(
    connection: AsyncConnection, calls: Collection[asyncio.Task[object]]
) -> None:
    """Return when every call is done or waits for a lock on PostgreSQL."""
    async with asyncio.timeout(10):
        while True:
            await connection.execute(select(func.pg_stat_clear_snapshot()))
            waiting = (await connection.execute(_HELD_BACK)).scalar_one()
            if waiting + sum(call.done() for call in calls) >= len(calls):
                return


async def told_while_waiting(
    store: StateStore, ends: Iterable[Delete], calls: Iterable[Coroutine[Any, Any, object]]
) -> list[type[object]]:
    """Delete rows while calls wait to change them; return the types of what these return or raise.

    At most four calls: the pool has as many other connections, so that each of them waits for the
    deletion and not for a connection.
    """
    async with store.database.transaction() as connection:
        for end in ends:
            await connection.execute(end)
        waiting = [asyncio.create_task(call) for call in calls]
        await until_held_back(connection, waiting)
    return [type(told) for told in await asyncio.gather(*waiting, return_exceptions=True)]


async def test_night_when_it_goes_while_others_wait_for_it_then_each_of_them_is_told(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async def told(night_id: int, *calls: Coroutine[Any, Any, object]) -> None:
        end = delete(nights).where(nights.c.night_id == night_id)
        assert set(await told_while_waiting(store, [end], calls)) == {OutdatedError}

    async with StateStore(Database(parse_address(emptied_postgres)), clock) as store:
        steps = store.night_transitions
        later = clock.now() + timedelta(hours=1)
        gone = await voting(store, clock)
        await told(
            gone,
            steps.move_closing(gone, HOSTING, later),
            steps.close_vote(gone, HOSTING, SEED),
            steps.drop(gone, [ANN]),
            store.ballots.cast(gone, ANN, {ALIEN.id: 1}),
        )
        gone = await nominating(store, clock)
        await told(
            gone,
            store.nights.change(gone, lambda old: replace(old, message_id=1)),
            store.nominations.change(gone, lambda old: nominations.nominate(old, ALIEN, ANN)),
            store.rsvps.answer(gone, ANN, Rsvp.YES),
            store.troubles.note(gone, Upkeep.ANNOUNCE.name, 50013),
        )
        gone = await voting(store, clock)
        await steps.close_vote(gone, HOSTING, SEED)
        await steps.watch(gone, HOSTING)
        await told(
            gone,
            steps.make_event_again(gone),
            steps.look_at_event(gone),
            store.attendance.note(gone, ANN, came=True),
            store.series.pass_on(gone),
        )


async def test_night_when_some_only_rely_on_it_then_they_do_not_wait_for_one_another(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async with StateStore(Database(parse_address(emptied_postgres)), clock) as store:
        open_vote, watched = await voting(store, clock), await voting(store, clock)
        await store.night_transitions.close_vote(watched, HOSTING, SEED)
        await store.night_transitions.watch(watched, HOSTING)
        async with store.database.transaction() as connection, asyncio.timeout(5):
            for night_id in (open_vote, watched):
                await planning.load(connection, night_id, lock=True, share=True)
            await store.ballots.cast(open_vote, ANN, {ALIEN.id: 1})
            await store.rsvps.answer(open_vote, ANN, Rsvp.YES)
            await store.troubles.note(open_vote, Upkeep.ANNOUNCE.name, 50013)
            await store.night_transitions.look_at_event(open_vote)
            await store.attendance.note(watched, ANN, came=True)


async def test_series_when_it_goes_while_others_wait_for_it_then_each_of_them_is_told(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async with StateStore(Database(parse_address(emptied_postgres)), clock) as store:
        kept, first = await begin(store, clock)
        gone, (second, _) = first.plan.series_id or 0, days_of(kept, 2)
        ends = [
            delete(nights).where(nights.c.series_id == gone),
            delete(series).where(series.c.series_id == gone),
        ]
        calls = [
            store.series.change(gone, lambda old: old),
            store.series.skip(gone, second, skipped=True),
            store.series.resume(gone),
            store.series.make_next(gone, first.id, TERMS),
        ]
        assert set(await told_while_waiting(store, ends, calls)) == {OutdatedError}


async def test_list_when_it_is_added_to_then_it_is_not_deleted_until_that_is_done(
    emptied_postgres: str, clock: ShiftedClock
) -> None:
    async with StateStore(Database(parse_address(emptied_postgres)), clock) as store:
        ann, caps, (first, second) = Owner.person(ANN), Caps(), FILMS
        await store.watchlists.add(ann, "Horror", [first], caps)
        async with store.database.transaction() as connection:
            await put_on_list(connection, ann, "Horror", [first], caps, clock.now())
            deleting = asyncio.create_task(store.watchlists.delete(ann, "Horror"))
            await until_held_back(connection, [deleting])
            assert not deleting.done()
            await put_on_list(connection, ann, "Horror", [second], caps, clock.now())
        assert await deleting

"""A server with a night in it, for tests."""

import asyncio
from collections.abc import Collection, Coroutine, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.rules.nights import nominations
from bot.rules.nights.night import Night, Rights, Status
from bot.rules.nights.nominations import Rules
from bot.rules.voting.model import Candidate, Method
from bot.state.nights.plans import Plan
from bot.state.store import StateStore

GUILD, CHANNEL = 2**62, 2**62 + 1
HOST, ANN, BOB = 2**63 - 1, 1001, 1002
ALIEN, BRAZIL, CASABLANCA = (
    Candidate("tt0078748", "Alien"),
    Candidate("tt0088846", "Brazil"),
    Candidate("tt0034583", "Casablanca “1942”"),
)
HOSTING = Rights(host=True)
SEED = "k3f7q2ab"


def plan(clock: Clock, **changes: object) -> Plan:
    """Return a plan for two days from now."""
    now = clock.now()
    night = Night(Status.PLANNED, planned_at=now, starts_at=now + timedelta(days=2))
    return replace(Plan(GUILD, CHANNEL, HOST, night, "At ours"), **changes)


async def nominating(
    store: StateStore, clock: Clock, rules: Rules | None = None, method: Method = Method.APPROVAL
) -> int:
    """Plan a night, open its nominations and return its id."""
    planned = await store.nights.plan(plan(clock, rules=rules or Rules(), method=method))
    await store.night_transitions.open_nominations(planned.id, HOSTING)
    return planned.id


async def voting(store: StateStore, clock: Clock, method: Method = Method.APPROVAL) -> int:
    """Plan a night with three films, open the vote and return its id."""
    night_id = await nominating(store, clock, method=method)
    for film, person in ((ALIEN, HOST), (BRAZIL, ANN), (CASABLANCA, nominations.BY_BOT)):
        await store.nominations.change(
            night_id, lambda board, f=film, p=person: nominations.nominate(board, f, p)
        )
    await store.night_transitions.open_vote(night_id, HOSTING)
    return night_id


_HELD_BACK = text(
    "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE NOT granted AND datname = current_database()"
)


async def until_held_back(
    connection: AsyncConnection, calls: Collection[asyncio.Task[object]]
) -> None:
    """Return when all calls wait for what a transaction holds, or are done; on PostgreSQL."""
    async with asyncio.timeout(10):
        while True:
            await connection.execute(select(func.pg_stat_clear_snapshot()))
            waiting = (await connection.execute(_HELD_BACK)).scalar_one()
            if waiting + sum(call.done() for call in calls) >= len(calls):
                return


async def told_while_waiting(
    store: StateStore, ends: Iterable[Delete], calls: Iterable[Coroutine[Any, Any, object]]
) -> list[type[object]]:
    """Delete rows while others want to change them; return what each of these is told.

    They are as many as PostgreSQL has further connections, four at most, so that each of them
    waits for the deletion and not for its turn.
    """
    async with store.database.transaction() as connection:
        for end in ends:
            await connection.execute(end)
        waiting = [asyncio.create_task(call) for call in calls]
        await until_held_back(connection, waiting)
    return [type(told) for told in await asyncio.gather(*waiting, return_exceptions=True)]

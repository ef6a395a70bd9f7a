"""A server with a night in it, for tests."""

from dataclasses import replace
from datetime import timedelta

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

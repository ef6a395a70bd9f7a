"""Whoever gets hold of a night's control, from wherever: it reaches no further than its rights."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.request import YES, Request
from bot.discord.messages.request_names import RequestName
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Channel
from bot.rules.nights import nominations
from bot.rules.nights.nominations import Rules
from bot.rules.nights.rsvp import Rsvp
from bot.state.guilds.guild_settings import Right
from bot.state.nights.due_jobs import Upkeep
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import BEN, CLEO, DAN, is_idle, until
from tests.e2e.stage import Stage, embed
from tests.state.evening import ALIEN, BRAZIL, CASABLANCA, HOSTING, SEED, plan
from tests.state.series import days_of, first_of, weekly

HOST = 51
RAN = nominations.Candidate("tt0089881", "Ran")
PLACE = "Attic"
OF_ALL = (
    "nights",
    "series",
    "skipped_evenings",
    "passed_hosts",
    "results",
    "ruled_out_films",
    "troubles",
    "guild_settings",
)
"""What only those change who have a right to it; beyond that, people change what is their own."""

CHANGING = {
    RequestName.NIGHT_SKIP: "series",
    RequestName.NIGHT_MOVE: "planned",
    RequestName.NIGHT_EDITED: "evening",
    RequestName.NIGHT_EVENT: "planned",
    RequestName.NIGHT_OPEN: "planned",
    RequestName.NIGHT_VETO: "naming",
    RequestName.NIGHT_REMOVE: "naming",
    RequestName.NIGHT_VOTE: "naming",
    RequestName.NIGHT_RESULT: "voting",
    RequestName.NIGHT_SETTLE: "lone",
    RequestName.NIGHT_WATCHED: "closed",
    RequestName.NIGHT_PASS: "evening",
    RequestName.NIGHT_SERIES_ENDED: "series",
    RequestName.NIGHT_SERIES_RESUME: "series",
    RequestName.NIGHT_CANCELLED: "planned",
}
LOOKING = {
    RequestName.NIGHT_SHOW: "planned",
    RequestName.NIGHT_RSVP: "planned",
    RequestName.NIGHT_CALENDAR: "planned",
    RequestName.NIGHT_EDIT: "planned",
    RequestName.NIGHT_MANAGE: "planned",
    RequestName.NIGHT_CANCEL: "planned",
    RequestName.NIGHT_BOARD: "naming",
    RequestName.NIGHT_TYPE: "naming",
    RequestName.NIGHT_NOMINATE: "naming",
    RequestName.NIGHT_NAME: "naming",
    RequestName.NIGHT_DRAW: "naming",
    RequestName.NIGHT_WITHDRAW: "naming",
    RequestName.NIGHT_BALLOT: "voting",
    RequestName.NIGHT_FOCUS: "voting",
    RequestName.NIGHT_MARK: "voting",
    RequestName.NIGHT_CLEAR: "voting",
    RequestName.NIGHT_TALLY: "closed",
    RequestName.NIGHT_RATE: "watched",
    RequestName.NIGHT_ATTEND: "watched",
    RequestName.NIGHT_PAST: "watched",
    RequestName.NIGHT_SERIES_OPEN: "series",
    RequestName.NIGHT_SERIES_END: "series",
}
GIVEN: Mapping[str, str] = {
    "when": "in 3 days",
    "place": "Cellar",
    "film": ALIEN.id,
    "to": "1",
    "answer": Rsvp.YES,
    "came": YES,
    "which": "all",
}


class Held:
    """What is held in the first server, by somebody else than who presses."""

    def __init__(self, ids: Mapping[str, int], day: date) -> None:
        self._ids = ids
        self._given = {**GIVEN, "series": str(ids["series"]), "day": day.isoformat()}

    def request(self, name: RequestName, **other: str) -> Request:
        """Return a request about the night that has come so far, or about the series."""
        given = {**self._given, "night": str(self._ids[(CHANGING | LOOKING)[name]])}
        if name is RequestName.NIGHT_REMOVE:
            given["film"] = BRAZIL.id  # the other is vetoed
        options = {option: given[option] for option in name.options & given.keys()}
        return Request.of(name, **options | other)


async def hold(
    state: StateStore, clock: Clock, where: Channel, guild: int, role: int, chooser: int
) -> Held:
    """Hold a night at every stage, and a series."""
    await state.guild_settings.change(
        guild, lambda old: replace(old, roles={Right.VETO: frozenset({role})})
    )
    rules = Rules(per_person=4)
    ids: dict[str, int] = {}
    for stage in ("planned", "naming", "lone", "voting", "closed", "watched"):
        its = plan(clock, guild_id=guild, channel_id=where.id, host=HOST, rules=rules)
        its = replace(its, place=PLACE)
        ids[stage] = night_id = (await state.nights.plan(its)).id
        if stage == "planned":
            await state.troubles.note(night_id, Upkeep.EVENT.name, 10070)
            continue
        await state.night_transitions.open_nominations(night_id, HOSTING)
        for film in (ALIEN,) if stage == "lone" else (ALIEN, BRAZIL, CASABLANCA, RAN):
            await state.nominations.change(
                night_id, lambda board, f=film: nominations.nominate(board, f, nominations.BY_BOT)
            )
        if stage in {"voting", "closed", "watched"}:
            await state.night_transitions.open_vote(night_id, HOSTING)
        if stage in {"closed", "watched"}:
            await state.night_transitions.close_vote(night_id, HOSTING, f"{SEED}{night_id}")
    await state.night_transitions.watch(ids["watched"], HOSTING)
    series = weekly(clock, guild_id=guild, channel_id=where.id, planner=HOST, place=PLACE)
    evening = await state.series.begin(series, first_of(series, clock, host=chooser))
    ids |= {"evening": evening.id, "series": evening.plan.series_id or 0}
    (day,) = days_of(series, 1)
    return Held(ids, day)


async def press(stage: Stage, who: str, request: Request, where: Channel) -> Exchange:
    custom_id = ControlId(Mode.OPEN, 1, request.encode()).encode()
    return await stage.playground.press_stale(who, custom_id, channel=where)


def rows(stage: Stage) -> Mapping[str, list[Any]]:
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite")) as state:
        return {
            table: sorted(state.execute(f"SELECT * FROM {table}"), key=repr) for table in OF_ALL
        }


async def test_a_nights_controls_reach_no_further_than_the_rights_of_who_presses(
    stage: Stage,
) -> None:
    asking = {name for name in RequestName if {"night", "series"} & name.options}
    assert {*CHANGING, *LOOKING} == asking
    world = stage.playground.world
    here, role = world.default_channel, stage.playground.role("Crew").id
    stage.playground.set_roles(DAN, [stage.playground.role("Door", permissions.MANAGE_EVENTS)])
    cleo = world.home.member(world.user(CLEO)).user.id
    there = world.add_channel("lobby", guild=world.add_guild("Elsewhere"))
    await stage.restart()  # so that the bot knows of the role and the other server
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        held = await hold(state, stage.clock, here, world.home.id, role, cleo)
    await stage.restart()
    await until(lambda: is_idle(stage))
    await stage.playground.settle()
    before = rows(stage)

    for name in (*LOOKING, *CHANGING):
        made = await press(stage, "owner", held.request(name), there)
        told = f"{made.reply} {made.modal}"
        assert not any(word in told for word in (ALIEN.name, BRAZIL.name, PLACE)), name
        assert rows(stage) == before, name

    for name in LOOKING:
        await press(stage, BEN, held.request(name), here)
        assert rows(stage) == before, name

    # Whoever hosts an evening of a series changes that one only.
    await press(stage, CLEO, held.request(RequestName.NIGHT_EDITED), here)
    assert rows(stage) == before
    only_this = held.request(RequestName.NIGHT_EDITED, which="this")
    await press(stage, CLEO, only_this, here)
    after = rows(stage)
    assert [table for table in OF_ALL if before[table] != after[table]] == ["nights"]

    for name, of_what in CHANGING.items():
        before = rows(stage)
        # Who may close votes has no say in a series.
        await press(stage, DAN if of_what == "series" else BEN, held.request(name), here)
        assert rows(stage) == before, name
        made = await press(stage, "owner", held.request(name), here)
        assert rows(stage) != before, (name, embed(made))

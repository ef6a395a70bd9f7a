"""A night from plan to history."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from bot.clock import ShiftedClock
from bot.errors import BadInputError, OnlyFilmError, OutdatedError
from bot.rules.nights import nominations
from bot.rules.nights.night import Rights, Status
from bot.rules.nights.nominations import Rules
from bot.rules.nights.places import EventTimes
from bot.rules.nights.rsvp import Rsvp
from bot.rules.picks.draw import Check, verify
from bot.rules.times.parse import DEFAULT_LENGTH
from bot.rules.voting.model import Method
from bot.state.database.address import parse_address
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef
from bot.state.nights import planning
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.plans import Plan
from bot.state.owners.owners import Owner
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
    nominating,
    plan,
    voting,
)


async def test_plan_when_kept_then_nothing_of_it_is_lost(
    store: StateStore, clock: ShiftedClock
) -> None:
    now = clock.now()
    night = replace(
        plan(clock).night,
        length=timedelta(hours=2, minutes=30),
        nominations_close_at=now + timedelta(days=1),
        vote_closes_at=now + timedelta(days=1, hours=6),
    )
    wanted = plan(
        clock,
        night=night,
        method=Method.STAR,
        rules=Rules(per_person=2, in_all=9, blind=True, vetoes=0),
        message_id=2**63 - 1,
        event_id=5,
        event_times=EventTimes(now + timedelta(days=2), now + timedelta(days=2, hours=3)),
    )
    planned = await store.nights.plan(wanted)
    assert planned.plan == wanted
    assert await store.nights.get(planned.id) == planned


async def test_plan_when_its_times_do_not_follow_one_another_then_refused(
    store: StateStore, clock: ShiftedClock
) -> None:
    late = replace(plan(clock).night, vote_closes_at=clock.now() + timedelta(days=9))
    with pytest.raises(BadInputError):
        await store.nights.plan(plan(clock, night=late))
    assert await store.nights.upcoming(GUILD) == []


async def test_upcoming_when_some_are_over_then_the_open_ones_next_first(
    store: StateStore, clock: ShiftedClock
) -> None:
    ids = [(await store.nights.plan(plan(clock))).id for _ in range(3)]
    sooner = replace(plan(clock).night, starts_at=clock.now() + timedelta(hours=2))
    await store.nights.change(ids[2], lambda old: replace(old, night=sooner))
    await store.night_transitions.cancel(ids[0], HOSTING)
    assert [planned.id for planned in await store.nights.upcoming(GUILD)] == [ids[2], ids[1]]
    assert await store.nights.upcoming(GUILD + 1) == []


async def test_change_when_two_do_so_at_once_then_neither_is_lost(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = (await store.nights.plan(plan(clock))).id
    await asyncio.gather(
        store.nights.change(night_id, lambda old: replace(old, message_id=1)),
        store.nights.change(night_id, lambda old: replace(old, event_id=2)),
        store.nights.change(night_id, lambda old: replace(old, place="Elsewhere")),
    )
    found = (await store.nights.get(night_id)).plan
    assert (found.message_id, found.event_id, found.place) == (1, 2, "Elsewhere")


async def test_night_when_it_is_gone_then_whoever_asks_is_told(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = (await store.nights.plan(plan(clock))).id
    await store.guilds.delete(GUILD)
    for call in (
        store.nights.get(night_id),
        store.nominations.get(night_id),
        store.night_transitions.get(night_id),
        store.ballots.cast(night_id, ANN, {}),
        store.rsvps.answer(night_id, ANN, Rsvp.YES),
    ):
        with pytest.raises(OutdatedError):
            await call
    assert (await store.nights.plan(plan(clock))).id > night_id  # buttons name the old one


async def test_rsvp_when_given_again_then_the_last_one_counts(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = (await store.nights.plan(plan(clock))).id
    await store.rsvps.answer(night_id, ANN, Rsvp.YES)
    await store.rsvps.answer(night_id, BOB, Rsvp.MAYBE)
    await store.rsvps.answer(night_id, ANN, Rsvp.NO)
    assert await store.rsvps.list(night_id) == {ANN: Rsvp.NO, BOB: Rsvp.MAYBE}
    await store.night_transitions.cancel(night_id, HOSTING)
    with pytest.raises(BadInputError, match="cancelled"):
        await store.rsvps.answer(night_id, ANN, Rsvp.YES)


async def test_step_when_not_allowed_then_the_night_stands_as_before(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await nominating(store, clock)
    with pytest.raises(BadInputError, match="nothing to vote on"):
        await store.night_transitions.open_vote(night_id, HOSTING)
    with pytest.raises(BadInputError, match="only film"):
        await store.night_transitions.settle(night_id, HOSTING, SEED)
    with pytest.raises(BadInputError, match="host"):
        await store.night_transitions.cancel(night_id, Rights())
    with pytest.raises(BadInputError, match="close before"):
        await store.night_transitions.open_vote(
            await _with_two_films(store, clock), HOSTING, clock.now() + timedelta(days=9)
        )
    assert (await store.nights.get(night_id)).plan.night.status is Status.NOMINATING


async def _with_two_films(store: StateStore, clock: ShiftedClock) -> int:
    night_id = await nominating(store, clock)
    for film in (ALIEN, BRAZIL):
        await store.nominations.change(
            night_id, lambda board, f=film: nominations.nominate(board, f, nominations.BY_BOT)
        )
    return night_id


async def test_close_when_pressed_by_many_at_once_then_counted_once(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await store.ballots.cast(night_id, ANN, {ALIEN.id: 1})
    outcomes = await asyncio.gather(
        *(store.night_transitions.close_vote(night_id, HOSTING, f"{SEED}{n}") for n in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, BadInputError) for outcome in outcomes) == 3
    assert await store.losses.get(Owner.server(GUILD)) == {BRAZIL.id: 1, CASABLANCA.id: 1}
    # Whoever pressed is answered: nothing is posted besides.
    assert Upkeep.ANNOUNCE not in {job.task for job in await store.due_jobs.claim()}


async def test_vote_when_opened_then_blind_nominations_are_shown(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await nominating(store, clock, Rules(blind=True))
    for film in (ALIEN, BRAZIL):
        await store.nominations.change(
            night_id, lambda board, f=film: nominations.nominate(board, f, nominations.BY_BOT)
        )
    assert (await store.nominations.get(night_id)).hidden
    await store.night_transitions.open_vote(night_id, HOSTING)
    assert not (await store.nominations.get(night_id)).hidden
    assert Upkeep.ANNOUNCE not in {job.task for job in await store.due_jobs.claim()}


async def test_evening_when_it_goes_its_way_then_history_seen_marks_and_statistics(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock, Method.RANKED)
    for person, answer in ((HOST, Rsvp.YES), (ANN, Rsvp.YES), (BOB, Rsvp.MAYBE)):
        await store.rsvps.answer(night_id, person, answer)
    await store.ballots.cast(night_id, ANN, {BRAZIL.id: 1, ALIEN.id: 2})
    await store.ballots.cast(night_id, BOB, {BRAZIL.id: 1})
    evening = await store.night_transitions.get(night_id)
    assert (evening.ballots, evening.tally) == (2, None)

    tally = await store.night_transitions.close_vote(night_id, Rights(close=True), SEED)
    assert tally is not None
    assert (tally.winner, tally.cast) == (BRAZIL, 2)
    evening = await store.night_transitions.get(night_id)
    assert (evening.ballots, evening.tally) == (0, tally)
    assert await store.results.get(night_id) == tally

    await store.night_transitions.watch(night_id, HOSTING)
    film = FilmRef(BRAZIL.id, BRAZIL.name)
    for person in (HOST, ANN):
        assert [entry.film for entry in await store.seen_films.list(person)] == [film]
    assert await store.seen_films.list(BOB) == []


async def test_stage_when_it_is_opened_then_it_ends_as_planned_unless_told_otherwise(
    store: StateStore, clock: ShiftedClock
) -> None:
    names, vote = clock.now() + timedelta(hours=5), clock.now() + timedelta(hours=9)
    night = replace(plan(clock).night, nominations_close_at=names, vote_closes_at=vote)
    for earlier in (None, timedelta(hours=1)):
        at = None if earlier is None else names - earlier
        night_id = (await store.nights.plan(plan(clock, night=night))).id
        opened = await store.night_transitions.open_nominations(night_id, HOSTING, at)
        assert opened.plan.night.nominations_close_at == (at or names)
        for film in (ALIEN, BRAZIL):
            await store.nominations.change(
                night_id, lambda board, f=film: nominations.nominate(board, f, ANN)
            )
        at = None if earlier is None else vote - earlier
        opened = await store.night_transitions.open_vote(night_id, HOSTING, at)
        assert opened.plan.night.vote_closes_at == (at or vote)


async def test_companions_when_asked_for_then_who_comes_to_the_same_nights(
    store: StateStore, clock: ShiftedClock
) -> None:
    async def night(*answers: tuple[int, Rsvp], guild: int = GUILD) -> int:
        night_id = (await store.nights.plan(plan(clock, guild_id=guild, host=100 + guild))).id
        for person, answer in answers:
            await store.rsvps.answer(night_id, person, answer)
        return night_id

    await night((ANN, Rsvp.YES), (BOB, Rsvp.YES), (1, Rsvp.MAYBE), (2, Rsvp.NO))
    await night((3, Rsvp.YES), (BOB, Rsvp.YES))
    await night((4, Rsvp.YES), (ANN, Rsvp.MAYBE))
    await night((5, Rsvp.YES), (ANN, Rsvp.YES), guild=7)
    called_off = await night((6, Rsvp.YES), (ANN, Rsvp.YES))
    await store.night_transitions.cancel(called_off, HOSTING)
    assert await store.rsvps.companions(GUILD, ANN) == {BOB}
    assert await store.rsvps.companions(GUILD, BOB) == {ANN, 3}
    assert await store.rsvps.companions(7, ANN) == {5}
    clock.advance(timedelta(days=3).total_seconds() - 60)
    assert await store.rsvps.companions(GUILD, ANN) == {BOB}
    clock.advance(120)
    assert await store.rsvps.companions(GUILD, ANN) == set()


async def test_settle_when_one_film_stands_then_it_is_taken_without_a_vote(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await nominating(store, clock)
    await store.nominations.change(night_id, lambda board: nominations.nominate(board, ALIEN, ANN))
    with pytest.raises(OnlyFilmError):
        await store.night_transitions.open_vote(night_id, HOSTING)
    tally = await store.night_transitions.settle(night_id, HOSTING, SEED)
    assert tally is not None
    assert (tally.winner, tally.cast, tally.draws) == (ALIEN, 0, ())
    evening = await store.night_transitions.get(night_id)
    assert (evening.planned.plan.night.status, evening.tally) == (Status.CLOSED, tally)


@pytest.mark.parametrize(
    ("planned", "lengths", "lasts"),
    [
        (None, {ALIEN.id: timedelta(minutes=117)}, timedelta(minutes=117)),
        (timedelta(hours=3), {ALIEN.id: timedelta(minutes=117)}, timedelta(hours=3)),
        (None, {BRAZIL.id: timedelta(minutes=132)}, DEFAULT_LENGTH),
    ],
    ids=["as the film", "as planned", "nobody knows"],
)
async def test_a_night_ends_with_the_film_that_won_unless_its_length_was_planned(
    store: StateStore,
    clock: ShiftedClock,
    planned: timedelta | None,
    lengths: dict[str, timedelta],
    lasts: timedelta,
) -> None:
    night_id = await nominating(store, clock)
    await store.nights.change(
        night_id, lambda plan: replace(plan, night=replace(plan.night, length=planned))
    )
    await store.nominations.change(night_id, lambda board: nominations.nominate(board, ALIEN, ANN))
    await store.night_transitions.settle(night_id, HOSTING, SEED, lengths=lengths)
    night = (await store.nights.get(night_id)).plan.night
    assert night.ends_at - night.starts_at == lasts
    (past,) = await store.past_nights.list(GUILD)
    assert past.length == lasts


async def test_close_when_there_is_a_tie_then_its_draw_can_be_verified(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    tally = await store.night_transitions.close_vote(night_id, HOSTING, SEED)  # nobody voted
    assert tally is not None
    (draw,) = tally.draws
    found = await store.draws.find(draw.seed)
    assert found == draw
    assert verify(draw) is Check.TRUE


async def test_close_when_every_film_was_ruled_out_then_closed_without_a_result(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    for film in (ALIEN, BRAZIL, CASABLANCA):
        await store.nominations.change(
            night_id,
            lambda board, f=film: nominations.remove(board, f.id),
            during={Status.VOTING},
        )
    assert await store.night_transitions.close_vote(night_id, HOSTING, SEED) is None
    await store.night_transitions.watch(night_id, HOSTING)
    assert await store.past_nights.list(GUILD) == []


async def test_alive_when_the_bot_starts_then_the_nights_to_come_are_listed(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await store.night_transitions.cancel(await nominating(store, clock), HOSTING)

    def shown(old: Plan) -> Plan:
        return replace(old, message_id=9)

    await store.nights.change(night_id, shown)
    assert [(n.id, n.plan.message_id) for n in await store.nights.alive()] == [(night_id, 9)]
    clock.advance(timedelta(days=3, seconds=1).total_seconds())
    assert await store.nights.alive() == []


async def test_plan_when_too_many_were_planned_within_a_day_then_again_the_day_after(
    store: StateStore, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MAX_A_DAY", 2)
    for _ in range(2):
        await store.nights.plan(plan(clock))
    day = timedelta(days=1)
    for waited in (timedelta(), day - timedelta(seconds=1)):
        clock.advance(waited.total_seconds())
        with pytest.raises(BadInputError, match="within a day"):
            await store.nights.plan(plan(clock))
    clock.advance(1)
    await store.nights.plan(plan(clock))


async def test_plan_when_a_server_has_too_many_nights_then_refused_whoever_plans(
    store: StateStore, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MAX_OF_SERVER", 2)
    for planner in (1, 2):
        await store.nights.plan(plan(clock, host=planner))
    with pytest.raises(BadInputError):
        await store.nights.plan(plan(clock, host=3))
    await store.nights.plan(plan(clock, host=3, guild_id=2))


class StoppedClock(ShiftedClock):
    """Stands still between being moved forward."""

    def __init__(self) -> None:
        super().__init__()
        self._stopped_at = super().now()

    @override
    def now(self) -> datetime:
        return self._stopped_at + timedelta(seconds=self.offset_seconds)


async def test_moment_when_it_is_now_then_it_counts_as_past(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StoppedClock()
    async with StateStore(Database(parse_address(address)), clock) as store:
        night_id = await voting(store, clock)
        with pytest.raises(BadInputError, match="already passed"):
            await store.night_transitions.move_closing(night_id, HOSTING, clock.now())

        closes_at = clock.now() + timedelta(hours=1)
        await store.night_transitions.move_closing(night_id, HOSTING, closes_at)
        clock.advance(3600)  # when it closes by itself, so that it can be opened again
        await store.night_transitions.close_vote(night_id, HOSTING, SEED)
        later = clock.now() + timedelta(hours=1)
        await store.night_transitions.move_closing(night_id, HOSTING, later)

        for limit, days in (("MAX_OF_SERVER", 2), ("MAX_TO_COME", 2), ("MAX_A_DAY", 1)):
            with monkeypatch.context() as patch:
                patch.setattr(planning, limit, 1)
                with pytest.raises(BadInputError):
                    await store.nights.plan(plan(clock))
                clock.advance(timedelta(days=days).total_seconds())
                await store.nights.plan(plan(clock))


async def test_plan_when_one_has_many_elsewhere_then_not_refused_here(
    store: StateStore, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MAX_TO_COME", 1)
    for guild in (1, 2):
        await store.nights.plan(plan(clock, guild_id=guild))
    with pytest.raises(BadInputError, match="already have"):
        await store.nights.plan(plan(clock, guild_id=2))
    monkeypatch.setattr(planning, "MAX_A_DAY", 2)
    with pytest.raises(BadInputError, match="within a day"):  # wherever
        await store.nights.plan(plan(clock, guild_id=3))

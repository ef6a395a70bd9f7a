"""Nights that have been, as history and figures see them."""

from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import BadInputError, OutdatedError
from bot.rules.nights import nominations
from bot.rules.nights.night import Status
from bot.rules.nights.nominations import Nomination
from bot.rules.nights.rsvp import Rsvp
from bot.state.films.film_ref import FilmRef
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
    voting,
)


async def test_list_when_nights_have_been_then_each_is_there_with_all_that_is_known(
    store: StateStore, clock: ShiftedClock
) -> None:
    first = await _counted(store, clock, BRAZIL.id)
    for person, answer in ((HOST, Rsvp.YES), (ANN, Rsvp.YES), (BOB, Rsvp.NO)):
        await store.rsvps.answer(first, person, answer)
    await store.night_transitions.watch(first, HOSTING)
    for person, film, rating in ((ANN, BRAZIL, 8), (BOB, BRAZIL, 2), (HOST, ALIEN, 5)):
        await store.ratings.rate(person, FilmRef(film.id, film.name), rating)
    clock.advance(timedelta(days=7).total_seconds())
    later = await _counted(store, clock, ALIEN.id)
    await voting(store, clock)  # is still open
    newest, past = await store.past_nights.list(GUILD)
    assert (newest.id, newest.watched, newest.film) == (later, False, ALIEN)
    assert (past.id, past.watched, past.film, past.ballots) == (first, True, BRAZIL, 1)
    assert past.host == HOST
    assert (past.starts_at, past.length) == (
        (await store.nights.get(first)).plan.night.starts_at,
        timedelta(hours=3),
    )
    assert past.came == (HOST, ANN)
    assert past.ratings == {ANN: 8}  # of this film, by those who came
    assert past.nominations == (
        Nomination(ALIEN, HOST),
        Nomination(BRAZIL, ANN),
        Nomination(CASABLANCA, nominations.BY_BOT),
    )
    assert await store.past_nights.get(GUILD, first) == past
    assert await store.past_nights.list(GUILD + 5) == []
    with pytest.raises(OutdatedError):
        await store.past_nights.get(GUILD + 5, first)


async def test_list_when_a_moderator_took_a_film_out_then_it_was_not_named(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await voting(store, clock)
    await store.nominations.change(
        night_id, lambda board: nominations.remove(board, ALIEN.id), during={Status.VOTING}
    )
    await store.nominations.change(
        night_id, lambda board: nominations.veto(board, BRAZIL.id, ANN), during={Status.VOTING}
    )
    await store.night_transitions.close_vote(night_id, HOSTING, SEED)
    (past,) = await store.past_nights.list(GUILD)
    assert [named.film for named in past.nominations] == [BRAZIL, CASABLANCA]  # vetoed, but named


async def test_attendance_when_it_is_put_right_afterwards_then_the_film_is_seen_or_not(
    store: StateStore, clock: ShiftedClock
) -> None:
    night_id = await _counted(store, clock, BRAZIL.id)
    await store.rsvps.answer(night_id, ANN, Rsvp.YES)
    with pytest.raises(BadInputError, match="after the film"):
        await store.attendance.note(night_id, BOB, came=True)
    await store.night_transitions.watch(night_id, HOSTING)
    await store.attendance.note(night_id, BOB, came=True)
    await store.attendance.note(night_id, ANN, came=False)
    assert (await store.past_nights.get(GUILD, night_id)).came == (BOB,)
    assert [seen.film.id for seen in await store.seen_films.list(BOB)] == [BRAZIL.id]
    assert await store.seen_films.list(ANN) == []


async def test_attendance_when_the_film_was_seen_elsewhere_then_it_stays_seen(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.seen_films.add(ANN, FilmRef(BRAZIL.id, BRAZIL.name))
    night_id = await _counted(store, clock, BRAZIL.id)
    await store.night_transitions.watch(night_id, HOSTING)
    for came in (True, False):
        await store.attendance.note(night_id, ANN, came=came)
    assert len(await store.seen_films.list(ANN)) == 1


async def _counted(store: StateStore, clock: ShiftedClock, film: str) -> int:
    """Hold a vote that this film wins; return its night's id."""
    night_id = await voting(store, clock)
    await store.ballots.cast(night_id, ANN, {film: 1})
    await store.night_transitions.close_vote(night_id, HOSTING, SEED)
    return night_id


async def test_list_when_somebody_came_perhaps_or_a_night_was_called_off_then_they_do_not_count(
    store: StateStore, clock: ShiftedClock
) -> None:
    held, called_off = [await _counted(store, clock, BRAZIL.id) for _ in range(2)]
    for person, answer in ((ANN, Rsvp.YES), (BOB, Rsvp.MAYBE)):
        await store.rsvps.answer(held, person, answer)
        await store.ratings.rate(person, FilmRef(BRAZIL.id, BRAZIL.name), 8)
    await store.night_transitions.cancel(called_off, HOSTING)
    (past,) = await store.past_nights.list(GUILD)
    assert (past.id, past.came, past.ratings) == (held, (ANN,), {ANN: 8})
    with pytest.raises(OutdatedError):
        await store.past_nights.get(GUILD, called_off)

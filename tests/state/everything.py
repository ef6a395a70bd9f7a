"""A row in every table, for tests of deletion."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.clock import Clock
from bot.rules.games.guess_game import Game, Hint, HintKind
from bot.rules.imports.model import Purpose
from bot.rules.imports.plan import Entry, Plan, Share
from bot.rules.nights import nominations
from bot.rules.nights.rsvp import Rsvp
from bot.rules.picks.consent import Openness
from bot.rules.picks.draw import draw, lucky_pool
from bot.rules.picks.lists import Caps
from bot.rules.picks.sealed import Ticket
from bot.state.database.integrity import set_aside_rows
from bot.state.database.schema import metadata
from bot.state.films.film_ref import FilmRef
from bot.state.guilds.guild_settings import Right
from bot.state.nights.due_jobs import Upkeep
from bot.state.owners.circles import Circle
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from tests.state.evening import ALIEN, BRAZIL, HOSTING, SEED, plan
from tests.state.series import days_of, first_of, weekly

FILM = FilmRef("tt1", "Dune")


async def fill_everything(store: StateStore, clock: Clock, guild_id: int, person: int) -> int:
    """Let a person do everything that can be done in a server; return an open vote's id."""
    await store.seen_films.add(person, FILM)
    await store.ratings.rate(person, FILM, 7)
    await store.nevers.add_film(person, FILM)
    await store.nevers.add_genre(person, "Horror")
    film = Share(Purpose.SEEN, "", (Entry(FILM.id, 8),))
    imported = await store.imports.propose(person, Plan((film,)))
    await store.imports.carry_out(imported, person, {FILM.id: FILM})
    await store.user_settings.set_timezone(person, "UTC")
    for owner in (Owner.person(person), Owner.server(guild_id)):
        await store.watchlists.add(owner, "List", [FILM], Caps())
        await store.losses.record(owner, ["tt1", "tt2"], "tt1")
        seed = f"{owner.guild_id}x{owner.user_id}"
        pool = lucky_pool(["tt1", "tt2"], {})
        await store.draws.record(owner, draw(seed, pool))
        ticket = Ticket(f"sealed{guild_id}{'own' if owner.user_id else ''}", "0" * 32)
        await store.sealed_draws.record(owner, ticket, draw(ticket.drawn_with, pool), {person, 7})
    await store.consents.open_to(person, Openness.NOBODY)
    await store.consents.allow(person, 7)
    await store.consents.allow(8, person)
    await store.guild_settings.change(
        guild_id, lambda old: replace(old, roles={Right.PLAN: frozenset({1})})
    )
    await store.guilds.note_user(guild_id, person)
    await store.guilds.removed(guild_id)
    await store.shown_films.record(guild_id + 1000, ["tt1"], guild_id=guild_id)
    await store.shown_films.record(person - 1, ["tt1"], user_id=person)
    async with store.database.transaction() as connection:
        row = {"table_name": "ratings", "guild_id": guild_id, "user_id": person}
        values = row | {"content": f'{{"user_id": {person}}}', "set_aside_at": clock.now()}
        await connection.execute(set_aside_rows.insert().values(values))
    await store.saved_views.save({"request": f"pick?people={person}"}, timedelta(days=1))
    game = await store.guesses.begin(Circle.server(guild_id), person, FILM, 1)
    await store.guesses.play(game, person)
    await _score(store, guild_id, person)
    await _host(store, clock, guild_id, person)
    night_id = 0
    for closing in (True, False):
        planned = await store.nights.plan(plan(clock, guild_id=guild_id, host=person))
        night_id = planned.id
        await store.night_transitions.open_nominations(night_id, HOSTING)
        drawn = (BRAZIL, nominations.Candidate("c", "C"))
        for film, by in ((ALIEN, person), *((film, nominations.BY_BOT) for film in drawn)):
            await store.nominations.change(
                night_id, lambda board, f=film, p=by: nominations.nominate(board, f, p)
            )
        await store.nominations.change(night_id, lambda board: nominations.veto(board, "c", person))
        await store.rsvps.answer(night_id, person, Rsvp.YES)
        (job, *_) = await store.due_jobs.claim()
        await store.pings.claim(job.id, job.due_at, [person])
        await store.night_transitions.open_vote(night_id, HOSTING)
        await store.ballots.cast(night_id, person, {ALIEN.id: 1})
        if closing:
            await store.night_transitions.close_vote(night_id, HOSTING, f"{SEED}{guild_id}")
    await store.troubles.note(night_id, Upkeep.ANNOUNCE.name, 50013)
    return night_id


async def _host(store: StateStore, clock: Clock, guild_id: int, person: int) -> None:
    """Plan a series, skip an evening of it, and pass on hosting the first."""
    planned = weekly(clock, guild_id=guild_id, planner=person, rota=True, theme="80s horror")
    night = await store.series.begin(planned, first_of(planned, clock, host=person))
    assert night.plan.series_id is not None
    (_, later) = days_of(planned, 2)
    await store.series.skip(night.plan.series_id, later, skipped=True)
    await store.nights.change(night.id, lambda old: replace(old, chooser=person))
    await store.series.pass_on(night.id)
    await store.nights.change(night.id, lambda old: replace(old, chooser=person))


async def _score(store: StateStore, guild_id: int, person: int) -> None:
    game = Game(FILM.id, (Hint(HintKind.YEAR, "2021"),) * 4)
    game_id = await store.guesses.begin(Circle.server(guild_id), person, FILM, 1)
    await store.guesses.end(game_id, game, person)


async def rows_by_table(store: StateStore, column: str, value: int) -> dict[str, list[Any]]:
    """Return the rows of every table that has that column, where it has that value."""
    async with store.database.reading() as connection:
        return {
            table.name: sorted(
                map(
                    repr,
                    (await connection.execute(select(table).where(table.c[column] == value))).all(),
                )
            )
            for table in metadata.sorted_tables
            if column in table.c
        }
